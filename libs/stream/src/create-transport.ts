import { KafkaTransport } from './kafka.transport.js';
import type { StreamLogger } from './logger.js';
import type { StreamTransport } from './port.js';
import { PostgresTransport } from './postgres.transport.js';
import type { TransportOptions } from './transport.options.js';

export type * from './transport.options.js';

/** The stream behind one port. Nothing is connected yet: the first use connects. */
export function createTransport(options: TransportOptions, logger: StreamLogger): StreamTransport {
  return options.kind === 'kafka' ? new KafkaTransport(options, logger) : new PostgresTransport(options, logger);
}
