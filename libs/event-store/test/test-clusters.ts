import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { EventStore, joinClusters, migrations, type EventStoreOptions, type OwnedCluster } from '../src/index.js';

/**
 * The clusters of one store. (Databases of one server; two servers:
 * `services/ingest/src/faults/shard-moved.int.spec.ts`.)
 */
export class TestClusters {
  readonly databases = new Map<string, TestDatabase>();
  readonly #pools: Pool[] = [];
  readonly #stores: EventStore[] = [];
  owned: OwnedCluster[] = [];

  static async start(...names: string[]): Promise<TestClusters> {
    const clusters = new TestClusters();
    for (const name of names) clusters.databases.set(name, await createTestDatabase([migrations]));
    clusters.owned = names.map((name) => ({ name, pool: clusters.pool(clusters.databases.get(name)!.ownerUrl) }));
    await joinClusters(clusters.owned);
    return clusters;
  }

  pool(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    this.#pools.push(pool);
    return pool;
  }

  rolePool(name: string, role = 'event_store_append'): Pool {
    return this.pool(this.databases.get(name)!.url(role));
  }

  owner(name: string): Pool {
    return this.owned.find((each) => each.name === name)!.pool;
  }

  /** A process's store. @param names the clusters that are configured, the first one first */
  store(names: readonly string[] = [...this.databases.keys()], more: Partial<EventStoreOptions> = {}): EventStore {
    const [first, ...further] = names;
    const store = new EventStore({
      pool: this.rolePool(first!),
      clusters: new Map(further.map((name) => [name, this.rolePool(name)])),
      service: 'test',
      notify: false,
      ...more,
    });
    this.#stores.push(store);
    return store;
  }

  /** What each cluster knows of where a shard is: `custody`, and `custody→name` where it is not. */
  async heads(org: string): Promise<string[]> {
    const heads: string[] = [];
    for (const { pool } of this.owned) {
      const { rows } = await pool.query<{ head: string }>(
        "SELECT custody || coalesce('→' || moved_to, '') AS head FROM event_store.shards WHERE org = $1 AND shard = 0",
        [org],
      );
      heads.push(rows[0]?.head ?? '');
    }
    return heads;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()));
    await Promise.all(this.#pools.map((pool) => pool.end()));
    for (const database of this.databases.values()) await database.drop();
  }
}
