import { hash } from 'node:crypto';
import { upcastClinical, type ClinicalEventData } from '@everchart/contracts-clinical';
import { isOrganisationType, organisationClass, readOrganisationData } from '@everchart/contracts-organisation';
import { destroyedAmong } from '@everchart/destruction';
import { parseSource, type EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent as OpenedData } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent, type ShardPosition } from '@everchart/stream';
import { isInstant, readUuid, utcOf } from '@everchart/primitives';
import { amendmentType, destroyedCode, EntryError } from '@everchart/clinical-facts';
import { isCovered } from '../domain/patient-record.js';
import { noteLate, type LateEntry } from '../infrastructure/late-entries.js';
import type { ProjectionMetrics } from '../infrastructure/metrics.js';
import type { OpenedEvent, PatientRun, Projection, ReadModel } from './read-model.js';

/** Opened events by id, or why one cannot be opened. */
export type Opened = ReadonlyMap<string, OpenedEvent | PoisonEventError>;

/**
 * Clinical events → read models. Opening (keys, decryption, upcasting) happens before the transaction. It knows no read
 * model by name.
 */
export class ClinicalRunner implements EventHandler<Opened> {
  constructor(
    private readonly projection: Projection,
    private readonly keyring: Pick<Keyring, 'keysForOpening'>,
    private readonly metrics: ProjectionMetrics,
    private readonly pace?: (events: number) => Promise<void>,
  ) {}

  async prepare(events: readonly ReceivedEvent[]): Promise<Opened> {
    await this.pace?.(events.length);
    return this.projection.filling ? new Map() : this.#open(events);
  }

  async handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: Opened): Promise<void> {
    const destroyed = await destroyedAmong(tx, events);
    // Of a record that is kept a note stands in the place of each entry that is gone.
    const received =
      destroyed.size === 0
        ? events
        : events.flatMap((event) => {
            const as = destroyed.get(event);
            return as === undefined ? event : as === 'kind' ? { ...event, unreadable: destroyedCode } : [];
          });
    // What an organisation states of itself is in the same topic.
    const { patients = [], organisation = [] } = Object.groupBy(received, ({ header }) =>
      header.retentionclass === organisationClass ? 'organisation' : 'patients',
    );
    await this.#apply(tx, 'organisation', organisation, prepared);
    for (const part of partsOf(patients)) await this.#apply(tx, 'patients', part, prepared);
    await noteLate(tx, this.projection.consumer, lateOf(patients));
    this.metrics.applied(received.map(({ header }) => header));
  }

  async streamsApplied(tx: Transaction, from: ShardPosition): Promise<string[]> {
    const patients = new Set<string>();
    for (const { model, schema } of this.projection.models)
      for (const patient of await model.appliedFrom(tx, schema, from)) patients.add(patient);
    return [...patients];
  }

  /** The projection waits while the keyring is away: a summary with holes would be worse than one that is behind. */
  async #open(events: readonly ReceivedEvent[]): Promise<Opened> {
    const readable = events.filter(({ unreadable }) => unreadable === undefined);
    const opened = new Map<string, OpenedEvent | PoisonEventError>();
    const data = await openEvents(readable, this.keyring, upcast);
    readable.forEach(({ header }, at) => opened.set(header.id, openedEventOf(header, data[at]!)));
    return opened;
  }

  async #apply(tx: Transaction, of: ReadModel['of'], received: readonly ReceivedEvent[], prepared: Opened): Promise<void> {
    if (received.length === 0) return;
    const { models, filling } = this.projection;
    // Of a run of a rebuild only a part is open at a time: its transaction may take long, and all that has been opened
    // would fill the memory.
    const runs = runsOf(received, filling ? await this.#open(received) : prepared);
    if (runs.length === 0) return;
    try {
      for (const { model, schema } of models)
        if (model.of === of) await model.save(tx, schema, model.fold(runs, await model.load(tx, schema, runs)), filling);
    } catch (error) {
      if (error instanceof EntryError) throw new PoisonEventError(error.eventId, error.code, { cause: error });
      throw error;
    }
    if (of === 'organisation') return;
    for (const { event } of runs.flatMap((run) => run.opened))
      if (event.data !== null && !isCovered(event.type)) this.metrics.unread(event.type);
  }
}

/** Of a run that is applied at a time, with one more patient. */
const eventsOfPart = 1000;

/** All events of a patient are in one part: what they change is written once for a run. */
function* partsOf(received: readonly ReceivedEvent[]): Generator<readonly ReceivedEvent[], void, void> {
  if (received.length <= eventsOfPart) return yield received;
  let part: ReceivedEvent[] = [];
  for (const ofPatient of Map.groupBy(received, ({ header: { org, subject } }) => `${org}/${subject.toLowerCase()}`).values()) {
    part.push(...ofPatient);
    if (part.length < eventsOfPart) continue;
    yield part;
    part = [];
  }
  yield part;
}

/** Almost always none. */
function lateOf(received: readonly ReceivedEvent[]): LateEntry[] {
  return received.flatMap(({ header, late }) => {
    const patient = late ? readUuid(header.subject) : undefined;
    return patient === undefined
      ? []
      : [{ org: header.org, storeId: parseSource(header.source).storeId, patient, eventId: entryIdOf(header.id) }];
  });
}

function openedEventOf(header: EventHeader, opened: OpenedData | PoisonEventError): OpenedEvent | PoisonEventError {
  if (opened instanceof PoisonEventError) return opened;
  try {
    utcOf(header.occurredat);
    const event = {
      eventId: header.id.toLowerCase(),
      streamVersion: header.streamversion,
      type: header.type,
      actor: header.actor,
      occurredAt: header.occurredat,
      recordedAt: header.time,
      data: opened.data,
    };
    return { header, event, data: storableText(header, opened) };
  } catch (cause) {
    return new PoisonEventError(header.id, cause instanceof EntryError ? cause.code : 'event-unreadable', { cause });
  }
}

/** What stands in the place of an event that cannot be applied: of its header as much as any database takes. */
function unreadableEventOf(header: EventHeader, code: string): OpenedEvent {
  const { id, type, streamversion: streamVersion, actor, occurredat, time, position } = header;
  const event = {
    eventId: entryIdOf(id),
    streamVersion,
    type: /^[a-z-]{1,60}\.[a-z-]{1,60}$/.test(type) ? type : 'unknown',
    actor,
    occurredAt: isInstant(occurredat) ? occurredat : time,
    recordedAt: time,
    data: null,
    unreadable: { code, position },
  };
  return { header, event, data: 'null' };
}

/**
 * Data of a type that this version does not know is kept as it came: the entry shows, the summary says that it does not
 * cover it.
 */
function upcast(type: string, version: number, data: unknown): unknown {
  if (isOrganisationType(type)) return readOrganisationData(type, version, data);
  if (!isCovered(type)) return data;
  const newest = upcastClinical(type, version, data);
  if (type !== amendmentType) return newest;
  const amendment = newest as ClinicalEventData[typeof amendmentType];
  if (amendment.occurredAt !== undefined) utcOf(amendment.occurredAt);
  return amendment;
}

/** The data as JSON text: the one that was sealed, where nothing was rewritten. @throws EntryError */
function storableText(header: EventHeader, { data, recorded, text }: OpenedData): string {
  const isSame = data === recorded && !text.includes('\\u');
  return isSame ? text : storable(header, JSON.stringify(data));
}

/** Text that is valid JSON but that not every store takes, `jsonb` among them: NUL, and halves of surrogate pairs. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** An id that is no UUID still names one entry. */
function entryIdOf(id: string): string {
  return readUuid(id) ?? nameBasedId(id);
}

function nameBasedId(id: string): string {
  const digits = hash('sha256', id);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

function storable(header: EventHeader, json: string): string {
  if (json.includes('\\u') && unstorable.test(json)) throw new EntryError('text-not-storable', header.id);
  return json;
}

function runsOf(received: readonly ReceivedEvent[], opened: Opened): PatientRun[] {
  const runs = new Map<string, PatientRun & { opened: OpenedEvent[] }>();
  for (const { header, unreadable } of received) {
    const event = unreadable === undefined ? opened.get(header.id) : unreadableEventOf(header, unreadable);
    if (event === undefined) throw new Error('an event was not prepared');
    if (event instanceof PoisonEventError) throw event;
    const patient = readUuid(header.subject);
    if (patient === undefined) {
      if (unreadable === undefined) throw new PoisonEventError(header.id, 'subject-malformed');
      continue; // no read names such a patient: operators see it among the unreadable events
    }
    const name = `${header.org}/${patient}`;
    const run = runs.get(name);
    if (run) run.opened.push(event);
    else runs.set(name, { org: header.org, patient, opened: [event] });
  }
  return [...runs.values()];
}
