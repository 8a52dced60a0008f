import { isUnavailable } from '@everchart/postgres';

/** Stable: callers map these and nothing else. */
export type EventStoreErrorCode =
  | 'store-overloaded'
  | 'store-epoch-changed'
  | 'store-held'
  | 'store-clock'
  | 'shard-elsewhere'
  | 'decision-contention'
  | 'decision-failed'
  | 'item-data'
  | 'item-constraint'
  | 'store-full'
  | 'store-unavailable'
  | 'group-across-shards'
  | 'relay-fenced';

/** A failure of the store. Its code says what the caller can do. */
export abstract class EventStoreError extends Error {
  abstract readonly code: EventStoreErrorCode;
  /** After so many seconds the same items may be sent again; undefined: the same call fails again. */
  readonly retryAfterSeconds: number | undefined = undefined;
}

/** The shard's queue is full: nothing of the call was recorded. */
export class EventStoreOverloadedError extends EventStoreError {
  override readonly name = 'EventStoreOverloadedError';
  readonly code = 'store-overloaded';
  override readonly retryAfterSeconds = 1;
}

/**
 * The store was restored since this process learnt its identity: nothing was recorded, and the process must start again
 * before it may record.
 */
export class EventStoreEpochError extends EventStoreError {
  override readonly name = 'EventStoreEpochError';
  readonly code = 'store-epoch-changed';
  override readonly retryAfterSeconds = 5;
}

/**
 * Others have seen another history of this epoch of the store: nothing of the call counts as recorded, and nothing is
 * recorded until the epoch was raised.
 */
export class EventStoreHeldError extends EventStoreError {
  override readonly name = 'EventStoreHeldError';
  readonly code = 'store-held';
  override readonly retryAfterSeconds = 30;
}

/**
 * The clock of the database is a minute or more from that of this process, or behind the last entry: nothing was
 * recorded, as the time of recording would be wrong for good.
 */
export class EventStoreClockError extends EventStoreError {
  override readonly name = 'EventStoreClockError';
  readonly code = 'store-clock';
  override readonly retryAfterSeconds = 5;
}

/**
 * The shard is being moved to another cluster, or is in one that this process has no connection to: nothing was done.
 */
export class ShardElsewhereError extends EventStoreError {
  override readonly name = 'ShardElsewhereError';
  readonly code = 'shard-elsewhere';
  override readonly retryAfterSeconds = 1;
}

/**
 * What the items were decided under changed again and again while they were being recorded. Items without an outcome
 * were not recorded.
 */
export class DecisionContentionError extends EventStoreError {
  override readonly name = 'DecisionContentionError';
  readonly code = 'decision-contention';
  override readonly retryAfterSeconds = 1;
}

/** The rules of an item threw: nothing of the item was recorded. */
export class DecisionFailedError extends EventStoreError {
  override readonly name = 'DecisionFailedError';
  readonly code = 'decision-failed';
}

/** The database refused the data of one item: nothing of its call was recorded. */
export class ItemDataError extends EventStoreError {
  override readonly name = 'ItemDataError';
  readonly code = 'item-data';
}

/**
 * One item breaks a constraint of the store, which the checks before should have found: nothing of its call was
 * recorded.
 */
export class ItemConstraintError extends EventStoreError {
  override readonly name = 'ItemConstraintError';
  readonly code = 'item-constraint';
}

/** A write found no room on the disk: nothing of the transaction was recorded. */
export class StoreFullError extends EventStoreError {
  override readonly name = 'StoreFullError';
  readonly code = 'store-full';
  override readonly retryAfterSeconds = 10;
}

/** The database cannot be reached, or broke off. Whether items of the call were recorded is not known. */
export class StoreUnavailableError extends EventStoreError {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'store-unavailable';
  override readonly retryAfterSeconds = 1;
}

/** Items of one group are in several shards, each of which has a lock of its own: nothing was recorded. */
export class GroupAcrossShardsError extends EventStoreError {
  override readonly name = 'GroupAcrossShardsError';
  readonly code = 'group-across-shards';
}

/** Another relay took the shard over: this one must not move its checkpoint any more. */
export class RelayFencedError extends EventStoreError {
  override readonly name = 'RelayFencedError';
  readonly code = 'relay-fenced';
}

/**
 * What fails for another reason than what was sent: the store, or the keys, may be there again later. Errors of the
 * keyring say so by the same member.
 */
export function passes(error: unknown): boolean {
  return typeof (error as { retryAfterSeconds?: unknown } | null | undefined)?.retryAfterSeconds === 'number';
}

/** SQLSTATE of a statement that the database refused. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** SQLSTATE that `append` raises when the store's epoch is not the writer's. */
const epochChanged = 'EV001';
/** SQLSTATE where the epoch is held; the reason is the detail. */
const epochHeld = 'EV003';
/** SQLSTATE where the clocks disagree. */
const clockWrong = 'EV004';
const diskFull = '53100';
/** Class 22: data that a column cannot hold. */
const dataOfOneItem = /^22/;
/** Class 23: a constraint. */
const constraint = /^23/;

/** The store's own error for what the database failed with; what has none is a fault of ours and stays as it is. */
export function storeErrorOf(cause: unknown): unknown {
  if (cause instanceof EventStoreError) return cause;
  const state = sqlState(cause) ?? '';
  if (state === epochChanged) return new EventStoreEpochError('the store has another epoch than this process knows', { cause });
  if (state === epochHeld)
    return new EventStoreHeldError((cause as { detail?: string }).detail ?? 'the epoch of the store is held', { cause });
  if (state === clockWrong) return new EventStoreClockError((cause as Error).message, { cause });
  if (state === diskFull) return new StoreFullError('the disk of the store is full', { cause });
  if (dataOfOneItem.test(state)) return new ItemDataError('the store refuses the data of an item', { cause });
  if (constraint.test(state)) return new ItemConstraintError('an item breaks a constraint of the store', { cause });
  if (isUnavailable(cause)) return new StoreUnavailableError('the database of the store cannot be reached', { cause });
  return cause;
}
