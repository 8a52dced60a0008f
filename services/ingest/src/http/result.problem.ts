import { ProblemError, type ProblemOptions } from '@everchart/platform';
import { isUnavailable } from '@everchart/postgres';
import type { RecordResult } from '../application/record-events.handler.js';
import { refusalProblem } from './refusal.problem.js';

export type Refusal = Exclude<RecordResult, { outcome: 'created' | 'duplicate' }>;

/** What an event that was not recorded is answered with. */
export function problemOf(result: Refusal): ProblemOptions {
  switch (result.outcome) {
    case 'invalid':
      return { code: 'event-invalid', status: 422, title: 'The event has faults', faults: result.faults };
    case 'id-conflict':
      return {
        code: 'id-conflict',
        status: 409,
        title: 'Another event was recorded under this id',
        detail: 'An id names one event for ever. Send this event with an id of its own.',
      };
    case 'version-conflict':
      return {
        code: 'version-conflict',
        status: 412,
        title: 'The record has changed since it was read',
        detail: 'Read the record again, decide again, and send the event with the new version in If-Match.',
        headers: { etag: entityTag(result.streamVersion) },
        extensions: { streamVersion: result.streamVersion },
      };
    case 'patient-registered':
      return {
        code: 'patient-already-registered',
        status: 409,
        title: 'The patient is registered already',
        detail: 'Send patient.details-amended to change details.',
        headers: { etag: entityTag(result.streamVersion) },
        extensions: { streamVersion: result.streamVersion },
      };
    case 'patient-not-registered':
      return {
        code: 'patient-not-registered',
        status: 404,
        title: 'There is no such patient in this organisation',
        detail: 'The first event of a record is patient.registered.',
      };
    case 'reference-missing':
      return {
        code: 'reference-missing',
        status: 422,
        title: "The event refers to an entry that is not in this patient's record",
        faults: [{ pointer: result.pointer, message: "is not an entry of this patient's record" }],
      };
    case 'refused':
      return refusalProblem(result.refusal, result.first);
    case 'batch-refused':
      return {
        code: 'batch-refused',
        status: 409,
        title: 'Another event of the batch was not accepted',
        detail: 'All events of the batch were to be recorded or none: nothing was.',
      };
    case 'record-destroyed':
      return {
        code: 'record-destroyed',
        status: 410,
        title: "The patient's record was destroyed",
        detail: 'Nothing can be recorded for this patient any more.',
      };
  }
}

export function entityTag(streamVersion: number): string {
  return `W/"${streamVersion}"`;
}

/** One event that a batch of all or none was refused for. */
export interface RefusedItem {
  /** Place in the batch, from 0; lines that are blank do not count. */
  index: number;
  id?: string;
  status: number;
  problem: Record<string, unknown>;
}

/** A batch of all or none, with the problems of the events that it was refused for. */
export function batchRefused(problems: readonly RefusedItem[]): ProblemError {
  return new ProblemError({
    code: 'batch-refused',
    status: problems.some(({ status }) => status === 422) ? 422 : 409,
    title: 'The batch was refused as a whole',
    detail: 'All or none was asked for, and these events were not accepted: nothing was recorded.',
    extensions: { problems },
  });
}

/** A refusal that passes: the same events may be sent again, with the same ids. */
function passing(problem: { code: string; title: string; detail: string; retryAfterSeconds: number; cause: unknown }): ProblemError {
  const { retryAfterSeconds, ...told } = problem;
  return new ProblemError({ ...told, status: 503, headers: { 'retry-after': String(retryAfterSeconds) } });
}

/** There is no room for more, in memory or before the store. */
export function recordingOverloaded(retryAfterSeconds = 1, cause?: unknown): ProblemError {
  return passing({
    code: 'recording-overloaded',
    title: 'Too many events are waiting to be recorded',
    detail: 'Nothing of this request was recorded. Send it again, with the same ids.',
    retryAfterSeconds,
    cause,
  });
}

/** SQLSTATE of a write that found no room. */
const diskFull = '53100';

/** What the store failed for, when that passes. */
export function unavailableOf(cause: unknown): ProblemError | undefined {
  const { name, code, retryAfterSeconds } = cause as { name?: unknown; code?: unknown; retryAfterSeconds?: unknown };
  if (name === 'EventStoreOverloadedError') return recordingOverloaded(Number(retryAfterSeconds), cause);
  if (name === 'EventStoreEpochError') {
    return passing({
      code: 'store-restored',
      title: 'The store was restored from a backup while this process was running',
      detail: 'Nothing of this request was recorded. The process is being started again: send the events again, with the same ids.',
      retryAfterSeconds: 5,
      cause,
    });
  }
  if (name === 'ShardElsewhereError') {
    return passing({
      code: 'store-moving',
      title: 'The record is being moved to another database',
      detail: 'Nothing of this request was recorded. Send the events again, with the same ids.',
      retryAfterSeconds: 1,
      cause,
    });
  }
  if (name === 'DecisionContentionError') {
    return passing({
      code: 'record-contended',
      title: 'Others are writing to the same record right now',
      detail: 'Send the events again, with the same ids: each has one effect.',
      retryAfterSeconds: 1,
      cause,
    });
  }
  if (code === diskFull) {
    return passing({
      code: 'store-full',
      title: 'The store has no room for more',
      detail: 'What was refused left nothing behind. Send the events again, with the same ids, when there is room.',
      retryAfterSeconds: 10,
      cause,
    });
  }
  if (!isUnavailable(cause)) return undefined;
  return passing({
    code: 'store-unavailable',
    title: 'The record cannot be written right now',
    detail: 'Whether the events were recorded is not known. Send them again, with the same ids: each has one effect.',
    retryAfterSeconds: 1,
    cause,
  });
}
