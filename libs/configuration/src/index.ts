export * from './load-config.js';
export { processEnvironment } from './environment.js';
export type { KafkaConfig } from './kafka-config.js';
