export { createTestDatabase, type TestDatabase } from './test-database.js';
export { requireEnvironment, testKafkaBrokers } from './run-environment.js';
export { RawConnection, type RawAnswer } from './raw-connection.js';
export { sampled } from './sampled.js';
export { ServiceProcess } from './service-process.js';
export { testCertificates } from './test-certificates.js';
export { testStream } from './test-stream.js';
export { until } from './until.js';
export { describeWithKafka } from './with-kafka.js';
