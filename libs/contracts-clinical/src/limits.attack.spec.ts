import { describe, expect, it } from '@jest/globals';
import { clinicalEventTypes, codingFault, isUcumCode, textFaults, validateClinicalData } from './index.js';
import { dimensionOf } from './ucum.js';
import { isTimeZone } from '@everchart/contracts';

const million = 1_000_000;
/** Each is UCUM, and took the parser seconds and gigabytes at this length. */
const longUnits = [
  'm.'.repeat(45_000) + 'm',
  '/m'.repeat(45_000),
  'm/'.repeat(45_000) + 'm',
  '('.repeat(45_000) + 'm' + ')'.repeat(45_000),
];
const tooLong = 'must NOT have more than 100 characters';

describe('a unit of 90 kB', () => {
  it.each(longUnits)('is no unit, and does not reach the parser', (unit) => {
    expect(isUcumCode(unit)).toBe(false);
    expect(dimensionOf(unit)).toBeUndefined();
    expect(codingFault('http://unitsofmeasure.org', unit)).toEqual({ member: 'code', message: 'must be a UCUM unit' });
  });

  it('is refused for its length, and nothing else is looked for in it', () => {
    const quantity = { value: 1, unit: longUnits[0], code: longUnits[1] };
    const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
    const data = { code, category: 'vital-signs', valueQuantity: quantity };
    const faults = [
      { pointer: '/valueQuantity/unit', message: tooLong },
      { pointer: '/valueQuantity/code', message: tooLong },
    ];
    for (const version of [1, 2]) expect(validateClinicalData('observation.recorded', version, data)).toEqual(faults);
    expect(validateClinicalData('entry.amended', 1, { entryId: 'x', type: 'observation.recorded', schemaVersion: 2, data })).toEqual(
      expect.arrayContaining(faults.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }))),
    );
  });
});

it('has no zone with a name of a megabyte', () => {
  expect(isTimeZone('a/'.repeat(million / 2) + 'a')).toBe(false);
  expect(isTimeZone('Europe/Rome')).toBe(true);
});

/** Texts that lead expressions with loops astray. */
const spoiled = ['en-', ' ', 'a/b; a=b', '-', '0', '..'].map((part) => part.repeat(20_000));

describe.each(clinicalEventTypes.map(({ type, version, schema, example }) => ({ type, version, schema, example })))(
  '$type $version',
  ({ type, version, example }) => {
    const places = textsOf(example, []);

    it('names two faults at most for a text that is far too long, wherever it stands', () => {
      for (const place of places)
        for (const text of spoiled) {
          const faults = validateClinicalData(type, version, withValueAt(example, place, text));
          const own = faults.filter(({ pointer }) => pointer === `/${place.join('/')}`);
          // None: a few members hold long texts. Two: the type of an amended entry is not known, either.
          expect({ place, own: own.length <= 2, bytes: JSON.stringify(faults).length < 10_000 }).toEqual({ place, own: true, bytes: true });
        }
    });

    it('names a hundred of the faults of thousands of members and items', () => {
      const members = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`x${index}`, 1]));
      const faults = validateClinicalData(type, version, { ...example, ...members });
      expect(faults).toHaveLength(100);
      expect(faults.at(-1)).toMatchObject({ pointer: '', message: expect.stringMatching(/^has 199\d\d more faults/) as unknown });
      for (const [name, value] of Object.entries(example)) {
        if (!Array.isArray(value)) continue;
        const ofItems = validateClinicalData(type, version, { ...example, [name]: Array.from({ length: 10_000 }, () => 1) });
        expect(ofItems).toContainEqual({
          pointer: `/${name}`,
          message: expect.stringMatching(/^must NOT have more than \d+ items$/) as unknown,
        });
        expect(ofItems.length).toBeLessThan(5);
      }
    });
  },
);

it('names a hundred of a million texts with control characters', () => {
  const faults = textFaults(Array.from({ length: million }, () => '\u0000'));
  expect(faults).toHaveLength(100);
  expect(faults.at(-1)!.message).toBe(`has ${million - 99} more faults, which are not named`);
});

/** Places of all texts of a value. */
function textsOf(value: unknown, place: readonly string[]): string[][] {
  if (typeof value === 'string') return [[...place]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsOf(member, [...place, name]));
}

function withValueAt(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string, unknown>)[name] = withValueAt((copy as Record<string, unknown>)[name], rest, text);
  return copy;
}
