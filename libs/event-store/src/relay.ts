import type { Pool } from '@everchart/postgres';
import type { StreamProducer } from '@everchart/stream';
import type { Registry } from 'prom-client';

export interface RelayLogger {
  info(fields: Record<string, unknown>): void;
  warn(fields: Record<string, unknown>): void;
  error(fields: Record<string, unknown>): void;
}

export interface RelayOptions {
  /** Connections of a role that has `event_store_relay`. */
  pool: Pool;
  /** Makes a producer; called at start and again after a failure. */
  createProducer: () => Promise<StreamProducer>;
  topic: string;
  /** Unique per process (INSTANCE_ID). */
  owner: string;
  logger: RelayLogger;
  registry?: Registry;
  /** Connection string of the same role for LISTEN; without it only `wake` and polling are used. */
  listenConnectionString?: string;
  leaseMs?: number;
  pollMs?: number;
  maxBatch?: number;
  maxBatchBytes?: number;
  /** First and longest pause after a failure; it doubles in between. */
  retryMs?: { first: number; longest: number };
}

/** Publishes a store's events in order, at least once, one active relay per shard. */
export declare class Relay {
  constructor(options: RelayOptions);
  start(): Promise<void>;
  /** Ends the batch under way, gives the leases back. */
  stop(): Promise<void>;
  /** There is something new (in-process wake-up, see EventStore.onCommitted). */
  wake(org?: string, shard?: number): void;
  /** Events of all shards that are not yet published. */
  lag(): Promise<{ events: number; oldestSeconds: number }>;
}
