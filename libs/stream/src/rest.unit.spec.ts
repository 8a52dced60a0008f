import { describe, expect, it } from '@jest/globals';
import { RecentRate, restOf } from './rest.js';

const rest = { restMs: 40, fullRestFrom: 1500 };

describe('the rest after some events', () => {
  it.each<[string, number, number, number]>([
    ['is whole from a rate on', 60, 40, 40],
    ['is not longer beyond it', 400, 40, 40],
    ['is a quarter at half of it', 15, 20, 10],
    ['is next to nothing where events come one by one', 1, 100, 40 * (10 / 1500) ** 2],
    ['is none after a pause without an end', 5, Infinity, 0],
  ])('%s', (_what, events, sinceLastMs, expected) => expect(restOf(rest, events, sinceLastMs)).toBeCloseTo(expected, 6));

  it('grows with another power where one is named', () => {
    expect(restOf({ ...rest, power: 4 }, 15, 20)).toBeCloseTo(40 / 16, 6);
  });

  it('is always the same where no rate is named', () => {
    expect([restOf({ restMs: 100, fullRestFrom: 0 }, 1, 100), restOf({ restMs: 0, fullRestFrom: 0 }, 1, 100)]).toEqual([100, 0]);
  });

  it('does not swing: at each rate the next ones rest as long as it says', () => {
    for (const perSecond of [100, 500, 750, 1000, 1500, 3000]) {
      let restMs = 40;
      for (let time = 0; time < 50; time += 1) restMs = restOf(rest, (perSecond * Math.max(restMs, 1)) / 1000, Math.max(restMs, 1));
      expect(restMs).toBeCloseTo(40 * Math.min(1, perSecond / 1500) ** 2, 6);
    }
  });
});

describe('the rate of the last second', () => {
  it('counts what came in it, and takes no burst after a pause for a rate', () => {
    const rate = new RecentRate();
    expect([rate.add(500, 0), rate.add(500, 5), rate.add(10, 1000), rate.add(1, 1004), rate.add(1, 1005)]).toEqual([
      500, 1000, 510, 511, 12,
    ]);
    expect(rate.add(3, 60_000)).toBe(3);
  });

  it('is the same for records that come evenly, however they are taken', () => {
    for (const everyMs of [1, 10, 40, 250]) {
      const rate = new RecentRate();
      let count = 0;
      for (let now = 0; now <= 3000; now += everyMs) count = rate.add(everyMs * 2, now);
      expect(count).toBe(2000);
    }
  });
});
