import type { StoreIdentity } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import type { Registry } from 'prom-client';
import type { AppendItem, AppendOutcome, StoredEvent } from './event-store.types.js';
import type { ShardVerification } from './shard-verification.js';

export interface EventStoreOptions {
  /** Connections of a role that has `event_store_append`. */
  pool: Pool;
  /** Service part of `source`: `ingest`, `patient-timeline`. */
  service: string;
  /** Metrics go here (`everchart_event_store_*`); without it none are kept. */
  registry?: Registry;
  /** Items per transaction at most; default 500. */
  maxBatch?: number;
  /** Items waiting per shard at most; beyond it `append` rejects with EventStoreOverloadedError. Default 10,000. */
  maxQueued?: number;
  /** Tell relays of other processes by NOTIFY (throttled, outside the append). Default true. */
  notify?: boolean;
}

export interface Committed {
  org: string;
  shard: number;
  /** Highest position of the commit. */
  position: number;
}

/** Event store on PostgreSQL: appends with group commit, readers by position, verification. */
export declare class EventStore {
  constructor(options: EventStoreOptions);
  /** Identity and epoch of this database's store, read once per process. */
  identity(): Promise<StoreIdentity>;
  /** `source` attribute of events of this store: `urn:everchart:<service>:<storeId>/<epoch>`. */
  source(): Promise<string>;
  /** Shard of a stream. Writers put it in the header. */
  shardOf(org: string, stream: string): number;
  /**
   * Records events durably: resolves after the commit with one outcome per item, in order. One item's refusal does not touch the others.
   * @throws EventStoreOverloadedError nothing was recorded
   * @throws EventStoreEpochError nothing was recorded
   * @throws any error of the database: the outcome is unknown, the same ids may be sent again
   */
  append(org: string, items: readonly AppendItem[]): Promise<AppendOutcome[]>;
  /** Called after each commit that recorded something. @returns a function that ends it */
  onCommitted(listener: (committed: Committed) => void): () => void;
  /** Events of a shard after a position, in order. */
  readShard(org: string, shard: number, after: number, limit: number): Promise<StoredEvent[]>;
  /** Events of a stream after a version, in order. */
  readStream(org: string, stream: string, afterVersion: number, limit: number): Promise<StoredEvent[]>;
  /** Recomputes every digest and the chain from the rows and compares them with the head; names the first wrong row. */
  verifyShard(org: string, shard: number): Promise<ShardVerification>;
}
