import { createPool, lanesOf, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { RecordStore } from './record.store.js';

const mebibyte = 1024 * 1024;
const [org, patient, amended] = ['home', '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c23'];

describe('pages of large entries', () => {
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
      [org, [patient, amended]],
    );
    const write = (of: string, entry: string, amendedBy: string) =>
      worker.query(
        `INSERT INTO timeline_v1.timeline_entries
           (org, patient, event_id, stream_version, epoch, shard, position, type, entry, topics, amended_by, occurred_at, unreadable)
         SELECT $1, $2, format('01980c60-0000-7000-8000-%s', lpad(n::text, 12, '0'))::uuid, n, 1, 0, n, 'note.written', (${entry})::json, '{}',
           ${amendedBy}, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', false FROM generate_series(1, 500) n`,
        [org, of],
      );
    // A text that the database compresses to nearly nothing has its whole size in the answer.
    const large = `json_build_object('id', n, 'type', 'note.written', 'occurredAt', '2026-01-01T00:00:00Z', 'recordedAt', '2026-01-01T00:00:00Z', 'data', json_build_object('changeLog', json_build_object('reason', 'typo'), 'data', json_build_object('text', repeat('note', 25000))))`;
    await write(patient, large, 'NULL');
    // Small ones that a large one amends: each is shown with the text of the amendment.
    const small = `json_build_object('id', n, 'type', 'note.written', 'occurredAt', '2026-01-01T00:00:00Z', 'recordedAt', '2026-01-01T00:00:00Z', 'data', '{}'::json)`;
    await write(amended, `SELECT CASE WHEN n = 1 THEN ${large} ELSE ${small} END`, `'01980c60-0000-7000-8000-000000000001'`);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it.each([
    ['that are large', patient, {}],
    ['that a large one amends', amended, {}],
    ['that are large, filtered', patient, { types: ['note.written'] }],
    ['that a large one amends, filtered', amended, { types: ['note.written'] }],
  ])('end by their bytes, and lead through everything once: entries %s', async (_, of, filter) => {
    const seen: number[] = [];
    let pages = 0;
    let before;
    do {
      const page = await store.timeline(org, of, { limit: 500, ...filter, ...(before ? { before } : {}) });
      expect(page.entries.length).toBeLessThan(1.5 * mebibyte);
      expect(page.shown).toBeGreaterThanOrEqual(1);
      seen.push(...(JSON.parse(String(page.entries)) as { id: number }[]).map(({ id }) => id));
      pages += 1;
      before = page.next;
    } while (before);
    expect(seen).toEqual(Array.from({ length: 500 }, (__, index) => 500 - index));
    expect(pages).toBeGreaterThan(40);
  });
});
