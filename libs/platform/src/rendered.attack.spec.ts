import { describe, expect, it } from '@jest/globals';
import { Rendered } from './rendered.js';

describe('a text that costs milliseconds', () => {
  let now = 0;
  let renderings = 0;
  const rendered = new Rendered(
    () => Promise.resolve(`text ${(renderings += 1)}`),
    () => now,
  );

  it('is rendered once for those that ask at the same time', async () => {
    const texts = await Promise.all(Array.from({ length: 1000 }, () => rendered.text()));
    expect(new Set(texts)).toEqual(new Set(['text 1']));
  });

  it('is rendered for each of those that ask one after the other, as often as an operator does', async () => {
    for (let count = 2; count <= 50; count += 1) expect(await rendered.text()).toBe(`text ${count}`);
  });

  it('is rendered ten times in a second for a caller that does not stop', async () => {
    for (let asked = 0; asked < 10_000; asked += 1) {
      now += 1;
      await rendered.text();
    }
    expect(renderings).toBeLessThanOrEqual(50 + 101);
    expect(renderings).toBeGreaterThan(100);
    // What is served meanwhile is not older than a second.
    now += 1001;
    const before = renderings;
    await rendered.text();
    expect(renderings).toBe(before + 1);
  });
});
