import type { Pool } from '@everchart/postgres';
import type { PublishableEvent } from './relay.memory.js';
import { storedEventColumns, storePartOf, writerOf, type StoredEventRow } from './stored-event.row.js';

export interface ClaimedShard {
  org: string;
  shard: number;
  fence: number;
  /** Last published position. */
  position: number;
  head: number;
  /** Chain value at the head. */
  chain: Buffer;
  /** Of the store. */
  epoch: number;
}

export interface ShardToPublish {
  org: string;
  shard: number;
  /** False: it is free; a claim would get it. */
  held: boolean;
}

/** The relay's statements. Leases are judged by the database's clock, and by their duration. */
export class RelayStore {
  readonly #pool: Pool;
  readonly #owner: string;
  readonly #leaseMs: number;

  constructor(pool: Pool, owner: string, leaseMs: number) {
    this.#pool = pool;
    this.#owner = owner;
    this.#leaseMs = leaseMs;
  }

  async claim(): Promise<ClaimedShard[]> {
    const { rows } = await this.#pool.query<ClaimedShard>(
      'SELECT org, shard, fence, position, head, chain, epoch FROM event_store.relay_claim($1, $2)',
      [this.#owner, this.#leaseMs],
    );
    return rows;
  }

  async shardsToPublish(): Promise<ShardToPublish[]> {
    const { rows } = await this.#pool.query<ShardToPublish>({
      name: 'event-store-relay-look',
      text: 'SELECT org, shard, held FROM event_store.relay_look($1, $2)',
      values: [this.#owner, this.#leaseMs],
    });
    return rows;
  }

  async read(shard: ClaimedShard, limit: number, maxBytes: number): Promise<PublishableEvent[]> {
    const { rows } = await this.#pool.query<StoredEventRow>({
      name: 'event-store-relay-next',
      text: `SELECT ${storedEventColumns} FROM event_store.relay_next($1, $2, $3, $4, $5)`,
      values: [shard.org, shard.shard, shard.position, limit, maxBytes],
    });
    return rows.map((row) => {
      const { payload, traceparent } = row;
      return { store: storePartOf(row), writer: writerOf(row), payload, ...(traceparent === null ? {} : { traceparent }) };
    });
  }

  /** @returns false when another relay holds the shard now */
  async advance(shard: ClaimedShard, position: number): Promise<boolean> {
    const { rows } = await this.#pool.query<{ moved: boolean }>({
      name: 'event-store-relay-advance',
      text: 'SELECT event_store.relay_advance($1, $2, $3, $4, $5) AS moved',
      values: [shard.org, shard.shard, shard.fence, position, this.#leaseMs],
    });
    return rows[0]!.moved;
  }

  /** Nothing is recorded and published under the epoch any more. */
  async hold(epoch: number, reason: string): Promise<void> {
    await this.#pool.query('SELECT event_store.hold($1, $2)', [epoch, reason]);
  }

  async release(): Promise<void> {
    await this.#pool.query('SELECT event_store.relay_release($1)', [this.#owner]);
  }

  async backlog(): Promise<{ events: number; oldestSeconds: number }> {
    const { rows } = await this.#pool.query<{ events: number; oldest_recorded_at_us: number | null }>(
      'SELECT events, oldest_recorded_at_us FROM event_store.relay_backlog()',
    );
    const oldest = rows[0]!.oldest_recorded_at_us;
    return { events: rows[0]!.events, oldestSeconds: oldest === null ? 0 : Math.max(0, Date.now() / 1000 - oldest / 1_000_000) };
  }
}
