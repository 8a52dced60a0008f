import { mayConcernPerson, type Person } from '@everchart/clinical-facts';
import { upcastClinical } from '@everchart/contracts-clinical';
import { withoutDestroyed } from '@everchart/destruction';
import { keyIdOf, parseSource, type EventHeader } from '@everchart/envelope';
import { Hl7Error } from '@everchart/hl7v2';
import type { DataKey, Keyring } from '@everchart/keyring';
import type { Pool, Transaction } from '@everchart/postgres';
import { isInstant, readUuid } from '@everchart/primitives';
import { keysForOpening, openEvents } from '@everchart/sealed-events';
import { PoisonEventError, type EventHandler, type ReceivedEvent, type ShardPosition } from '@everchart/stream';
import { decideMessage, messageTypes, UnknownPatientError, usualMessageOf, type EventMessage } from '../domain/message.decider.js';
import { entryOf, PersonHistory, type ClinicalEvent } from '../domain/patient-facts.js';
import { controlIdOf } from '../infrastructure/control-id.js';
import { exportStore, patientName, type Destination, type NewDelivery, type SourcePlace } from '../infrastructure/export.store.js';
import type { ExportMetrics } from '../infrastructure/metrics.js';
import {
  keyNamesOf,
  openEntry,
  openPerson,
  sealEntry,
  sealMessage,
  sealPerson,
  type PatientKey,
  type StoredEntry,
} from '../infrastructure/sealed-rows.js';

/** Name of the consumer: its group on the stream, and the key of its progress. */
export const exportConsumer = 'integration-v1';

export interface Prepared {
  /**
   * As they were after the events had come: a destination that was connected when an event was recorded is among them.
   */
  destinations: ReadonlyMap<string, readonly Destination[]>;
  /** Opened events by id, or why one cannot be opened. Events that yield neither a fact nor a message are absent. */
  opened: ReadonlyMap<string, ClinicalEvent | PoisonEventError>;
}

/** What a delivery says of its event and its destination. */
type DeliveryOfEvent = Omit<NewDelivery, keyof SourcePlace | 'epoch' | 'streamVersion' | 'correlationId' | 'traceparent'>;

/**
 * Clinical events → facts about patients, and one delivery per event and destination. Opening happens before the
 * transaction; the transaction has a few statements per batch of any size.
 */
export class ClinicalExporter implements EventHandler<Prepared> {
  constructor(
    private readonly pool: Pool,
    private readonly keyring: Pick<Keyring, 'keysForOpening'>,
    private readonly metrics: ExportMetrics,
    private readonly processingId: string,
  ) {}

  async prepare(received: readonly ReceivedEvent[]): Promise<Prepared> {
    const orgs = [...new Set(received.map(({ header }) => header.org))];
    const destinations = destinationsByOrg(await exportStore.destinations(this.pool, orgs));
    const needed = received.filter(
      ({ header: { type, org }, unreadable }) =>
        unreadable === undefined && (mayConcernPerson(type) || (messageTypes.has(type) && destinations.has(org))),
    );
    // Waits while the keyring is away: a message that is left out would never be noticed.
    const opened = await openEvents(needed, this.keyring, upcastClinical);
    const events = needed.map(({ header }, index) => {
      const event = opened[index]!;
      return [header.id, event instanceof PoisonEventError ? event : clinicalEventOf(header, event.data)] as const;
    });
    return { destinations, opened: new Map(events) };
  }

  async handle(tx: Transaction, received: readonly ReceivedEvent[], { destinations, opened }: Prepared): Promise<void> {
    // Most events are of no concern here: nothing more is done for those.
    const concerned = received.filter(({ header, unreadable }) => unreadable !== undefined || opened.has(header.id));
    if (concerned.length === 0) return;
    const events = (await withoutDestroyed(tx, concerned)).flatMap(({ header, traceparent = '', unreadable }) => {
      const event = unreadable === undefined ? opened.get(header.id)! : unreadableEventOf(header, unreadable);
      if (event instanceof PoisonEventError) throw event;
      if (!event) return [];
      const { storeId, epoch } = parseSource(header.source);
      const place: SourcePlace = { storeId, shard: header.shard, position: header.position };
      return [{ header, event, place, epoch, traceparent, patient: { org: header.org, patient: event.subject } }];
    });
    if (events.length === 0) return;
    const patients = new Map<string, PatientKey>(events.map(({ patient }) => [patientName(patient), patient]));
    const stored = await exportStore.persons(tx, [...patients.values()]);
    // Those of the events were read a moment ago: they are in memory, and nearly always those of the persons, too.
    const findKey = await keysForOpening(this.keyring, [
      ...events.map(({ header }) => header),
      ...stored.flatMap(({ org, person }) => keyNamesOf(org, person)),
    ]);
    const dataKeyOf = (org: string, keyId: string): DataKey | undefined => {
      const key = findKey(org, keyId);
      return key && { keyId, key };
    };
    const known = new Map<string, Person>();
    const personKeys = new Map<string, DataKey>();
    for (const row of stored) {
      const person = openPerson(row, row.person, findKey);
      if (!person) continue;
      known.set(patientName(row), person);
      personKeys.set(patientName(row), dataKeyOf(row.org, keyIdOf(row.person))!);
    }
    const histories = await this.historiesOf(tx, patients, known, events);

    const changed = new Map<string, SourcePlace>();
    const entries: (PatientKey & StoredEntry)[] = [];
    const deliveries: NewDelivery[] = [];
    for (const { header, event, place, epoch, traceparent, patient } of events) {
      const name = patientName(patient);
      const entry = entryOf(event);
      const key = event.unreadable ? undefined : dataKeyOf(header.org, header.keyid);
      // Destroyed since it was opened.
      if (!key && !event.unreadable) throw new PoisonEventError(header.id, 'key-missing');
      const history = histories.get(name);
      if (history?.add(entry)) {
        entries.push({ ...patient, ...sealEntry(patient, entry, key) });
        // A person of whom nothing can be read is not known: no message goes out about one without a name.
        if (key || known.has(name)) changed.set(name, place);
        if (key) personKeys.set(name, key);
      }
      const { streamversion: streamVersion, correlationid: correlationId } = header;
      const common = { ...place, epoch, streamVersion, correlationId, traceparent };
      const connected = destinations.get(event.org) ?? [];
      if (!key) {
        deliveries.push(...this.unmadeOf(event, connected).map((each) => ({ ...each, ...common })));
        continue;
      }
      const isKnown = known.has(name) || changed.has(name);
      const message = messageOf(event, isKnown ? (history?.at(entry.streamVersion) ?? known.get(name)) : undefined);
      if (!message) continue;
      deliveries.push(...connected.map((destination) => ({ ...this.deliveryOf(event, message, destination, key), ...common })));
    }
    const persons = [...changed].map(([name, place]) => {
      const patient = patients.get(name)!;
      return { ...patient, ...place, person: sealPerson(patient, histories.get(name)!.at(), personKeys.get(name)!) };
    });
    await exportStore.savePersons(tx, persons, entries);
    await exportStore.queue(tx, deliveries);
    for (const { messageType, message } of deliveries) if (message !== null) this.metrics.queued(messageType);
  }

  /** What a restored store took back may have gone to hospitals, and facts cannot be undone one by one. */
  streamsApplied(tx: Transaction, { org, ...from }: ShardPosition): Promise<string[]> {
    return exportStore.patientsSince(tx, org, from);
  }

  /** What a person sees of an event of which no message can be made: it holds up nothing, and can be made later. */
  private unmadeOf(event: ClinicalEvent, destinations: readonly Destination[]): DeliveryOfEvent[] {
    const messageType = usualMessageOf(event.type);
    if (messageType === undefined) return [];
    return destinations.map(({ id: destination }) => ({
      org: event.org,
      destination,
      eventId: event.id,
      eventType: event.type,
      patient: event.subject,
      messageType,
      controlId: controlIdOf(event.org, destination, event.id),
      message: null,
      reason: event.unreadable!.code,
    }));
  }

  private deliveryOf(event: ClinicalEvent, message: EventMessage, destination: Destination, key: DataKey): DeliveryOfEvent {
    const controlId = controlIdOf(event.org, destination.id, event.id);
    const { receivingApplication, receivingFacility } = destination;
    const text = asPoison(event, () =>
      message.render({ receivingApplication, receivingFacility, controlId, processingId: this.processingId }),
    );
    const name = { org: event.org, patient: event.subject, destination: destination.id, controlId };
    return { ...name, eventId: event.id, eventType: event.type, messageType: message.type, message: sealMessage(name, text, key) };
  }

  /** Of the patients whose person may change, or of whom a stay is named that is not the current one: their entries. */
  private async historiesOf(
    tx: Transaction,
    patients: ReadonlyMap<string, PatientKey>,
    known: ReadonlyMap<string, Person>,
    events: readonly { event: ClinicalEvent; patient: PatientKey }[],
  ): Promise<Map<string, PersonHistory>> {
    const needed = new Set<string>();
    for (const { event, patient } of events) {
      const name = patientName(patient);
      const stay = readUuid((event.data as { stayId?: unknown } | null)?.stayId);
      if (mayConcernPerson(event.type) || (stay !== undefined && !known.get(name)?.stays.has(stay))) needed.add(name);
    }
    if (needed.size === 0) return new Map();
    const rows = await exportStore.entries(tx, [...needed].map((name) => patients.get(name)!)); // prettier-ignore
    const keyids = rows.flatMap(({ org, data }) => (data === null ? [] : keyNamesOf(org, data)));
    const findKey = await keysForOpening(this.keyring, keyids);
    const entries = Map.groupBy(rows, patientName);
    const opened = (name: string) => (entries.get(name) ?? []).map((row) => openEntry(row, row, findKey));
    return new Map([...needed].map((name) => [name, new PersonHistory(opened(name))]));
  }
}

/** What is known of an event that cannot be applied; undefined: no patient or no event that a message could name. */
function unreadableEventOf(header: EventHeader, code: string): ClinicalEvent | undefined {
  const [id, subject] = [readUuid(header.id), readUuid(header.subject)];
  if (id === undefined || subject === undefined || !(messageTypes.has(header.type) || mayConcernPerson(header.type))) return undefined;
  const occurredAt = isInstant(header.occurredat) ? header.occurredat : header.time;
  const event = clinicalEventOf({ ...header, id, subject, occurredat: occurredAt }, null);
  return { ...event, unreadable: { code, position: header.position } };
}

function clinicalEventOf(header: EventHeader, data: unknown): ClinicalEvent {
  return {
    id: header.id.toLowerCase(),
    org: header.org,
    subject: header.subject.toLowerCase(),
    type: header.type,
    occurredAt: header.occurredat,
    recordedAt: header.time,
    streamVersion: header.streamversion,
    ...(header.facility === undefined ? {} : { facility: header.facility }),
    actor: header.actor,
    data,
  };
}

function messageOf(event: ClinicalEvent, person: Person | undefined): EventMessage | undefined {
  return asPoison(event, () => decideMessage(event, person));
}

function asPoison<T>(event: ClinicalEvent, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnknownPatientError || error instanceof Hl7Error)
      throw new PoisonEventError(event.id, error.code, { cause: error });
    throw error;
  }
}

function destinationsByOrg(destinations: readonly Destination[]): Map<string, Destination[]> {
  const byOrg = new Map<string, Destination[]>();
  for (const destination of destinations) byOrg.set(destination.org, [...(byOrg.get(destination.org) ?? []), destination]);
  return byOrg;
}
