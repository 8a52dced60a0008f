import { describe, expect, it } from '@jest/globals';
import { restOf } from './index.js';

const rest = { restMs: 40, fullRestFrom: 1500 };

describe('the rest after some events', () => {
  it.each<[string, number, number, number]>([
    ['is whole from a rate on', 60, 40, 40],
    ['is not longer beyond it', 400, 40, 40],
    ['is a quarter at half of it', 15, 20, 10],
    ['is next to nothing where events come one by one', 1, 100, 40 * (10 / 1500) ** 2],
    ['is none after a pause without an end', 5, Infinity, 0],
  ])('%s', (_what, events, sinceLastMs, expected) => expect(restOf(rest, events, sinceLastMs)).toBeCloseTo(expected, 6));

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
