import { QueueEntries } from './queue.entries.js';
import { QueueStorageError, type QueueList, type QueueStorage, type StoredEntry } from './queue.storage.js';

/** A queue that ends with the process: for tests, and for apps that are never out of reach for long. */
export function memoryQueue(): QueueStorage {
  return new MemoryQueue();
}

/* eslint-disable @typescript-eslint/require-await -- what the others do in their time is done at once here */
class MemoryQueue implements QueueStorage {
  #entries: QueueEntries | undefined = new QueueEntries();

  async append(texts: readonly string[]): Promise<void> {
    for (const text of texts) this.#open.put('waiting', { sequence: this.#open.take(), text });
  }

  async peek(list: QueueList, limit: number, after?: number): Promise<StoredEntry[]> {
    return this.#open.peek(list, limit, after);
  }

  async remove(sequences: readonly number[]): Promise<void> {
    for (const sequence of sequences) this.#open.remove(sequence);
  }

  async move(list: QueueList, entries: readonly StoredEntry[]): Promise<void> {
    for (const entry of entries) if (this.#open.has(entry.sequence)) this.#open.put(list, entry);
  }

  async count(list: QueueList): Promise<number> {
    return this.#open.count(list);
  }

  async close(): Promise<void> {
    this.#entries = undefined;
  }

  get #open(): QueueEntries {
    if (!this.#entries) throw new QueueStorageError('closed', 'the queue is closed');
    return this.#entries;
  }
}
