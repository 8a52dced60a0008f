export interface KafkaTransportOptions {
  kind: 'kafka';
  brokers: readonly string[];
  clientId: string;
  /** Put before every topic's name (several suites on one cluster; tests). */
  topicPrefix?: string;
  /** Put before every group's name. */
  groupPrefix?: string;
}

export interface PostgresTransportOptions {
  kind: 'postgres';
  connectionString: string;
  clientId: string;
  topicPrefix?: string;
  groupPrefix?: string;
}

export type TransportOptions = KafkaTransportOptions | PostgresTransportOptions;
