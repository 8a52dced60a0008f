import { describe, expect, it } from '@jest/globals';
import { breaches, longestOverlap, type Assigned, type SeenAnswer } from './flips.js';

const assigned: Assigned[] = [
  { org: 'north', atMs: 0, release: 'a' },
  { org: 'north', atMs: 5000, release: 'b' },
];
const answer = (atMs: number, release: string, epoch: number, more: Partial<SeenAnswer> = {}): SeenAnswer => ({
  org: 'north',
  atMs,
  status: 200,
  release,
  epoch,
  ...more,
});

describe('one release per organisation', () => {
  it('holds while the release before answers for less than a second', () => {
    const answers = [answer(4900, 'a', 1), answer(5300, 'a', 1), answer(5400, 'b', 2), answer(9000, 'b', 2)];
    expect(breaches(answers, assigned)).toEqual([]);
    expect(longestOverlap(answers, assigned)).toBe(300);
  });

  it.each([
    ['an answer of the release before, later', [answer(6001, 'a', 1)], ['north: a answered, and b was assigned']],
    ['two releases under one epoch', [answer(5100, 'a', 2), answer(5200, 'b', 2)], ['north: a and b answered under epoch 2']],
    ['a refusal', [answer(100, 'a', 1, { status: 421 })], ['north: answered 421']],
    ['a release before it is assigned', [answer(2000, 'b', 2)], ['north: b answered, and a was assigned']],
  ])('is broken by %s', (_, answers, found) => {
    expect(breaches(answers, assigned)).toEqual(found);
  });
});
