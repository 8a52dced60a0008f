import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { QueueStorage } from '../src/index.js';

export interface StorageUnderTest {
  open(): Promise<QueueStorage>;
  /** Whether what is stored is there after the storage was closed and opened again. */
  isDurable: boolean;
}

/** What every storage promises to the queue. */
export function queueStorageContract(create: () => Promise<StorageUnderTest>): void {
  let under: StorageUnderTest;
  let storage: QueueStorage;
  beforeEach(async () => {
    under = await create();
    storage = await under.open();
  });
  afterEach(() => storage.close());

  const texts = async (list: 'waiting' | 'attention' = 'waiting'): Promise<string[]> =>
    (await storage.peek(list, 10_000)).map(({ text }) => text);

  it('keeps texts in the order in which they were appended, also when nobody waits in between', async () => {
    const expected = Array.from({ length: 300 }, (_, index) => `text ${index} – ä€😀\n"`);
    await Promise.all([0, 100, 200].map((from) => storage.append(expected.slice(from, from + 100))));
    expect(await texts()).toEqual(expected);
    expect(await storage.count('waiting')).toBe(300);
    expect(await storage.count('attention')).toBe(0);
  });

  it('shows the first entries, and those after a place', async () => {
    await storage.append(['a', 'b', 'c', 'd']);
    const [a, b] = await storage.peek('waiting', 2);
    expect([a!.text, b!.text]).toEqual(['a', 'b']);
    expect((await storage.peek('waiting', 1, b!.sequence)).map(({ text }) => text)).toEqual(['c']);
    expect((await storage.peek('waiting', 9, b!.sequence)).map(({ text }) => text)).toEqual(['c', 'd']);
    expect(a!.sequence).toBeLessThan(b!.sequence);
  });

  it('removes entries, and never gives their sequence to others', async () => {
    await storage.append(['a', 'b', 'c']);
    const all = await storage.peek('waiting', 3);
    await storage.remove([all[1]!.sequence, all[2]!.sequence]);
    await storage.remove([all[2]!.sequence, 4711]);
    if (under.isDurable) {
      await storage.close();
      storage = await under.open();
    }
    await storage.append(['d']);
    expect(await texts()).toEqual(['a', 'd']);
    expect((await storage.peek('waiting', 2))[1]!.sequence).toBeGreaterThan(all[2]!.sequence);
  });

  it('moves entries to the other list and back to their place', async () => {
    await storage.append(['a', 'b', 'c']);
    const [, b] = await storage.peek('waiting', 3);
    await storage.move('attention', [{ sequence: b!.sequence, text: 'b refused' }]);
    expect([await texts(), await texts('attention')]).toEqual([['a', 'c'], ['b refused']]);
    expect([await storage.count('waiting'), await storage.count('attention')]).toEqual([2, 1]);
    expect(await storage.peek('attention', 1, b!.sequence - 1)).toEqual([{ sequence: b!.sequence, text: 'b refused' }]);
    await storage.append(['d']);
    await storage.move('waiting', [{ sequence: b!.sequence, text: 'b again' }]);
    expect([await texts(), await texts('attention')]).toEqual([['a', 'b again', 'c', 'd'], []]);
  });

  it('does not bring back what is gone', async () => {
    await storage.append(['a']);
    const [a] = await storage.peek('waiting', 1);
    await Promise.all([storage.remove([a!.sequence]), storage.move('attention', [a!])]);
    expect([await texts(), await texts('attention')]).toEqual([[], []]);
  });

  it('is not usable when it is closed', async () => {
    await storage.close();
    await expect((async () => storage.append(['a']))()).rejects.toMatchObject({ name: 'QueueStorageError', code: 'closed' });
    await storage.close();
  });

  it('has everything again when it is opened anew', async () => {
    if (!under.isDurable) return;
    await storage.append(['a', 'b', 'c']);
    const [a, b] = await storage.peek('waiting', 2);
    await storage.remove([a!.sequence]);
    await storage.move('attention', [{ ...b!, text: 'b refused' }]);
    await storage.close();
    storage = await under.open();
    expect([await texts(), await texts('attention')]).toEqual([['c'], ['b refused']]);
  });
}
