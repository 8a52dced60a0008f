import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Circumstance } from '@everchart/contracts-retention';
import type { KindOfCare } from '@everchart/contracts-organisation';
import { day, modelOf, text, type Life } from '../test/slow-model.js';
import { dueDateOf, readRuleFile, RuleBook, ruleFileNames, type Dated, type RetentionSubject } from './index.js';

const sets = ruleFileNames.map((name) => readRuleFile(name));
const rules = sets.flatMap((set) => set.rules);
const book = new RuleBook(sets);
const today = '2026-11-29';

const jurisdictions = ['DE', 'DE-HH', 'GB-ENG', 'FR', 'AT', 'CH-BE', 'NL', 'BE', 'IT', 'ES', 'IE', 'DK', 'SE', 'NO', 'FI', 'PL', 'CA-ON', 'AU-NSW', 'NZ', 'KR', 'BR', 'US-CA', 'US-TX', 'US-NY', 'US-AK', 'US-MA', 'JP']; // prettier-ignore
const kindsOfCare: KindOfCare[] = ['nursing-home', 'hospital', 'medical-practice', 'dental-practice'];

/** Leap days and ends of years are as frequent as all others together. */
const births = fc.oneof(
  fc.integer({ min: day('1880-01-01'), max: day('2020-12-31') }),
  fc.constantFrom('1904-02-29', '1924-02-29', '1996-02-29', '2000-02-29', '2003-12-31', '1940-05-18', '1931-01-01').map(day),
);
const days = (years: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: years * 365 }),
    fc.constantFrom(0, 1, 365, 366, 18 * 365 + 4, 18 * 365 + 5).filter((n) => n <= years * 365),
  );

const lives: fc.Arbitrary<Life> = fc
  .record({
    birth: births,
    stays: fc.array(
      fc.record({
        jurisdiction: fc.constantFrom(...jurisdictions),
        kindOfCare: fc.constantFrom(...kindsOfCare),
        begins: days(120),
        lasts: days(8),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    diedAfterDays: fc.option(days(15), { nil: undefined }),
    enteredAfterDays: days(2),
    cases: fc.array(
      fc.record({
        name: fc.constantFrom('litigation', 'complaint', 'pending-case', 'death-by-injury', 'selected-for-archive'),
        begins: days(30),
        lasts: fc.option(days(5), { nil: undefined, freq: 6 }),
      }),
      { maxLength: 3 },
    ),
    transferAfterDays: fc.option(days(12), { nil: undefined, freq: 1 }),
  })
  .map(({ birth, stays, diedAfterDays, enteredAfterDays, cases, transferAfterDays }) => {
    const placed = stays.map(({ begins, lasts, ...place }) => ({ ...place, from: birth + begins, to: birth + begins + lasts }));
    const end = Math.max(...placed.map(({ to }) => to));
    return {
      birth,
      stays: placed,
      lastEntry: end + enteredAfterDays,
      ...(diedAfterDays === undefined ? {} : { death: end + diedAfterDays }),
      cases: cases.map(({ name, begins, lasts }) => ({
        name,
        from: end + begins,
        ...(lasts === undefined ? {} : { until: end + begins + lasts }),
      })),
      ...(transferAfterDays === undefined ? {} : { transfer: end + transferAfterDays }),
    };
  });

const dated = (...numbers: number[]): { times: Dated[] } => ({ times: numbers.map((number) => ({ at: text(number), eventIds: [] })) });

function subjectOf({ birth, death, stays, lastEntry, cases, transfer }: Life): RetentionSubject {
  const ends = dated(...stays.map(({ to }) => to));
  return {
    recordKinds: ['patient-record'],
    places: stays.map(({ jurisdiction, kindOfCare }) => ({ jurisdiction, kindOfCare: kindOfCare as KindOfCare, timeZone: 'UTC' })),
    triggers: {
      birth: dated(birth),
      'last-entry': dated(lastEntry),
      'last-contact': ends,
      discharge: ends,
      'end-of-care-process': ends,
      ...(death === undefined ? {} : { death: dated(death) }),
    },
    circumstances: [
      ...cases.map(({ name, from, until }) => ({
        circumstance: name as Circumstance,
        from: text(from),
        eventIds: [],
        ...(until === undefined ? {} : { until: text(until) }),
      })),
      ...(transfer === undefined ? [] : [{ circumstance: 'transfer' as const, from: text(transfer), eventIds: [] }]),
    ],
  };
}

const answerOf = (subject: RetentionSubject): string => {
  const due = dueDateOf(book, subject, today);
  return due.status === 'due-on' ? due.keptThrough! : due.status === 'no-rule' ? 'unknown' : due.status;
};
const runs = { numRuns: 3000 };

describe('rules over lives', () => {
  it('say what a slow model says', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(lives, (life) => {
        const answer = answerOf(subjectOf(life));
        expect(answer).toBe(modelOf(rules, life));
        const kind = /^\d/.test(answer) ? 'date' : answer;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      runs,
    );
    // Each kind of answer was among them.
    expect([...seen.keys()].sort()).toEqual(['date', 'forever', 'suspended', 'unknown']);
  });

  it('do not depend on the order of what is known', () => {
    fc.assert(
      fc.property(lives, fc.integer(), (life, seed) => {
        const turn = <T>(list: readonly T[]): T[] => list.map((_, index) => list[(index + Math.abs(seed)) % list.length]!);
        const turned = new RuleBook(turn(sets));
        const { stays, cases } = life;
        const due = dueDateOf(turned, subjectOf({ ...life, stays: turn(stays), cases: turn(cases) }), today);
        expect(due.keptThrough ?? due.status).toBe(
          dueDateOf(book, subjectOf(life), today).keptThrough ?? dueDateOf(book, subjectOf(life), today).status,
        );
      }),
      { numRuns: 500 },
    );
  });

  /**
   * A death, a transfer and an order may shorten, by events that say so. So may an entry where an age at the last one
   * makes the period longer (Poland: 22 years for a child under 2, and 20 when the record goes on).
   */
  const neverShorten = new RuleBook(
    sets.map((set) => ({
      ...set,
      rules: set.rules.filter(
        ({ death, endedBy, minimum, ages = [] }) =>
          !death && !endedBy && !minimum?.term?.otherwise && ages.every(({ until }) => until.after === 'birth'),
      ),
    })),
  );
  const lengthOf = (subject: RetentionSubject): string => {
    const due = dueDateOf(neverShorten, subject, today);
    return due.status === 'due-on' ? due.keptThrough! : '9999';
  };

  it('are never shortened by a further stay in another place, a late entry, or a record that is merged into this one', () => {
    fc.assert(
      fc.property(lives, lives, (one, other) => {
        // A place of which all rules were left out has none until another case brings one.
        fc.pre(lengthOf(subjectOf(one)) < '9999');
        const merged = {
          ...one,
          stays: [...one.stays, ...other.stays],
          lastEntry: Math.max(one.lastEntry, other.lastEntry),
          cases: [...one.cases, ...other.cases],
        };
        expect(lengthOf(subjectOf(merged)) >= lengthOf(subjectOf(one))).toBe(true);
        expect(lengthOf(subjectOf({ ...one, lastEntry: one.lastEntry + 400 })) >= lengthOf(subjectOf(one))).toBe(true);
      }),
      runs,
    );
  });

  it('are never due for what is not known: what is taken away makes a date later, or unknown', () => {
    fc.assert(
      fc.property(lives, fc.constantFrom('birth', 'last-entry', 'last-contact', 'discharge', 'end-of-care-process'), (life, trigger) => {
        const subject = subjectOf(life);
        const { [trigger]: _, ...triggers } = subject.triggers as Record<string, { times: Dated[] }>;
        expect(lengthOf({ ...subject, triggers }) >= lengthOf(subject)).toBe(true);
      }),
      runs,
    );
  });
});
