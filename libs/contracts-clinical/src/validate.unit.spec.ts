import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import {
  clinicalEventTypes,
  referenceMembers,
  referencesOf,
  upcastClinical,
  UnknownEventTypeError,
  validateClinicalData,
  validateReadClinicalData,
} from './index.js';

/** The schema without its layout. */
const contentOf = (file: URL): string => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));

const heartRate = { code: { text: 'Heart rate' }, category: 'vital-signs', valueQuantity: { value: 72, unit: '/min' } };

describe('schemas of clinical events', () => {
  it.each(clinicalEventTypes.map((contract) => [contract.dataschema, contract] as const))('%s takes its own example', (_, contract) => {
    expect(validateClinicalData(contract.type, contract.version, contract.example)).toEqual([]);
    expect(contract.dataschema).toBe(`urn:everchart:schema:${contract.type}:${contract.version}`);
  });

  it('are never changed once released', () => {
    const directory = new URL('../schemas/', import.meta.url);
    const files = readdirSync(directory).filter((file) => file.endsWith('.schema.json'));
    const released = JSON.parse(readFileSync(new URL('released.json', directory), 'utf8')) as Record<string, string>;
    expect(Object.keys(released).sort()).toEqual(files.sort());
    for (const file of files) {
      const digest = createHash('sha256')
        .update(contentOf(new URL(file, directory)))
        .digest('hex');
      expect(`${file} ${digest}`).toBe(`${file} ${released[file]}`);
    }
  });

  it('take every event of the frozen corpus, as written and upcast', () => {
    const corpus = new URL('../corpus/', import.meta.url);
    const events = readdirSync(corpus).flatMap((file) =>
      readFileSync(new URL(file, corpus), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; version: number; data: Record<string, unknown> }),
    );
    expect(new Set(events.map(({ type, version }) => `${type}:${version}`))).toEqual(
      new Set(clinicalEventTypes.map(({ type, version }) => `${type}:${version}`)),
    );
    for (const { type, version, data } of events) {
      expect(validateReadClinicalData(type, version, data)).toEqual([]);
      const newest = Math.max(...clinicalEventTypes.filter((contract) => contract.type === type).map((contract) => contract.version));
      expect(validateReadClinicalData(type, newest, upcastClinical(type, version, data))).toEqual([]);
    }
  });
});

describe('validateClinicalData', () => {
  it('names every fault at once', () => {
    const faults = validateClinicalData('observation.recorded', 1, {
      code: {},
      category: 'vital',
      valueQuantity: { value: '72', unit: ' ' },
      colour: 'red',
      'a/b~c': 1,
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        { pointer: '/code', message: 'needs text or coding' },
        { pointer: '/category', message: expect.stringMatching(/^must be one of: vital-signs, laboratory/) as unknown as string },
        { pointer: '/valueQuantity/value', message: 'must be number' },
        { pointer: '/valueQuantity/unit', message: 'must not be blank' },
        { pointer: '/colour', message: 'is not known here' },
        { pointer: '/a~1b~0c', message: 'is not known here' },
      ]),
    );
    expect(faults).toHaveLength(6);
  });

  it.each([
    ['no value and no component', {}],
    ['two values', { valueQuantity: { value: 1, unit: 'x' }, valueString: 'one' }],
  ])('refuses an observation with %s', (_, value) => {
    const data = { code: heartRate.code, category: 'vital-signs', ...value };
    expect(validateClinicalData('observation.recorded', 1, data)).toEqual([
      { pointer: '', message: 'needs exactly one value, or components' },
    ]);
  });

  it('takes a value beside components', () => {
    const components = [{ code: { text: 'Eyes' }, valueInteger: 4 }];
    expect(validateClinicalData('observation.recorded', 1, { ...heartRate, components })).toEqual([]);
  });

  it('never repeats what was sent', () => {
    const secret = 'Ada Lovelace';
    const faults = validateClinicalData('patient.registered', 1, { name: secret, gender: secret, birthDate: secret, identifiers: secret });
    expect(faults.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(faults)).not.toContain(secret);
  });

  it.each([
    ['1938', true],
    ['1938-04', true],
    ['1938-04-02', true],
    ['1938-13', false],
    ['1938-02-30', false],
    ['0000', false],
    ['38', false],
    ['1938-04-02T10:00:00Z', false],
  ])('takes the birth date %s: %s', (birthDate, valid) => {
    expect(validateClinicalData('patient.details-amended', 1, { birthDate })).toHaveLength(valid ? 0 : 1);
  });

  it('refuses text that not every store can hold', () => {
    const note = (text: string) => validateClinicalData('note.written', 1, { kind: 'progress', text });
    expect(note('line one\nline two\ttabbed \u{1f600}')).toEqual([]);
    expect(note('nul \u0000 byte')).toEqual([{ pointer: '/text', message: 'has a control character' }]);
    expect(note('half \ud83d pair')).toEqual([{ pointer: '/text', message: 'has half of a surrogate pair: not Unicode text' }]);
  });

  it('says that a type or version is unknown', () => {
    expect(() => validateClinicalData('note.sung', 1, {})).toThrow(UnknownEventTypeError);
    expect(() => upcastClinical('note.written', 2, {})).toThrow(UnknownEventTypeError);
  });
});

describe('the reader', () => {
  it('lets through what a newer writer adds', () => {
    const data = { ...heartRate, newer: { member: true } };
    expect(validateClinicalData('observation.recorded', 1, data)).toHaveLength(1);
    expect(validateReadClinicalData('observation.recorded', 1, data)).toEqual([]);
  });
});

describe('referencesOf', () => {
  const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c03';

  it('names the event that one is about, where it says so, and what it may be', () => {
    expect(referencesOf('entry.struck', { entryId: id.toUpperCase() })).toEqual([{ id, pointer: '/entryId' }]);
    expect(referencesOf('flag.cleared', { flagId: id, reason: 'x' })).toEqual([{ id, pointer: '/flagId', types: ['flag.raised'] }]);
    expect(referencesOf('note.written', { text: 'x' })).toEqual([]);
    expect(referencesOf('medication.administered', { medication: {} })).toEqual([]);
  });

  it('names those of corrected data, too', () => {
    const data = { entryId: id, type: 'flag.changed', data: { flagId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c02' } };
    expect(referencesOf('entry.amended', data)).toEqual([
      { id, pointer: '/entryId' },
      { id: data.data.flagId, pointer: '/data/flagId', types: ['flag.raised'] },
    ]);
  });

  it('knows every member that the schemas call the event id of another type', () => {
    for (const { type, schema } of clinicalEventTypes) {
      const properties = Object.entries(schema.properties as Record<string, { description?: string }>);
      const named = properties.filter(([, { description }]) => description?.startsWith('Event id of')).map(([member]) => member);
      const known = referenceMembers[type]?.map(({ member }) => member) ?? [];
      expect({ type, named: named.filter((member) => !known.includes(member)) }).toEqual({ type, named: [] });
      expect({ type, known: known.filter((member) => !properties.some(([name]) => name === member)) }).toEqual({ type, known: [] });
    }
  });
});
