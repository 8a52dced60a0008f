import { describe, expect, it } from '@jest/globals';
import type { Fact, TopicFacts } from '../facts.js';
import { fieldsOf } from './identity.js';
import { currentFirst, standingOfStay, stayIn, type StayStep } from './stay.js';

const at = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00+01:00`;
const step = (order: number, kind: StayStep['kind'], hour: number, cancels?: string): StayStep & { order: number } => ({
  kind,
  at: at(hour),
  order,
  ...(cancels && { cancels }),
});
const admitted = step(1, 'admitted', 8);
const standing = (...steps: StayStep[]) => {
  const { admitted: admission, neverWas, discharged, transfers } = standingOfStay(steps);
  return {
    admitted: admission?.order,
    neverWas: neverWas?.order,
    discharged: discharged?.order,
    transfers: transfers.map(({ order }) => order),
  };
};

describe('how a stay stands', () => {
  it('is nothing without a step, and open from its admission', () => {
    expect(standing()).toEqual({ transfers: [] });
    expect(standing(admitted)).toEqual({ admitted: 1, transfers: [] });
  });

  it('goes by the admission that happened last, of two at one time by the one recorded last', () => {
    expect(standing(step(1, 'admitted', 10), step(2, 'admitted', 9)).admitted).toBe(1);
    expect(standing(step(1, 'admitted', 9), step(2, 'admitted', 10)).admitted).toBe(2);
    expect(standing(step(1, 'admitted', 9), step(2, 'admitted', 9)).admitted).toBe(2);
  });

  it('has its moves in the order in which they happened', () => {
    const moves = [step(2, 'transferred', 11), step(3, 'transferred', 9), step(4, 'transferred', 11)];
    expect(standing(admitted, ...moves).transfers).toEqual([3, 2, 4]);
  });

  it.each([
    ['the last that had happened by then', 10, [3]],
    ['one at that very time', 9, [3]],
    ['the last of all, when it happened after them', 12, [2]],
    ['the last of all, when none had happened by then', 7, [2]],
  ])('a cancelled move is %s', (_what, hour, left) => {
    const moves = [step(2, 'transferred', 9), step(3, 'transferred', 11)];
    expect(standing(admitted, ...moves, step(4, 'cancelled', hour, 'transfer')).transfers).toEqual(left);
  });

  it('takes back one move for each cancellation, and what is recorded afterwards stays', () => {
    const back = (order: number) => step(order, 'cancelled', 20, 'transfer');
    expect(standing(admitted, step(2, 'transferred', 9), step(3, 'transferred', 10), back(4), back(5)).transfers).toEqual([]);
    expect(standing(admitted, step(2, 'transferred', 9), back(3), step(4, 'transferred', 9)).transfers).toEqual([4]);
  });

  it('is closed by its discharge, until that is cancelled', () => {
    const discharged = step(2, 'discharged', 12);
    expect(standing(admitted, discharged).discharged).toBe(2);
    expect(standing(admitted, discharged, step(3, 'cancelled', 13, 'discharge')).discharged).toBeUndefined();
    expect(standing(admitted, discharged, step(3, 'cancelled', 13, 'transfer')).discharged).toBe(2);
    expect(standing(admitted, discharged, step(3, 'cancelled', 13, 'discharge'), step(4, 'discharged', 14)).discharged).toBe(4);
  });

  it('never was, when its admission is cancelled: by the first who said so', () => {
    const cancelled = [step(2, 'cancelled', 9, 'admission'), step(3, 'cancelled', 8, 'admission')];
    expect(standing(admitted, ...cancelled)).toMatchObject({ neverWas: 2 });
  });
});

describe('a stay by its facts', () => {
  const fact = (streamVersion: number, hour: number, value: object = {}): Fact => ({
    value,
    entryId: `e${streamVersion}`,
    occurredAt: at(hour),
    recordedAt: at(20),
    streamVersion,
  });
  const facts: TopicFacts = {
    'transferred/e3': fact(3, 11, { location: { room: '3' }, reason: { text: 'noise' }, from: { room: '2' } }),
    'transferred/e2': fact(2, 10, { location: { room: '2' }, attending: { name: 'Dr. Two' } }),
    admitted: fact(1, 9, { stayId: 's1', class: 'inpatient', location: { room: '1' }, attending: { name: 'Dr. One' } }),
  };

  it('is not known without its admission', () => {
    const { admitted: _, ...others } = facts;
    expect(stayIn(others)).toBeUndefined();
  });

  it('is where the last move led, with who attends by the last move that says it', () => {
    expect(stayIn(facts)).toStrictEqual({
      stay: {
        stayId: 's1',
        class: 'inpatient',
        location: { room: '3' },
        attending: { name: 'Dr. Two' },
        admittedAt: at(9),
        entryId: 'e1',
        transfer: { from: { room: '2' }, reason: { text: 'noise' }, entryId: 'e3', occurredAt: at(11) },
      },
      admitted: facts['admitted'],
      moved: facts['transferred/e3'],
      attended: facts['transferred/e2'],
      state: 'open',
    });
    expect(stayIn({ admitted: facts['admitted']! })!.stay).toStrictEqual({
      stayId: 's1',
      class: 'inpatient',
      location: { room: '1' },
      attending: { name: 'Dr. One' },
      admittedAt: at(9),
      entryId: 'e1',
    });
  });

  it('is closed at the time of its discharge, in whatever order its facts are kept', () => {
    const closed = { 'cancelled-discharge/e5': fact(5, 13), 'discharged/e6': fact(6, 14), 'discharged/e4': fact(4, 12), ...facts };
    expect(stayIn(closed)).toMatchObject({ state: 'closed', dischargedAt: at(14) });
    expect(stayIn({ 'cancelled-discharge/e5': fact(5, 13), 'discharged/e4': fact(4, 12), ...facts })).toMatchObject({ state: 'open' });
    expect(stayIn({ 'cancelled-admission/e5': fact(5, 13), 'discharged/e4': fact(4, 12), ...facts })!.state).toBe('never-was');
  });

  it('is the current one, of several, when it began last', () => {
    const [early, late] = [{ admitted: fact(2, 8) }, { admitted: fact(1, 9) }];
    expect([early, late].sort(currentFirst)).toEqual([late, early]);
    expect([late, early].sort(currentFirst)).toEqual([late, early]);
  });
});

it('the fields of a person stand in the order of their names, however they were stated', () => {
  const facts = Object.fromEntries(
    ['name', 'address', 'gender', 'birthDate'].map((field, index) => [
      field,
      { value: index, entryId: 'e1', occurredAt: at(8), recordedAt: at(8), streamVersion: 1 },
    ]),
  );
  expect(JSON.stringify(fieldsOf(facts))).toBe('{"address":1,"birthDate":3,"gender":2,"name":0}');
});
