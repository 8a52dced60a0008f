import { readFileSync } from 'node:fs';
import { personOf } from '@everchart/clinical-facts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOf } from '../../test/strict-receiver.js';
import { decideMessage } from './message.decider.js';
import { entryOf, type ClinicalEvent } from './patient-facts.js';

const patient = '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f';
const stayId = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c01';
const to = { receivingApplication: 'EHR', receivingFacility: 'CITY', controlId: '7QK2M9X4T1B8VZC03DNE', processingId: 'P' };

interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  enum?: string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
}

const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../../../libs/contracts-clinical/schemas/${name}.schema.json`, import.meta.url), 'utf8')) as Schema;

/** Texts of all lengths up to the longest, of what has to be escaped and of what has not. */
const text = (max: number) =>
  fc
    .tuple(
      fc.oneof(fc.integer({ min: 1, max: Math.min(12, max) }), fc.integer({ min: 1, max })),
      fc.array(fc.constantFrom('a', 'word ', '|', '^', '~', '\\', '&', '\n', '\r\n', '"', 'ä', '😀'), { minLength: 1, maxLength: 6 }),
    ) // prettier-ignore
    .map(([length, pieces]) => `x${pieces.join('').repeat(Math.ceil(length / 2))}`.slice(0, length).replace(/[\ud800-\udbff]$/, 'x'));

/** Codes that the mappings look at, among others. */
const codings = fc.constantFrom(
  { system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' },
  { system: 'http://snomed.info/sct', code: '364075005' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'POS', display: 'Positive' },
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0078', code: 'other' },
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' },
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'LOCAL' },
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0112', code: '01' },
  { system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code: 'exp' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'A', display: 'Annulled' },
);
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const dates = fc.constantFrom('1941', '1941-03', '1941-03-09');
const instants = fc.constantFrom('2026-03-01T08:00:00+01:00', '0001-01-01T00:00:00Z', '2026-03-01T08:00:59.999999999-14:00');

/** Any data of a schema, to the edge of what it allows. */
function dataOf(schema: Schema, defs: Record<string, Schema>): fc.Arbitrary<unknown> {
  if (schema.$ref?.endsWith('/Coding')) return fc.oneof(codings, objectOf(defs.Coding!, defs));
  // What names a person is never cut, however long it is.
  if (schema.$ref?.endsWith('/Identifier')) return fc.record({ system: fc.constantFrom('urn:oid:1.2.3', 'urn:oid:x', 'https://a.example/&'), value: text(24) }); // prettier-ignore
  if (schema.$ref !== undefined) return dataOf({ ...defs[schema.$ref.split('/').at(-1)!]!, ...{ $ref: undefined } }, defs);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'uuid') return fc.constant(stayId);
  if (schema.format === 'date-time') return instants;
  if (schema.format === 'partial-date') return dates;
  if (schema.format === 'partial-date-time') return fc.oneof(dates, instants);
  if (schema.type === 'string') {
    if (schema.pattern?.startsWith('^[A-Za-z]') === true) return fc.constant('de-CH');
    return schema.pattern === '^\\S+$'
      ? text(schema.maxLength ?? 50).map((each) => each.replace(/\s/g, '_'))
      : text(schema.maxLength ?? 50);
  }
  if (schema.type === 'number') return numbers;
  if (schema.type === 'integer') return fc.integer();
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array')
    return fc.array(dataOf(schema.items!, defs), { minLength: schema.minItems ?? 0, maxLength: Math.min(4, schema.maxItems ?? 4) });
  return objectOf(schema, defs);
}

function objectOf({ properties = {}, required = [], anyOf: choices = [] }: Schema, defs: Record<string, Schema>): fc.Arbitrary<object> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, dataOf(member, defs)]));
  if (choices.length === 0) return fc.record(members, { requiredKeys: required });
  return fc.oneof(...choices.map((choice) => fc.record(members, { requiredKeys: [...required, ...choice.required!] })));
}

const anyOf = (name: string): fc.Arbitrary<Record<string, unknown>> => {
  const schema = schemaOf(name);
  return dataOf(schema, schema.$defs ?? {}) as fc.Arbitrary<Record<string, unknown>>;
};

/** One value, or components. */
function withOneValue(data: Record<string, unknown>, which: number): Record<string, unknown> {
  const stated = Object.keys(data).filter(
    (name) => name.startsWith('value') || name === 'components' || name === 'dataAbsentReason' || name === 'members',
  );
  const kept = stated[which % Math.max(1, stated.length)];
  return Object.fromEntries(Object.entries(data).filter(([name]) => !stated.includes(name) || name === kept));
}

let version = 0;
function event(type: string, data: unknown, facility?: string): ClinicalEvent {
  version += 1;
  return {
    id: `01980c5e-7d0a-7b11-9c5e-${String(version).padStart(12, '0')}`,
    org: 'home',
    subject: patient,
    type,
    occurredAt: '2026-03-01T08:00:00+01:00',
    recordedAt: '2026-03-01T07:00:05.250000Z',
    streamVersion: version,
    actor: 'carer-anna',
    ...(facility === undefined ? {} : { facility }),
    data,
  };
}

function messageOf(events: readonly ClinicalEvent[]): string {
  return decideMessage(events.at(-1)!, personOf(events.map(entryOf)))!.render(to);
}

describe('a strict receiver takes', () => {
  const registered = anyOf('patient.registered.v1');
  const admitted = anyOf('stay.admitted.v1');
  const facility = fc.option(text(200).map((name) => name.replace(/[\r\n]/g, ' ')), { nil: undefined }); // prettier-ignore
  const faultless = (events: readonly ClinicalEvent[]) => expect(faultsOf(messageOf(events))).toEqual([]);

  it('every registration', () => {
    fc.assert(fc.property(registered, facility, (data, where) => faultless([event('patient.registered', data, where)])));
  });

  it('every admission and discharge', () => {
    fc.assert(
      fc.property(registered, admitted, anyOf('stay.discharged.v1'), (person, stay, end) => {
        const events = [event('patient.registered', person), event('stay.admitted', stay)];
        faultless(events);
        faultless([...events, event('stay.discharged', end)]);
        faultless([events[0]!, event('stay.discharged', end)]);
      }),
    );
  });

  it('every observation', () => {
    fc.assert(
      fc.property(
        registered,
        fc.option(admitted, { nil: undefined }),
        anyOf('observation.recorded.v2'),
        fc.nat(12),
        (person, stay, data, which) => {
          const observation = { ...withOneValue(data, which), ...(Array.isArray(data.components) ? { components: data.components.map((each) => withOneValue(each as Record<string, unknown>, which)) } : {}) }; // prettier-ignore
          faultless([
            event('patient.registered', person),
            ...(stay ? [event('stay.admitted', stay)] : []),
            event('observation.recorded', observation),
          ]);
        },
      ),
    );
  });

  it('every dose', () => {
    fc.assert(
      fc.property(registered, anyOf('medication.administered.v1'), (person, data) =>
        faultless([event('patient.registered', person), event('medication.administered', data)]),
      ),
    );
  });

  it('nothing else', () => {
    const message = messageOf([
      event('patient.registered', { identifiers: [], name: { family: 'Doe', given: ['Ann'] }, gender: 'female' }),
      event('observation.recorded', { code: { text: 'X' }, category: 'other', valueInteger: 3, note: 'a note' }),
    ]);
    expect(faultsOf(message)).toEqual([]);
    for (const [from, toText] of [
      ['|F|||2026', '|Q|||2026'],
      ['NTE|1||a note', `NTE|1||${'x'.repeat(32_001)}`],
      ['|NM|', '|CWE|'],
      ['|NM|^X||3||||||F', '|NM|^X||3 mg||||||F'],
      ['20260301080000+0100', '20260301080060+0100'],
      ['|U\r', '|X\r'],
      ['ORU_R01|', 'ORU_R02|'],
    ] as const)
      expect([from, faultsOf(message.replace('|||F\r', '|||U\r').replace(from, toText)).length > 0]).toEqual([from, true]);
  });
});
