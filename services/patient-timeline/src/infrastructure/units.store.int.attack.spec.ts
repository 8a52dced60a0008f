import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { UnitsStore } from './units.store.js';

const org = 'home';
const [large, usual] = ['01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01', '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c02'] as const;

describe('large entries of a resident', () => {
  let database: TestDatabase;
  let store: UnitsStore;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 1 }, () => undefined);
      pools.push(made);
      return made;
    };
    store = new UnitsStore(pool(database.url('timeline_api')), shownProjection);
    const worker = pool(database.url('timeline_worker'));
    for (const [patient, count, characters] of [
      [large, 90, 50_000],
      [usual, 150, 700],
    ] as const)
      await worker.query(
        `INSERT INTO timeline_v1.timeline_entries (org, patient, event_id, stream_version, epoch, shard, position, type, entry, topics, occurred_at, unreadable)
         SELECT $1, $2, gen_random_uuid(), n, 1, 0, n, 'observation.recorded',
           json_build_object('id', n, 'recordedAt', '2026-03-01T12:00:00Z', 'data', repeat('x', $4)), '{}', '2026-03-01T11:00:00Z', false
         FROM generate_series(1, $3::integer) n`,
        [org, patient, count, characters],
      );
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it('are in an answer as far as there is room, the newest first, and it says how many are not', async () => {
    const found = [
      await store.done(org, [large, usual], '2026-03-01T10:00:00Z', '2026-03-01T12:00:00Z'),
      await store.recorded(org, [large, usual], '2026-03-01T10:00:00Z'),
    ];
    for (const each of found) {
      const { entries, more } = each.get(large)!;
      expect({ ids: entries.map(({ id }) => id), more }).toEqual({ ids: [90, 89, 88], more: 87 });
      expect(each.get(usual)).toMatchObject({ entries: { length: 100 }, more: 50 });
    }
  });
});
