export * from './load-config.js';
export { processEnvironment } from './environment.js';
export type { KafkaConfig } from './kafka-config.js';
export { loginName } from './login-name.js';
