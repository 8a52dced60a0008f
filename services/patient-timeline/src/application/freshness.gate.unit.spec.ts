import { describe, expect, it } from '@jest/globals';
import type { Place } from '../domain/freshness.js';
import type { OrganisationProgress } from '../infrastructure/progress.reader.js';
import { FreshnessGate } from './freshness.gate.js';

const shard = { storeId: 'store', epoch: 1, shard: 0 };

/** Progress that grows by one with every look. */
class GrowingProgress {
  looks = 0;
  failing = false;
  ofPatients = new Map<string, Place>();

  readonly of = (): Promise<OrganisationProgress> => {
    this.looks += 1;
    if (this.failing) return Promise.reject(new Error('away'));
    return Promise.resolve({ shards: [{ ...shard, watermark: this.looks }], stopped: new Map() });
  };

  readonly places = (): Promise<ReadonlyMap<string, Place>> => Promise.resolve(this.ofPatients);
}

const gateOf = (source: GrowingProgress): FreshnessGate => new FreshnessGate(source, source);

describe('readers that wait', () => {
  it('are let through when their position is reached, all by the same looks', async () => {
    const source = new GrowingProgress();
    const gate = gateOf(source);
    const waits = Array.from({ length: 50 }, (_, n) => gate.wait('home', `p${n}`, { ...shard, position: 3 }, 5000));
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['reached']));
    expect(source.looks).toBe(3);
  });

  it("are let through by their patient's own progress", async () => {
    const source = new GrowingProgress();
    source.ofPatients.set('p1', { ...shard, position: 900 });
    expect(await gateOf(source).wait('home', 'p1', { ...shard, position: 900 }, 5000)).toBe('reached');
    expect(source.looks).toBe(1);
  });

  it('are told in time that it was not reached', async () => {
    const began = performance.now();
    expect(await gateOf(new GrowingProgress()).wait('home', 'p1', { ...shard, position: 1e6 }, 40)).toBe('behind');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('are told at once of a position that can never be reached', async () => {
    const gate = gateOf(new GrowingProgress());
    expect(await gate.wait('home', 'p1', { ...shard, storeId: 'other', position: 1 }, 5000)).toBe('store-unknown');
    expect(await gate.wait('home', 'p1', { ...shard, epoch: 0, position: 1 }, 5000)).toBe('epoch-passed');
  });

  it('are not left waiting when the database fails, and the next ones wait anew', async () => {
    const source = new GrowingProgress();
    source.failing = true;
    const gate = gateOf(source);
    await expect(gate.wait('home', 'p1', { ...shard, position: 1 }, 5000)).rejects.toThrow('away');
    source.failing = false;
    expect(await gate.wait('home', 'p1', { ...shard, position: 1 }, 5000)).toBe('reached');
  });
});
