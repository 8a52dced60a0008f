import type { PatientEvent } from '@everchart/clinical-facts';
import { createPool, lanesOf, type Pool, withTransaction } from '@everchart/postgres';
import { compareInstants } from '@everchart/primitives';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { wish } from '../../test/generated-records.js';
import { generatedRecord, org } from '../../test/opened-records.js';
import { timeline } from '../consumers/timeline.read-model.js';
import type { OpenedEvent } from '../consumers/read-model.js';
import { standingsAfter } from '../domain/patient-record.js';
import { eventOf, renderCorrected, renderEntry, type EntryDocument } from '../domain/rendering.js';
import { migrationSets } from '../migrations.js';
import { shownProjection } from '../projections.js';
import { RecordHistory } from './record.history.js';
import { RecordStore, type TimelineCursor, type TimelineQuery } from './record.store.js';

const schema = 'timeline_v1';
type Filter = Omit<TimelineQuery, 'limit' | 'before'>;

/** Who recorded it, and where: generated records do not say. */
const placed = (opened: readonly OpenedEvent[]): OpenedEvent[] =>
  opened.map(({ header, event, data }) => {
    const actor = event.streamVersion % 3 === 0 ? 'nurse-ben' : 'carer-anna';
    return {
      header: { ...header, actor, ...(event.streamVersion % 4 === 0 ? { facility: 'house-1' } : {}) },
      event: { ...event, actor },
      data,
    };
  });

/** The slow way: every entry is folded, rendered, and looked at. */
function slowly(opened: readonly OpenedEvent[], filter: Filter): string[] {
  const documents = new Map(
    opened.map(({ header, event, data }) => [
      event.eventId,
      renderEntry(event, { schemaVersion: 1, actorRole: header.actorrole, facility: header.facility }, data),
    ]),
  );
  const document = (id: string | null): EntryDocument | null => (id === null ? null : (JSON.parse(documents.get(id)!) as EntryDocument));
  return standingsAfter(
    [],
    [...documents.values()].map((text): PatientEvent => eventOf(JSON.parse(text) as EntryDocument)),
  )
    .added.map(({ entry }) => {
      const { struckBy, amendedBy, correctedAt } = entry;
      return JSON.parse(
        renderCorrected(document(entry.eventId)!, { strike: document(struckBy), amendment: document(amendedBy), correctedAt }),
      ) as EntryDocument;
    })
    .filter((entry) => meets(entry, filter))
    .sort((a, b) => compareInstants(b.occurredAt, a.occurredAt) || b.streamVersion - a.streamVersion)
    .map(({ id }) => id);
}

function meets(entry: EntryDocument, filter: Filter): boolean {
  const { types, code, flagId, flagColour, actor, facility, from, to, recordedFrom, recordedTo, text, struck } = filter;
  const data = (entry.data ?? {}) as Record<string, string>;
  const codings = [...JSON.stringify(entry.data).matchAll(/\{"system":"([^"]*)","code":"([^"]*)"/g)];
  const isFlag = entry.type.startsWith('flag.');
  return [
    types === undefined || types.includes(entry.type),
    code === undefined || codings.some(([, system, own]) => own === code.code && (code.system ?? system) === system),
    flagId === undefined || (isFlag && (data['flagId'] ?? (entry.type === 'flag.raised' ? entry.id : '')) === flagId),
    flagColour === undefined || (isFlag && data['colour'] === flagColour),
    actor === undefined || entry.actor === actor,
    facility === undefined || entry.facility === facility,
    from === undefined || compareInstants(entry.occurredAt, from) >= 0,
    to === undefined || compareInstants(entry.occurredAt, to) < 0,
    recordedFrom === undefined || compareInstants(entry.recordedAt, recordedFrom) >= 0,
    recordedTo === undefined || compareInstants(entry.recordedAt, recordedTo) < 0,
    text === undefined || ((entry.type === 'note.written' ? data['text'] : data['note']) ?? '').toLowerCase().includes(text.toLowerCase()),
    struck !== false || !entry.struck,
  ].every(Boolean);
}

describe('entries that are wanted', () => {
  let database: TestDatabase;
  let store: RecordStore;
  let history: RecordHistory;
  let worker: Pool;
  let api: Pool;

  beforeAll(async () => {
    database = await createTestDatabase(migrationSets);
    const pool = (url: string): Pool =>
      createPool({ connectionString: url, applicationName: 'test', max: 2, byKeysOnly: true }, () => undefined);
    [worker, api] = [pool(database.url('timeline_worker')), pool(database.url('timeline_api'))];
    store = new RecordStore(lanesOf(api), shownProjection);
    history = new RecordHistory(api, shownProjection);
  });
  afterAll(async () => {
    await Promise.all([worker.end(), api.end()]);
    await database.drop();
  });

  const apply = async (patient: string, opened: readonly OpenedEvent[]): Promise<void> => {
    for (let from = 0; from < opened.length; from += 60)
      await withTransaction(worker, async (tx) => {
        const runs = [{ org, patient, opened: opened.slice(from, from + 60) }];
        await timeline.save(tx, schema, timeline.fold(runs, await timeline.load(tx, schema, runs)));
      });
  };

  /** All pages. */
  const idsOf = async (read: (before: TimelineCursor | undefined) => Promise<{ ids: string[]; next: TimelineCursor | undefined }>) => {
    const all: string[] = [];
    let pages = 0;
    for (let before: TimelineCursor | undefined; ;) {
      const { ids, next } = await read(before);
      all.push(...ids);
      pages += 1;
      if (!next) return { all, pages };
      before = next;
    }
  };
  const idsIn = (entries: string): string[] => (JSON.parse(entries) as EntryDocument[]).map(({ id }) => id);

  it('are those of the slow way, now and as they were, in pages of any size, however little is looked at for each', async () => {
    const patient = randomUUID();
    const [wishes] = fc.sample(fc.array(wish, { minLength: 260, maxLength: 260 }), 1);
    const opened = placed(generatedRecord(patient, wishes!.map((each, n) => ({ ...each, target: each.target * 7 + n })))); // prettier-ignore
    await apply(patient, opened);
    const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
    const flags = opened.flatMap(({ event }) => (event.type === 'flag.raised' ? [event.eventId] : []));
    const recorded = fc.constantFrom(...opened.map(({ event }) => event.recordedAt));
    const filter: fc.Arbitrary<Filter> = fc.record({
      types: some(fc.subarray(['observation.recorded', 'note.written', 'flag.raised', 'flag.changed', 'problem.recorded', 'entry.struck'])),
      code: some(fc.record({ system: some(fc.constantFrom('http://loinc.org', 'urn:x')), code: fc.constantFrom('c0', 'c1', 'c2') })),
      flagId: fc.option(fc.constantFrom(...flags, randomUUID()), { nil: undefined, freq: 1 }),
      flagColour: fc.option(fc.constantFrom('red', 'amber'), { nil: undefined, freq: 1 }),
      actor: some(fc.constantFrom('nurse-ben', 'carer-anna', 'other')),
      facility: some(fc.constantFrom('house-1', 'house')),
      from: some(fc.constantFrom('2026-03-01T05:00:00Z', '2026-03-01T12:30:00+01:00')),
      to: some(fc.constantFrom('2026-03-01T09:00:00Z', '2026-03-01T20:00:00+01:00')),
      recordedFrom: some(recorded),
      recordedTo: some(recorded),
      text: fc.option(fc.constantFrom('n1', 'N', 'r'), { nil: undefined, freq: 1 }),
      struck: fc.constantFrom(true, false),
    });
    await fc.assert(
      fc.asyncProperty(
        filter,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 261 }),
        async (wanted, limit, lookedAt, atVersion) => {
          const now = await idsOf(async (before) => {
            const { entries, next } = await store.timeline(org, patient, { ...wanted, limit, before });
            return { ids: idsIn(String(entries)), next };
          });
          const expected = slowly(opened, wanted);
          expect(now.all).toEqual(expected);
          const inPieces = await idsOf(async (before) => {
            const { found, next } = await store.walk(org, patient, { ...wanted, limit, before }, { lookedAt });
            expect(found.length).toBeLessThanOrEqual(Math.min(limit, lookedAt));
            return { ids: found.map(({ document }) => document.id), next };
          });
          expect(inPieces.all).toEqual(expected);
          const then = await idsOf(async (before) => {
            const { entries, next } = await history.timeline(org, patient, { atVersion }, { ...wanted, limit, before });
            return { ids: idsIn(String(entries)), next };
          });
          expect(then.all).toEqual(slowly(opened.slice(0, atVersion), wanted));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
