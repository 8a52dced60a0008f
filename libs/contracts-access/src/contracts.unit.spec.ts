import { contractPackage } from '@everchart/contracts/contract-package.contract';
import { catalogue, packageFolder } from './catalogue.js';
import { accessEventTypes, upcastAccess, upcasters, validateAccessData, validateReadAccessData } from './index.js';

contractPackage({
  folder: packageFolder,
  typeName: 'AccessEvent',
  contracts: accessEventTypes,
  catalogue,
  types: 4,
  upcasters,
  upcast: upcastAccess,
  validate: validateAccessData,
  validateRead: validateReadAccessData,
});
