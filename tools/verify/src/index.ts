export { fetchLog, FetchLogError, type FetchOptions } from './fetch-log.js';
export type { ShardReport, VerificationReport } from './report.types.js';
export { entriesIn, VerificationError, verifyLogDirectory, type VerifyOptions } from './verify-log.js';
