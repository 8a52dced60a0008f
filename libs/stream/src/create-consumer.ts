import { DatabaseConsumer } from './consumer.js';
import type { Consumer, ConsumerOptions } from './consumer.types.js';

/** A consumer whose effects live in PostgreSQL: each event has one effect, in order per stream, without gaps. */
export function createConsumer<Prepared = void>(options: ConsumerOptions<Prepared>): Consumer {
  return new DatabaseConsumer({
    maxBatch: 500,
    restMs: 20,
    longRestMs: 250,
    fullRestFrom: 3770,
    retryForMs: 60_000,
    followsChain: true,
    notifies: false,
    ...options,
  });
}
