import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, it } from '@jest/globals';
import { clinicalEventContract, conceptKey, isLate, validateClinicalData, validateReadClinicalData } from './index.js';

const dose = (scheduledAt: string) => ({ medication: { text: 'Iron' }, scheduledAt });
const onset = (at: string) => ({ substance: { text: 'Penicillin' }, clinicalStatus: 'active', verification: 'confirmed', onset: at });

/** Refused by the writer's schema; some former door took each of them. */
const formerForms = [
  '2026-03-01T08:00:00+0100',
  '2026-03-01T08:00:00+01',
  '2026-03-01 08:00:00Z',
  '2026-03-01t08:00:00z',
  '2016-12-31T23:59:60Z',
  '2026-03-01T08:00:00+16:00',
  '0000-06-01T08:00:00Z',
  '0001-01-01T00:00:00+01:00',
];

describe('a time in the data', () => {
  it.each(formerForms)('%s is refused when it is written, and read where it is on record', (text) => {
    expect(validateClinicalData('medication.administered', 1, dose(text))).toEqual([
      { pointer: '/scheduledAt', message: expect.stringContaining('RFC 3339') },
    ]);
    expect(validateClinicalData('allergy.recorded', 1, onset(text))).toEqual([
      { pointer: '/onset', message: expect.stringContaining('RFC 3339') },
    ]);
    expect(validateReadClinicalData('medication.administered', 1, dose(text))).toEqual([]);
    expect(validateReadClinicalData('allergy.recorded', 1, onset(text))).toEqual([]);
  });

  it.each(['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.123456789+14:00', '9999-12-31T23:59:59Z'])('%s is taken', (text) => {
    expect(validateClinicalData('medication.administered', 1, dose(text))).toEqual([]);
    expect(validateClinicalData('allergy.recorded', 1, onset(text))).toEqual([]);
  });

  it.each(['today', '2026-02-30T08:00:00Z', '2026-03-01T25:00:00Z'])('%s is never read', (text) => {
    expect(validateReadClinicalData('medication.administered', 1, dose(text))).not.toEqual([]);
  });

  it('is said by the published schema as the door takes it', () => {
    const { schema } = clinicalEventContract('medication.administered', 1)!;
    const { pattern, format } = (schema.$defs as Record<string, { pattern: string; format: string }>).DateTime!;
    const standard = (fullFormats[format as 'date-time'] as { validate: (text: string) => boolean }).validate;
    const published = (text: string): boolean => new RegExp(pattern).test(text) && standard(text);
    // The ends of the calendar are the one thing that neither a pattern nor the format can say.
    const taken = ['2026-03-01T08:00:00Z', '2026-03-01T08:00:00.5-14:00', '2024-02-29T00:00:00Z'];
    const refused = [...formerForms.filter((text) => !text.startsWith('0001')), '2026-02-29T00:00:00Z', '2026-04-31T00:00:00Z'];
    expect([...taken, ...refused].filter(published)).toEqual(taken);
    expect([...taken, ...refused].filter((text) => validateClinicalData('medication.administered', 1, dose(text)).length === 0)).toEqual(
      taken,
    );
  });
});

describe('a UUID in the data', () => {
  const prescription = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
  const given = (prescriptionId: string) => ({ medication: { text: 'Iron' }, prescriptionId });

  it.each([prescription, prescription.toUpperCase()])('%s is taken', (text) =>
    expect(validateClinicalData('medication.administered', 1, given(text))).toEqual([]),
  );

  it.each([`urn:uuid:${prescription}`, `{${prescription}}`, prescription.replaceAll('-', '')])('%s is refused', (text) =>
    expect(validateClinicalData('medication.administered', 1, given(text))).toEqual([
      { pointer: '/prescriptionId', message: 'must be a UUID' },
    ]),
  );
});

describe('an entry', () => {
  it('is late when it is recorded more than an hour after it happened, whatever the zone', () => {
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00.000000Z')).toBe(false);
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00.001000Z')).toBe(true);
    expect(isLate('2026-03-01T10:00:00+01:00', '2026-03-01T08:00:00.000000Z')).toBe(false);
    for (const text of ['', '', 'soon', 'soon']) expect(() => isLate('2026-03-01T10:00:00+01:00', text)).toThrow(RangeError);
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
