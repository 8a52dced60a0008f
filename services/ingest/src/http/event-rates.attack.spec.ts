import { expect, it } from '@jest/globals';
import { EventRates } from './event-rates.js';

it('remembers senders by the size of their names, not only by their number', () => {
  const settings = {
    organisationPerSecond: 0,
    besideOthersPerSecond: 1000,
    clientPerSecond: 10,
    burstSeconds: 1,
    clock: () => 0,
    onLimited: () => undefined,
  };
  const rates = new EventRates(settings);
  const anna = { org: 'home', actor: 'anna' };
  rates.charge(anna, 1000);
  expect(() => rates.check(anna)).toThrow();
  for (let at = 0; at < 1500; at += 1) rates.charge({ org: 'hostile', actor: `${at}`.padEnd(16_000, 'x') }, 1);
  // 24 million characters: the first are forgotten, and begin with a full bucket.
  expect(() => rates.check(anna)).not.toThrow();
});

it('lets one that is alone have all, and makes it pay five times as much beside others, also for what it has saved up', () => {
  let others = false;
  const rates = new EventRates({
    organisationPerSecond: 5000,
    besideOthersPerSecond: 1000,
    clientPerSecond: 0,
    burstSeconds: 10,
    clock: () => 0,
    onLimited: () => undefined,
    presence: { othersThan: (org) => others && org === 'hostile' },
  });
  const sent = (org: string): number => {
    for (let batches = 0; ; batches += 1) {
      try {
        rates.charge({ org, actor: 'anna' }, 500);
      } catch {
        return batches * 500;
      }
    }
  };
  expect(sent('importer')).toBe(50_000);
  others = true;
  expect(sent('hostile')).toBe(10_000);
  expect(sent('home')).toBe(50_000);
});
