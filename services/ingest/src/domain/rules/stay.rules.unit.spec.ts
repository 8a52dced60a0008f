import { describe, expect, it } from '@jest/globals';
import { PatientRecords } from '../../../test/patient-records.js';
import { admitted, amend, discharged, registered, told, transferred, uuid } from '../../../test/rule-events.js';
import type { Writing } from './companion.js';
import type { Effect } from './decision.js';
import { bedsAfter, isStayKey } from './stay.rules.js';

const at = '2026-03-01T08:00:00+01:00';
const later = '2026-03-01T09:00:00+01:00';
const admission = (more: Partial<Effect> = {}): Effect => ({ event: 'e1', kind: 'admitted', value: 'inpatient', at, ...more });
const bed = (more: Partial<Effect> = {}): Effect => ({ event: 'e1', kind: 'open', value: 's1', at, ...more });

describe('the beds of a patient after one stay changed', () => {
  const after = (state: readonly Effect[], beds: readonly Effect[] = []) => bedsAfter(beds, 'stay/s1', state);

  it('have an open one from the admission on, with what was said of it', () => {
    expect(after([admission()])).toStrictEqual([bed()]);
    expect(after([admission({ value: 'residential', on: '2026-03', override: true })])).toStrictEqual([
      bed({ on: '2026-03', override: true }),
    ]);
    expect(after([admission(), { event: 'e2', kind: 'transferred', at: later }])).toStrictEqual([bed()]);
  });

  it('have none of a visit, of care at home, or of an emergency', () => {
    for (const value of ['ambulatory', 'home', 'virtual', 'emergency']) expect(after([admission({ value })])).toStrictEqual([]);
  });

  it('keep one that is left, in its place', () => {
    const other = bed({ event: 'e0', value: 's0' });
    for (const end of [
      { event: 'e2', kind: 'discharged', at: later },
      { event: 'e2', kind: 'cancelled', value: 'admission', at: later },
    ])
      expect(after([admission(), end], [bed(), other])).toStrictEqual([bed({ kind: 'closed' }), other]);
    expect(after([admission({ value: 'ambulatory' })], [bed(), other])).toStrictEqual([bed({ kind: 'closed' }), other]);
    expect(after([admission({ struckBy: 'e9' })], [other, bed()])).toStrictEqual([other, bed({ kind: 'closed', struckBy: 'e9' })]);
    expect(after([admission({ struckBy: 'e9', on: '2026-03', override: true })])).toStrictEqual([
      bed({ kind: 'closed', struckBy: 'e9', on: '2026-03', override: true }),
    ]);
  });

  it('follow an amendment of class and time', () => {
    const amended = (more: Partial<Effect>): Effect => ({ event: 'e2', kind: 'admitted', amends: 'e1', value: 'inpatient', ...more });
    expect(after([admission(), amended({ at: later })], [bed()])).toStrictEqual([bed({ at: later })]);
    expect(after([admission(), amended({ value: 'home' })], [bed()])).toStrictEqual([bed({ kind: 'closed' })]);
    expect(after([admission({ value: 'home' }), amended({})])).toStrictEqual([bed()]);
    expect(after([admission(), amended({ on: '2026-03-01', override: true })])).toStrictEqual([bed({ on: '2026-03-01', override: true })]);
  });

  it('have one open bed of a stay that was admitted twice: by the admission that holds', () => {
    const twice = [admission(), admission({ event: 'e2', at: later })];
    expect(after(twice)).toStrictEqual([bed({ kind: 'closed' }), bed({ event: 'e2', at: later })]);
  });
});

it('only the key of a stay is one', () => {
  expect(['stay/s1', 'beds', 'patient', 'x/stay/s1'].map(isStayKey)).toEqual([true, false, false, false]);
});

describe('what was recorded against the order of a stay, knowingly', () => {
  const knowingly = (event: Writing): Writing => ({ ...event, data: { ...event.data, override: { reason: 'The other clock was wrong' } } });
  const outcome = (...events: Writing[]) => {
    const records = new PatientRecords();
    const refusals = [registered('anna'), ...events].map((event) => records.post(event));
    expect(refusals.slice(0, -1)).toEqual(refusals.slice(0, -1).map(() => undefined));
    return refusals.at(-1)?.code;
  };
  const hour = (each: number) => ({ at: each });
  const admittedAtNine = admitted('a', 'stay', hour(9));

  it('stands, and nothing else is refused for it', () => {
    expect(outcome(admittedAtNine, transferred('t', 'stay', hour(8)))).toBe('stay-order');
    expect(outcome(admittedAtNine, knowingly(transferred('t', 'stay', hour(8))))).toBeUndefined();
    expect(outcome(admittedAtNine, discharged('d', 'stay', hour(8)))).toBe('stay-order');
    expect(outcome(admittedAtNine, knowingly(discharged('d', 'stay', hour(8))))).toBeUndefined();
    expect(outcome(knowingly(admittedAtNine), transferred('t', 'stay', hour(8)))).toBeUndefined();
    expect(outcome(knowingly(admittedAtNine), discharged('d', 'stay', hour(8)))).toBeUndefined();
  });

  it('stands also when the other step is corrected to where it contradicts', () => {
    const early = admitted('a', 'stay', hour(7));
    const to9 = amend('m', early, early.data, '2026-03-01T09:00:00+01:00');
    expect(outcome(early, transferred('t', 'stay', hour(8)), to9)).toBe('stay-order');
    expect(outcome(early, knowingly(transferred('t', 'stay', hour(8))), to9)).toBeUndefined();
    const move = transferred('t', 'stay', hour(8));
    const to11 = amend('m', move, move.data, '2026-03-01T11:00:00+01:00');
    expect(outcome(early, move, discharged('d', 'stay', hour(10)), to11)).toBe('stay-order');
    expect(outcome(early, move, knowingly(discharged('d', 'stay', hour(10))), to11)).toBeUndefined();
  });

  it('may be a second bed, and a third one is refused for the first', () => {
    const second = admitted('b', 'stay2', hour(10));
    expect(outcome(admittedAtNine, second)).toBe('stay-open');
    expect(outcome(admittedAtNine, knowingly(second))).toBeUndefined();
    const records = new PatientRecords();
    for (const event of [registered('anna'), admittedAtNine, knowingly(second)]) records.post(event);
    expect(records.post(admitted('c', 'stay3', hour(11)))).toMatchObject({ code: 'stay-open', first: uuid('a') });
  });

  it('may have happened on a day, which contradicts only what lies on another', () => {
    const onDay = (name: string, type: string, on: string) => told(name, type, { stayId: uuid('stay'), location: { unit: 'G' }, happened: { on } }, { at: `${on}T12:00:00+01:00` }); // prettier-ignore
    expect(outcome(admittedAtNine, onDay('t', 'stay.transferred', '2026-03-01'))).toBeUndefined();
    expect(outcome(admittedAtNine, onDay('t', 'stay.transferred', '2026-02-26'))).toBe('stay-order');
    expect(outcome(admittedAtNine, discharged('d', 'stay', hour(10)), onDay('t', 'stay.transferred', '2026-03-01'))).toBe('stay-closed');
  });
});
