import { instant, upcastClinical, type ClinicalEventData } from '@everchart/contracts-clinical';
import { EnvelopeError, openPayload, parseDataschema, type EventHeader } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import type { Transaction } from '@everchart/postgres';
import { PoisonEventError, TransientError, type EventHandler, type ReceivedEvent } from '@everchart/stream';
import { amendmentType } from '../domain/corrections.js';
import { isCovered } from '../domain/patient-record.js';
import { EntryError } from '../domain/timeline-entry.js';
import type { ProjectionMetrics } from '../infrastructure/metrics.js';
import type { OpenedEvent, PatientRun, Projection } from './read-model.js';

/** Opened events by id, or why one cannot be opened. */
export type Opened = ReadonlyMap<string, OpenedEvent | PoisonEventError>;

/** Clinical events → read models. Opening (keys, decryption, upcasting) happens before the transaction. It knows no read model by name. */
export class ClinicalRunner implements EventHandler<Opened> {
  constructor(
    private readonly projection: Projection,
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
    try {
      for (const { model, schema } of this.projection.models) {
        await model.save(tx, schema, model.fold(runs, await model.load(tx, schema, runs)));
      }
    } catch (error) {
      if (error instanceof EntryError) throw new PoisonEventError(error.eventId, error.code, { cause: error });
      throw error;
    }
    this.metrics.applied(received.map(({ header }) => header));
    for (const { event } of runs.flatMap((run) => run.opened))
      if (event.data !== null && !isCovered(event.type)) this.metrics.unread(event.type);
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

function openEvent({ header, payload }: ReceivedEvent, key: Buffer | undefined): OpenedEvent | PoisonEventError {
  try {
    instant(header.occurredat);
    if (key === undefined) return new PoisonEventError(header.id, 'key-missing');
    const { type, version } = parseDataschema(header.dataschema);
    const data = upcast(type, version, openPayload(payload, key, header));
    const event = {
      eventId: header.id.toLowerCase(),
      streamVersion: header.streamversion,
      type: header.type,
      actor: header.actor,
      occurredAt: header.occurredat,
      recordedAt: header.time,
      data,
    };
    return { header, event, data: storable(header, JSON.stringify(data)) };
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

/** Text that is valid JSON but that not every store takes, `jsonb` among them: NUL, and halves of surrogate pairs. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function storable(header: EventHeader, json: string): string {
  if (json.includes('\\u') && unstorable.test(json)) throw new EntryError('text-not-storable', header.id);
  return json;
}

function runsOf(received: readonly ReceivedEvent[], opened: Opened): PatientRun[] {
  const runs = new Map<string, PatientRun & { opened: OpenedEvent[] }>();
  for (const { header } of received) {
    const event = opened.get(header.id);
    if (event === undefined) throw new Error('an event was not prepared');
    if (event instanceof PoisonEventError) throw event;
    const patient = header.subject.toLowerCase();
    const name = `${header.org}/${patient}`;
    const run = runs.get(name);
    if (run) run.opened.push(event);
    else runs.set(name, { org: header.org, patient, opened: [event] });
  }
  return [...runs.values()];
}
