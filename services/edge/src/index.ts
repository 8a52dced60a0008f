export { edgeConfig, type EdgeConfig } from './configuration.js';
export { attackClasses, firewallRules, ruleSets } from './firewall-rules.js';
export { prepare, type Program } from './prepare.js';
export { edgeProblems } from './problems.js';
