import type { CommittedEvent } from './event-store.types.js';

/** What a relay publishes of an event. Those that were read from the database have a trace where it is sampled. */
export type PublishableEvent = Pick<CommittedEvent, 'store' | 'writer' | 'payload' | 'traceparent'>;

/** Bytes that all shards of a process keep at most. */
export class MemoryBudget {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** @returns false when there is no room: nothing was taken */
  take(bytes: number): boolean {
    if (bytes > this.#free) return false;
    this.#free -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#free += bytes;
  }
}

/**
 * What this process has committed to one shard and not yet published, in the order of positions without a gap: so that
 * it need not be read back. It may be emptied at any time, and then the database is read.
 */
export class RelayMemory {
  readonly #budget: MemoryBudget;
  #events: CommittedEvent[] = [];
  #bytes = 0;

  constructor(budget: MemoryBudget) {
    this.#budget = budget;
  }

  /**
   * @param events of one commit
   * @returns false when something between them and what is held is missing, or when there is no room: the database must
   * be read
   */
  add(events: readonly CommittedEvent[]): boolean {
    const last = this.#events.at(-1);
    const follows = last === undefined || events[0]!.store.position === last.store.position + 1;
    if (!follows) this.clear();
    const bytes = bytesOf(events);
    if (!this.#budget.take(bytes)) {
      this.clear();
      return false;
    }
    this.#bytes += bytes;
    this.#events.push(...events);
    return follows;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /**
   * Takes the events that stand directly behind a position; those up to it are forgotten. @returns none when the next
   * one is not here
   */
  takeAfter(position: number, limit: number, maxBytes: number): PublishableEvent[] {
    const known = this.#events.findIndex(({ store }) => store.position > position);
    this.#remove(known === -1 ? this.#events.length : known);
    if (this.#events[0]?.store.position !== position + 1) return [];
    let [count, bytes] = [0, 0];
    for (const event of this.#events) {
      bytes += sizeOf(event);
      if (count === limit || (count > 0 && bytes > maxBytes)) break;
      count += 1;
    }
    return this.#remove(count);
  }

  clear(): void {
    this.#remove(this.#events.length);
  }

  #remove(count: number): CommittedEvent[] {
    const removed = this.#events.splice(0, count);
    const bytes = bytesOf(removed);
    this.#bytes -= bytes;
    this.#budget.giveBack(bytes);
    return removed;
  }
}

export function bytesOf(events: readonly PublishableEvent[]): number {
  return events.reduce((sum, event) => sum + sizeOf(event), 0);
}

function sizeOf({ writer, payload }: PublishableEvent): number {
  return writer.length + payload.length;
}
