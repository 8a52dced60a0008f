import type { EventContract, Fault } from '@everchart/contracts';
import { clinicalEventTypes, referencesOf, timesStated, validateClinicalData } from '@everchart/contracts-clinical';
import { boundedFaults } from '@everchart/primitives';
import { readShape } from '@everchart/platform/shape';
import type { z } from 'zod';
import { eventEnvelope, type EventEnvelope } from './event.envelope.js';
import { futureFaults, happenedFaults, readOccurredAt, type TimeLimits } from './occurred-at.js';

/** One event as an app sends it, checked. UUIDs are in lower case. */
export interface RecordCommand {
  /** Subject of its stream: the patient, or the stream of the organisation itself. */
  patientId: string;
  id: string;
  type: string;
  schemaVersion: number;
  retentionClass: string;
  /** As it was sent: the carer's own zone is part of what was stated. */
  occurredAt: string;
  facility?: string;
  correlationId?: string;
  causationId?: string;
  data: Record<string, unknown>;
  /** The stream version that the writer has seen (`If-Match`). */
  ifMatch?: number;
}

/** In the place of an event of a batch that could not be read. */
export class UnreadableEvent {
  constructor(readonly faults: Fault[]) {}
}

export type CommandReading = { ok: true; command: RecordCommand } | { ok: false; faults: Fault[] };

const firstEventType = 'patient.registered';
type EventType = Pick<EventContract, 'type' | 'version' | 'retentionClass'>;

const typesByName = Map.groupBy<string, EventType>(clinicalEventTypes, ({ type }) => type);

/** Checks envelope and data of one clinical event and names its faults at once, a bounded number of them. */
export function readRecordCommand(body: unknown, limits: TimeLimits): CommandReading {
  return readCommand(body, limits, {
    envelope: eventEnvelope,
    types: typesByName,
    patientOf: ({ patientId }) => patientId,
    firstType: firstEventType,
    faultsOf: (type, version, data, occurredAt) => {
      const faults = validateClinicalData(type, version, data);
      if (faults.length === 0) {
        faults.push(...futureFaults(timesStated(type, version, data), limits));
        if (occurredAt !== undefined) faults.push(...happenedFaults(type, occurredAt, data));
      }
      return faults;
    },
  });
}

/** How the events of a kind of stream are sent. */
export interface CommandForm<Envelope extends CommonEnvelope> {
  envelope: z.ZodType<Envelope>;
  /** Versions of each type. */
  types: ReadonlyMap<string, readonly EventType[]>;
  /** Subject of the stream. */
  patientOf: (envelope: Envelope) => string;
  /** Begins the stream, and so expects no version of it. */
  firstType?: string;
  /** @param occurredAt undefined where that is at fault itself */
  faultsOf: (type: string, version: number, data: Record<string, unknown>, occurredAt: string | undefined) => Fault[];
}

type CommonEnvelope = Omit<EventEnvelope, 'patientId' | 'facility'> & Partial<Pick<EventEnvelope, 'facility'>>;

export function readCommand<Envelope extends CommonEnvelope>(
  body: unknown,
  limits: TimeLimits,
  form: CommandForm<Envelope>,
): CommandReading {
  if (body instanceof UnreadableEvent) return { ok: false, faults: body.faults };
  const read = readShape(form.envelope, body);
  const faults = 'faults' in read ? read.faults : [];
  if (faults[0]?.pointer === '') return { ok: false, faults };
  // What the envelope finds no fault with is looked at further, so that every fault is in one answer.
  const envelope = 'data' in read ? read.data : (body as Envelope);
  const known = faults.length === 0 ? undefined : new Set(faults.map(({ pointer }) => pointer));
  const sound = (member: keyof EventEnvelope): boolean => known === undefined || !known.has(`/${member}`);
  const fault = (pointer: string, message: string): undefined => void faults.push({ pointer, message });

  const eventType = sound('type') && sound('schemaVersion') ? readEventType(envelope, form.types, fault) : undefined;
  const occurredAt = readOccurredAt(envelope.occurredAt, limits);
  if ('fault' in occurredAt) fault('/occurredAt', occurredAt.fault);
  if (envelope.ifMatch !== undefined && eventType !== undefined && eventType.type === form.firstType)
    fault('/ifMatch', `cannot be used with ${eventType.type}`);
  if (eventType && sound('data')) {
    const stated = 'text' in occurredAt ? occurredAt.text : undefined;
    for (const { pointer, message } of form.faultsOf(eventType.type, eventType.version, envelope.data, stated))
      fault(`/data${pointer}`, message);
  }
  if (faults.length > 0) return { ok: false, faults: boundedFaults(faults) };
  return {
    ok: true,
    command: {
      patientId: form.patientOf(envelope),
      id: envelope.id,
      type: eventType!.type,
      schemaVersion: eventType!.version,
      retentionClass: eventType!.retentionClass,
      occurredAt: (occurredAt as { text: string }).text,
      ...(envelope.facility === undefined ? {} : { facility: envelope.facility }),
      ...(envelope.correlationId === undefined ? {} : { correlationId: envelope.correlationId }),
      ...(envelope.causationId === undefined ? {} : { causationId: envelope.causationId }),
      data: envelope.data,
      ...(envelope.ifMatch === undefined ? {} : { ifMatch: Number(envelope.ifMatch.replace(/^W\//, '').slice(1, -1)) }),
    },
  };
}

/** A patient's record begins with the registration, and has one only. */
export function beginsRecord({ type }: { type: unknown }): boolean {
  return type === firstEventType;
}

/** Place in `data` of an event id that it refers to. */
export function pointerOfReference(command: RecordCommand, reference: string): string {
  return `/data${referencesOf(command.type, command.data).find(({ id }) => id === reference)?.pointer ?? ''}`;
}

function readEventType(
  { type, schemaVersion }: CommonEnvelope,
  types: ReadonlyMap<string, readonly EventType[]>,
  fault: (pointer: string, message: string) => undefined,
): EventType | undefined {
  const versions = types.get(type);
  if (!versions) return fault('/type', 'is not a known event type (GET /v1/event-types lists them)');
  if (schemaVersion === undefined) return versions.reduce((newest, candidate) => (candidate.version > newest.version ? candidate : newest));
  const version = versions.find((candidate) => candidate.version === schemaVersion);
  return version ?? fault('/schemaVersion', `must be one of: ${versions.map((candidate) => candidate.version).join(', ')}`);
}
