import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { queueStorageContract } from '../test/queue-storage.contract.js';
import { openIndexedDbQueue } from './indexed-db-queue.js';

describe('a queue in IndexedDB', () => {
  queueStorageContract(() => {
    const name = randomUUID();
    return Promise.resolve({ open: () => openIndexedDbQueue(name), isDurable: true });
  });

  it('is shared by tabs', async () => {
    const name = randomUUID();
    const [one, two] = await Promise.all([openIndexedDbQueue(name), openIndexedDbQueue(name)]);
    await Promise.all([one.append(['a']), two.append(['b'])]);
    const seen = await one.peek('waiting', 9);
    expect(await two.peek('waiting', 9)).toEqual(seen);
    // Both got an answer for the same events: the second finds nothing left to do.
    const sequences = seen.map(({ sequence }) => sequence);
    await one.remove(sequences);
    await two.move('attention', seen);
    expect([await two.count('waiting'), await one.count('attention')]).toEqual([0, 0]);
    await Promise.all([one.close(), two.close()]);
  });

  it('makes way for whoever deletes the database, and says so afterwards', async () => {
    const name = randomUUID();
    const storage = await openIndexedDbQueue(name);
    await new Promise((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.onsuccess = resolve;
      deleting.onerror = reject;
    });
    await expect(storage.append(['a'])).rejects.toMatchObject({ name: 'QueueStorageError', code: 'failed' });
  });
});
