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
  const gate = new FreshnessGate({ of }, { isBuilt: () => Promise.resolve(true) });

  it('beyond the end of the store are answered by the first look, however many they are', async () => {
    looks = 0;
    const waits = Array.from({ length: 5000 }, () => gate.wait('home', undefined, asking(Number.MAX_SAFE_INTEGER), 600_000));
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['behind']));
    expect(looks).toBe(1);
  });

  it('are so many at most, and leave the readers of other organisations alone', async () => {
    const waits = Array.from({ length: 5000 }, () => gate.wait('home', undefined, asking(1000), 600_000));
    let answered = 0;
    for (const wait of waits) void wait.then(() => (answered += 1));
    expect(await gate.wait('other', undefined, asking(10), 600_000)).toBe('reached');
    expect(answered).toBe(4500);
    taken = 1000;
    expect((await Promise.all(waits)).filter((freshness) => freshness === 'reached')).toHaveLength(500);
  });
});
