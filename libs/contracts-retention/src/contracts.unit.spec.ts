import { contractPackage } from '@everchart/contracts/contract-package.contract';
import { describe, expect, it } from '@jest/globals';
import { catalogue, packageFolder } from './catalogue.js';
import {
  retentionClass,
  retentionEventTypes,
  retentionFactsClass,
  upcasters,
  upcastRetention,
  validateReadRetentionData,
  validateRetentionData,
} from './index.js';

contractPackage({
  folder: packageFolder,
  typeName: 'RetentionEvent',
  contracts: retentionEventTypes,
  catalogue,
  types: 23,
  upcasters,
  upcast: upcastRetention,
  validate: validateRetentionData,
  validateRead: validateReadRetentionData,
});

describe('events of retention', () => {
  it('that can say dates of a person are destroyed with the record, and those that the organisation answers for are not', () => {
    const classOf = Object.fromEntries(retentionEventTypes.map(({ type, retentionClass: name }) => [type, name]));
    expect(classOf).toMatchObject({
      'fact.stated': retentionFactsClass,
      'due-date.changed': retentionFactsClass,
      'hold.placed': retentionClass,
      'retention.destroyed': retentionClass,
      'certificate.issued': retentionClass,
    });
  });

  const faultsOf = (rule: Record<string, unknown>): unknown => {
    const example = retentionEventTypes.find(({ type }) => type === 'rule-set.adopted')!.example as { rules: object[] };
    return validateRetentionData('rule-set.adopted', 1, { ...example, rules: [{ ...example.rules[0], ...rule }] });
  };

  it.each(['P', '10Y', 'P10W', 'PT5H', 'P1.5Y', 'P-1Y', 'P99999Y', 'P1Y2', ''])('a rule with the period %j is refused', (period) => {
    expect(faultsOf({ minimum: { term: { after: 'death', period } } })).toEqual([
      { pointer: '/rules/0/minimum/term/period', message: 'must be years, months and days: P10Y, P1Y6M, P30D' },
    ]);
  });

  it.each(['2026', '2026-03', '2026-02-29', '2026-13-01', '0000-01-01'])('a rule that is valid from %j is refused', (validFrom) => {
    expect(faultsOf({ validFrom })).toEqual([{ pointer: '/rules/0/validFrom', message: 'must be a date: YYYY-MM-DD' }]);
  });

  it.each([
    ['neither a minimum nor a maximum', { minimum: undefined }, 'needs minimum or maximum'],
    [
      'a minimum that is both',
      { minimum: { forever: true, term: { after: 'death', period: 'P1Y' } } },
      'needs exactly one of forever, term',
    ],
  ])('a rule with %s is refused', (_what, change, message) => {
    expect(JSON.stringify(faultsOf(change))).toContain(message);
  });
});
