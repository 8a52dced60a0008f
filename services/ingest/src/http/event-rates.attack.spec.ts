import { expect, it } from '@jest/globals';
import { EventRates } from './event-rates.js';

it('remembers senders by the size of their names, not only by their number', () => {
  const settings = { organisationPerSecond: 0, clientPerSecond: 10, burstSeconds: 1, clock: () => 0, onLimited: () => undefined };
  const rates = new EventRates(settings);
  const anna = { org: 'home', actor: 'anna' };
  rates.charge(anna, 1000);
  expect(() => rates.check(anna)).toThrow();
  for (let at = 0; at < 1500; at += 1) rates.charge({ org: 'hostile', actor: `${at}`.padEnd(16_000, 'x') }, 1);
  // 24 million characters: the first are forgotten, and begin with a full bucket.
  expect(() => rates.check(anna)).not.toThrow();
});
