import { describe, expect, it } from '@jest/globals';
import { PacedRefusals } from './paced-refusals.js';

describe('a sender that does not wait as it is told to', () => {
  it('has its refusals at a pace, and is cut off when too many wait; others have theirs at once', () => {
    let now = 1_000_000;
    const refusals = new PacedRefusals(undefined, () => now);
    const refused = (count: number, org = 'hostile'): (number | undefined)[] => Array.from({ length: count }, () => refusals.waitMs(org));
    expect(refused(20)).toEqual(Array(20).fill(0));
    expect(refused(3)).toEqual([100, 200, 300]);
    expect(refused(47).at(-1)).toBe(5000);
    expect(refused(1000)).toEqual(Array(1000).fill(undefined));
    expect(refused(1, 'home')).toEqual([0]);
    // One that is cut off owes nothing more for it.
    now += 100;
    expect(refused(2)).toEqual([5000, undefined]);
    now += 5000;
    expect(refused(1)).toEqual([100]);
    now += 60_000;
    expect(refused(21)).toEqual([...Array<number>(20).fill(0), 100]);
  });
});
