import type { QueueList, StoredEntry } from './queue.storage.js';

/** The entries of a queue in memory: what storages that keep them there have in common. */
export class QueueEntries {
  readonly #entries = new Map<number, { list: QueueList; text: string }>();
  #next = 1;

  /** Sequence of the next entry to be appended. */
  get next(): number {
    return this.#next;
  }

  take(): number {
    return this.#next++;
  }

  /** Sequences before this one are never given again. */
  reserve(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  put(list: QueueList, { sequence, text }: StoredEntry): void {
    this.#entries.set(sequence, { list, text });
    this.reserve(sequence + 1);
  }

  has(sequence: number): boolean {
    return this.#entries.has(sequence);
  }

  remove(sequence: number): void {
    this.#entries.delete(sequence);
  }

  peek(list: QueueList, limit: number, after = 0): StoredEntry[] {
    return [...this.#entries]
      .filter(([sequence, entry]) => entry.list === list && sequence > after)
      .sort(([a], [b]) => a - b)
      .slice(0, limit)
      .map(([sequence, { text }]) => ({ sequence, text }));
  }

  count(list: QueueList): number {
    let count = 0;
    for (const entry of this.#entries.values()) if (entry.list === list) count += 1;
    return count;
  }
}
