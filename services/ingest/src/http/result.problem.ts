import type { EventStoreErrorCode } from '@everchart/event-store';
import type { KeyringUnavailableError } from '@everchart/keyring';
import { ProblemError, sharedProblems, type ProblemKind, type ProblemOptions } from '@everchart/platform';
import type { RecordResult } from '../application/record-events.handler.js';
import { batchProblems, eventProblems, passingProblems, storeProblems } from './problems.js';
import { refusalProblem } from './refusal.problem.js';

export type Refusal = Exclude<RecordResult, { outcome: 'created' | 'duplicate' }>;

/** What an event that was not recorded is answered with. */
export function problemOf(result: Refusal): ProblemOptions {
  const kinds = eventProblems;
  switch (result.outcome) {
    case 'invalid':
      return { ...kinds['event-invalid'], faults: result.faults };
    case 'version-conflict':
    case 'patient-registered': {
      const kind = kinds[result.outcome === 'version-conflict' ? 'version-conflict' : 'patient-already-registered'];
      const { streamVersion } = result;
      return { ...kind, headers: { etag: entityTag(streamVersion) }, extensions: { streamVersion } };
    }
    case 'reference-missing':
      return { ...kinds['reference-missing'], faults: [{ pointer: result.pointer, message: "is not an entry of this patient's record" }] };
    case 'refused':
      return refusalProblem(result.refusal, result.first);
    case 'failed':
      return { ...(storeKindOf(result.error) ?? sharedProblems['internal-error']), cause: result.error };
    case 'batch-refused':
      return batchProblems['batch-refused'];
    case 'id-conflict':
    case 'patient-unknown':
    case 'record-destroyed':
      return kinds[result.outcome];
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
  return new ProblemError({ ...batchProblems['batch-refused'], extensions: { problems } });
}

/** There is no room for more, in memory or before the store. */
export function recordingOverloaded(): ProblemError {
  return passing(failures['store-overloaded'], 1);
}

/**
 * What the store or the keyring failed for: when it passes, the same events may be sent again, with the same ids.
 * @returns undefined for a fault of ours
 */
export function storeProblemOf(cause: unknown): ProblemError | undefined {
  const kind = storeKindOf(cause);
  if (!kind) return undefined;
  const { retryAfterSeconds } = cause as { retryAfterSeconds?: unknown };
  return typeof retryAfterSeconds === 'number' ? passing(kind, retryAfterSeconds, cause) : new ProblemError({ ...kind, cause });
}

function storeKindOf(cause: unknown): ProblemKind | undefined {
  const { code } = Object(cause) as { code?: unknown };
  return typeof code === 'string' && code in failures ? failures[code as keyof typeof failures] : undefined;
}

function passing(kind: ProblemKind, retryAfterSeconds: number, cause?: unknown): ProblemError {
  return new ProblemError({ ...kind, headers: { 'retry-after': String(retryAfterSeconds) }, cause });
}

/**
 * By the code of the store's error, or the keyring's. Rules that threw, and constraints that the checks before did not
 * know, are faults of ours.
 */
const failures = {
  'store-overloaded': passingProblems['recording-overloaded'],
  'store-epoch-changed': passingProblems['store-restored'],
  'store-clock': passingProblems['store-clock-wrong'],
  'store-held': passingProblems['store-held'],
  'shard-elsewhere': passingProblems['store-moving'],
  'decision-contention': passingProblems['record-contended'],
  'store-full': passingProblems['store-full'],
  'store-unavailable': passingProblems['store-unavailable'],
  'group-across-shards': storeProblems['group-across-shards'],
  'item-data': storeProblems['event-not-storable'],
  'keyring-unavailable': passingProblems['store-unavailable'],
} satisfies Partial<Record<EventStoreErrorCode | KeyringUnavailableError['code'], ProblemKind>>;
