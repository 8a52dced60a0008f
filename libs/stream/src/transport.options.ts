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

/** Who signs, and whose signatures are taken. */
export interface SealOptions {
  /** As {@link StreamKeys} reads them. */
  keys: string;
  /**
   * The service whose records are sent. Without one each record is signed with the key of the service that its event
   * names: for tools that publish what stores of several services hold.
   */
  writer?: string | undefined;
}

export interface KafkaTransportOptions extends KafkaConnection, SealOptions {
  kind: 'kafka';
  /** Put before every topic's name (several suites on one cluster; tests). */
  topicPrefix?: string;
  /** Put before every group's name. */
  groupPrefix?: string;
}

export interface PostgresTransportOptions extends SealOptions {
  kind: 'postgres';
  connectionString: string;
  clientId: string;
  topicPrefix?: string;
  groupPrefix?: string;
}

export type TransportOptions = KafkaTransportOptions | PostgresTransportOptions;
