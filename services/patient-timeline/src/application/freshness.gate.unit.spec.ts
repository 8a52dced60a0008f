import type { OrganisationProgress } from '@everchart/stream';
import { describe, expect, it, jest } from '@jest/globals';
import type { Places } from '../domain/freshness.js';
import { FreshnessGate } from './freshness.gate.js';

const store = { storeId: 'store', epoch: 1 };
const asking = (positions: Record<number, number>, more: Partial<Places> = {}): Places => ({ ...store, positions, ...more });

/** Progress of two shards, of which the first grows by one with every look; in the second, position 5 is missing. */
class GrowingProgress {
  looks = 0;
  failing = false;
  forgotten: string[] = [];

  readonly changed = (org: string): void => void this.forgotten.push(org);

  readonly of = (): Promise<OrganisationProgress> => {
    this.looks += 1;
    if (this.failing) return Promise.reject(new Error('away'));
    const shards = [
      { ...store, shard: 0, position: this.looks, taken: this.looks },
      { ...store, shard: 1, position: 4, taken: 9 },
    ];
    return Promise.resolve({ shards, stopped: new Map() });
  };
}

const gateOf = (source: GrowingProgress): FreshnessGate => new FreshnessGate(source, { isBuilt: () => Promise.resolve(true) });

describe('readers that wait', () => {
  it('are let through when their position is reached, all by the same looks', async () => {
    const source = new GrowingProgress();
    const gate = gateOf(source);
    const waits = Array.from({ length: 50 }, () => gate.wait('home', undefined, asking({ 0: 3 }), 5000, { reader: 'carer-1' }));
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['reached']));
    expect(source.looks).toBe(3);
  });

  it('look at once when something was committed, without what was read before', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
    try {
      const source = new GrowingProgress();
      const gate = gateOf(source);
      const wait = gate.wait('home', undefined, asking({ 0: 3 }), 60_000, { reader: 'carer-1' });
      const looked = async (times: number): Promise<void> => {
        while (source.looks < times) await new Promise((resolve) => setImmediate(resolve));
      };
      await looked(1);
      gate.committed('other');
      gate.committed('home');
      await looked(2);
      gate.committed('home');
      expect(await wait).toBe('reached');
      expect(source).toMatchObject({ looks: 3, forgotten: ['other', 'home', 'home'] });
    } finally {
      jest.useRealTimers();
    }
  });

  it("wait for the shard of their patient, and for all while that is not known", async () => {
    const gate = gateOf(new GrowingProgress());
    const last = { ...store, shard: 1, position: 2 };
    expect(await gate.wait('home', last, asking({ 0: 1e6, 1: 4 }), 5000, { reader: 'carer-1' })).toBe('reached');
    expect(await gate.wait('home', undefined, asking({ 0: 1e6, 1: 4 }), 40, { reader: 'carer-1' })).toBe('behind');
  }); // prettier-ignore

  it('do not wait for what was passed over: the record tells whether it is concerned', async () => {
    const source = new GrowingProgress();
    expect(await gateOf(source).wait('home', undefined, asking({ 1: 7 }), 5000, { reader: 'carer-1' })).toBe('reached');
    expect(source.looks).toBe(1);
  });

  it('are told in time that it was not reached', async () => {
    const began = performance.now();
    expect(await gateOf(new GrowingProgress()).wait('home', undefined, asking({ 0: 1e6 }), 40, { reader: 'carer-1' })).toBe('behind');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('are told at once of a position that can never be reached', async () => {
    const gate = gateOf(new GrowingProgress());
    expect(await gate.wait('home', undefined, asking({ 0: 1 }, { storeId: 'other' }), 5000, { reader: 'carer-1' })).toBe('store-unknown');
    expect(await gate.wait('home', undefined, asking({ 0: 1 }, { epoch: 0 }), 5000, { reader: 'carer-1' })).toBe('epoch-passed');
  });

  it('are not left waiting when the database fails, and the next ones wait anew', async () => {
    const source = new GrowingProgress();
    source.failing = true;
    const gate = gateOf(source);
    await expect(gate.wait('home', undefined, asking({ 0: 1 }), 5000, { reader: 'carer-1' })).rejects.toThrow('away');
    source.failing = false;
    expect(await gate.wait('home', undefined, asking({ 0: 1 }), 5000, { reader: 'carer-1' })).toBe('reached');
  });

  it('for a read model that is built are let through when it is, all by the same looks, and told in time when it is not', async () => {
    let looks = 0;
    const gate = new FreshnessGate(new GrowingProgress(), { isBuilt: () => Promise.resolve((looks += 1) === 3) });
    expect(await Promise.all([gate.waitUntilBuilt(5000, 'carer-1'), gate.waitUntilBuilt(5000, 'carer-1')])).toEqual([true, true]);
    expect(looks).toBe(3);
    expect(await gate.waitUntilBuilt(20, 'carer-1')).toBe(false);
  });
});
