import { describe, expect, it } from '@jest/globals';
import { conceptKey, instant, isLate, validateClinicalData } from './index.js';

describe('instant', () => {
  const expected = Date.parse('2026-03-01T09:00:00Z');

  it.each([
    ['2026-03-01T10:00:00+01:00', 0],
    ['2026-03-01t09:00:00z', 0],
    ['2026-03-01 09:00:00Z', 0],
    ['2026-03-01T10:00:00+01', 0],
    ['2026-03-01T10:00:00+0100', 0],
    ['2026-03-01T09:00:00.1239Z', 123],
    ['2026-03-01 10:00:00.1239+01', 123],
    ['2026-03-01T08:59:60Z', 0],
    ['2026-03-01T08:59:60.5Z', 500],
  ])('of %s', (time, more) => expect(instant(time) - expected).toBe(more));

  it('is found for every date-time that a schema takes', () => {
    // The calendar knows where leap seconds may stand: at midnight in UTC.
    for (const scheduledAt of [
      '2016-12-31T23:59:60Z',
      '2017-01-01T00:59:60+01',
      '2026-03-01 10:00:00+0100',
      '2026-03-01t10:00:00.000000001z',
    ]) {
      expect(validateClinicalData('medication.administered', 1, { medication: { text: 'Iron' }, scheduledAt })).toEqual([]);
      expect(instant(scheduledAt)).toBeGreaterThan(0);
    }
  });

  it.each(['', 'today', '2026-13-01T00:00:00Z', '2026-03-01T25:00:00Z'])('is not of "%s"', (time) => {
    expect(() => instant(time)).toThrow(RangeError);
  });
});

describe('an entry', () => {
  it('is late when it is recorded more than an hour after it happened, whatever the zone', () => {
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00.000000Z')).toBe(false);
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00.001000Z')).toBe(true);
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T08:00:00.000000Z')).toBe(false);
  });
});

describe('two concepts', () => {
  const atc = { system: 'http://www.whocc.no/atc', code: 'C08CA01' };
  const house = { system: 'https://care.example/medicines', code: '17' };

  it('are the same by their leading code, in whichever order the codes stand', () => {
    expect(conceptKey({ coding: [house, atc] })).toBe(conceptKey({ text: 'Amlodipine', coding: [atc] }));
    expect(conceptKey({ coding: [house] })).not.toBe(conceptKey({ coding: [atc] }));
  });

  it('are else the same by their words', () => {
    expect(conceptKey({ text: ' Iron  tablets' })).toBe(conceptKey({ text: 'iron tablets' }));
  });
});
