import { QueueStorageError, type QueueList, type QueueStorage, type StoredEntry } from './queue.storage.js';

const storeName = 'entries';
const byList = 'by-list';

/**
 * A queue in the browser's IndexedDB. Commits with strict durability: on disk, not only on their way. Several tabs may
 * share one: each sends what it finds, and what two of them send counts once. Call `navigator.storage.persist()` as
 * well: else the browser may clear it when disk space runs short.
 * @param name of the database: one per user of the device
 */
export async function openIndexedDbQueue(name: string): Promise<QueueStorage> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore(storeName, { keyPath: 'sequence', autoIncrement: true });
    store.createIndex(byList, ['list', 'sequence']);
  };
  return new IndexedDbQueue(await answerOf(opening));
}

interface Row extends StoredEntry {
  list: QueueList;
}

class IndexedDbQueue implements QueueStorage {
  #closed: 'by-us' | 'by-others' | undefined;

  constructor(private readonly database: IDBDatabase) {
    // A newer version of the app upgrades the database in another tab, or the user clears it: holding on would block
    // them.
    database.onversionchange = () => {
      database.close();
      this.#closed ??= 'by-others';
    };
    database.onclose = () => (this.#closed ??= 'by-others');
  }

  append(texts: readonly string[]): Promise<void> {
    return this.#write((store) => {
      for (const text of texts) store.add({ list: 'waiting', text });
    });
  }

  async peek(list: QueueList, limit: number, after = 0): Promise<StoredEntry[]> {
    const index = this.#begin('readonly').objectStore(storeName).index(byList);
    const rows = (await answerOf(index.getAll(rangeOf(list, after), limit))) as Row[];
    return rows.map(({ sequence, text }) => ({ sequence, text }));
  }

  remove(sequences: readonly number[]): Promise<void> {
    return this.#write((store) => {
      for (const sequence of sequences) store.delete(sequence);
    });
  }

  move(list: QueueList, entries: readonly StoredEntry[]): Promise<void> {
    return this.#write((store) => {
      for (const { sequence, text } of entries) {
        const known = store.getKey(sequence);
        known.onsuccess = () => {
          if (known.result !== undefined) store.put({ sequence, list, text });
        };
      }
    });
  }

  async count(list: QueueList): Promise<number> {
    return answerOf(this.#begin('readonly').objectStore(storeName).index(byList).count(rangeOf(list, 0)));
  }

  close(): Promise<void> {
    this.#closed ??= 'by-us';
    this.database.close();
    return Promise.resolve();
  }

  /** Resolves when the transaction is on disk. */
  #write(work: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#begin('readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new QueueStorageError('failed', 'the browser gave up the transaction'));
      work(transaction.objectStore(storeName));
    });
  }

  #begin(mode: IDBTransactionMode): IDBTransaction {
    if (this.#closed === 'by-us') throw new QueueStorageError('closed', 'the queue is closed');
    if (this.#closed === 'by-others') throw new QueueStorageError('failed', 'the browser closed the database: open the queue again');
    return this.database.transaction(storeName, mode, { durability: 'strict' });
  }
}

function rangeOf(list: QueueList, after: number): IDBKeyRange {
  return IDBKeyRange.bound([list, after], [list, Number.MAX_SAFE_INTEGER], true);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new QueueStorageError('failed', 'the browser gave no reason'));
  });
}
