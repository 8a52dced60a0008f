export { importBundles, type ImportReport, type ImportSettings } from './import-bundles.js';
export { describeReport, isComplete } from './report.js';
