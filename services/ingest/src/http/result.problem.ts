import type { EventStoreErrorCode } from '@everchart/event-store';
import type { KeyringUnavailableError } from '@everchart/keyring';
import { ProblemError, type ProblemOptions } from '@everchart/platform';
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

/** There is no room for more, in memory or before the store. */
export function recordingOverloaded(): ProblemError {
  return passing(failures['store-overloaded'], 1);
}

/** What the store or the keyring failed for, when that passes: the same events may be sent again, with the same ids. */
export function unavailableOf(cause: unknown): ProblemError | undefined {
  const { code, retryAfterSeconds } = cause as { code?: unknown; retryAfterSeconds?: unknown };
  if (typeof code !== 'string' || typeof retryAfterSeconds !== 'number' || !(code in failures)) return undefined;
  return passing(failures[code as keyof typeof failures], retryAfterSeconds, cause);
}

type Failure = Pick<ProblemOptions, 'code' | 'title' | 'detail'>;

function passing(failure: Failure, retryAfterSeconds: number, cause?: unknown): ProblemError {
  return new ProblemError({ ...failure, status: 503, headers: { 'retry-after': String(retryAfterSeconds) }, cause });
}

const storeUnavailable: Failure = {
  code: 'store-unavailable',
  title: 'The record cannot be written right now',
  detail: 'Whether the events were recorded is not known. Send them again, with the same ids: each has one effect.',
};

/** By the code of the store's error, or the keyring's. */
const failures = {
  'store-overloaded': {
    code: 'recording-overloaded',
    title: 'Too many events are waiting to be recorded',
    detail: 'Nothing of this request was recorded. Send it again, with the same ids.',
  },
  'store-epoch-changed': {
    code: 'store-restored',
    title: 'The store was restored from a backup while this process was running',
    detail: 'Nothing of this request was recorded. The process is being started again: send the events again, with the same ids.',
  },
  'shard-elsewhere': {
    code: 'store-moving',
    title: 'The record is being moved to another database',
    detail: 'Nothing of this request was recorded. Send the events again, with the same ids.',
  },
  'decision-contention': {
    code: 'record-contended',
    title: 'Others are writing to the same record right now',
    detail: 'Send the events again, with the same ids: each has one effect.',
  },
  'store-full': {
    code: 'store-full',
    title: 'The store has no room for more',
    detail: 'What was refused left nothing behind. Send the events again, with the same ids, when there is room.',
  },
  'store-unavailable': storeUnavailable,
  'keyring-unavailable': storeUnavailable,
} satisfies Partial<Record<EventStoreErrorCode | KeyringUnavailableError['code'], Failure>>;
