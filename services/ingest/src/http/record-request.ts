import { ProblemError, problemOfStatus, pointerToken, readInput, sharedProblems, type OperationShape } from '@everchart/platform';
import type { Fault } from '@everchart/contracts';
import { FaultList } from '@everchart/primitives';
import type { FastifyRequest } from 'fastify';
import type { RecordOptions } from '../application/record-events.handler.js';
import { readDeviceTime } from '../domain/device-time.js';
import { NdjsonBatch } from './ndjson.js';
import { batchProblems } from './problems.js';
import { recordDirectoryBatch, recordDirectoryEvent, recordRoundEvent } from './directory.operations.js';
import { batchMax, recordBatch, recordOne } from './record.operations.js';
import { recordReleaseEvent } from './releases.operations.js';
import { problemOf } from './result.problem.js';

/** The events of a request, and how to record them. */
export interface RecordRequest {
  /** As they were sent, each with its `patientId`. */
  events: readonly unknown[];
  options: RecordOptions;
}

/** @throws ProblemError */
export function readSingle(request: FastifyRequest): RecordRequest {
  const { params, options } = readParameters(recordOne, request);
  if (request.body instanceof NdjsonBatch) throw problemOfStatus(415);
  return { events: [singleEvent(request.body, params.patientId, request.headers['if-match'])], options };
}

/** @throws ProblemError */
export function readDirectoryEvent(request: FastifyRequest): RecordRequest {
  const { options } = readParameters(recordDirectoryEvent, request);
  if (request.body instanceof NdjsonBatch) throw problemOfStatus(415);
  return { events: [singleEvent(request.body, undefined, request.headers['if-match'])], options };
}

/** @throws ProblemError */
export function readRoundEvent(request: FastifyRequest): RecordRequest {
  const { options } = readParameters(recordRoundEvent, request);
  if (request.body instanceof NdjsonBatch) throw problemOfStatus(415);
  return { events: [singleEvent(request.body, undefined, undefined)], options };
}

/** @throws ProblemError */
export function readReleaseEvent(request: FastifyRequest): RecordRequest {
  const { options } = readParameters(recordReleaseEvent, request);
  if (request.body instanceof NdjsonBatch) throw problemOfStatus(415);
  return { events: [singleEvent(request.body, undefined, undefined)], options };
}

/** @throws ProblemError */
export function readBatch(request: FastifyRequest): RecordRequest {
  return readBatchAs(recordBatch, request);
}

/** @throws ProblemError */
export function readDirectoryBatch(request: FastifyRequest): RecordRequest {
  return readBatchAs(recordDirectoryBatch, request);
}

function readBatchAs(shape: typeof recordBatch | typeof recordDirectoryBatch, request: FastifyRequest): RecordRequest {
  const { query, options } = readParameters(shape, request);
  return { events: batchEvents(request.body), options: { ...options, atomic: query.atomic } };
}

/**
 * Path, query and header fields, with every fault named. Who mistypes `atomic` must not believe that all or none is
 * recorded.
 */
function readParameters<S extends OperationShape>(shape: S, request: FastifyRequest) {
  const deviceClock = deviceClockOf(request);
  const faults = 'pointer' in deviceClock ? [deviceClock] : [];
  return { ...readInput(shape, request, faults), options: 'pointer' in deviceClock ? {} : deviceClock };
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
  return new ProblemError({ ...sharedProblems['parameter-invalid'], faults });
}

/** The device stated its time when it began to send; a body over a slow line comes much later. */
function arrivedAtMs({ startedAt }: FastifyRequest): number {
  return Math.round(Date.now() - (performance.now() - startedAt!));
}

/** The path names the patient and the header the version: neither belongs into the body as well. */
function singleEvent(body: unknown, patientId: string | undefined, ifMatch: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const faults = ['patientId', 'ifMatch']
    .filter((name) => name in body)
    .map((name) => ({ pointer: `/${name}`, message: 'is not known here' }));
  if (faults.length > 0) throw new ProblemError(problemOf({ outcome: 'invalid', faults }));
  return { ...body, ...(patientId === undefined ? {} : { patientId }), ...(ifMatch === undefined ? {} : { ifMatch }) };
}

/** An array, an object with the array `events`, or one event per line. */
function batchEvents(body: unknown): readonly unknown[] {
  if (body instanceof NdjsonBatch) return counted(body.events, '');
  if (Array.isArray(body)) return counted(body, '');
  if (typeof body !== 'object' || body === null) throw batchInvalid([{ pointer: '', message: 'must be an array of events' }]);
  const { events, ...others } = body as Record<string, unknown>;
  const faults = new FaultList();
  for (const name of Object.keys(others)) faults.add({ pointer: `/${pointerToken(name)}`, message: 'is not known here' });
  if (!Array.isArray(events)) faults.add({ pointer: '/events', message: 'must be an array of events' });
  if (!faults.isEmpty) throw batchInvalid(faults.bounded());
  return counted(events as unknown[], '/events');
}

function counted(events: readonly unknown[], pointer: string): readonly unknown[] {
  if (events.length >= 1 && events.length <= batchMax) return events;
  throw batchInvalid([{ pointer, message: `must hold 1 to ${batchMax} events` }]);
}

function batchInvalid(faults: readonly Fault[]): ProblemError {
  return new ProblemError({ ...batchProblems['batch-invalid'], faults });
}
