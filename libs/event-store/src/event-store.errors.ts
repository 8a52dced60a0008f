/** The shard's queue is full: nothing of the call was recorded. The caller should answer 503 with `Retry-After`. */
export class EventStoreOverloadedError extends Error {
  override readonly name = 'EventStoreOverloadedError';
  readonly code = 'event-store-overloaded';
  constructor(readonly retryAfterSeconds: number) {
    super('too many events are waiting to be recorded');
  }
}

/** The store was restored or moved since this process learnt its identity: the process must start again before it may record. */
export class EventStoreEpochError extends Error {
  override readonly name = 'EventStoreEpochError';
  readonly code = 'event-store-epoch-changed';
}

/** The shard is being moved to another cluster, or is in one that cannot be asked: nothing was done. The caller should answer 503 with `Retry-After`. */
export class ShardElsewhereError extends Error {
  override readonly name = 'ShardElsewhereError';
  readonly code = 'shard-elsewhere';
}

/** Another relay took the shard over: this one must not move its checkpoint any more. */
export class RelayFencedError extends Error {
  override readonly name = 'RelayFencedError';
  readonly code = 'relay-fenced';
}

/** What the items were decided under changed again and again while they were being recorded. Items without an outcome were not recorded; they may be sent again. */
export class DecisionContentionError extends Error {
  override readonly name = 'DecisionContentionError';
  readonly code = 'decision-contention';
}

/** The rules of an item threw: nothing of the item was recorded. */
export class DecisionFailedError extends Error {
  override readonly name = 'DecisionFailedError';
  readonly code = 'decision-failed';
}
