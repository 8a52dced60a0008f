export interface KafkaConnection {
  brokers: readonly string[];
  clientId: string;
  /** Connections are encrypted, and the broker must show a certificate for its name. */
  tls?:
    | {
        /** Certificates of the authorities that are trusted (PEM); else those of the system. */
        authorities?: string | undefined;
        /** What this client shows (PEM), with its private key. */
        certificate?: string | undefined;
        key?: string | undefined;
      }
    | undefined;
  /** Who this client is (SASL/SCRAM-SHA-512). */
  scram?: { username: string; password: string } | undefined;
}

export interface KafkaTransportOptions extends KafkaConnection {
  kind: 'kafka';
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
