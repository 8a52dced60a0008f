import type { Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadQueues } from '../infrastructure/read.queues.js';
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

  const admitted = (org = 'home'): Importance[] =>
    importances.filter((importance) => {
      const end = load.enter(org, importance);
      end?.();
      return end;
    });

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

  it('of one organisation are seen in its own queues, and leave those of others as they are', async () => {
    await load.stop();
    const queues = new ReadQueues();
    load = new ReadLoad({ connect: () => Promise.resolve({ release: () => undefined }) } as unknown as Pool, queues);
    await load.start();
    const [pages, doses] = [queues.add({ atOnce: 1 }), queues.add({ atOnce: 1 })];
    const given = Promise.withResolvers<void>();
    const [held, waits] = [pages.run('home', () => given.promise), pages.run('home', () => Promise.resolve('read'))];
    await until(() => admitted().join() === 'emergency,care', { what: 'the past to be refused' });
    await until(() => admitted().join() === 'emergency', { what: 'the work of the shift to be refused' });
    expect(admitted('other')).toEqual(importances);
    expect(await doses.run('home', () => Promise.resolve('read'))).toBe('read');
    given.resolve();
    await held;
    expect(await waits).toBe('read');
    await until(() => admitted().length === 3, { what: 'all to be taken again' });
  });

  it('have an end, also when none of them waits long: of each importance, for an organisation and for all', () => {
    const enterAll = (org: string, importance: Importance): (() => void)[] => {
      const ends: (() => void)[] = [];
      for (let end = load.enter(org, importance); end; end = load.enter(org, importance)) ends.push(end);
      return ends;
    };
    const ends = enterAll('home', 'analysis');
    expect(ends).toHaveLength(60);
    expect([admitted(), admitted('other')]).toEqual([['emergency', 'care'], importances]);
    for (let at = 0; at < 20; at += 1) ends.push(...enterAll(`organisation ${at}`, 'analysis'));
    expect(ends).toHaveLength(300);
    expect(admitted('other')).toEqual(['emergency', 'care']);
    ends.shift()!();
    expect([admitted(), admitted('other')]).toEqual([importances, importances]);
    for (const end of ends) end();
    expect(enterAll('home', 'analysis')).toHaveLength(60);
    expect([enterAll('home', 'care').length, enterAll('home', 'emergency').length, admitted()]).toEqual([1000, 4000, []]);
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
