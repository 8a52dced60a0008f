import { describe, expect, it } from '@jest/globals';
import { givingWay, type Standing } from './pacer.js';

const looksAt = (...standings: [taken: number, behind: number][]) => {
  let looks = 0;
  const look = (): Promise<Standing> => {
    const [taken, behind] = standings[Math.min(looks, standings.length - 1)]!;
    looks += 1;
    return Promise.resolve({ taken, behind });
  };
  return { look, looks: () => looks };
};

describe('a rebuild gives way', () => {
  it('at once to a consumer that keeps up', async () => {
    const other = looksAt([1000, 100]);
    await givingWay(other.look, { everyMs: 1 })(500);
    expect(other.looks()).toBe(1);
  });

  it('as long as the other one is behind and comes on', async () => {
    const other = looksAt([1000, 900], [1300, 600], [1700, 300], [2000, 50]);
    await givingWay(other.look, { everyMs: 1, standstillMs: 10_000 })(500);
    expect(other.looks()).toBe(4);
  });

  it('to none that stands still, until that comes on', async () => {
    const standings: [number, number][] = [[1000, 900]];
    const other = looksAt(...standings);
    const pace = givingWay(other.look, { everyMs: 1, standstillMs: 20 });
    await pace(500);
    const looks = other.looks();
    expect(looks).toBeGreaterThan(2);
    await pace(500);
    expect(other.looks()).toBe(looks + 1);
    const again = looksAt([1000, 900], [1000, 900], [1500, 400], [1900, 0]);
    const moving = givingWay(again.look, { everyMs: 1, standstillMs: 0 });
    await moving(500);
    await moving(500);
    expect(again.looks()).toBe(4);
  });
});
