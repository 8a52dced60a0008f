import { type EventHeader } from '@everchart/envelope';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { projectionStore } from './projection.store.js';
import { RecordStore } from './record.store.js';

const patient = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const storeId = '0b2e7c40-4a3f-4d55-9d18-6c0f4c2a7123';
const entryId = (n: number) => `01980c60-0000-7000-8000-${String(n).padStart(12, '0')}`;

function header(n: number, org = 'home'): EventHeader {
  return {
    specversion: '1.0',
    id: entryId(n),
    source: `urn:everchart:ingest:${storeId}/1`,
    type: n % 10 === 0 ? 'note.written' : 'observation.recorded',
    subject: patient,
    dataschema: `urn:everchart:schema:observation.recorded:1`,
    // Ten entries of each moment: the version decides among them.
    occurredat: new Date(Date.UTC(2026, 0, 1) + Math.floor(n / 10) * 60_000).toISOString(),
    org,
    actor: 'carer "anna"',
    actorrole: 'carer',
    ...(n % 2 ? { facility: 'Haus Süd' } : {}),
    shard: 0,
    contentdigest: '',
    keyid: '',
    retentionclass: 'clinical',
    correlationid: '',
    traceparent: '',
    time: '2026-01-02T00:00:00.123456Z',
    streamversion: n,
    position: n,
    chain: '',
  };
}

const topic = 'quoted "b\\c", {d}';
const moved = { patientId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c23', entryId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c24' };

/** The seventh entry is struck by the eighth and amended by the ninth. */
function dataOf(n: number): unknown {
  if (n === 8) return { entryId: entryId(7), reason: 'wrong-patient', movedTo: moved };
  if (n === 9) return { entryId: entryId(7), data: { n: 'seven "7"' }, changeLog: { reason: 'misread \\ "8"' } };
  return { n };
}

describe('reads of the projection', () => {
  let database: TestDatabase;
  let owner: Pool;
  let store: RecordStore;
  const pools: Pool[] = [];
  const entries = 5000;

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string) => {
      const made = createPool({ connectionString: url, applicationName: 'test', max: 2 }, () => undefined);
      pools.push(made);
      return made;
    };
    owner = pool(database.ownerUrl);
    store = new RecordStore(pool(database.url('timeline_api')));
    await withTransaction(pool(database.url('timeline_worker')), async (tx) => {
      const rows = Array.from({ length: entries }, (_, index) => header(index + 1)).map((each) => ({
        header: each,
        entry: {
          eventId: each.id,
          streamVersion: each.streamversion,
          type: each.type,
          actor: each.actor,
          occurredAt: each.occurredat,
          recordedAt: each.time,
          data: dataOf(each.streamversion),
          root: each.streamversion === 8 || each.streamversion === 9 ? entryId(7) : null,
          topics: ['a', topic],
          struckBy: each.streamversion === 7 ? entryId(8) : null,
          amendedBy: each.streamversion === 7 ? entryId(9) : null,
          correctedAt: each.streamversion === 7 ? '2026-01-01T01:00:00+01:00' : null,
          late: false,
        },
      }));
      await projectionStore.insertEntries(tx, rows);
      const record = { facts: {}, settled: [], counts: {}, struck: 0, unread: 0 };
      await projectionStore.savePatients(tx, [{ org: 'home', patient, record, summary: { identity: null }, last: header(entries) }]);
      await tx.query(
        `INSERT INTO stream_consumer.shard_progress (org, consumer, store_id, epoch, shard, taken) VALUES ('home', 'timeline-v2', $1, 1, 0, '{[1,4001)}')`,
        [storeId],
      );
    });
    await owner.query('ANALYZE');
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it('tell the data and how far the projection is', async () => {
    expect(await store.summary('home', patient)).toEqual({
      streamVersion: entries,
      last: { storeId, epoch: 1, shard: 0, position: entries },
      progress: [{ storeId, epoch: 1, shard: 0, watermark: 4000 }],
      stopped: undefined,
      lastRecordedAt: '2026-01-02T00:00:00.123456Z',
      summary: '{"identity":null}',
      built: false,
    });
    expect(await store.progress('home', [patient])).toEqual({
      progress: [{ storeId, epoch: 1, shard: 0, watermark: 4000 }],
      places: { [patient]: { storeId, epoch: 1, shard: 0, position: entries } },
    });
  });

  it('find nothing for another organisation', async () => {
    expect(await store.summary('other', patient)).toMatchObject({ streamVersion: undefined, last: undefined, progress: [], summary: null });
    expect(await store.timeline('other', patient, { limit: 10 })).toMatchObject({
      streamVersion: undefined,
      entries: '[]',
      shown: 0,
      next: undefined,
    });
  });

  it('page through everything once, in order', async () => {
    const seen: number[] = [];
    let before;
    do {
      const page = await store.timeline('home', patient, { limit: 333, ...(before ? { before } : {}) });
      seen.push(...(JSON.parse(page.entries) as { streamVersion: number }[]).map((entry) => entry.streamVersion));
      before = page.next;
    } while (before);
    expect(seen).toEqual(Array.from({ length: entries }, (_, index) => entries - index));
  });

  it('show an entry as JSON, whatever its texts hold', async () => {
    const page = await store.timeline('home', patient, { limit: 500, to: '2026-01-01T00:01:00Z' });
    const shown = JSON.parse(page.entries) as Record<string, unknown>[];
    expect(shown).toHaveLength(9);
    expect(shown.at(-7)).toEqual({
      id: entryId(7),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 7,
      occurredAt: '2026-01-01T01:00:00+01:00',
      recordedAt: '2026-01-02T00:00:00.123456Z',
      actor: 'carer "anna"',
      actorRole: 'carer',
      facility: 'Haus Süd',
      struck: { by: entryId(8), reason: 'wrong-patient', at: '2026-01-02T00:00:00.123456Z', movedTo: moved },
      amended: {
        by: entryId(9),
        reason: 'misread \\ "8"',
        at: '2026-01-02T00:00:00.123456Z',
        original: { occurredAt: '2026-01-01T00:00:00.000Z', data: { n: 7 } },
      },
      data: { n: 'seven "7"' },
    });
    for (const member of ['facility', 'struck', 'amended']) expect(shown.at(-8)).not.toHaveProperty(member);
  });

  it('find what a correction is about, and the entries of a topic with their corrections, whatever its name holds', async () => {
    const worker = pools.at(-1)!;
    const versions = (rows: { streamVersion: number }[]) => rows.map(({ streamVersion }) => streamVersion).sort((a, b) => a - b);
    await withTransaction(worker, async (tx) => {
      for (const id of [7, 8, 9]) {
        const named = await projectionStore.correctedEntries(tx, [{ org: 'home', patient, eventId: entryId(id) }]);
        expect(versions(named)).toEqual([7, 8, 9]);
        expect(named.find(({ streamVersion }) => streamVersion === 7)).toMatchObject({
          topics: ['a', topic],
          struckBy: entryId(8),
          root: null,
        });
      }
      const ofTopic = await projectionStore.entriesOf(tx, [{ org: 'home', patient, topic }, { org: 'home', patient, topic: 'a' }]); // prettier-ignore
      // Corrections come once more with what they correct: here they are of the topic, too.
      expect(versions(ofTopic)).toHaveLength(entries + 2);
      expect(await projectionStore.entriesOf(tx, [{ org: 'other', patient, topic }])).toEqual([]);
    });
  });

  it('use the index of the order for a page deep in a long record, also with a generic plan', async () => {
    await owner.query('SET plan_cache_mode = force_generic_plan');
    await owner.query(`PREPARE page (text, uuid, timestamptz, integer, integer) AS
      SELECT e.* FROM timeline_v2.timeline_entries e WHERE e.org = $1 AND e.patient = $2
         AND (e.occurred_at, e.stream_version) < (coalesce($3, 'infinity'), coalesce($4, 0))
       ORDER BY e.occurred_at DESC, e.stream_version DESC LIMIT $5 + 1`);
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) EXECUTE page ('home', '${patient}', '2026-01-01T04:00:00Z', 2400, 25)`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan using timeline_entries_order');
    expect(plan).not.toContain('Sort');
    expect(plan).not.toMatch(/Rows Removed by Filter/);
  });
});
