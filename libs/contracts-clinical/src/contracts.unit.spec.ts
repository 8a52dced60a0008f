import { contractPackage } from '@everchart/contracts/contract-package.contract';
import { catalogue, packageFolder } from './catalogue.js';
import { clinicalEventTypes, upcastClinical, upcasters, validateClinicalData, validateReadClinicalData } from './index.js';

contractPackage({
  folder: packageFolder,
  typeName: 'ClinicalEvent',
  contracts: clinicalEventTypes,
  catalogue,
  types: 38,
  upcasters,
  upcast: upcastClinical,
  validate: validateClinicalData,
  validateRead: validateReadClinicalData,
});
