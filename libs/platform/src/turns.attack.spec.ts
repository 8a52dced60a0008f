import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns of the event loop', () => {
  it('rotate among organisations, however many one of them wants', async () => {
    const rounds: (() => void)[] = [];
    const turns = new Turns((round) => void rounds.push(round));
    const had: string[] = [];
    const waits = [...Array<string>(100).fill('hostile'), 'home-1', 'home-2', 'home-1'].map((org) =>
      turns.next(org).then(() => had.push(org)),
    );
    while (rounds.length > 0) {
      // One at a time: what comes to the process meanwhile is not kept waiting by several.
      expect(rounds).toHaveLength(1);
      const before = had.length;
      rounds.shift()!();
      await Promise.resolve();
      await Promise.resolve();
      expect(had.length - before).toBe(1);
    }
    await Promise.all(waits);
    expect(had.slice(0, 5)).toEqual(['hostile', 'home-1', 'home-2', 'hostile', 'home-1']);
    expect(had).toHaveLength(103);
  });

  it('come in every pass of the loop, with what else there is in between', async () => {
    const turns = new Turns();
    const had: string[] = [];
    const work = async (org: string): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) {
        await turns.next(org);
        had.push(org);
      }
    };
    const hostile = Array.from({ length: 50 }, () => work('hostile'));
    await work('home');
    // Of a thousand turns that it wants, the hostile one had as many as the other.
    expect(had.filter((org) => org === 'hostile').length).toBeLessThanOrEqual(21);
    await Promise.all(hostile);
  });
});
