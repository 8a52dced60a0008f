import { describe, expect, it } from '@jest/globals';
import { messagePauseMs, pauseMs } from './retry.schedule.js';

const schedule = { firstMs: 1000, longestMs: 60_000 };

describe('pauses', () => {
  it('double up to the longest, and are spread', () => {
    expect([1, 2, 3, 7, 1000].map((failures) => pauseMs(schedule, failures, 1))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
    expect([1, 2, 3, 7, 1000].map((failures) => pauseMs(schedule, failures, 0))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });

  it('of a message are those of its destination at first, then longer: others get their turn', () => {
    expect(messagePauseMs(schedule, 1, 700)).toBe(700);
    expect(messagePauseMs(schedule, 2, 1500)).toBe(1500);
    expect(messagePauseMs(schedule, 3, 3000)).toBeGreaterThan(3000);
    expect(messagePauseMs(schedule, 20, 60_000)).toBeGreaterThan(60_000);
  });
});
