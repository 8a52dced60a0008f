export { startKafka, type KafkaInstance, type KafkaOptions } from './kafka.js';
export { freePort } from './free-port.js';
export { startPostgres, startPostgresReplica, type ReplicaOptions, type PostgresInstance, type PostgresOptions } from './postgres.js';
export { processStart } from './process-start.js';
