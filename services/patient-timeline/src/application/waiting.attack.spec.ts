import type { OrganisationProgress } from '@everchart/stream';
import { describe, expect, it } from '@jest/globals';
import { FreshnessGate } from './freshness.gate.js';

const place = { storeId: 'store', epoch: 1 };
const asking = (position: number) => ({ ...place, positions: { 0: position } });

describe('readers that wait for what does not come', () => {
  let looks = 0;
  let taken = 10;
  const of = (): Promise<OrganisationProgress> => {
    looks += 1;
    return Promise.resolve({ shards: [{ ...place, shard: 0, position: taken, taken }], stopped: new Map(), lost: undefined });
  };
  const gate = new FreshnessGate({ of, changed: () => undefined }, { isBuilt: () => Promise.resolve(true) });

  it('beyond the end of the store, or as good as that, are answered by the first look, however many they are', async () => {
    for (const position of [Number.MAX_SAFE_INTEGER, 20_011]) {
      looks = 0;
      const waits = Array.from({ length: 5000 }, () => gate.wait('home', undefined, asking(position), 2000, { reader: 'carer-1' }));
      expect(new Set(await Promise.all(waits))).toEqual(new Set(['behind']));
      expect(looks).toBe(1);
    }
  });

  it('are so many at most, of each reader and in all, and leave the readers of other organisations alone', async () => {
    const wait = (reader: string) => gate.wait('home', undefined, asking(1000), 600_000, { reader });
    const hostile = Array.from({ length: 5000 }, () => wait('hostile'));
    // The places of the others are still there.
    const others = Array.from({ length: 5000 }, (_, at) => wait(`carer-${at}`));
    const answeredOf = (waits: Promise<unknown>[]): { count: number } => {
      const answered = { count: 0 };
      for (const each of waits) void each.then(() => (answered.count += 1));
      return answered;
    };
    const answered = [answeredOf(hostile), answeredOf(others)];
    expect(await gate.wait('other', undefined, asking(10), 600_000, { reader: 'hostile' })).toBe('reached');
    expect(answered.map(({ count }) => count)).toEqual([4900, 4600]);
    // Also that of a summary, which has the places of its own lane.
    const summary = gate.wait('home', undefined, asking(1000), 600_000, { reader: 'hostile', lane: 'vital' });
    taken = 1000;
    expect(await summary).toBe('reached');
    expect((await Promise.all([...hostile, ...others])).filter((freshness) => freshness === 'reached')).toHaveLength(500);
  });
});
