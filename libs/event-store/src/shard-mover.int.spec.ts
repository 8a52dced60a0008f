import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, joinClusters, migrations, moveShard, type MoveStep, type OwnedCluster } from './index.js';

/** Three clusters of one store. (Databases of one server here; two servers: `services/ingest/src/faults/shard-moved.int.spec.ts`.) */
describe('a shard that moves', () => {
  const names = ['main', 'second', 'third'];
  const databases = new Map<string, TestDatabase>();
  const pools: Pool[] = [];
  let owned: OwnedCluster[];
  let store: EventStore;
  let org: string;

  const connect = (connectionString: string): Pool => {
    const pool = createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pools.push(pool);
    return pool;
  };
  const apiPool = (name: string): Pool => connect(databases.get(name)!.url('event_store_append'));
  const newStore = (): EventStore =>
    new EventStore({
      pool: apiPool('main'),
      clusters: new Map(['second', 'third'].map((name) => [name, apiPool(name)])),
      service: 'test',
    });
  const ownerOf = (name: string): Pool => owned.find((each) => each.name === name)!.pool;
  const heads = async () =>
    Promise.all(
      names.map(async (name) => {
        const { rows } = await ownerOf(name).query('SELECT moved_to, custody, position FROM event_store.shards WHERE org = $1', [org]);
        return rows[0];
      }),
    );
  const move = (to: string, onStep?: (step: MoveStep) => void) => moveShard(owned, { org, shard: 0 }, to, onStep);

  beforeAll(async () => {
    for (const name of names) databases.set(name, await createTestDatabase([migrations]));
    owned = names.map((name) => ({ name, pool: connect(databases.get(name)!.ownerUrl) }));
    await joinClusters(owned);
    store = newStore();
  });
  afterAll(async () => {
    await store?.close();
    await Promise.all(pools.map((pool) => pool.end()));
    for (const database of databases.values()) await database.drop();
  });
  beforeEach(() => {
    org = `org-${randomUUID()}`;
  });

  it('there, on, and back while it is written: nothing is lost, nothing is twice, order and answers are kept', async () => {
    const other = newStore();
    const acknowledged = new Map<string, string[]>();
    let over = false;
    const write = async (from: EventStore): Promise<void> => {
      const stream = randomUUID();
      const ids: string[] = [];
      acknowledged.set(stream, ids);
      while (!over) {
        const items = Array.from({ length: 3 }, () => sampleItem({ org, stream }));
        const outcomes = await from.append(org, items);
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
        ids.push(...items.map(({ header }) => header.id));
        await pause(2);
      }
    };
    const count = (): number => [...acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
    const writers = [store, other, store, other].map(write);
    for (const to of ['second', 'third', 'main', 'second']) {
      const before = count();
      while (count() < before + 300) await pause(10);
      const result = await move(to);
      expect(result).toMatchObject({ cluster: to, path: [to] });
      expect(result.copied).toBeGreaterThan(0);
    }
    const before = count();
    while (count() < before + 100) await pause(10);
    over = true;
    await Promise.all(writers);

    const events = await newStore().readShard(org, 0, 0, 1_000_000);
    expect(events.map(({ header }) => header.position)).toEqual(events.map((_, index) => index + 1));
    for (const [stream, ids] of acknowledged)
      expect(events.filter(({ header }) => header.subject === stream).map(({ header }) => header.id)).toEqual(ids);
    expect(events).toHaveLength(count());
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: count() });
    expect((await heads()).map((head) => [head?.moved_to, head?.custody])).toEqual([
      ['second', 3 + 1],
      [null, 5],
      ['second', 3],
    ]);
    await other.close();
  }, 60_000);
});
