import { clinicalEventTypes, referencesOf, validateClinicalData, type Fault } from '@everchart/contracts-clinical';
import { readOccurredAt } from './occurred-at.js';
import { readUuid } from './uuid.js';

/** One clinical event as a carer's app sends it, checked. UUIDs are in lower case. */
export interface RecordCommand {
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

/** Stands for an event of a batch that could not even be read; why is its fault. */
export class UnreadableEvent {
  constructor(readonly fault: string) {}
}

export interface CommandLimits {
  /** By the clock of whoever stated the times. */
  nowMs: number;
  futureToleranceMs: number;
}

export type CommandReading = { ok: true; command: RecordCommand } | { ok: false; faults: Fault[] };

const firstEventType = 'patient.registered';
const members: ReadonlySet<string> = new Set([
  'patientId', 'ifMatch', 'id', 'type', 'schemaVersion', 'occurredAt', 'facility', 'correlationId', 'causationId', 'data',
]); // prettier-ignore
const facilityForm = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const entityTagForm = /^(?:W\/)?"([1-9]\d{0,8})"$/;

type EventType = (typeof clinicalEventTypes)[number];

const typesByName = Map.groupBy<string, EventType>(clinicalEventTypes, ({ type }) => type);

/** Checks envelope and data of one event and names every fault at once. */
export function readRecordCommand(body: unknown, limits: CommandLimits): CommandReading {
  if (body instanceof UnreadableEvent) return { ok: false, faults: [{ pointer: '', message: body.fault }] };
  if (!isObject(body)) return { ok: false, faults: [{ pointer: '', message: 'must be an object' }] };
  const faults: Fault[] = [];
  const fault = (pointer: string, message: string): undefined => void faults.push({ pointer, message });

  for (const name of Object.keys(body)) if (!members.has(name)) fault(`/${pointerToken(name)}`, 'is not known here');
  const uuid = (name: 'patientId' | 'id' | 'correlationId' | 'causationId'): string | undefined =>
    readUuid(body[name]) ?? fault(`/${name}`, body[name] === undefined ? 'is required' : 'must be a UUID');
  const patientId = uuid('patientId');
  const id = uuid('id');
  const correlationId = body.correlationId === undefined ? undefined : uuid('correlationId');
  const causationId = body.causationId === undefined ? undefined : uuid('causationId');
  const eventType = readEventType(body, fault);
  const occurredAt = readOccurredAt(body.occurredAt, limits);
  if ('fault' in occurredAt) fault('/occurredAt', occurredAt.fault);
  const { facility, data } = body;
  if (facility !== undefined && !(typeof facility === 'string' && facilityForm.test(facility))) {
    fault('/facility', 'must be an opaque identifier: 1 to 64 letters, digits, or any of . _ : -');
  }
  const ifMatch = readIfMatch(body.ifMatch);
  if (ifMatch === 'malformed') fault('/ifMatch', 'must be an entity tag such as W/"3"');
  else if (ifMatch !== undefined && eventType?.type === firstEventType) fault('/ifMatch', `cannot be used with ${firstEventType}`);

  if (!isObject(data)) fault('/data', data === undefined ? 'is required' : 'must be an object');
  else if (eventType) {
    for (const { pointer, message } of validateClinicalData(eventType.type, eventType.version, data)) fault(`/data${pointer}`, message);
  }
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    command: {
      patientId: patientId!,
      id: id!,
      type: eventType!.type,
      schemaVersion: eventType!.version,
      retentionClass: eventType!.retentionClass,
      occurredAt: (occurredAt as { text: string }).text,
      ...(facility === undefined ? {} : { facility: facility as string }),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(causationId === undefined ? {} : { causationId }),
      data: data as Record<string, unknown>,
      ...(ifMatch === undefined ? {} : { ifMatch: ifMatch as number }),
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

function readEventType(body: Record<string, unknown>, fault: (pointer: string, message: string) => undefined): EventType | undefined {
  const { type, schemaVersion } = body;
  if (typeof type !== 'string') return fault('/type', type === undefined ? 'is required' : 'must be a string');
  const versions = typesByName.get(type);
  if (!versions) return fault('/type', 'is not a known event type (GET /v1/event-types lists them)');
  if (schemaVersion === undefined) return versions.reduce((newest, candidate) => (candidate.version > newest.version ? candidate : newest));
  const version = versions.find((candidate) => candidate.version === schemaVersion);
  return version ?? fault('/schemaVersion', `must be one of: ${versions.map((candidate) => candidate.version).join(', ')}`);
}

function readIfMatch(value: unknown): number | undefined | 'malformed' {
  if (value === undefined) return undefined;
  const match = typeof value === 'string' ? entityTagForm.exec(value) : null;
  return match ? Number(match[1]) : 'malformed';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901 escaping. */
function pointerToken(name: string): string {
  return name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}
