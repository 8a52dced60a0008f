import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CommittedEvent } from './event-store.types.js';
import { MemoryBudget, RelayMemory } from './relay.memory.js';

const eventAt = (position: number, bytes = 10): CommittedEvent => ({
  header: {} as CommittedEvent['header'],
  store: { position, previous: 0, streamVersion: 1, recordedAtUs: 1, chain: Buffer.alloc(32) },
  writer: Buffer.alloc(bytes / 2),
  payload: Buffer.alloc(bytes / 2),
});
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const events = (from: number, to: number): CommittedEvent[] => range(from, to).map((position) => eventAt(position));
const positions = (taken: readonly { store: { position: number } }[]): number[] => taken.map(({ store }) => store.position);

describe('what a relay remembers', () => {
  it('is taken in order, in batches of bounded number and size, and at least one', () => {
    const memory = new RelayMemory(new MemoryBudget(1000));
    expect(memory.add(events(1, 5))).toBe(true);
    expect(memory.add(events(6, 9))).toBe(true);
    expect(positions(memory.takeAfter(0, 3, 1000))).toEqual([1, 2, 3]);
    expect(positions(memory.takeAfter(3, 100, 25))).toEqual([4, 5]);
    expect(positions(memory.takeAfter(5, 100, 1))).toEqual([6]);
    expect(positions(memory.takeAfter(6, 100, 1000))).toEqual([7, 8, 9]);
    expect(memory.isEmpty).toBe(true);
  });

  it('is not taken over a gap, and what was published otherwise is forgotten', () => {
    const memory = new RelayMemory(new MemoryBudget(1000));
    memory.add(events(4, 6));
    expect(memory.takeAfter(1, 100, 1000)).toEqual([]);
    expect(memory.isEmpty).toBe(false);
    expect(positions(memory.takeAfter(4, 100, 1000))).toEqual([5, 6]);
    memory.add(events(7, 8));
    expect(memory.takeAfter(8, 100, 1000)).toEqual([]);
    expect(memory.isEmpty).toBe(true);
  });

  it('begins anew behind what another process has committed, and says so', () => {
    const memory = new RelayMemory(new MemoryBudget(1000));
    memory.add(events(1, 2));
    expect(memory.add(events(5, 6))).toBe(false);
    expect(memory.takeAfter(0, 100, 1000)).toEqual([]);
    expect(positions(memory.takeAfter(4, 100, 1000))).toEqual([5, 6]);
  });

  it('is emptied when it would pass its bound, which all shards share', () => {
    const budget = new MemoryBudget(50);
    const [one, other] = [new RelayMemory(budget), new RelayMemory(budget)];
    expect(one.add(events(1, 4))).toBe(true);
    expect(other.add(events(1, 2))).toBe(false);
    expect(one.add(events(5, 6))).toBe(false);
    expect([one.isEmpty, other.isEmpty]).toEqual([true, true]);
    expect(other.add(events(1, 5))).toBe(true);
  });

  it('never gives another event than the next, and gives all room back', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 5 }), skipped: fc.nat(1) }),
      fc.record({ kind: fc.constant('take' as const), limit: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('read' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const budget = new MemoryBudget(200);
        const memory = new RelayMemory(budget);
        let [committed, published] = [0, 0];
        for (const each of steps) {
          if (each.kind === 'add') {
            const first = committed + 1 + each.skipped;
            committed = first + each.count - 1;
            memory.add(events(first, committed));
          } else if (each.kind === 'take') {
            const taken = positions(memory.takeAfter(published, each.limit, 1000));
            expect(taken).toEqual(taken.map((_, at) => published + 1 + at));
            published += taken.length;
          } else published = committed; // from the database
        }
        memory.clear();
        expect(budget.take(200)).toBe(true);
      }),
    );
  });
});
