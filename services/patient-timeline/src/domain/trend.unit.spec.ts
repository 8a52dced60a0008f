import { describe, expect, it } from '@jest/globals';
import { amend, given, start, strike, told, type Told } from '../../test/patient-stream.js';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const measured = (id: string, value: number, hour: number, unit = '/min', more: object = {}) =>
  told(
    id,
    'observation.recorded',
    { code: loinc('8867-4'), category: 'vital-signs', valueQuantity: { value, unit, code: unit }, ...more },
    hour,
  );

interface Trend {
  of?: { coding: { code: string }[] };
  direction: string;
  unit?: string;
  values: { value: number; entryId: string }[];
}
const trendOf = (...events: Told[]): Trend[] | undefined => {
  const { vitalSigns, observations } = given(start, ...events).summary;
  return [...vitalSigns, ...observations][0]!['trend'] as Trend[] | undefined;
};
const values = (trend: Trend[] | undefined): string[] => trend![0]!.values.map(({ value, entryId }) => `${entryId} ${value}`);

describe('the trend of a value', () => {
  it.each([
    ['rising', [70, 72, 71, 80]],
    ['falling', [70, 72, 71, 60]],
    ['steady', [70, 72, 71, 72]],
    ['steady', [70, 70]],
  ])('is %s: %j', (direction, readings) => {
    const trend = trendOf(...readings.map((value, n) => measured(`o${n}`, value, n + 1)));
    expect(trend).toMatchObject([{ direction, unit: '/min' }]);
    expect(values(trend)).toEqual(
      readings
        .map((value, n) => `o${n} ${value}`)
        .reverse()
        .slice(0, 3),
    );
  });

  it('has the last three, whenever they were recorded, each with its entry and both clocks', () => {
    const events = [5, 2, 6, 1, 4, 3].map((hour) => measured(`o${hour}`, 60 + hour, hour));
    const trend = trendOf(...events);
    expect(values(trend)).toEqual(['o6 66', 'o5 65', 'o4 64']);
    expect(trend![0]!.values[1]).toEqual({
      value: 65,
      entryId: 'o5',
      occurredAt: events[0]!.occurredAt,
      recordedAt: events[0]!.recordedAt,
    });
    expect(values(trendOf(...events, strike('x', 'o5')))).toEqual(['o6 66', 'o4 64', 'o3 63']);
    expect(values(trendOf(...events, amend('x', events[0]!, { ...(events[0]!.data as object), valueQuantity: { value: 99, unit: '/min', code: '/min' } })))[1]).toBe('o5 99'); // prettier-ignore
  });

  it('is in the unit of the last; what cannot be said in it is left out', () => {
    const weights = [measured('a', 61_500, 1, 'g'), measured('b', 61, 2, '{tbl}'), measured('c', 60, 3, 'kg')];
    expect(values(trendOf(...weights))).toEqual(['c 60', 'a 61.5']);
    expect(values(trendOf(measured('a', 101.3, 1, '[degF]'), measured('b', 37, 2, 'Cel')))).toEqual(['b 37', 'a 38.5']);
  });

  it('is of each component', () => {
    const pressure = (id: string, systolic: number, diastolic: number, hour: number) => {
      const part = (code: string, value: number) => ({ code: loinc(code), valueQuantity: { value, unit: 'mm[Hg]', code: 'mm[Hg]' } });
      return told(id, 'observation.recorded', { code: loinc('85354-9'), category: 'vital-signs', components: [part('8480-6', systolic), part('8462-4', diastolic)] }, hour); // prettier-ignore
    };
    expect(trendOf(pressure('a', 120, 80, 1), pressure('b', 140, 70, 2))).toMatchObject([
      { of: loinc('8480-6'), direction: 'rising', values: [{ value: 140, entryId: 'b' }, { value: 120 }] },
      { of: loinc('8462-4'), direction: 'falling', values: [{ value: 70 }, { value: 80 }] },
    ]);
  });

  it('is none of one value, of a bound, of an amount, and where the last is no number', () => {
    expect(trendOf(measured('a', 70, 1))).toBeUndefined();
    const bound = { valueQuantity: { value: 40, comparator: '<', unit: '/min', code: '/min' } };
    expect(trendOf(measured('a', 70, 1), measured('b', 40, 2, '/min', bound))).toBeUndefined();
    expect(
      trendOf(measured('a', 1, 1, 'L', { category: 'fluid-balance' }), measured('b', 2, 2, 'L', { category: 'fluid-balance' })),
    ).toBeUndefined();
    const words = { valueQuantity: undefined, valueString: 'weak' };
    expect(trendOf(measured('a', 70, 1), measured('b', 71, 2), measured('c', 0, 3, '/min', words))).toBeUndefined();
  });
});
