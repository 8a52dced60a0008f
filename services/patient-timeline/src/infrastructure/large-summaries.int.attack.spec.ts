import { createPool, lanesOf, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { elementsShown } from '../domain/sections.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { RecordStore } from './record.store.js';

const mebibyte = 1024 * 1024;
const org = 'home';
const [many, huge, usual] = [1, 2, 3].map((n) => `01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c0${n}`) as [string, string, string];

interface Summary {
  allergies: { n: number }[];
  flags: { n: number }[];
  preferences: { n: number }[];
  identity: object | null;
  more: Record<string, number>;
}

describe('the summary of a record without measure', () => {
  let database: TestDatabase;
  let store: RecordStore;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 1 }, () => undefined);
      pools.push(made);
      return made;
    };
    const worker = pool(database.url('timeline_worker'));
    store = new RecordStore(lanesOf(pool(database.url('timeline_api'))), shownProjection);
    await worker.query(
      `INSERT INTO timeline_v1.patients (org, patient, stream_version, store_id, epoch, shard, position, last_recorded_at, counts, unreadable)
       SELECT $1, p, 1000, p, 1, 0, 1000, now(), '{}', 0 FROM unnest($2::uuid[]) p`,
      [org, [many, huge, usual]],
    );
    /** Topics of one element each; the n-th is of the rank n. */
    const write = (patient: string, prefix: string, section: string, count: number, characters: number) =>
      worker.query(
        `INSERT INTO timeline_v1.topics (org, patient, topic, facts, shown)
         SELECT $1, $2, format('%s/%s', $3::text, md5(n::text)), '{}',
           format(E'["%s",%s,%s]\\n%s', $4::text, n / ($5::integer - 9), n, json_build_object('n', n, 'text', repeat('x', $6)))
         FROM generate_series(1, $5::integer) n`,
        [org, patient, prefix, section, count, characters],
      );
    await write(many, 'preference', 'preferences', 5000, 100);
    await write(many, 'allergy', 'allergies', 250, 100);
    await write(many, 'flag', 'flags', 200, 100);
    await write(huge, 'observation', 'vitalSigns', 3000, 10_000);
    await write(huge, 'allergy', 'allergies', 1000, 10_000);
    await write(huge, 'identity', 'identity', 10, 100);
    for (const prefix of ['allergy', 'flag', 'preference']) await write(usual, prefix, `${prefix}s`.replace('ys', 'ies'), 20, 500);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  const read = async (patient: string) => {
    const row = await store.summary(org, patient);
    expect(row.summary.length).toBeLessThan(3 * mebibyte);
    return { ...row, summary: JSON.parse(row.summary) as Summary };
  };

  it('shows so many elements of each list, those first in rank, and says how many it does not show', async () => {
    const { summary, lacksVital } = await read(many);
    expect(summary.more).toEqual({ preferences: 5000 - elementsShown, allergies: 250 - elementsShown });
    expect(summary.allergies.map(({ n }) => n)).toEqual(Array.from({ length: elementsShown }, (_, at) => 250 - at));
    expect(summary.flags).toHaveLength(200);
    expect(summary.preferences.map(({ n }) => n)).toEqual(Array.from({ length: elementsShown }, (_, at) => 5000 - at));
    expect(lacksVital).toBe(true);
  });

  it('shows what is needed first, as far as its bytes go, and counts what was not even read', async () => {
    const { summary, lacksVital } = await read(huge);
    expect(summary.identity).not.toBeNull();
    // What may kill comes first: the ten of the first rank are among those that are read.
    expect(summary.allergies.slice(0, 10).map(({ n }) => n)).toEqual(Array.from({ length: 10 }, (_, at) => 1000 - at));
    expect(summary.more).toEqual({ allergies: 1000 - summary.allergies.length, observations: 3000 });
    expect(lacksVital).toBe(true);
  });

  it('is that of any other where there is no more than is shown', async () => {
    const { summary, lacksVital } = await read(usual);
    expect([summary.allergies.length, summary.flags.length, summary.preferences.length, summary.more]).toEqual([20, 20, 20, {}]);
    expect(lacksVital).toBe(false);
  });
});
