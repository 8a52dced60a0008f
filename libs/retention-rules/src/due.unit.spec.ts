import { validateRetentionData, type Rule } from '@everchart/contracts-retention';
import { describe, expect, it } from '@jest/globals';
import { dueDateOf, RuleBook, type Place, type RetentionSubject, type RuleSet } from './index.js';

const today = '2026-11-29';
const uuid = (n: number): string => `0198a1b2-0000-7000-8000-${String(n).padStart(12, '0')}`;

const rule = (ruleId: string, more: Partial<Rule>): Rule => ({
  ruleId,
  version: 1,
  title: ruleId,
  jurisdiction: 'DE',
  recordKinds: ['patient-record'],
  binding: 'law',
  acts: ['destroy'],
  source: { citation: 'test', basis: 'primary' },
  verified: true,
  ...more,
});
const after = (trigger: NonNullable<NonNullable<Rule['minimum']>['term']>['after'], period: string) => ({
  term: { after: trigger, period },
});
const book = (...rules: Rule[]): RuleBook => new RuleBook([{ ruleSetId: 'test', version: 3, rules } satisfies RuleSet]);

const berlin: Place = { facilityId: 'linden', jurisdiction: 'DE-HH', kindOfCare: 'hospital', timeZone: 'Europe/Berlin' };
const subject = (more: Partial<RetentionSubject> = {}): RetentionSubject => ({
  recordKinds: ['patient-record'],
  places: [berlin],
  triggers: {
    'last-entry': { times: [{ at: '2015-12-31T23:30:00Z', eventIds: [uuid(1)] }] },
    'last-contact': {
      times: [
        { at: '2014-05-05', eventIds: [uuid(2)] },
        { at: '2015-06-07', eventIds: [uuid(3)] },
      ],
    },
  },
  circumstances: [],
  ...more,
});
const ten = rule('ten', { minimum: after('last-contact', 'P10Y') });
const reference = (ruleId: string) => ({ ruleSetId: 'test', ruleSetVersion: 3, ruleId, version: 1, facilityId: 'linden' });

describe('a due date', () => {
  it('is that of the longest minimum, and says what it is from, and which rules lost', () => {
    const thirty = rule('thirty', { minimum: after('last-contact', 'P30Y'), jurisdiction: 'DE-HH', approvals: ['director'] });
    const dead = rule('dead', { maximum: { after: 'death', period: 'P1Y' } });
    const due = dueDateOf(book(ten, thirty, dead), subject(), today);
    expect(due).toEqual({
      status: 'due-on',
      keptThrough: '2045-06-07',
      dueOn: '2045-06-08',
      rule: reference('thirty'),
      inputs: [{ trigger: 'last-contact', date: '2015-06-07', eventIds: [uuid(3)] }],
      lost: [
        { rule: reference('ten'), keptThrough: '2025-06-07', reason: 'shorter-minimum' },
        { rule: reference('dead'), reason: 'no-minimum' },
      ],
      conflicts: [],
      missing: [],
      acts: ['destroy'],
      approvals: ['director'],
    });
    expect(validateRetentionData('due-date.changed', 1, { retentionClass: 'clinical', cause: 'first', due })).toEqual([]);
  });

  it('is of a kind of entries alone where a rule has it destroyed before the rest, and says nothing of the rest', () => {
    const two = rule('two', { minimum: after('last-contact', 'P2Y'), alone: ['observations'] });
    const three = rule('three', { minimum: after('last-contact', 'P3Y'), alone: ['observations', 'documents'], jurisdiction: 'DE-HH' });
    const rules = book(ten, two, three);
    expect(rules.kindsAlone).toEqual(['observations', 'documents']);
    const dueOf = (...rest: [Parameters<typeof dueDateOf>[3]?, Partial<RetentionSubject>?]) =>
      dueDateOf(rules, subject(rest[1]), today, rest[0]);
    expect(dueOf()).toMatchObject({ dueOn: '2025-06-08', rule: reference('ten'), lost: [] });
    expect(dueOf('observations')).toMatchObject({ dueOn: '2018-06-08', rule: reference('three'), lost: [{ rule: reference('two') }] });
    expect(dueOf('documents')).toMatchObject({ dueOn: '2018-06-08', rule: reference('three'), lost: [] });
    // Where no rule is of the kind alone, it is kept as long as the rest; without any other rule, nothing is known.
    const bavaria: Place = { ...berlin, facilityId: 'isar', jurisdiction: 'DE-BY' };
    expect(dueOf('documents', { places: [bavaria] })).toMatchObject({ dueOn: '2025-06-08', rule: { ruleId: 'ten' } });
    expect(dueOf('documents', { places: [berlin, bavaria] })).toMatchObject({ dueOn: '2025-06-08', rule: { ruleId: 'ten' } });
    expect(dueDateOf(book(two), subject(), today)).toMatchObject({ status: 'no-rule' });
    expect(dueDateOf(book(two), subject(), today, 'documents')).toMatchObject({ status: 'no-rule' });
  });

  it('asks for what a rule that lost allows, while that does not allow to destroy', () => {
    const archive = rule('archive', { minimum: after('last-contact', 'P5Y'), acts: ['archive'] });
    expect(dueDateOf(book(ten, archive), subject(), today)).toMatchObject({ rule: reference('ten'), acts: ['archive'] });
    const either = rule('either', { minimum: after('last-contact', 'P5Y'), acts: ['archive', 'destroy'] });
    expect(dueDateOf(book(ten, either), subject(), today).acts).toEqual(['destroy']);
    // No duty: it says only when a record must be gone.
    const gone = rule('gone', { maximum: { after: 'last-contact', period: 'P11Y' }, acts: ['archive'] });
    expect(dueDateOf(book(ten, gone), subject(), today).acts).toEqual(['destroy']);
  });

  it.each([
    ['ends before the minimum', 'P9Y', '2024-06-07', true],
    ['ends with the minimum', 'P10Y', '2025-06-07', false],
    ['ends after it', 'P11Y', '2026-06-07', false],
  ])('with a maximum that %s is reported, and not moved', (_what, period, goneBy, isConflict) => {
    const gone = rule('gone', { maximum: { after: 'last-contact', period } });
    const due = dueDateOf(book(ten, gone), subject(), today);
    expect(due).toMatchObject({ status: 'due-on', keptThrough: '2025-06-07', goneBy });
    expect(due.conflicts).toEqual(isConflict ? [{ rule: reference('gone'), goneBy }] : []);
  });

  it('that is permanent conflicts with every maximum', () => {
    const due = dueDateOf(
      book(rule('ever', { minimum: { forever: true } }), rule('gone', { maximum: { after: 'last-contact', period: 'P50Y' } })),
      subject(),
      today,
    );
    expect(due).toMatchObject({ status: 'forever', goneBy: '2065-06-07', conflicts: [{ goneBy: '2065-06-07' }] });
  });

  it('is unknown as soon as one rule lacks its trigger, whatever the others say', () => {
    const deathless = rule('deathless', { minimum: after('death', 'P1Y') });
    const due = dueDateOf(book(ten, deathless), subject(), today);
    expect(due).toMatchObject({ status: 'unknown', missing: [{ rule: reference('deathless'), trigger: 'death' }] });
    expect(due.dueOn).toBeUndefined();
    expect(due.lost).toEqual([{ rule: reference('ten'), keptThrough: '2025-06-07', reason: 'shorter-minimum' }]);
  });

  it('is unknown while a stay is open', () => {
    const triggers = { 'last-contact': { times: [{ at: '2015-06-07', eventIds: [] }], pending: true } };
    expect(dueDateOf(book(ten), subject({ triggers }), today)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'last-contact' }] });
  });

  it('is unknown when a place has no rule, or no law, though another place has', () => {
    const places = [berlin, { facilityId: 'oslo', jurisdiction: 'NO', timeZone: 'Europe/Oslo' }];
    expect(dueDateOf(book(ten), subject({ places }), today)).toMatchObject({ status: 'unknown', missing: [{ trigger: 'rule' }] });
    const unknown = [berlin, { timeZone: 'UTC' }];
    expect(dueDateOf(book(ten), subject({ places: unknown }), today)).toMatchObject({
      status: 'unknown',
      missing: [{ trigger: 'jurisdiction' }],
    });
    expect(dueDateOf(book(), subject(), today)).toMatchObject({ status: 'no-rule' });
    expect(dueDateOf(book(ten), subject({ places: [] }), today)).toMatchObject({ status: 'no-rule' });
    expect(dueDateOf(book(rule('gone', { maximum: { after: 'last-contact', period: 'P1Y' } })), subject(), today).status).toBe('no-rule');
  });

  it('ends with the calendar: a case that has its end there does not make it earlier', () => {
    const cases = rule('cases', {
      minimum: after('last-contact', 'P30Y'),
      suspension: { by: ['litigation'], effect: 'adds-its-length' },
    });
    const circumstances = [{ circumstance: 'litigation' as const, from: '2020-01-01', until: '9999-12-31', eventIds: [uuid(4)] }];
    const due = dueDateOf(book(ten, cases), subject({ circumstances }), today);
    expect(due).toMatchObject({ status: 'due-on', keptThrough: '9999-12-31', dueOn: '9999-12-31', rule: { ruleId: 'cases' } });
    expect(validateRetentionData('due-date.changed', 1, { retentionClass: 'clinical', cause: 'first', due })).toEqual([]);
    const old = { 'last-contact': { times: [{ at: '0001-01-01T00:30:00Z', eventIds: [] }] } };
    const west = { ...berlin, timeZone: 'America/New_York' };
    expect(dueDateOf(book(ten), subject({ triggers: old, places: [west] }), today)).toMatchObject({
      keptThrough: '0011-01-01',
      inputs: [{ date: '0001-01-01' }],
    });
  });

  it('goes by the calendar of the facility', () => {
    const entry = rule('entry', { jurisdiction: undefined, minimum: after('last-entry', 'P10Y') });
    const inZone = (timeZone: string) => dueDateOf(book(entry), subject({ places: [{ ...berlin, timeZone }] }), today).keptThrough;
    expect([inZone('Europe/Berlin'), inZone('UTC'), inZone('America/New_York')]).toEqual(['2026-01-01', '2025-12-31', '2025-12-31']);
  });

  it('looks at rules that are valid, of the kind of record and of care', () => {
    const rules = [
      ten,
      rule('later', { minimum: after('last-contact', 'P50Y'), validFrom: '2026-11-30' }),
      rule('former', { minimum: after('last-contact', 'P50Y'), validTo: '2026-11-28' }),
      rule('dentists', { minimum: after('last-contact', 'P50Y'), kindsOfCare: ['dental-practice'] }),
      rule('images', { minimum: after('last-contact', 'P50Y'), recordKinds: ['radiological-examination'] }),
      rule('bremen', { minimum: after('last-contact', 'P50Y'), jurisdiction: 'DE-HB' }),
      rule('denmark', { minimum: after('last-contact', 'P50Y'), jurisdiction: 'DK' }),
    ];
    const due = dueDateOf(book(...rules), subject(), today);
    expect(due).toMatchObject({ keptThrough: '2025-06-07', lost: [] });
    expect(dueDateOf(book(...rules), subject(), '2026-11-30').keptThrough).toBe('2065-06-07');
    const { kindOfCare: _, ...unknownKind } = berlin;
    expect(dueDateOf(book(...rules), subject({ places: [unknownKind] }), today).keptThrough).toBe('2065-06-07');
  });

  it('takes the latest day of a date that is not precise', () => {
    const born = (at: string) => subject({ triggers: { birth: { times: [{ at, eventIds: [] }] } } });
    const eighteen = book(rule('eighteen', { minimum: after('birth', 'P18Y'), maximum: { after: 'birth', period: 'P18Y' } }));
    const daysOf = (at: string) => {
      const { keptThrough, goneBy } = dueDateOf(eighteen, born(at), today);
      return [keptThrough, goneBy];
    };
    expect(daysOf('2004')).toEqual(['2022-12-31', '2022-01-01']);
    expect(daysOf('2004-02')).toEqual(['2022-03-01', '2022-02-01']);
    expect(daysOf('2004-02-29')).toEqual(['2022-03-01', '2022-02-28']);
  });

  it('counts a person as of an age as soon as that may be so', () => {
    const minors = rule('minors', {
      minimum: after('last-contact', 'P1Y'),
      ages: [{ at: 'last-contact', ageUnder: 18, until: { after: 'birth', period: 'P30Y' } }],
    });
    const born = (at?: string) =>
      dueDateOf(
        book(minors),
        subject({ triggers: { ...subject().triggers, ...(at === undefined ? {} : { birth: { times: [{ at, eventIds: [] }] } }) } }),
        today,
      );
    expect(born('1997').keptThrough).toBe('2027-12-31');
    expect(born('1997-06-07').keptThrough).toBe('2016-06-07');
    expect(born('1997-06-08').keptThrough).toBe('2027-06-08');
    expect(born()).toMatchObject({ status: 'unknown', missing: [{ trigger: 'birth' }] });
  });

  it('of a sample waits for the day of the birth', () => {
    const sample = rule('sample', { minimum: after('last-contact', 'P1Y'), sample: { bornOnDays: [18] } });
    const born = (at: string) =>
      dueDateOf(book(sample), subject({ triggers: { ...subject().triggers, birth: { times: [{ at, eventIds: [] }] } } }), today).status;
    expect([born('1940-05-18'), born('1940-05-17'), born('1940-05')]).toEqual(['forever', 'due-on', 'unknown']);
  });

  it('counts the time that two cases have in common once, and none before the period', () => {
    const paused = rule('paused', {
      minimum: after('last-contact', 'P10Y'),
      suspension: { by: ['litigation', 'complaint'], effect: 'adds-its-length' },
    });
    const through = (...cases: [string, string][]) =>
      dueDateOf(
        book(paused),
        subject({
          circumstances: cases.map(([from, until], n) => ({ circumstance: n % 2 ? 'complaint' : 'litigation', from, until, eventIds: [] })),
        }),
        today,
      ).keptThrough;
    expect(through(['2016-01-01', '2016-01-11'])).toBe('2025-06-17');
    expect(through(['2016-01-01', '2016-01-11'], ['2016-01-06', '2016-01-16'])).toBe('2025-06-22');
    expect(through(['2016-01-01', '2016-01-11'], ['2016-01-02', '2016-01-03'])).toBe('2025-06-17');
    expect(through(['2010-01-01', '2015-06-17'])).toBe('2025-06-17');
    expect(through(['2010-01-01', '2011-01-01'])).toBe('2025-06-07');
    // The last day of the duty is in it.
    expect(through(['2025-06-07', '2026-06-07'])).toBe('2026-06-07');
    expect(through(['2025-06-08', '2026-06-07'])).toBe('2025-06-07');
  });

  it('does not go beyond the calendar', () => {
    const due = dueDateOf(book(rule('ages', { minimum: after('last-contact', 'P9999Y') })), subject(), today);
    expect(due).toMatchObject({ status: 'due-on', keptThrough: '9999-12-31', dueOn: '9999-12-31' });
  });

  it('lists places of one law once', () => {
    const places = [berlin, { ...berlin, facilityId: 'other' }, { ...berlin, facilityId: 'third', timeZone: 'UTC' }];
    const due = dueDateOf(book(ten), subject({ places }), today);
    expect([due.rule, ...due.lost.map((each) => each.rule)].map((each) => each?.facilityId)).toEqual(['linden', 'third']);
  });
});
