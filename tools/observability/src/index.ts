export { alertGroups } from './alerts.js';
export { routeCases } from './alertmanager.js';
export { ruleFiles } from './rules.js';
