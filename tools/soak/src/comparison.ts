import type { Access } from '@everchart/access-log';
import type { Finding } from './findings.js';
import type { AcknowledgedEvent } from './ledger.js';

/**
 * An event as a store or a topic holds it. `stream` is the patient; of accesses the organisation, which has one in the
 * store of each service.
 */
export interface HeldEvent {
  id: string;
  /** The store that it comes from. */
  source: string;
  stream: string;
  version: number;
  shard: number;
  position: number;
}

/**
 * Answers and record agree: every acknowledged event at its place, nothing that was refused, nothing that was not sent.
 */
export function compareStore(
  told: { events: ReadonlyMap<string, AcknowledgedEvent>; sent: ReadonlySet<string>; refused: ReadonlySet<string> },
  held: readonly HeldEvent[],
): Finding[] {
  const findings: Finding[] = [];
  const byId = new Map<string, HeldEvent>();
  const last = new Map<number, number>();
  for (const event of held) {
    if (byId.has(event.id)) findings.push({ kind: 'duplicate', text: `store: event ${event.id} is there twice` });
    byId.set(event.id, event);
    const before = last.get(event.shard) ?? 0;
    if (event.position !== before + 1)
      findings.push({ kind: 'order break', text: `store: position ${event.position} follows ${before} in shard ${event.shard}` });
    last.set(event.shard, event.position);
    if (!told.sent.has(event.id)) findings.push({ kind: 'wrong answer', text: `store: event ${event.id} was never sent` });
    if (told.refused.has(event.id)) findings.push({ kind: 'wrong answer', text: `store: event ${event.id} is there, and was refused` });
  }
  for (const { id, patient, streamVersion, position } of told.events.values()) {
    const event = byId.get(id);
    if (!event)
      findings.push({ kind: 'loss', text: `store: event ${id}, acknowledged at position ${position ?? 'unknown'}, is not there` });
    else if ((position !== undefined && event.position !== position) || event.version !== streamVersion || event.stream !== patient)
      findings.push({
        kind: 'order break',
        text: `store: event ${id}, acknowledged at position ${position ?? 'unknown'}, is at ${event.position}`,
      });
  }
  return findings;
}

/**
 * A topic holds what the store holds; the first time that each event appears, its stream is in order. What appears
 * again is what consumers pass over.
 */
export function compareTopic(
  name: string,
  stored: readonly HeldEvent[],
  published: readonly HeldEvent[],
): { findings: Finding[]; repeated: number } {
  const findings: Finding[] = [];
  const byId = new Map(stored.map((event) => [event.id, event]));
  const seen = new Set<string>();
  const versions = new Map<string, number>();
  let repeated = 0;
  for (const each of published) {
    const { id, source, stream, version, position } = each;
    const event = byId.get(id);
    if (!event || placeOf(event) !== placeOf(each)) {
      findings.push({ kind: 'duplicate', text: `${name}: event ${id} at position ${position} is not one of the store` });
      continue;
    }
    if (seen.has(id)) {
      repeated += 1;
      continue;
    }
    seen.add(id);
    const place = `${stream} of ${source}`;
    const last = versions.get(place) ?? 0;
    if (version !== last + 1)
      findings.push({ kind: 'order break', text: `${name}: version ${version} of stream ${place} came after ${last}` });
    versions.set(place, version);
  }
  for (const { id, position } of stored) {
    if (!seen.has(id)) findings.push({ kind: 'loss', text: `${name}: event ${id} of position ${position} is not there` });
  }
  return { findings, repeated };
}

function placeOf({ source, stream, version, shard, position }: HeldEvent): string {
  return JSON.stringify([source, stream, version, shard, position]);
}

/** A holder that keeps each event once (a projection, the log) has exactly those of the store, at their versions. */
export function compareOnce(name: string, stored: readonly HeldEvent[], kept: readonly { id: string; version: number }[]): Finding[] {
  const findings: Finding[] = [];
  const byId = new Map(stored.map((event) => [event.id, event]));
  const seen = new Set<string>();
  for (const { id, version } of kept) {
    const event = byId.get(id);
    if (!event) findings.push({ kind: 'duplicate', text: `${name}: event ${id} is not one of the store` });
    else if (seen.has(id)) findings.push({ kind: 'duplicate', text: `${name}: event ${id} is there twice` });
    else if (event.version !== version)
      findings.push({ kind: 'order break', text: `${name}: event ${id} is at version ${version} instead of ${event.version}` });
    seen.add(id);
  }
  for (const { id, position } of stored) {
    if (!seen.has(id)) findings.push({ kind: 'loss', text: `${name}: event ${id} of position ${position} is not there` });
  }
  return findings;
}

/** Each answered read is on record, once. */
export function compareAccesses(reads: ReadonlySet<string>, recorded: readonly Pick<Access, 'correlationId'>[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { correlationId: id } of recorded) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...reads].flatMap((id): Finding[] => {
    const count = counts.get(id) ?? 0;
    if (count === 1) return [];
    return [{ kind: count === 0 ? 'loss' : 'duplicate', text: `access log: the read ${id} is on record ${count} times` }];
  });
}

/**
 * Every message that came is on record as often as it came, at least: what is on record may have been lost on the way.
 */
export function compareDisclosures(received: readonly string[], recorded: readonly Pick<Access, 'operation' | 'detail'>[]): Finding[] {
  const left = new Map<unknown, number>();
  for (const { operation, detail } of recorded)
    if (operation === 'hl7-message.sent') left.set(detail?.controlId, (left.get(detail?.controlId) ?? 0) + 1);
  return received.flatMap((controlId): Finding[] => {
    const count = left.get(controlId) ?? 0;
    left.set(controlId, count - 1);
    return count > 0
      ? []
      : [{ kind: 'loss', text: `access log: message ${controlId} came to the hospital more often than it is on record` }];
  });
}

/** A message for the hospital, as the sender's queue knows it. */
export interface Delivery {
  eventId: string;
  patient: string;
  version: number;
  controlId: string;
  state: string;
}

/**
 * The hospital received every message that had to be sent; at first arrival the messages of each patient were in order.
 */
export function compareHospital(
  stored: readonly (HeldEvent & { type: string })[],
  deliveries: readonly Delivery[],
  received: readonly string[],
): { findings: Finding[]; repeated: number } {
  const findings: Finding[] = [];
  const queued = new Set(deliveries.map(({ eventId }) => eventId));
  for (const { id, type } of stored) {
    if (messageTypes.has(type) && !queued.has(id)) findings.push({ kind: 'loss', text: `hospital: there is no message of event ${id}` });
  }
  const byControlId = new Map(deliveries.map((delivery) => [delivery.controlId, delivery]));
  const seen = new Set<string>();
  const versions = new Map<string, number>();
  let repeated = 0;
  for (const controlId of received) {
    const delivery = byControlId.get(controlId);
    if (!delivery) {
      findings.push({ kind: 'duplicate', text: `hospital: message ${controlId} is of no event` });
      continue;
    }
    if (seen.has(controlId)) {
      repeated += 1;
      continue;
    }
    seen.add(controlId);
    const last = versions.get(delivery.patient) ?? 0;
    if (delivery.version <= last)
      findings.push({
        kind: 'order break',
        text: `hospital: version ${delivery.version} of patient ${delivery.patient} came after ${last}`,
      });
    versions.set(delivery.patient, delivery.version);
  }
  for (const { controlId, eventId, state } of deliveries) {
    if (!seen.has(controlId)) findings.push({ kind: 'loss', text: `hospital: the message of event ${eventId} never came (${state})` });
    else if (state !== 'delivered')
      findings.push({ kind: 'loss', text: `hospital: the message of event ${eventId} came, and is ${state} still` });
  }
  return { findings, repeated };
}

/** Types that are sent to every hospital. */
const messageTypes: ReadonlySet<string> = new Set([
  'patient.registered',
  'stay.admitted',
  'stay.discharged',
  'observation.recorded',
  'medication.administered',
]);
