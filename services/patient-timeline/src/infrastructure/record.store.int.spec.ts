import { type EventHeader } from '@everchart/envelope';
import { createPool, lanesOf, type Pool, withTransaction } from '@everchart/postgres';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '../migrations.js';
import { renderEntry, renderTopic } from '../domain/rendering.js';
import { shownProjection } from '../projections.js';
import { DosesStore } from './doses.store.js';
import { RecordStore } from './record.store.js';
import { appliedFrom, readCorrected, readEntriesOf, writeRun, type StoredEntry } from './timeline.tables.js';
import { UnitsStore } from './units.store.js';

const patient = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const stranger = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c99';
const storeId = '0b2e7c40-4a3f-4d55-9d18-6c0f4c2a7123';
const entryId = (n: number) => `01980c60-0000-7000-8000-${String(n).padStart(12, '0')}`;

function header(n: number, org = 'home'): EventHeader {
  return {
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
    time: '2026-01-02T00:00:00.123456Z',
    streamversion: n,
    position: n,
    previous: n - 1,
    chain: '',
  };
}

const schema = 'timeline_v1';
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
    store = new RecordStore(lanesOf(pool(database.url('timeline_api'))), shownProjection);
    await withTransaction(pool(database.url('timeline_worker')), async (tx) => {
      const rows = Array.from({ length: entries }, (_, index) => header(index + 1)).map((each) => {
        const n = each.streamversion;
        const event = {
          eventId: each.id,
          streamVersion: n,
          type: each.type,
          actor: each.actor,
          occurredAt: each.occurredat,
          recordedAt: each.time,
          data: dataOf(n),
        };
        const entry = {
          ...event,
          root: n === 8 || n === 9 ? entryId(7) : null,
          topics: ['a', topic],
          struckBy: n === 7 ? entryId(8) : null,
          amendedBy: n === 7 ? entryId(9) : null,
          correctedAt: n === 7 ? '2026-01-01T01:00:00+01:00' : null,
          late: false,
        };
        const document = renderEntry(
          event,
          { schemaVersion: 1, actorRole: each.actorrole, facility: each.facility },
          JSON.stringify(event.data),
        );
        return { org: 'home', patient, entry, document, epoch: 1, shard: 0, position: n };
      });
      const counts = { byType: { 'note.written': 1 }, struck: 1, unread: 0, unreadable: 0 };
      const flag = (reason: string, at: number) => ({ section: 'flags', rank: [3, at], value: { reason } }) as const;
      const topics = [
        {
          topic,
          facts: {},
          shown: renderTopic([flag('first\n"second" \\', 2), { section: 'identity', rank: [], value: { language: 'de' } }]),
        },
        { topic: 'later', facts: {}, shown: renderTopic([flag('last', 3)]) },
        { topic: 'hidden', facts: {}, shown: null },
        ...Array.from({ length: 300 }, (_, n) => ({ topic: `settled/${n}`, facts: null, shown: null })),
      ];
      await writeRun(tx, schema, {
        entries: rows,
        topics: topics.map((each) => ({ org: 'home', patient, ...each })),
        patients: [{ org: 'home', patient, counts, last: header(entries) }],
      });
    });
    await owner.query('ANALYZE');
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });

  it('tell the data and its place', async () => {
    const { summary, alertsAt: _, ...standing } = await store.summary('home', patient);
    expect(standing).toEqual({
      streamVersion: entries,
      last: { storeId, epoch: 1, shard: 0, position: entries },
      lastRecordedAt: '2026-01-02T00:00:00.123456Z',
      more: {},
      lacksVital: false,
      built: false,
      unreadable: 0,
    });
    expect(JSON.parse(summary)).toMatchObject({
      identity: { language: 'de' },
      currentStay: null,
      flags: [{ reason: 'last' }, { reason: 'first\n"second" \\' }],
      documents: [],
      counts: { byType: { 'note.written': 1 }, struck: 1, unread: 0 },
    });
  });

  it('find nothing for another organisation', async () => {
    expect(await store.summary('other', patient)).toMatchObject({ streamVersion: undefined, last: undefined, summary: 'null' });
    expect(await store.timeline('other', patient, { limit: 10 })).toMatchObject({
      streamVersion: undefined,
      entries: Buffer.from('[]'),
      shown: 0,
      next: undefined,
    });
  });

  it('at the same time are one statement per organisation, and each gets its own patient', async () => {
    const asked = [patient, stranger, patient].map((id) => store.summary('home', id));
    const [own, unknown, again, foreign] = await Promise.all([...asked, store.summary('other', patient)]);
    expect(own).toMatchObject({ streamVersion: entries, last: { position: entries } });
    expect(JSON.stringify(again)).toBe(JSON.stringify(own));
    for (const nothing of [unknown, foreign]) expect(nothing).toMatchObject({ streamVersion: undefined, last: undefined, summary: 'null' });
  });

  it('name the organisation for themselves alone: the connection has none before and after', async () => {
    const api = pools[1]!;
    await Promise.all(Array.from({ length: 8 }, () => store.summary('home', patient)));
    const { rows } = await api.query<{ org: string | null; visible: number }>(
      `SELECT current_setting('app.org', true) AS org, (SELECT count(*) FROM ${schema}.topics) AS visible`,
    );
    expect(rows[0]!.org ?? '').toBe('');
    expect(rows[0]!.visible).toBe(0);
  });

  it('tell a restored store what was applied from a position on', async () => {
    const from = (position: number, org = 'home') =>
      withTransaction(pools.at(-1)!, (tx) => appliedFrom(tx, schema, { org, storeId, shard: 0, position }));
    expect(await from(entries)).toEqual([patient]);
    expect(await from(entries + 1)).toEqual([]);
    expect(await from(1, 'other')).toEqual([]);
  });

  it('page through everything once, in order', async () => {
    const seen: number[] = [];
    let before;
    do {
      const page = await store.timeline('home', patient, { limit: 333, ...(before ? { before } : {}) });
      seen.push(...(JSON.parse(String(page.entries)) as { streamVersion: number }[]).map((entry) => entry.streamVersion));
      before = page.next;
    } while (before);
    expect(seen).toEqual(Array.from({ length: entries }, (_, index) => entries - index));
  });

  it('show an entry as JSON, whatever its texts hold', async () => {
    const page = await store.timeline('home', patient, { limit: 500, to: '2026-01-01T00:01:00Z' });
    const shown = JSON.parse(String(page.entries)) as Record<string, unknown>[];
    expect(shown).toHaveLength(9);
    expect(shown.at(-7)).toEqual({
      id: entryId(7),
      type: 'observation.recorded',
      schemaVersion: 1,
      streamVersion: 7,
      occurredAt: '2026-01-01T01:00:00+01:00',
      recordedAt: '2026-01-02T00:00:00.123456Z',
      late: true,
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
    const versions = (rows: StoredEntry[]) => rows.map(({ streamVersion }) => streamVersion).sort((a, b) => a - b);
    await withTransaction(worker, async (tx) => {
      for (const id of [7, 8, 9]) {
        const named = await readCorrected(tx, schema, [{ org: 'home', patient, eventId: entryId(id) }]);
        expect(versions(named)).toEqual([7, 8, 9]);
        expect(named.find(({ streamVersion }) => streamVersion === 7)).toMatchObject({
          topics: ['a', topic],
          struckBy: entryId(8),
          root: null,
        });
      }
      const ofTopic = await readEntriesOf(tx, schema, [{ org: 'home', patient, topic }, { org: 'home', patient, topic: 'a' }]); // prettier-ignore
      // Corrections come again with what they correct: here they are of the topic, too.
      expect(versions(ofTopic)).toHaveLength(entries + 2);
      expect(await readEntriesOf(tx, schema, [{ org: 'other', patient, topic }])).toEqual([]);
    });
  });

  it('use their indexes also with a generic plan: for a page deep in a long record, and past the topics that are settled', async () => {
    const planOf = async (statement: string, values: string): Promise<string> => {
      await owner.query('SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET ROLE timeline_api');
      await owner.query(`PREPARE statement AS ${statement}`);
      const { rows } = await owner.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) EXECUTE statement (${values})`,
      );
      await owner.query('DEALLOCATE statement; RESET ROLE');
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const page = await planOf(
      store.statements.timeline.text,
      `'home', '${patient}', '2026-01-01T04:00:00Z', 2400, 'infinity', '-infinity', 25, 1048576, NULL`,
    );
    expect(page).toContain('Index Scan using timeline_entries_order');
    expect(page).not.toMatch(/Seq Scan on timeline_entries|Rows Removed by Filter/);
    const ofCode = await planOf(
      store.statements.wantedOfCode.text,
      `'home', '${patient}', 'infinity', 0, 'infinity', '-infinity', 25, 1048576, NULL, '{7,0}', NULL, NULL, NULL, true, false, 10000, 16777216`,
    );
    // Entries of other codes are passed over in the index.
    expect(ofCode).toMatch(/Index Scan using timeline_entries_order .*\n.*Index Cond: .*code_key = ANY/);
    expect(ofCode).not.toMatch(/Seq Scan on timeline_entries|Rows Removed by Filter: \d{2}/);
    const summary = await planOf(store.statements.summary.text, `'home', '{${patient},${stranger}}', '{NULL,NULL}'`);
    // Three of one patient and none of the other.
    expect(summary).toMatch(/Index Scan (?:using|on) topics_unsettled .*\(actual rows=1\.50 loops=2/);
    expect(summary).not.toMatch(/Seq Scan on (?:patients|topics)|Rows Removed by Filter/);
    // Of a record in the state of which the summary is kept no topic is looked at.
    const kept = await planOf(store.statements.summary.text, `'home', '{${patient}}', '{1/${storeId}/1/${entries}/0}'`);
    expect(kept).toMatch(/Index Scan (?:using|on) topics_unsettled .*\(never executed\)/);
    const keptPage = await planOf(
      store.statements.timeline.text,
      `'home', '${patient}', 'infinity', 0, 'infinity', '-infinity', 25, 1048576, '1/${storeId}/1/${entries}/0'`,
    );
    expect(keptPage).toMatch(/Index Scan using timeline_entries_order .*\(never executed\)/);
    const doses = new DosesStore(pools[1]!, shownProjection);
    const medication = await planOf(doses.statement.text, `'home', '${patient}', '2026-01-01T04:00:00Z', '2026-01-01T04:05:00Z'`);
    // The doses are looked for in the window, and what is rare in an index of its own.
    expect(medication).toMatch(/using timeline_entries_order .*\(actual rows=0\.00 loops=1\)/);
    expect(medication.match(/using timeline_entries_courses/g)).toHaveLength(3);
    expect(medication).not.toMatch(/Seq Scan on timeline_entries|Rows Removed by Filter: \d{3}/);
    await owner.query(
      `INSERT INTO ${schema}.places (org, patient, stay_id, class, admitted_at, facility_key, unit_key)
       SELECT 'home', $1, n, 'residential', now(), CASE WHEN n % 3 > 0 THEN 'house ' || n % 1500 END, 'unit ' || n % 100 FROM generate_series(1, 3000) n`,
      [patient],
    );
    await owner.query(`ANALYZE ${schema}.places`);
    const units = new UnitsStore(pools[1]!, shownProjection);
    for (const [asked, stays] of [
      [`'{house 7}', '{unit 7}', '{unit 7}'`, 12],
      [`NULL, '{unit 7}', '{unit 7}'`, 30],
      [`'{house 7}', NULL, '{unit 7,unit 8}'`, 22],
    ] as const) {
      const residents = await planOf(units.statements.residents.text, `'home', ${asked}`);
      expect(residents).toMatch(new RegExp(`Append \\(actual rows=${stays}\\.00`));
      // Stays of other units are not looked at.
      expect(residents).not.toMatch(/Rows Removed by Filter: \d{3}/);
    }
  });
});
