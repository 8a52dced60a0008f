import { QueueEntries } from './queue.entries.js';
import type { QueueStorage } from './queue.storage.js';

/** A queue that ends with the process: for tests, and for apps that are never out of reach for long. */
export function memoryQueue(): QueueStorage {
  const entries = new QueueEntries();
  return {
    append(texts) {
      for (const text of texts) entries.put('waiting', { sequence: entries.take(), text });
      return Promise.resolve();
    },
    peek: (list, limit, after) => Promise.resolve(entries.peek(list, limit, after)),
    remove(sequences) {
      for (const sequence of sequences) entries.remove(sequence);
      return Promise.resolve();
    },
    move(list, moved) {
      for (const entry of moved) if (entries.has(entry.sequence)) entries.put(list, entry);
      return Promise.resolve();
    },
    count: (list) => Promise.resolve(entries.count(list)),
    close: () => Promise.resolve(),
  };
}
