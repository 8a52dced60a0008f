import { ProblemError, problemOfStatus } from '@everchart/platform';
import type { Fault } from '@everchart/contracts-clinical';
import type { FastifyRequest } from 'fastify';
import type { RecordOptions } from '../application/record-events.handler.js';
import { readDeviceTime } from '../domain/device-time.js';
import { readUuid } from '../domain/uuid.js';
import { NdjsonBatch } from './ndjson.js';
import { problemOf } from './result.problem.js';

/** Events per batch at most. */
export const batchMax = 1000;
/** Bytes of a batch at most. */
export const batchBytesMax = 8 * 1024 * 1024;

/** What a request asks to be recorded. */
export interface RecordRequest {
  /** As they were sent, each with its `patientId`. */
  events: readonly unknown[];
  options: RecordOptions;
}

/** @throws ProblemError */
export function readSingle(request: FastifyRequest): RecordRequest {
  const patientId = readUuid((request.params as { patientId?: unknown }).patientId);
  if (patientId === undefined) {
    throw new ProblemError({ code: 'patient-id-malformed', status: 400, title: 'The patient id in the path is not a UUID' });
  }
  if (request.body instanceof NdjsonBatch) throw problemOfStatus(415);
  const { options } = readParameters(request, []);
  return { events: [singleEvent(request.body, patientId, request.headers['if-match'])], options };
}

/** @throws ProblemError */
export function readBatch(request: FastifyRequest): RecordRequest {
  const { options, query } = readParameters(request, ['atomic']);
  return { events: batchEvents(request.body), options: { ...options, atomic: query.atomic === 'true' } };
}

/** Query and header fields, with every fault named. Who mistypes `atomic` must not believe that all or none is recorded. */
function readParameters(request: FastifyRequest, known: readonly string[]): { options: RecordOptions; query: Record<string, unknown> } {
  const query = request.query as Record<string, unknown>;
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(query)) {
    const pointer = `/query/${name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!known.includes(name)) faults.push({ pointer, message: 'is not known here' });
    else if (value !== 'true' && value !== 'false') faults.push({ pointer, message: 'must be true or false' });
  }
  const deviceClock = deviceClockOf(request);
  if ('pointer' in deviceClock) faults.push(deviceClock);
  if (faults.length > 0) throw parametersInvalid(faults);
  return { options: 'pointer' in deviceClock ? {} : deviceClock, query };
}

/** What a request that is no list of events says of its device's clock. @throws ProblemError */
export function readDeviceClock(request: FastifyRequest): Pick<RecordOptions, 'deviceTime'> {
  const deviceClock = deviceClockOf(request);
  if ('pointer' in deviceClock) throw parametersInvalid([deviceClock]);
  return deviceClock;
}

function deviceClockOf(request: FastifyRequest): Pick<RecordOptions, 'deviceTime'> | Fault {
  const stated = request.headers['everchart-device-time'];
  if (stated === undefined) return {};
  const deviceTime = readDeviceTime(stated, arrivedAtMs(request));
  return 'fault' in deviceTime ? { pointer: '/headers/everchart-device-time', message: deviceTime.fault } : { deviceTime };
}

function parametersInvalid(faults: readonly Fault[]): ProblemError {
  return new ProblemError({ code: 'parameter-invalid', status: 422, title: 'The request has faults', faults });
}

/** The device stated its time when it began to send; a body over a slow line comes much later. */
function arrivedAtMs({ startedAt }: FastifyRequest): number {
  return Math.round(Date.now() - (performance.now() - startedAt!));
}

/** The path names the patient and the header the version: neither belongs into the body as well. */
function singleEvent(body: unknown, patientId: string, ifMatch: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const faults = ['patientId', 'ifMatch']
    .filter((name) => name in body)
    .map((name) => ({ pointer: `/${name}`, message: 'is not known here' }));
  if (faults.length > 0) throw new ProblemError(problemOf({ outcome: 'invalid', faults }));
  return { ...body, patientId, ...(ifMatch === undefined ? {} : { ifMatch }) };
}

/** An array, an object with the array `events`, or one event per line. */
function batchEvents(body: unknown): readonly unknown[] {
  if (body instanceof NdjsonBatch) return counted(body.events, '');
  if (Array.isArray(body)) return counted(body, '');
  if (typeof body !== 'object' || body === null) throw batchInvalid([{ pointer: '', message: 'must be an array of events' }]);
  const { events, ...others } = body as Record<string, unknown>;
  const faults = Object.keys(others).map((name) => ({ pointer: `/${name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`, message: 'is not known here' })); // prettier-ignore
  if (!Array.isArray(events)) faults.push({ pointer: '/events', message: 'must be an array of events' });
  if (faults.length > 0) throw batchInvalid(faults);
  return counted(events as unknown[], '/events');
}

function counted(events: readonly unknown[], pointer: string): readonly unknown[] {
  if (events.length >= 1 && events.length <= batchMax) return events;
  throw batchInvalid([{ pointer, message: `must hold 1 to ${batchMax} events` }]);
}

function batchInvalid(faults: readonly Fault[]): ProblemError {
  return new ProblemError({ code: 'batch-invalid', status: 422, title: 'The batch has faults', faults });
}
