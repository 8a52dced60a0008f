import { contractPackage } from '@everchart/contracts/contract-package.contract';
import { catalogue, packageFolder } from './catalogue.js';
import { organisationEventTypes, upcasters, upcastOrganisation, validateOrganisationData, validateReadOrganisationData } from './index.js';

contractPackage({
  folder: packageFolder,
  typeName: 'OrganisationEvent',
  contracts: organisationEventTypes,
  catalogue,
  types: 20,
  upcasters,
  upcast: upcastOrganisation,
  validate: validateOrganisationData,
  validateRead: validateReadOrganisationData,
});
