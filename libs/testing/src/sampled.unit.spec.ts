import { describe, expect, it } from '@jest/globals';
import { sampleOf } from './sampled.js';

describe('a sample of a slow matrix', () => {
  it('is the same for the same seed, in order, and has the size that is wanted', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const chosen = sampleOf(String(seed), 6, 2);
      expect(chosen).toEqual([...chosen].sort());
      expect(new Set(chosen).size).toBe(2);
      expect(sampleOf(String(seed), 6, 2)).toEqual(chosen);
    }
    expect(sampleOf('any', 3, 5)).toEqual([0, 1, 2]);
  });

  it('brings every case within a few seeds', () => {
    const seen = Array.from({ length: 20 }, (_, seed) => sampleOf(String(seed), 6, 2)).flat();
    expect(new Set(seen).size).toBe(6);
  });
});
