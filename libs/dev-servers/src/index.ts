export { startKafka, type KafkaInstance, type KafkaOptions } from './kafka.js';
export { findNginx, nginxEnvironment, nginxPackages, type NginxPrograms } from './nginx.js';
export { HostedProcess, type HostedProcessOptions } from './hosted-process.js';
export { freePort } from './free-port.js';
export { startPostgres, startPostgresReplica, type ReplicaOptions, type PostgresInstance, type PostgresOptions } from './postgres.js';
export { debianProgram, type FoundProgram, type MissingProgram } from './debian-programs.js';
export {
  startAlertmanager,
  startPrometheus,
  type AlertmanagerOptions,
  type NoServer,
  type ObservingServer,
  type PrometheusOptions,
} from './prometheus.js';
export { collectorProgram, goProgram } from './go-programs.js';
export { processStart } from './process-start.js';
