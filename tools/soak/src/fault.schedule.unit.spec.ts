import { describe, expect, it } from '@jest/globals';
import { planFaults, type FaultTarget } from './fault.schedule.js';

const targets: FaultTarget[] = [
  { name: 'ingest', kinds: ['kill', 'pause'] },
  { name: 'timeline', kinds: ['kill', 'pause'] },
  { name: 'postgres', kinds: ['kill', 'restart'] },
];
const plan = (seed: string, minutes = 10) => planFaults({ seed, durationMs: minutes * 60_000, targets });

describe('the schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan('a')).toEqual(plan('a'));
    expect(plan('a')).not.toEqual(plan('b'));
  });

  it('kills every target once before any is hit a second time', () => {
    const first = plan('a').slice(0, targets.length);
    expect(first.map(({ target }) => target).sort()).toEqual(['ingest', 'postgres', 'timeline']);
    expect(first.every(({ kind }) => kind === 'kill')).toBe(true);
  });

  it('hits each in every way that it can be hit, lets it come back in between, and ends in time', () => {
    const faults = plan('a');
    for (const { name, kinds } of targets) {
      const own = faults.filter(({ target }) => target === name);
      expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(kinds));
      own.slice(1).forEach((fault, at) => expect(fault.atMs - own[at]!.atMs - own[at]!.forMs).toBeGreaterThanOrEqual(12_000));
      expect(own.at(-1)!.atMs + own.at(-1)!.forMs).toBeLessThanOrEqual(600_000);
    }
    const pauses = faults.filter(({ kind }) => kind === 'pause').map(({ forMs }) => forMs);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(15_000);
  });
});
