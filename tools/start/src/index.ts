export { proberOrg, startProber, type RunningProber } from './prober.js';
export { AlreadyRunningError, RunDirectory, type RunFile } from './run-file.js';
export { StartError } from './processes.js';
export { startSuite, type Suite, type SuiteOptions } from './suite.js';
