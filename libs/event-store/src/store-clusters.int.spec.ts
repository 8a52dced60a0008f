import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate } from '@everchart/postgres';
import { createTestDatabase } from '@everchart/testing';
import { sampleItem } from '../test/sample-events.js';
import { TestClusters } from '../test/test-clusters.js';
import { EventStoreEpochError, joinClusters, migrations, moveShard, ShardElsewhereError } from './index.js';

describe('the clusters of a store', () => {
  let clusters: TestClusters;
  let org: string;

  beforeEach(async () => {
    clusters = await TestClusters.start('main', 'second');
    org = `org-${randomUUID()}`;
  });
  afterEach(() => clusters.stop());

  const item = () => sampleItem({ org, stream: randomUUID() });

  it('have one identity', async () => {
    const identity = await clusters.store(['main']).identity();
    expect(await clusters.store(['second']).identity()).toEqual(identity);
    await joinClusters(clusters.owned);
    expect(await clusters.store(['main']).identity()).toEqual(identity);
  });

  it('are not of another store, nor another cluster of this one', async () => {
    const [main, second] = clusters.owned as [(typeof clusters.owned)[0], (typeof clusters.owned)[0]];
    await expect(joinClusters([main, { name: 'third', pool: second.pool }])).rejects.toThrow('is cluster second of store');
    await expect(joinClusters([{ name: 'main', pool: second.pool }])).rejects.toThrow('is cluster second of store');
    const other = await TestClusters.start('main');
    try {
      const elsewhere = `org-${randomUUID()}`;
      await other.store().append(elsewhere, [sampleItem({ org: elsewhere, stream: randomUUID() })]);
      await expect(joinClusters([main, { name: 'third', pool: other.owner('main') }])).rejects.toThrow('is cluster main of store');
      await clusters.store().append(org, [item()]);
      await moveShard(clusters.owned, { org, shard: 0 }, 'second');
      // A connection string that leads astray: nothing is read or written there.
      const misled = clusters.store(['main'], { clusters: new Map([['second', other.rolePool('main')]]) });
      await expect(misled.append(org, [item()])).rejects.toBeInstanceOf(ShardElsewhereError);
      expect(await other.heads(org)).toEqual(['']);
    } finally {
      await other.stop();
    }
  });

  it('one that was restored is not used before it has joined again, and then takes nothing that went on elsewhere', async () => {
    const before = clusters.store(undefined, { shards: 3 });
    expect(await before.shardsOf(org)).toBe(3);
    await before.append(org, [item(), item()]);
    const { rows: backup } = await clusters.owner('main').query('SELECT custody, moved_to FROM event_store.shards WHERE org = $1', [org]);
    expect(backup).toEqual([{ custody: 1, moved_to: null }]);
    await moveShard(clusters.owned, { org, shard: 0 }, 'second');
    await before.append(org, [item()]);

    // As the backup has it: the shard is here. (It is from before the organisation, too.)
    await clusters.owner('main').query('UPDATE event_store.shards SET moved_to = NULL WHERE org = $1', [org]);
    await clusters.owner('main').query('DELETE FROM event_store.organisations WHERE org = $1', [org]);
    expect(await clusters.heads(org)).toEqual(['1', '2']);
    await expect(moveShard(clusters.owned, { org, shard: 0 }, 'main')).rejects.toThrow('more than one cluster takes the shard for its own');
    await clusters.owner('main').query('SELECT event_store.raise_epoch()');
    await expect(clusters.store().append(org, [item()])).rejects.toMatchObject({ code: 'store-unavailable' });
    const elsewhere = `org-${randomUUID()}`;
    await expect(before.append(elsewhere, [sampleItem({ org: elsewhere, stream: randomUUID() })])).rejects.toBeInstanceOf(
      EventStoreEpochError,
    );

    await joinClusters(clusters.owned);
    expect(await clusters.heads(org)).toEqual(['1→second', '2']);
    const after = clusters.store();
    expect(await after.identity()).toMatchObject({ epoch: 2 });
    expect(await clusters.store(undefined, { shards: 5 }).shardsOf(org)).toBe(3);
    expect(await after.append(org, [item()])).toMatchObject([{ outcome: 'created', position: 4 }]);
    await expect(before.append(org, [item()])).rejects.toBeInstanceOf(EventStoreEpochError);
    expect(await after.verifyShard(org, 0)).toMatchObject({ ok: true, events: 4 });
  }, 30_000);

  it('a further one that was restored keeps its own organisations waiting, and no others', async () => {
    await clusters.store().append(org, [item()]);
    await moveShard(clusters.owned, { org, shard: 0 }, 'second');
    await clusters.owner('second').query('SELECT event_store.raise_epoch()');
    const started = clusters.store();
    await expect(started.append(org, [item()])).rejects.toBeInstanceOf(ShardElsewhereError);
    const elsewhere = `org-${randomUUID()}`;
    expect(await started.append(elsewhere, [sampleItem({ org: elsewhere, stream: randomUUID() })])).toMatchObject([{ outcome: 'created' }]);
    await joinClusters(clusters.owned);
    expect(await clusters.store().append(org, [item()])).toMatchObject([{ outcome: 'created', position: 2 }]);
  });

  it('may be owned by roles that are no superusers', async () => {
    const databases = [await createTestDatabase([]), await createTestDatabase([])];
    const role = `owner_${randomUUID().replaceAll('-', '')}`;
    const admin = clusters.pool(databases[0]!.ownerUrl);
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'test'`);
    const owned = [];
    for (const [index, database] of databases.entries()) {
      const server = clusters.pool(database.ownerUrl);
      await server.query(
        `GRANT CREATE ON DATABASE ${database.name} TO ${role}; GRANT CREATE ON SCHEMA public TO ${role}; ALTER TABLE public.applied_migrations OWNER TO ${role}`,
      );
      await migrate(database.url(role), [migrations]);
      owned.push({ name: ['main', 'second'][index]!, pool: clusters.pool(database.url(role)) });
    }
    await joinClusters(owned);
    const store = clusters.store(['main'], {
      pool: clusters.pool(databases[0]!.url('event_store_append')),
      clusters: new Map([['second', clusters.pool(databases[1]!.url('event_store_append'))]]),
    });
    await store.append(org, [item(), item()]);
    for (const to of ['second', 'main', 'second']) {
      await moveShard(owned, { org, shard: 0 }, to);
      await store.append(org, [item()]);
    }
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 5 });
    // As a backup of before the last move has it.
    await admin.query('UPDATE event_store.shards SET moved_to = NULL');
    await owned[0]!.pool.query('SELECT event_store.raise_epoch()');
    await joinClusters(owned);
    expect((await admin.query('SELECT custody, moved_to FROM event_store.shards')).rows).toEqual([{ custody: 3, moved_to: 'second' }]);
    for (const database of databases) clusters.databases.set(database.name, database);
  }, 30_000);
});
