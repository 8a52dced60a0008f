export { startKafka, type KafkaInstance, type KafkaOptions } from './kafka.js';
export { freePort } from './free-port.js';
export { startPostgres, type PostgresInstance, type PostgresOptions } from './postgres.js';
export { processStart } from './process-start.js';
