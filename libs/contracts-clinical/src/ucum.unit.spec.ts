import { describe, expect, it } from '@jest/globals';
import { ratioOfUnits } from './ucum.js';

describe('how many of a unit are one of another', () => {
  it.each<[string, string, number]>([
    ['g', 'mg', 1000],
    ['ug', 'mg', 0.001],
    ['mL', 'L', 0.001],
    ['h', 'min', 60],
    ['mmol', 'umol', 1000],
    ['{tbl}', '{tbl}', 1],
    ['[iU]/mL', '[iU]/mL', 1],
  ])('%s → %s', (from, to, expected) => expect(ratioOfUnits(from, to)).toBeCloseTo(expected, 9));

  it.each([
    ['mg', 'mL'],
    ['{tbl}', '{caps}'],
    ['{tbl}', '1'],
    ['Cel', 'K'],
    ['{tbl}/d', '{caps}/d'],
    ['mL/min', 'mL/min/{1.73_m2}'],
    ['[iU]/mL', "[arb'U]/mL"],
    ['k[iU]/L', '[iU]/L'],
    ['mmol', '{tbl}'],
    ['no unit', 'mg'],
  ])('is not said of %s and %s', (from, to) => expect(ratioOfUnits(from, to)).toBeUndefined());
});
