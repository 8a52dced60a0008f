import { describe, expect, it } from '@jest/globals';
import { ProblemError } from './problem.error.js';
import { pauseBefore } from './retry.js';

const policy = { firstPauseMs: 100, longestPauseMs: 1000 };
const pauses = (attempts: number, error?: unknown): number[] => Array.from({ length: 2000 }, () => pauseBefore(attempts, policy, error));

describe('the pause before an attempt', () => {
  it.each([
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1000],
    [60, 1000],
  ])('after %i failures lies anywhere up to %i ms', (attempts, longestMs) => {
    const seen = pauses(attempts);
    expect(Math.max(...seen)).toBeLessThanOrEqual(longestMs);
    // Spread over the whole time, not around one point of it.
    for (const quarter of [0, 1, 2, 3]) {
      const share = seen.filter((pauseMs) => Math.floor((pauseMs / longestMs) * 4) === quarter).length / seen.length;
      expect(share).toBeGreaterThan(0.18);
    }
  });

  it('is never shorter than Retry-After, and still spread', () => {
    const busy = new ProblemError({ type: 'urn:everchart:problem:busy', title: 'Busy', status: 429 }, 3000);
    const seen = pauses(1, busy);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(3000);
    expect(Math.max(...seen)).toBeLessThanOrEqual(3100);
    expect(Math.max(...seen) - Math.min(...seen)).toBeGreaterThan(50);
  });
});
