import { setTimeout as pause } from 'node:timers/promises';
import type { StoreIdentity } from '@everchart/envelope';
import type { Pool } from '@everchart/postgres';
import { ShardElsewhereError, sqlState, storeErrorOf } from './event-store.errors.js';

/**
 * Name of the first cluster: shards begin there, and a process that does not know a shard's place looks there first.
 */
export const firstCluster = 'main';

/** A PostgreSQL cluster that has shards of the store. */
export interface Cluster {
  name: string;
  pool: Pool;
}

/** SQLSTATE of a statement that found the shard to be in the cluster that its detail names. It changed nothing. */
const elsewhere = 'EV002';

/** So long is a shard looked for that is being moved; writers meet that for some tens of milliseconds. */
const lookMs = 5000;
const pauseMs = { first: 2, longest: 100 };

/**
 * Where shards are, as far as this process knows. What it knows may be out of date: the cluster that a shard has left
 * answers every caller where it went. So no notice is needed when a shard moves, and a process with an old map can do
 * no harm.
 */
export class ShardMap {
  readonly #clusters: ReadonlyMap<string, Cluster>;
  readonly #identity: () => Promise<StoreIdentity>;
  readonly #checked = new Map<string, Promise<void>>();
  /** Shards that are not in the first cluster. */
  readonly #moved = new Map<string, string>();

  /**
   * @param further clusters beside the first
   * @param identity of the store: a further cluster must be of the same one
   */
  constructor(first: Pool, further: ReadonlyMap<string, Pool>, identity: () => Promise<StoreIdentity>) {
    this.#clusters = new Map([...new Map([[firstCluster, first], ...further])].map(([name, pool]) => [name, { name, pool }]));
    this.#identity = identity;
  }

  get clusters(): Iterable<Cluster> {
    return this.#clusters.values();
  }

  /** Where the shard was last found. */
  placeOf(org: string, shard: number): string {
    return this.#moved.get(shardKey(org, shard)) ?? firstCluster;
  }

  /**
   * Runs one statement in the cluster that has the shard, as often as it takes to find it.
   * @throws ShardElsewhereError it was not found in time, or is in a cluster that is not configured in this process;
   * nothing was done
   * @throws EventStoreError what the database failed with
   */
  async at<T>(org: string, shard: number, statement: (cluster: Cluster) => Promise<T>): Promise<T> {
    const deadline = performance.now() + lookMs;
    const asked = new Set<string>();
    for (let wait = pauseMs.first; ;) {
      const name = this.placeOf(org, shard);
      const cluster = this.#clusters.get(name);
      if (!cluster) {
        this.#remember(org, shard, firstCluster); // it may come back
        throw new ShardElsewhereError(`the shard is in cluster ${name}, which is not configured in this process`);
      }
      // A caller that is sent in a circle waits for the move to end.
      if (asked.has(name)) {
        if (performance.now() > deadline) throw new ShardElsewhereError('the shard is being moved');
        await pause(wait);
        wait = Math.min(2 * wait, pauseMs.longest);
      }
      asked.add(name);
      try {
        await this.#check(cluster);
        return await statement(cluster);
      } catch (error) {
        if (sqlState(error) !== elsewhere) throw storeErrorOf(error);
        this.#remember(org, shard, (error as { detail?: string }).detail ?? firstCluster);
      }
    }
  }

  #remember(org: string, shard: number, name: string): void {
    if (name === firstCluster) this.#moved.delete(shardKey(org, shard));
    else this.#moved.set(shardKey(org, shard), name);
  }

  /**
   * Looks once whether a further cluster is what its name says: a connection string may lead to another database, or to
   * one that was restored and has not joined the store again.
   */
  async #check(cluster: Cluster): Promise<void> {
    if (cluster.name === firstCluster) return;
    let checked = this.#checked.get(cluster.name);
    if (!checked) {
      checked = this.#compare(cluster);
      this.#checked.set(cluster.name, checked);
      checked.catch(() => this.#checked.delete(cluster.name));
    }
    await checked;
  }

  async #compare({ name, pool }: Cluster): Promise<void> {
    const { storeId, epoch } = await this.#identity();
    const { rowCount } = await pool.query(
      'SELECT FROM event_store.identity WHERE store_id = $1 AND cluster = $2 AND epoch = $3 AND joined',
      [storeId, name, epoch],
    );
    if (rowCount !== 1)
      throw new ShardElsewhereError(`the database that is configured as cluster ${name} has not joined the store as that`);
  }
}

function shardKey(org: string, shard: number): string {
  return `${shard}/${org}`;
}
