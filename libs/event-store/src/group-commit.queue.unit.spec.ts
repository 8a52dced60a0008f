import { describe, expect, it } from '@jest/globals';
import { EventStoreOverloadedError } from './event-store.errors.js';
import { GroupCommitQueue } from './group-commit.queue.js';

/** A queue whose transactions end when the test says so. */
function controlledQueue(
  limits: { maxBatch?: number; maxBatchBytes?: number; maxQueued?: number; gatherMaxMs?: number; unitOf?: (item: number) => number } = {},
) {
  const { unitOf = (item) => item } = limits;
  const transactions: { items: readonly number[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const queue = new GroupCommitQueue<number, string>({
    commit: (items) =>
      new Promise((resolve, reject) => {
        transactions.push({ items, finish: () => resolve(items.map((item) => `done ${item}`)), fail: reject });
      }),
    mayBeOneItem: (error) => (error as Error).message === 'bad item',
    maxBatch: limits.maxBatch ?? 500,
    maxBatchBytes: limits.maxBatchBytes ?? 1_000_000,
    bytesOf: (item) => item,
    sameUnit: (item, next) => unitOf(item) === unitOf(next),
    maxQueued: limits.maxQueued ?? 10_000,
    gatherMaxMs: limits.gatherMaxMs ?? 10_000,
  });
  return { queue, transactions };
}

/** After a few turns of the event loop nothing gathers any more. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('group commit', () => {
  it('takes the calls of one turn together', async () => {
    const { queue, transactions } = controlledQueue();
    const calls = [queue.append([1]), queue.append([2, 3])];
    await new Promise((resolve) => setImmediate(resolve));
    calls.push(queue.append([4]));
    await settled();
    expect(transactions.map(({ items }) => items)).toEqual([[1, 2, 3, 4]]);
    transactions[0]!.finish();
    expect(await Promise.all(calls)).toEqual([['done 1'], ['done 2', 'done 3'], ['done 4']]);
  });

  it('gathers no longer than a moment, however many calls come', async () => {
    const { queue, transactions } = controlledQueue({ gatherMaxMs: 5 });
    const calls: Promise<string[]>[] = [];
    const until = performance.now() + 1000;
    while (transactions.length === 0 && performance.now() < until) {
      calls.push(queue.append([1]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(performance.now()).toBeLessThan(until);
    transactions[0]!.finish();
    expect(await calls[0]).toEqual(['done 1']);
  });

  it('commits a call that comes alone at the end of its turn, and gathers while a transaction is in flight', async () => {
    const { queue, transactions } = controlledQueue();
    const first = queue.append([1]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(transactions).toHaveLength(1);
    const others = [queue.append([2, 3]), queue.append([4])];
    await settled();
    expect(transactions).toHaveLength(1);
    transactions[0]!.finish();
    expect(await first).toEqual(['done 1']);
    await settled();
    expect(transactions.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    transactions[1]!.finish();
    expect(await Promise.all(others)).toEqual([['done 2', 'done 3'], ['done 4']]);
    await queue.drained();
    expect(queue.idle).toBe(true);
  });

  it('takes whole calls up to the limit, and divides a call that is longer', async () => {
    const { queue, transactions } = controlledQueue({ maxBatch: 3 });
    const calls = [queue.append([1, 2]), queue.append([3, 4]), queue.append([5, 6, 7, 8])];
    for (let n = 0; n < 4; n += 1) {
      await settled();
      transactions[n]!.finish();
    }
    expect(await Promise.all(calls)).toEqual([
      ['done 1', 'done 2'],
      ['done 3', 'done 4'],
      ['done 5', 'done 6', 'done 7', 'done 8'],
    ]);
    expect(transactions.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [5, 6, 7], [8]]);
  });

  it('never divides what belongs together', async () => {
    const { queue, transactions } = controlledQueue({ maxBatch: 2, unitOf: (item) => Math.ceil(item / 3) });
    const call = queue.append([1, 2, 3, 4, 5, 6, 7]);
    for (let n = 0; n < 3; n += 1) {
      await settled();
      transactions[n]!.finish();
    }
    await call;
    expect(transactions.map(({ items }) => items)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('keeps a transaction below a number of bytes', async () => {
    const { queue, transactions } = controlledQueue({ maxBatchBytes: 10 });
    const calls = [queue.append([1])];
    await settled();
    calls.push(queue.append([4, 5]), queue.append([2]), queue.append([20, 3]));
    for (let n = 0; n < 5; n += 1) {
      await settled();
      transactions[n]!.finish();
    }
    await Promise.all(calls);
    expect(transactions.map(({ items }) => items)).toEqual([[1], [4, 5], [2], [20], [3]]);
  });

  it('rejects only the calls of the transaction that failed', async () => {
    const { queue, transactions } = controlledQueue();
    const first = queue.append([1]);
    await settled();
    const second = queue.append([2]);
    transactions[0]!.fail(new Error('connection lost'));
    await expect(first).rejects.toThrow('connection lost');
    await settled();
    transactions[1]!.finish();
    expect(await second).toEqual(['done 2']);
  });

  it('commits the calls of a group one by one when one item may be to blame', async () => {
    const { queue, transactions } = controlledQueue();
    const first = queue.append([0]);
    await settled();
    const good = queue.append([1]);
    const bad = queue.append([2]);
    transactions[0]!.finish();
    await first;
    await settled();
    transactions[1]!.fail(new Error('bad item'));
    await settled();
    transactions[2]!.finish();
    await settled();
    transactions[3]!.fail(new Error('bad item'));
    expect(await good).toEqual(['done 1']);
    await expect(bad).rejects.toThrow('bad item');
    expect(transactions.map(({ items }) => items)).toEqual([[0], [1, 2], [1], [2]]);
  });

  it('commits nothing of a divided call after a part of it that failed', async () => {
    const { queue, transactions } = controlledQueue({ maxBatch: 2 });
    const divided = queue.append([1, 2, 3, 4, 5, 6]);
    const other = queue.append([7]);
    await settled();
    transactions[0]!.finish();
    await settled();
    transactions[1]!.fail(new Error('connection lost'));
    await expect(divided).rejects.toThrow('connection lost');
    await settled();
    transactions[2]!.finish();
    expect(await other).toEqual(['done 7']);
    expect(transactions.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [7]]);
    await queue.drained();
    expect(queue.idle).toBe(true);
  });

  it('rejects only the calls with an item that was not recorded', async () => {
    const queue = new GroupCommitQueue<number, string>({
      commit: async (items) => items.map((item) => (item === 2 ? new Error('contended') : `done ${item}`)),
      mayBeOneItem: () => false,
      maxBatch: 500,
      maxBatchBytes: 1_000_000,
      bytesOf: (item) => item,
      sameUnit: () => false,
      maxQueued: 100,
    });
    const calls = [queue.append([0]), queue.append([1]), queue.append([2, 3]), queue.append([4])];
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses what would overfill the queue', async () => {
    const { queue, transactions } = controlledQueue({ maxQueued: 3 });
    void queue.append([1]);
    await settled();
    const waiting = queue.append([2, 3]);
    await expect(queue.append([4, 5])).rejects.toBeInstanceOf(EventStoreOverloadedError);
    transactions[0]!.finish();
    await settled();
    transactions[1]!.finish();
    expect(await waiting).toEqual(['done 2', 'done 3']);
  });
});
