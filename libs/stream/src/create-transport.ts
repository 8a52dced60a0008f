import type { StreamLogger } from './logger.js';
import type { StreamTransport } from './port.js';

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

/** The stream behind one port. Nothing is connected yet: the first use connects. */
export function createTransport(options: TransportOptions, logger: StreamLogger): StreamTransport {
  throw new Error(`not built yet: ${options.kind} ${typeof logger}`);
}
