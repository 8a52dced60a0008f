import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

const found = (kept: Kept<{ bytes: number }>): string[] => ['a', 'b', 'c', 'd'].filter((key) => kept.get(key) !== undefined);

describe('what is kept', () => {
  it('are the values that were used last, as many as there is room for', () => {
    const kept = new Kept({ values: 2, bytes: 100 });
    kept.set('a', { bytes: 1 });
    kept.set('b', { bytes: 1 });
    kept.get('a');
    kept.set('c', { bytes: 1 });
    expect(found(kept)).toEqual(['a', 'c']);
  });

  it('is within its bytes, also after values took the place of others and were deleted', () => {
    const kept = new Kept({ values: 10, bytes: 100 });
    kept.set('a', { bytes: 90 });
    kept.set('a', { bytes: 10 });
    kept.set('b', { bytes: 90 });
    expect(found(kept)).toEqual(['a', 'b']);
    kept.delete('b');
    kept.set('c', { bytes: 60 });
    kept.set('d', { bytes: 30 });
    expect(found(kept)).toEqual(['a', 'c', 'd']);
    kept.set('b', { bytes: 101 });
    expect(found(kept)).toEqual([]);
  });

  it('is nothing that was not used for an hour, when the next value comes', () => {
    const clock = { now: 0 };
    const kept = new Kept<{ bytes: number }>({ values: 10, bytes: 100 }, () => clock.now);
    for (const key of ['a', 'b', 'c']) kept.set(key, { bytes: 1 });
    clock.now = 59 * 60_000;
    kept.get('b');
    clock.now = 61 * 60_000;
    kept.set('d', { bytes: 98 });
    expect(found(kept)).toEqual(['b', 'd']);
  });
});
