import { ProblemError } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import { EventRates, type EventRateSettings } from './event-rates.js';

describe('event rates', () => {
  let now = 1000;
  const limited: string[] = [];
  const ratesOf = (settings: Partial<EventRateSettings> = {}): EventRates => {
    limited.length = 0;
    return new EventRates({
      organisationPerSecond: 0,
      besideOthersPerSecond: 1000,
      clientPerSecond: 100,
      burstSeconds: 10,
      clock: () => now,
      onLimited: (limit) => void limited.push(limit),
      ...settings,
    });
  };
  const anna = { org: 'home', actor: 'anna' };
  const ben = { org: 'home', actor: 'ben' };
  const refusal = (attempt: () => void): { status: number; retryAfter: string; limit: unknown } | undefined => {
    try {
      attempt();
      return undefined;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { status: error.status, retryAfter: error.headers['retry-after']!, limit: error.document().limit };
    }
  };

  it('lets the burst go at once, then the rate', () => {
    const rates = ratesOf();
    for (let event = 0; event < 1000; event += 1) rates.charge(anna, 1);
    expect(refusal(() => rates.charge(anna, 1))).toEqual({ status: 429, retryAfter: '1', limit: 'client' });
    now += 1000;
    for (let event = 0; event < 100; event += 1) rates.charge(anna, 1);
    expect(refusal(() => rates.charge(anna, 1))).toBeDefined();
    expect(limited).toEqual(['client', 'client']);
  });

  it('takes a batch whole when there is anything left, and is paid for it in full', () => {
    const rates = ratesOf({ clientPerSecond: 1, burstSeconds: 10 });
    rates.charge(anna, 9);
    rates.charge(anna, 1000);
    expect(refusal(() => rates.check(anna))).toEqual({ status: 429, retryAfter: '999', limit: 'client' });
    now += 999_000;
    expect(refusal(() => rates.check(anna))).toMatchObject({ retryAfter: '1' });
    now += 1;
    rates.charge(anna, 1);
  });

  it('keeps clients apart, and an organisation together; who is refused is not charged', () => {
    const rates = ratesOf({ organisationPerSecond: 150, burstSeconds: 1 });
    rates.charge(anna, 100);
    expect(refusal(() => rates.charge(anna, 1))).toMatchObject({ limit: 'client' });
    rates.charge(ben, 50);
    expect(refusal(() => rates.charge(ben, 1))).toMatchObject({ limit: 'organisation' });
    rates.charge({ org: 'other', actor: 'anna' }, 100);
    now += 1000;
    rates.charge(ben, 100);
  });

  it('is off at 0', () => {
    const rates = ratesOf({ clientPerSecond: 0 });
    for (let batch = 0; batch < 1000; batch += 1) rates.charge(anna, 1000);
    expect(limited).toEqual([]);
  });
});
