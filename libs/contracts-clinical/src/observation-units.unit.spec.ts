import { describe, expect, it } from '@jest/globals';
import { isLoincCode } from './loinc.js';
import { measuredCodes } from './observation-units.js';
import { isSnomedConceptId } from './snomed-ct.js';
import { dimensionOf } from './ucum.js';
import { validateClinicalData } from './validate.js';

const loinc = (...codes: string[]) => ({ coding: codes.map((code) => ({ system: 'http://loinc.org', code })) });
const observed = (code: object, value: object) => ({ code, category: 'vital-signs', ...value });
const quantity = (unit: string, code?: string) => ({ value: 72, unit, ...(code === undefined ? {} : { code }) });
const faults = (data: unknown, version = 2) => validateClinicalData('observation.recorded', version, data);

describe('the unit of an observation', () => {
  it('is one of what was measured, in any size', () => {
    for (const [code, unit] of [
      ['8867-4', '/min'], ['8867-4', '{beats}/min'], ['8867-4', 'Hz'], ['29463-7', 'kg'], ['29463-7', '[lb_av]'], ['8310-5', '[degF]'],
      ['8480-6', 'kPa'], ['59408-5', '1'], ['72514-3', '{score}'], ['2345-7', 'mmol/L'], ['2345-7', 'mg/dL'], ['2823-3', 'meq/L'], ['39156-5', 'kg/m2'],
      ['3151-8', 'mL/min'], ['9192-6', 'mL/(24.h)'], ['8302-2', '[in_i]'], ['1-8', 'kg'],
    ] as const) expect([code, unit, faults(observed(loinc(code), { valueQuantity: quantity(unit, unit) }))]).toEqual([code, unit, []]);
  }); // prettier-ignore

  it('is refused when it is one of something else', () => {
    const must = (pointer: string, what: string) => [{ pointer, message: `must be a unit of ${what}` }];
    const rate = 'a rate, such as /min';
    expect(faults(observed(loinc('8867-4'), { valueQuantity: quantity('kg', 'kg') }))).toEqual(must('/valueQuantity/code', rate));
    expect(faults(observed(loinc('8867-4'), { valueQuantity: quantity('kg', 'kg') }), 1)).toEqual(must('/valueQuantity/code', rate));
    expect(faults(observed(loinc('1-8', '8867-4'), { valueQuantity: quantity('min', 'min') }))).toEqual(must('/valueQuantity/code', rate));
    const snomed = { coding: [{ system: 'http://snomed.info/sct', code: '364075005' }] };
    expect(faults(observed(snomed, { valueQuantity: quantity('mmHg', 'mm[Hg]') }))).toEqual(must('/valueQuantity/code', rate));
    expect(faults(observed(loinc('29463-7'), { valueRange: { low: quantity('kg', 'kg'), high: quantity('cm', 'cm') } }))).toEqual(
      must('/valueRange/high/code', 'a mass, such as kg'),
    );
    const components = [{ code: loinc('8480-6'), valueQuantity: quantity('mmHg', 'mm[Hg]') }, { code: loinc('8462-4'), valueQuantity: quantity('/min', '/min') }]; // prettier-ignore
    expect(faults(observed(loinc('85354-9'), { components }))).toEqual(
      must('/components/1/valueQuantity/code', 'a pressure, such as mm[Hg]'),
    );
    const amendment = {
      entryId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01',
      type: 'observation.recorded',
      schemaVersion: 2,
      data: observed(loinc('8867-4'), { valueQuantity: quantity('kg', 'kg') }),
      changeLog: { reason: 'r' },
    };
    expect(validateClinicalData('entry.amended', 1, amendment)).toEqual(must('/data/valueQuantity/code', rate));
  });

  it('that is only written for people is judged when it is plainly one of something else', () => {
    const written = (unit: string) => faults(observed(loinc('8867-4'), { valueQuantity: quantity(unit) }), 1);
    for (const unit of ['bpm', 'beats/min', '/min', 'C', 'per minute']) expect(written(unit)).toEqual([]);
    expect(written('kg')).toEqual([{ pointer: '/valueQuantity/unit', message: 'must be a unit of a rate, such as /min' }]);
  });
});

it('the table has codes that are codes, and units that are units', () => {
  for (const [name, { units }] of measuredCodes) {
    const [system, code] = name.split('|') as [string, string];
    expect([name, system === 'http://loinc.org' ? isLoincCode(code) : isSnomedConceptId(code)]).toEqual([name, true]);
    for (const unit of units) expect([unit, dimensionOf(unit)]).toEqual([unit, expect.any(String)]);
  }
});
