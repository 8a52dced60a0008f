import type { Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadLoad, type Importance } from './read.load.js';

const importances: readonly Importance[] = ['emergency', 'care', 'analysis'];

describe('too many reads', () => {
  /** Those that wait for a connection. */
  let waiting: (() => void)[];
  let isFree: boolean;
  let load: ReadLoad;

  beforeEach(async () => {
    waiting = [];
    isFree = true;
    const connect = async (): Promise<{ release: () => void }> => {
      if (!isFree) await new Promise<void>((resolve) => waiting.push(resolve));
      return { release: () => undefined };
    };
    load = new ReadLoad({ connect } as unknown as Pool);
    await load.start();
  });
  afterEach(() => load.stop());

  const admitted = (): Importance[] => importances.filter((importance) => load.admits(importance));

  it('are refused, those first that others can do without; summaries never; and taken again when nothing waits', async () => {
    expect(admitted()).toEqual(importances);
    isFree = false;
    await until(() => admitted().join() === 'emergency,care', { what: 'the past to be refused' });
    await until(() => admitted().join() === 'emergency', { what: 'the work of the shift to be refused' });
    // One look waits at a time.
    expect(waiting).toHaveLength(1);
    isFree = true;
    for (const go of waiting) go();
    await until(() => admitted().length === 3, { what: 'all to be taken again' });
  });

  it('are refused at the second look of an event loop that is late: with more, all of them would be taken before', async () => {
    let blocks = 0;
    const block = (): void => {
      blocks += 1;
      const until = performance.now() + 800;
      while (performance.now() < until);
    };
    block();
    await pause(0);
    expect(admitted()).toEqual(importances);
    await until(() => (block(), admitted().join() === 'emergency'), { what: 'the work of the shift to be refused' });
    expect(blocks).toBeLessThan(5);
  });

  it('go on being too many when a look at the queue is given up, as each read in it is', async () => {
    await load.stop();
    const gaveUp: ((error: Error) => void)[] = [];
    let looks = 0;
    load = new ReadLoad({ connect: () => new Promise((_resolve, reject) => gaveUp.push(reject)) });
    await load.start();
    await until(() => admitted().join() === 'emergency', { what: 'the work of the shift to be refused' });
    for (let given = 1; given < 4; given += 1) {
      gaveUp.at(-1)!(new Error('timeout exceeded when trying to connect'));
      await until(() => (expect(admitted()).toEqual(['emergency']), gaveUp.length > given), { what: 'the next look' });
    }
    await until(() => (expect(admitted()).toEqual(['emergency']), (looks += 1) > 50), { what: 'looks that agree' });
    gaveUp.at(-1)!(new Error('the test is over'));
  });

  it('are not seen in a database that is away', async () => {
    await load.stop();
    let looks = 0;
    load = new ReadLoad({ connect: () => Promise.reject(new Error(`away ${(looks += 1)}`)) });
    await load.start();
    await until(() => looks > 10, { what: 'looks' });
    expect(admitted()).toEqual(importances);
  });
});
