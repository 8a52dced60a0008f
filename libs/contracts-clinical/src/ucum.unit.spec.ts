import { describe, expect, it } from '@jest/globals';
import { convertedTo, ratioOfUnits } from './ucum.js';

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

it.each([
  [98.6, '[degF]', 'Cel', 37],
  [37, 'Cel', '[degF]', 98.6],
  [310.15, 'K', 'Cel', 37],
  [0.061, 'kg', 'g', 61],
  [61, 'kg', 'kg', 61],
])('%d %s in %s is %d', (value, from, to, expected) => expect(convertedTo(value, from, to)).toBeCloseTo(expected, 9));

it.each([
  ['Cel', 'mg'],
  ['{tbl}', '{caps}'],
])('%s cannot be said in %s', (from, to) => expect(convertedTo(1, from, to)).toBeUndefined());
