import { expect } from '@jest/globals';
import {
  applyEvents,
  correctedElsewhere,
  emptyRecord,
  recordOf,
  standingsAfter,
  topicsConcerned,
  topicsToRefold,
  type PatientRecord,
} from '../src/domain/patient-record.js';
import { summaryOf, type PatientSummary } from '../src/domain/summary.js';
import type { PatientEvent, Entry } from '@everchart/clinical-facts';

/** An event that has no place in a stream yet. */
export type Told = Omit<PatientEvent, 'streamVersion'>;

/** An event at `hour`:00, recorded at once by carer-anna; its id is its name. */
export const told = (eventId: string, type: string, data: unknown, hour = 8): Told => ({
  eventId,
  type,
  data,
  actor: 'carer-anna',
  occurredAt: at(hour),
  recordedAt: `2026-03-01T${String(hour - 1).padStart(2, '0')}:00:01.000000Z`,
});

export const at = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;

export const registered = { identifiers: [], name: { family: 'Keller', given: ['Anna'] }, birthDate: '1941-03', gender: 'female' };

export const start = told('e1', 'patient.registered', registered, 1);

export const strike = (eventId: string, entryId: string, more: Record<string, unknown> = {}): Told =>
  told(eventId, 'entry.struck', { entryId, reason: 'entered-in-error', ...more }, 20);

/** @param occurredAt the corrected time */
export const amend = (eventId: string, entry: Told, data: unknown, occurredAt?: string): Told =>
  told(
    eventId,
    'entry.amended',
    {
      entryId: entry.eventId,
      type: entry.type,
      schemaVersion: 1,
      data,
      ...(occurredAt === undefined ? {} : { occurredAt }),
      changeLog: { reason: 'misread' },
    },
    20,
  );

export const numbered = (events: readonly Told[]): PatientEvent[] => events.map((each, index) => ({ ...each, streamVersion: index + 1 }));

/**
 * A patient as it is stored: applies batches one after the other, each given what the projector would load for it and
 * nothing else.
 */
export class StoredPatient {
  record: PatientRecord = emptyRecord;
  readonly entries = new Map<string, Entry>();

  apply(batch: readonly PatientEvent[]): void {
    const stored = [...this.entries.values()];
    const named = new Set(correctedElsewhere(batch));
    const roots = new Set(stored.filter(({ eventId }) => named.has(eventId)).map(({ eventId, root }) => root ?? eventId));
    const corrected = stored.filter(({ eventId, root }) => roots.has(root ?? eventId));
    const concerned = topicsConcerned(standingsAfter(corrected, batch));
    const before = partOf(this.record, concerned);
    const topics = new Set(topicsToRefold(before, standingsAfter(corrected, batch)));
    const ofTopics = new Set(stored.filter((entry) => entry.topics.some((topic) => topics.has(topic))).map(({ eventId }) => eventId));
    const known = stored.filter(({ eventId, root }) => roots.has(root ?? eventId) || ofTopics.has(root ?? eventId));
    // As the database gives it back.
    const { record, entries, changed } = applyEvents(fromJson(before), standingsAfter(fromJson(known), batch));
    this.record = withPart(this.record, concerned, record);
    for (const entry of [...entries, ...changed]) this.entries.set(entry.eventId, entry);
  }
}

/** The events one by one, each against what the ones before left: the longest way to the same record. */
export function oneByOne(events: readonly PatientEvent[]): StoredPatient {
  const patient = new StoredPatient();
  for (const event of events) patient.apply([event]);
  return patient;
}

/** These events, one by one and in one batch: both come to the same record, to the byte. */
export function given(...events: readonly Told[]) {
  const stream = numbered(events);
  const { record, entries } = oneByOne(stream);
  return {
    then: (expected: Partial<Record<keyof PatientSummary, unknown>>) => {
      expect(JSON.stringify(recordOf(stream))).toBe(JSON.stringify(record));
      expect(summaryOf(record)).toMatchObject(expected);
    },
    /** Ids of the entries that are struck. */
    struck: (...ids: string[]) =>
      expect([...entries.values()].filter(({ struckBy }) => struckBy !== null).map(({ eventId }) => eventId)).toEqual(ids),
    standing: (eventId: string, expected: Partial<Entry>) => expect(entries.get(eventId)).toMatchObject(expected),
    record,
    summary: summaryOf(record),
  };
}

/** Of a record what is loaded for a run: the topics that it concerns, and the counts. */
function partOf(record: PatientRecord, topics: readonly string[]): PatientRecord {
  return {
    ...record,
    facts: Object.fromEntries(Object.entries(record.facts).filter(([topic]) => topics.includes(topic))),
    settled: record.settled.filter((topic) => topics.includes(topic)),
  };
}

function withPart(record: PatientRecord, topics: readonly string[], part: PatientRecord): PatientRecord {
  const others = { ...record.facts };
  for (const topic of topics) delete others[topic];
  return {
    ...part,
    facts: Object.fromEntries(Object.entries({ ...others, ...part.facts }).sort(([a], [b]) => (a < b ? -1 : 1))),
    settled: [...record.settled.filter((topic) => !topics.includes(topic)), ...part.settled].sort(),
  };
}

function fromJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
