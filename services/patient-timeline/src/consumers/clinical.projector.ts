import { instant, upcastClinical, type ClinicalEventData } from '@everchart/contracts-clinical';
import { EnvelopeError, openPayload, parseDataschema, type EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { PoisonEventError, TransientError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { amendmentType } from '../domain/corrections.js';
import { applyEvents, correctedElsewhere, emptyRecord, isCovered, topicsToLoad, type PatientRecord } from '../domain/patient-record.js';
import { summaryOf } from '../domain/summary.js';
import { EntryError, type PatientEvent } from '../domain/timeline-entry.js';
import type { ProjectionMetrics } from '../infrastructure/metrics.js';
import { projectionStore, type EntryRow, type PatientKey, type PatientRow, type StoredEntry } from '../infrastructure/projection.store.js';

/** Opened events by id, or why one cannot be opened. */
export type Opened = ReadonlyMap<string, PatientEvent | PoisonEventError>;

/** The run of one patient's events in a batch. */
interface Run extends PatientKey {
  headers: EventHeader[];
  events: PatientEvent[];
}

/**
 * Clinical events → summary and timeline. Opening (keys, decryption, upcasting) happens before the transaction; in it there are three to seven
 * statements per batch, whatever its size.
 */
export class ClinicalProjector implements EventHandler<Opened> {
  constructor(
    private readonly keyring: Pick<Keyring, 'keysForOpening'>,
    private readonly metrics: ProjectionMetrics,
  ) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<Opened> {
    const keyIds = new Map<string, Set<string>>();
    for (const { header } of events) keyIds.set(header.org, (keyIds.get(header.org) ?? new Set()).add(header.keyid));
    const keys = new Map<string, Buffer>();
    for (const [org, ids] of keyIds) {
      for (const [id, key] of await this.keysOf(org, [...ids])) keys.set(`${org}/${id}`, key);
    }
    return new Map(events.map((event) => [event.header.id, openEvent(event, keys.get(`${event.header.org}/${event.header.keyid}`))]));
  }

  async handle(tx: Transaction, received: readonly ReceivedEvent[], opened: Opened): Promise<void> {
    const runs = runsOf(received, opened);
    const records = new Map((await projectionStore.records(tx, runs)).map((row) => [nameOf(row), row.record]));
    const known = await loadTouched(tx, runs, records);
    const entries: EntryRow[] = [];
    const changed: StoredEntry[] = [];
    const patients: PatientRow[] = [];
    for (const run of runs) {
      const { org, patient, headers, events } = run;
      const applied = asPoison(() => applyEvents(records.get(nameOf(run)) ?? emptyRecord, known.get(nameOf(run)) ?? [], events));
      applied.entries.forEach((entry, index) => entries.push({ header: headers[index]!, entry }));
      changed.push(...applied.changed.map((entry) => ({ org, patient, ...entry })));
      patients.push({ org, patient, record: applied.record, summary: summaryOf(applied.record), last: headers.at(-1)! });
    }
    await projectionStore.insertEntries(tx, entries);
    await projectionStore.saveStandings(tx, changed);
    await projectionStore.savePatients(tx, patients);
    this.metrics.applied(received.map(({ header }) => header));
    for (const { entry } of entries) if (entry.data !== null && !isCovered(entry.type)) this.metrics.unread(entry.type);
  }

  /** The projection waits while the keyring is away: a summary with holes would be worse than one that is behind. */
  private async keysOf(org: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
    try {
      return await this.keyring.keysForOpening(org, ids);
    } catch (cause) {
      throw new TransientError('keyring-unreachable', { cause });
    }
  }
}

function openEvent({ header, payload }: ReceivedEvent, key: Buffer | undefined): PatientEvent | PoisonEventError {
  try {
    instant(header.occurredat);
    if (key === undefined) return new PoisonEventError(header.id, 'key-missing');
    const { type, version } = parseDataschema(header.dataschema);
    return {
      eventId: header.id.toLowerCase(),
      streamVersion: header.streamversion,
      type: header.type,
      actor: header.actor,
      occurredAt: header.occurredat,
      recordedAt: header.time,
      data: storable(header, upcast(type, version, openPayload(payload, key, header))),
    };
  } catch (cause) {
    const code = cause instanceof EnvelopeError || cause instanceof EntryError ? cause.code : 'event-unreadable';
    return new PoisonEventError(header.id, code, { cause });
  }
}

/** Data of a type that this version does not know is kept as it came: the entry shows, the summary says that it does not cover it. */
function upcast(type: string, version: number, data: unknown): unknown {
  if (!isCovered(type)) return data;
  const newest = upcastClinical(type, version, data);
  if (type !== amendmentType) return newest;
  const amendment = newest as ClinicalEventData[typeof amendmentType];
  if (amendment.occurredAt !== undefined) instant(amendment.occurredAt);
  return { ...amendment, data: upcast(amendment.type, amendment.schemaVersion, amendment.data) };
}

/** Text that is valid JSON but that `jsonb` refuses: NUL, and halves of surrogate pairs. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function storable(header: EventHeader, data: unknown): unknown {
  if (unstorable.test(JSON.stringify(data))) throw new EntryError('text-not-storable', header.id);
  return data;
}

function runsOf(received: readonly ReceivedEvent[], opened: Opened): Run[] {
  const runs = new Map<string, Run>();
  for (const { header } of received) {
    const event = opened.get(header.id);
    if (event === undefined) throw new Error('an event was not prepared');
    if (event instanceof PoisonEventError) throw event;
    const key = { org: header.org, patient: header.subject.toLowerCase() };
    let run = runs.get(nameOf(key));
    if (!run) runs.set(nameOf(key), (run = { ...key, headers: [], events: [] }));
    run.headers.push(header);
    run.events.push(event);
  }
  return [...runs.values()];
}

/** What is stored of the entries and topics that corrections and settled topics touch; most batches need none. */
async function loadTouched(
  tx: Transaction,
  runs: readonly Run[],
  records: ReadonlyMap<string, PatientRecord>,
): Promise<ReadonlyMap<string, StoredEntry[]>> {
  const named = runs.flatMap(({ org, patient, events }) => correctedElsewhere(events).map((eventId) => ({ org, patient, eventId })));
  const corrected = Map.groupBy(await projectionStore.correctedEntries(tx, named), nameOf);
  const topics = runs.flatMap((run) => {
    const { org, patient, events } = run;
    const record = records.get(nameOf(run)) ?? emptyRecord;
    return asPoison(() => topicsToLoad(record, events, corrected.get(nameOf(run)) ?? [])).map((topic) => ({ org, patient, topic }));
  });
  const ofTopics = Map.groupBy(await projectionStore.entriesOf(tx, topics), nameOf);
  return new Map(
    runs.map((run) => {
      const found = [...(corrected.get(nameOf(run)) ?? []), ...(ofTopics.get(nameOf(run)) ?? [])];
      const once = new Map(found.map((entry) => [entry.streamVersion, entry]));
      return [nameOf(run), [...once.values()].sort((a, b) => a.streamVersion - b.streamVersion)];
    }),
  );
}

function asPoison<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof EntryError) throw new PoisonEventError(error.eventId, error.code, { cause: error });
    throw error;
  }
}

function nameOf({ org, patient }: PatientKey): string {
  return `${org}/${patient}`;
}
