import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const alone = { othersThan: () => false };
const besideOthers = { othersThan: () => true };

describe('turns of the event loop', () => {
  it('rotate among organisations, however many one of them wants', async () => {
    const rounds: [grant: () => void, after: () => void][] = [];
    const turns = new Turns({ schedule: (...round) => void rounds.push(round), presence: alone });
    const had: string[] = [];
    const waits = [...Array<string>(100).fill('hostile'), 'home-1', 'home-2', 'home-1'].map((org) =>
      turns.next(org).then(() => had.push(org)),
    );
    while (rounds.length > 0) {
      // One at a time: what comes to the process meanwhile is not kept waiting by several.
      expect(rounds).toHaveLength(1);
      const before = had.length;
      const [grant, after] = rounds.shift()!;
      grant();
      await Promise.resolve();
      await Promise.resolve();
      expect(had.length - before).toBe(1);
      after();
    }
    await Promise.all(waits);
    expect(had.slice(0, 5)).toEqual(['hostile', 'home-1', 'home-2', 'hostile', 'home-1']);
    expect(had).toHaveLength(103);
  });

  it('come in every pass of the loop, with what else there is in between', async () => {
    const turns = new Turns({ presence: alone });
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

  const workFor = async (turnsOfMs: readonly number[], presence: { othersThan(org: string): boolean }): Promise<number[]> => {
    let now = 0;
    const rests: number[] = [];
    const rest = (ms: number, then: () => void): void => {
      rests.push(ms);
      then();
    };
    const turns = new Turns({ presence, rest, clock: () => now });
    for (const ms of turnsOfMs) {
      await turns.next('hostile');
      now += ms;
    }
    // The last turn has ended when the next one comes.
    await turns.next('hostile');
    return rests;
  };

  it('leave as much of the loop to other organisations as they take', async () => {
    expect(await workFor([2, 2, 40], besideOthers)).toEqual([2, 2, 40]);
    // A timer has no finer steps than a millisecond.
    expect(await workFor([0.4, 0.4, 0.4, 0.4], besideOthers)).toEqual([expect.closeTo(1.2)]);
  });

  it('follow each other when there is one organisation only', async () => expect(await workFor([2, 2, 40], alone)).toEqual([]));
});
