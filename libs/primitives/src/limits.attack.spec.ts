import { describe, expect, it } from '@jest/globals';
import { boundedFaults, FaultList, faultsMax, isDate, isDateTime, isInstant, isUuid, readJson } from './index.js';

const million = 1_000_000;
const read = (text: string) => readJson(Buffer.from(text));

describe('texts that are far too long', () => {
  it('are no date, no instant and no UUID', () => {
    for (const text of ['2026-03-01T08:30:00Z', '2026-03-01', '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22'])
      for (const long of [text.padEnd(million, '0'), text.padStart(million), text.repeat(million / text.length)])
        expect([isDate, isInstant, isDateTime, isUuid].map((is) => is(long))).toEqual([false, false, false, false]);
  });
});

describe('JSON that is made to be expensive', () => {
  // Looking for zeros at the end from each zero would take hours.
  it('is refused for a number of a million digits, wherever its zeros are', () => {
    const zeros = '0'.repeat(million);
    for (const number of [`1${zeros}1`, `0.${zeros}1${zeros}1`, `1${zeros}1e-${million}`])
      expect(read(`[${number}]`)).toEqual({
        faults: [{ pointer: '/0', message: 'is a number that a double does not hold: it would be changed' }],
      });
    expect(read(`[1.${zeros}]`)).toEqual({ value: [1] });
  });

  it('has faults at places whose names are cut', () => {
    const name = '/'.repeat(million);
    const reading = read(`{"${name}":{${'"a":1,'.repeat(100_000)}"a":1}}`) as { faults: unknown[] };
    expect(reading.faults).toHaveLength(20);
    expect(JSON.stringify(reading).length).toBeLessThan(20_000);
  });
});

describe('faults without number', () => {
  const faults = (count: number) => Array.from({ length: count }, (_, index) => ({ pointer: `/${index}`, message: 'is wrong' }));

  it('are all named up to a hundred', () => expect(boundedFaults(faults(faultsMax))).toEqual(faults(faultsMax)));

  it('are named in part, with how many more there are', () => {
    const bounded = boundedFaults(faults(million));
    expect(bounded).toHaveLength(faultsMax);
    expect(bounded.slice(0, -1)).toEqual(faults(faultsMax - 1));
    expect(JSON.parse(JSON.stringify(bounded.at(-1)))).toEqual({
      pointer: '',
      message: `has ${million - 99} more faults, which are not named`,
    });
  });

  it('keep their number when lists are put together', () => {
    const list = new FaultList();
    for (const fault of [...boundedFaults(faults(1000)), ...boundedFaults(faults(50)), ...boundedFaults(faults(500))]) list.add(fault);
    list.addUnnamed(10);
    expect(list.bounded().at(-1)!.message).toBe(`has ${1560 - 99} more faults, which are not named`);
    expect(boundedFaults(list.bounded(), 3).map(({ message }) => message)).toEqual([
      'is wrong',
      'is wrong',
      'has 1558 more faults, which are not named',
    ]);
  });
});
