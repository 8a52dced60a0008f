import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStoreOverloadedError } from './event-store.errors.js';

export interface GroupCommitOptions<Item, Outcome> {
  /** Commits the items in one transaction and answers one outcome per item; an error for one that was not recorded. */
  commit: (items: readonly Item[]) => Promise<(Outcome | Error)[]>;
  /**
   * A failure that one item alone may have caused: the calls of the group are then committed one by one, so that only
   * the guilty one fails.
   */
  mayBeOneItem: (error: unknown) => boolean;
  /** Items per transaction at most; a unit may be longer. */
  maxBatch: number;
  /** Bytes per transaction at most, but for one call alone. */
  maxBatchBytes: number;
  bytesOf: (item: Item) => number;
  /** Whether two items that follow each other must be committed in one transaction. */
  sameUnit: (item: Item, next: Item) => boolean;
  maxQueued: number;
  /** Milliseconds that are gathered at most while every turn of the event loop brings more calls; default 2. */
  gatherMaxMs?: number;
  onQueued?: (change: number) => void;
  onBegin?: (items: number, oldestWaitSeconds: number) => void;
  onOverload?: () => void;
}

interface Call<Item, Outcome> {
  items: readonly Item[];
  bytes: number;
  since: number;
  /** Shared by the parts of a call that was divided. */
  whole: { failed: boolean };
  resolve: (outcomes: Outcome[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit without timers: while one transaction is in flight the next calls gather, and the next transaction takes
 * them all (up to `maxBatch` items). Calls of one turn of the event loop are taken together: a transaction of one item
 * costs the database nearly as much as one of twenty. A call that comes alone is committed at the end of its turn.
 * Calls keep their order; when a part of a divided call fails, those after it are not committed, so that none overtakes
 * it when the call is repeated.
 */
export class GroupCommitQueue<Item, Outcome> {
  readonly #options: GroupCommitOptions<Item, Outcome>;
  #waiting: Call<Item, Outcome>[] = [];
  #queued = 0;
  #running: Promise<void> | undefined;

  constructor(options: GroupCommitOptions<Item, Outcome>) {
    this.#options = options;
  }

  /** True when nothing waits and nothing is in flight. */
  get idle(): boolean {
    return this.#running === undefined;
  }

  /** Resolves when all that is waiting now has been committed or has failed. */
  async drained(): Promise<void> {
    await this.#running;
  }

  /** @throws EventStoreOverloadedError */
  append(items: readonly Item[]): Promise<Outcome[]> {
    const { maxQueued, onQueued, onOverload } = this.#options;
    // A call that finds an empty queue is never refused, however long it is.
    if (this.#queued > 0 && this.#queued + items.length > maxQueued) {
      onOverload?.();
      return Promise.reject(new EventStoreOverloadedError('too many events are waiting to be recorded'));
    }
    const whole = { failed: false };
    const parts = this.#partsOf(items).map((part) => {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome[]>();
      this.#waiting.push({ items: part, bytes: this.#bytesOf(part), since: performance.now(), whole, resolve, reject });
      return promise;
    });
    this.#queued += items.length;
    onQueued?.(items.length);
    this.#running ??= this.#run();
    return parts.length === 1 ? parts[0]! : Promise.all(parts).then((outcomes) => outcomes.flat());
  }

  /** One part per transaction; units stay whole. */
  #partsOf(items: readonly Item[]): (readonly Item[])[] {
    const { maxBatch, maxBatchBytes, bytesOf, sameUnit } = this.#options;
    if (items.length <= maxBatch && this.#bytesOf(items) <= maxBatchBytes) return [items];
    const parts: Item[][] = [];
    let part: Item[] = [];
    let bytes = 0;
    items.forEach((item, index) => {
      const size = bytesOf(item);
      const mayCut = part.length > 0 && !sameUnit(items[index - 1]!, item);
      if (mayCut && (part.length >= maxBatch || bytes + size > maxBatchBytes)) {
        parts.push(part);
        part = [];
        bytes = 0;
      }
      part.push(item);
      bytes += size;
    });
    return [...parts, part];
  }

  #bytesOf(items: readonly Item[]): number {
    return items.reduce((sum, item) => sum + this.#options.bytesOf(item), 0);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const calls = this.#take();
      const count = calls.reduce((sum, call) => sum + call.items.length, 0);
      this.#queued -= count;
      this.#options.onQueued?.(-count);
      this.#options.onBegin?.(count, (performance.now() - calls[0]!.since) / 1000);
      await this.#commit(calls);
    }
    this.#running = undefined;
  }

  /** Waits for the turns of the event loop that bring more calls. */
  async #gather(): Promise<void> {
    const { maxBatch, gatherMaxMs = 2 } = this.#options;
    const since = performance.now();
    let before: number;
    do {
      before = this.#queued;
      await nextTurn();
    } while (this.#queued > before && this.#queued < maxBatch && performance.now() - since < gatherMaxMs);
  }

  /** Whole calls only, at least one. */
  #take(): Call<Item, Outcome>[] {
    let [count, bytes, taken] = [0, 0, 0];
    for (const call of this.#waiting) {
      if (taken > 0 && (count + call.items.length > this.#options.maxBatch || bytes + call.bytes > this.#options.maxBatchBytes)) break;
      count += call.items.length;
      bytes += call.bytes;
      taken += 1;
    }
    return this.#waiting.splice(0, taken);
  }

  async #commit(calls: readonly Call<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#options.commit(calls.length === 1 ? calls[0]!.items : calls.flatMap((call) => call.items));
      let start = 0;
      for (const call of calls) {
        const own = outcomes.slice(start, start + call.items.length);
        start += call.items.length;
        const failure = own.find((outcome) => outcome instanceof Error);
        if (failure) this.#fail(call, failure);
        else call.resolve(own as Outcome[]);
      }
    } catch (error) {
      if (calls.length > 1 && this.#options.mayBeOneItem(error)) {
        for (const call of calls) {
          if (call.whole.failed) call.reject(error);
          else await this.#commit([call]);
        }
      } else {
        for (const call of calls) this.#fail(call, error);
      }
    }
  }

  #fail({ whole, reject }: Call<Item, Outcome>, error: unknown): void {
    reject(error);
    if (whole.failed) return;
    whole.failed = true;
    const rest = this.#waiting.filter((call) => call.whole === whole);
    if (rest.length === 0) return;
    this.#waiting = this.#waiting.filter((call) => call.whole !== whole);
    const count = rest.reduce((sum, call) => sum + call.items.length, 0);
    this.#queued -= count;
    this.#options.onQueued?.(-count);
    for (const call of rest) call.reject(error);
  }
}
