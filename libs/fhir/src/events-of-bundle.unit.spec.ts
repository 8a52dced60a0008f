import { describe, expect, it } from '@jest/globals';
import { eventsOfBundle, eventsOfEntries, parseBundle, type BundleEvents } from './index.js';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const nowMs = Date.parse('2026-03-01T09:30:00Z');
const patientId = '5d2a2d08-cf2e-4d7a-a0db-77551a2777ec';
const stayId = 'c6411348-0400-4779-881c-eed142a5b36d';
const uuid = (last: number): string => `aaaaaaaa-0000-4000-8000-${String(last).padStart(12, '0')}`;
const loinc = (code: string, text: string) => ({ coding: [{ system: 'http://loinc.org', code, display: text }], text });
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const subject = { reference: `Patient/${patientId}` };
const patient = {
  resourceType: 'Patient',
  id: patientId,
  name: [{ family: 'Abel', given: ['Edith'] }],
  gender: 'female',
  birthDate: '1938-04',
};
const pulse = {
  resourceType: 'Observation',
  id: uuid(1),
  status: 'final',
  category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs')],
  code: loinc('8867-4', 'Heart rate'),
  subject,
  effectiveDateTime: '2020-03-02T11:49:03+01:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
};
const dose = {
  resourceType: 'MedicationAdministration',
  id: uuid(2),
  status: 'completed',
  medicationCodeableConcept: { text: 'Paracetamol 500 mg' },
  subject,
  effectiveDateTime: '2020-03-02T12:00:00Z',
};
const stay = {
  resourceType: 'Encounter',
  id: stayId,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject,
  period: { start: '2020-03-01T08:00:00+01:00', end: '2020-03-05T10:00:00+01:00' },
};
const allergy = {
  resourceType: 'AllergyIntolerance',
  id: uuid(3),
  code: { text: 'Penicillin' },
  patient: subject,
  recordedDate: '2019-01-01T09:00:00Z',
};
const problem = {
  resourceType: 'Condition',
  id: uuid(4),
  clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
  code: { text: 'Hypertension' },
  subject,
  recordedDate: '2019-02-01T09:00:00Z',
};
const plan = {
  resourceType: 'CarePlan',
  id: uuid(5),
  status: 'active',
  intent: 'plan',
  title: 'Mobility',
  subject,
  period: { start: '2020-03-01T09:00:00Z' },
};

function map(resources: readonly object[], options: { source?: string } = {}): BundleEvents {
  return eventsOfBundle(parseBundle(bytesOf({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) })), {
    nowMs,
    ...options,
  });
}
const entryOf = (resource: object) => {
  const [entry] = eventsOfEntries(parseBundle(bytesOf({ resourceType: 'Bundle', entry: [{ resource }] })), { nowMs });
  return entry as Extract<typeof entry, { outcome: 'mapped' }>;
};
const dataOf = (resource: object): unknown => {
  const { events, registrations, refused } = map([resource]);
  expect(refused).toEqual([]);
  return [...registrations, ...events][0]!.data;
};
const refusalOf = (resource: object): string | undefined => {
  const { events, registrations, refused } = map([resource]);
  expect([...registrations, ...events]).toEqual([]);
  return refused[0]?.reason;
};

describe('events of a bundle', () => {
  it('are in the order of happening, the registration apart and no later than the first', () => {
    const { registrations, events, mapped, refused } = map([patient, pulse, dose, stay, allergy, problem, plan]);
    expect(events.map(({ type, occurredAt }) => `${occurredAt} ${type}`)).toEqual([
      '2019-01-01T09:00:00Z allergy.recorded',
      '2019-02-01T09:00:00Z problem.recorded',
      '2020-03-01T08:00:00+01:00 stay.admitted',
      '2020-03-01T09:00:00Z plan.instruction-given',
      '2020-03-02T11:49:03+01:00 observation.recorded',
      '2020-03-02T12:00:00Z medication.administered',
      '2020-03-05T10:00:00+01:00 stay.discharged',
    ]);
    expect(registrations).toMatchObject([{ type: 'patient.registered', patientId, schemaVersion: 1, occurredAt: '2019-01-01T09:00:00Z' }]);
    expect(new Set(events.map((event) => event.patientId))).toEqual(new Set([patientId]));
    expect(mapped).toEqual({ Patient: 1, Observation: 1, MedicationAdministration: 1, Encounter: 1, AllergyIntolerance: 1, Condition: 1, CarePlan: 1 }); // prettier-ignore
    expect(refused).toEqual([]);
  });

  it('have the same ids every time, in whatever order and company', () => {
    const ids = ({ registrations, events }: BundleEvents) => [...registrations, ...events].map(({ id }) => id).sort();
    expect(ids(map([patient, pulse, stay]))).toEqual(ids(map([stay, pulse, patient])));
    expect(ids(map([pulse]))).toEqual(['77c2b851-f5f3-5bfd-89da-a6d001aaacf1']);
    const all = ids(map([patient, pulse, dose, stay, allergy, problem, plan]));
    expect(new Set(all).size).toBe(all.length);
  });

  it('are told apart by the system that gave out ids which are not UUIDs', () => {
    const numbered = { ...pulse, id: '1', subject: { reference: 'Patient/1' } };
    expect(map([numbered]).refused[0]!.reason).toContain('source');
    const [here, there] = ['https://a.example', 'https://b.example'].map((source) => map([numbered], { source }).events[0]!);
    expect(here!.id).not.toBe(there!.id);
    expect(here!.patientId).not.toBe(there!.patientId);
    expect(map([pulse], { source: 'https://a.example' })).toEqual(map([pulse]));
  });

  it('count what has no event, by type, and what an event has no place for, by path', () => {
    const device = { resourceType: 'Device', id: uuid(9) };
    const bundle = parseBundle(bytesOf({ resourceType: 'Bundle', entry: [{}, { resource: device }, { resource: device }] }));
    expect(eventsOfBundle(bundle).unmapped).toEqual({ '(entry without a resource)': 1, Device: 2 });
    const observed = {
      ...pulse,
      meta: { profile: ['x'], security: [{ code: 'R' }] },
      text: { status: 'additional', div: '' },
      issued: '2020-03-02T12:00:00Z',
      interpretation: [{ text: 'high' }, { text: 'and rising' }],
      note: [{ text: 'after stairs', authorString: 'B.' }],
      category: [{ text: 'ours' }, ...pulse.category],
    };
    expect(map([observed]).leftBehind).toEqual({
      'Observation.category': 1,
      'Observation.interpretation': 1,
      'Observation.issued': 1,
      'Observation.meta.profile': 1,
      'Observation.meta.security': 1,
      'Observation.note.authorString': 1,
      'Observation.text': 1,
    });
  });

  it.each([
    ['an unknown modifier', { ...pulse, modifierExtension: [{ url: 'x' }] }, 'modifier'],
    ['an unknown modifier within', { ...pulse, component: [{ modifierExtension: [{ url: 'x' }] }] }, 'modifier'],
    ['implicit rules', { ...pulse, implicitRules: 'https://x.example' }, 'implicit rules'],
    ['no id', { ...pulse, id: undefined }, 'no id'],
    ['no patient', { ...pulse, subject: { display: 'Edith Abel' } }, 'not named by a reference'],
    ['a subject that is no patient', { ...pulse, subject: { reference: `Group/${patientId}` } }, 'not named by a reference'],
  ])('are none for a resource with %s', (_what, resource, reason) => {
    expect(refusalOf(resource)).toContain(reason);
  });

  it('name the place and the rule of what is refused, and nothing that stands there', () => {
    const { refused } = map([patient, { ...pulse, code: { text: 'x'.repeat(2000) } }]);
    expect(refused).toEqual([
      { resourceType: 'Observation', pointer: '/entry/1', reason: expect.stringContaining('observation.recorded/code/text') },
    ]);
    expect(JSON.stringify(refused)).not.toContain('xxx');
  });

  it('find a patient by address, by version and by entry', () => {
    for (const reference of [`https://fhir.example/Patient/${patientId}`, `Patient/${patientId}/_history/3`, `urn:uuid:${patientId}`])
      expect(map([{ ...pulse, subject: { reference } }]).events[0]!.patientId).toBe(patientId);
    const entry = [
      { fullUrl: 'urn:uuid:0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001', resource: patient },
      { resource: { ...pulse, subject: { reference: 'urn:uuid:0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001' } } },
    ];
    expect(eventsOfBundle(parseBundle(bytesOf({ resourceType: 'Bundle', entry }))).events[0]!.patientId).toBe(patientId);
  });
});

describe('a patient', () => {
  it('is registered with what the record has a place for', () => {
    const full = {
      ...patient,
      name: [
        { use: 'maiden', family: 'Born', given: ['Edith'] },
        { use: 'official', family: 'Abel', given: ['Edith', 'Maria'], prefix: ['Dr.'] },
      ],
      identifier: [{ system: 'urn:oid:1.2', value: 'A-1', type: { text: 'MRN' } }, { value: 'no system' }],
      telecom: [{ system: 'phone', value: '1', use: 'home' }],
      address: [{ line: ['1 Elm St'], city: 'Ulm', postalCode: '89073' }, { city: 'Bonn' }],
      communication: [{ language: coded('urn:ietf:bcp:47', 'en') }, { language: coded('urn:ietf:bcp:47', 'de-CH'), preferred: true }],
      maritalStatus: { text: 'Widowed' },
      deceasedDateTime: '2020-03-25T17:39:15+01:00',
    };
    expect(dataOf(full)).toEqual({
      identifiers: [{ system: 'urn:oid:1.2', value: 'A-1', type: { text: 'MRN' } }],
      name: { use: 'official', family: 'Abel', given: ['Edith', 'Maria'], prefix: ['Dr.'] },
      gender: 'female',
      birthDate: '1938-04',
      address: { lines: ['1 Elm St'], city: 'Ulm', postalCode: '89073' },
      telecom: [{ system: 'phone', value: '1', use: 'home' }],
      language: 'de-CH',
      maritalStatus: { text: 'Widowed' },
      deceased: '2020-03-25T17:39:15+01:00',
    });
    expect(map([full]).leftBehind).toEqual({
      'Patient.name': 1,
      'Patient.identifier': 1,
      'Patient.address': 1,
      'Patient.communication': 1,
    });
  });

  it('without entries begins when the resource was last changed, else when it is received', () => {
    expect(map([{ ...patient, meta: { lastUpdated: '2021-01-01T00:00:00Z' } }]).registrations[0]!.occurredAt).toBe('2021-01-01T00:00:00Z');
    expect(map([patient]).registrations[0]!.occurredAt).toBe('2026-03-01T09:30:00.000Z');
    expect(map([{ ...patient, meta: { lastUpdated: '2099-01-01T00:00:00Z' } }]).registrations[0]!.occurredAt).toBe(
      '2026-03-01T09:30:00.000Z',
    );
  });

  it.each([
    [[{ text: 'Found at the station' }], { text: 'Found at the station' }],
    [[{ given: ['Edith'] }], { given: ['Edith'] }],
    [[{ family: 'Abel' }], { family: 'Abel' }],
    [undefined, undefined],
    [
      [
        { use: 'old', family: 'Born', given: ['E'] },
        { family: 'Abel', given: ['Edith'] },
      ],
      { family: 'Abel', given: ['Edith'] },
    ],
    [
      [
        { use: 'maiden', family: 'Born' },
        { use: 'usual', family: 'Abel' },
      ],
      { use: 'usual', family: 'Abel' },
    ],
    [
      [
        { use: 'official', family: 'Born', period: { end: '1990' } },
        { use: 'usual', family: 'Abel' },
      ],
      { use: 'usual', family: 'Abel' },
    ],
    [[{ use: 'old', family: 'Born' }], { use: 'old', family: 'Born' }],
    [
      [
        { use: 'official', family: 'Abel' },
        { use: 'usual', given: ['Edie'] },
      ],
      { use: 'official', family: 'Abel', preferred: 'Edie' },
    ],
  ])('of the names %j has %j', (name, carried) => {
    expect(dataOf({ ...patient, name })).toEqual({ identifiers: [], name: carried, gender: 'female', birthDate: '1938-04' });
  });

  it('has the address in use, and no identifier that is out of use', () => {
    const address = [
      { use: 'old', city: 'Bonn' },
      { use: 'home', city: 'Ulm' },
    ];
    const identifier = [
      { use: 'old', system: 'urn:oid:1.2', value: 'A-0' },
      { use: 'usual', system: 'urn:oid:1.2', value: 'A-1' },
    ];
    const resource = { ...patient, address, identifier };
    expect(dataOf(resource)).toMatchObject({
      address: { use: 'home', city: 'Ulm' },
      identifiers: [{ use: 'usual', system: 'urn:oid:1.2', value: 'A-1' }],
    });
    expect(entryOf(resource).leftBehind).toEqual(['Patient.address[0]', 'Patient.identifier[0]']);
  });

  it.each([
    ['not in use', { active: false }, 'not in use'],
    ['replaced', { link: [{ type: 'replaced-by', other: { reference: `Patient/${uuid(8)}` } }] }, 'replaced'],
    ['linked to nothing', { link: [{ type: 'seealso', other: {} }] }, 'Patient.link'],
  ])('is none that is %s', (_what, more, reason) => expect(refusalOf({ ...patient, ...more })).toContain(reason));

  it('is dead, and it is not known since when: by its last change', () => {
    const dead = { ...patient, deceasedBoolean: true, meta: { lastUpdated: '2026-02-01T08:00:00Z' } };
    const entry = entryOf(dead);
    expect(entry.events.map(({ event: { type, data } }) => [type, data])).toEqual([
      ['patient.registered', dataOf(patient)],
      ['patient.deceased', {}],
    ]);
    expect(entry.events[1]).toMatchObject({ timeDerived: true, event: { occurredAt: '2026-02-01T08:00:00Z' } });
    expect(entry).toMatchObject({ carried: { deceasedBoolean: true }, leftBehind: [] });
    const { registrations, events } = eventsOfBundle({ entries: [{ pointer: '/entry/0', resource: dead }], entriesWithoutResource: 0 });
    expect([registrations, events].map((each) => each.map(({ type }) => type))).toEqual([['patient.registered'], ['patient.deceased']]);
  });

  it('is one that is in use, alive and linked to another', () => {
    const link = [{ type: 'seealso', other: { reference: `Patient/${uuid(8)}` } }];
    const alive = { ...patient, active: true, deceasedBoolean: false, link };
    expect(dataOf(alive)).toMatchObject({ links: [{ patientId: uuid(8), type: 'seealso' }] });
    expect(entryOf(alive).leftBehind).toEqual([]);
    const elsewhere = { ...alive, link: [{ type: 'seealso', other: { reference: 'RelatedPerson/x' } }] };
    expect(dataOf(elsewhere)).toMatchObject({ links: [{ reference: 'RelatedPerson/x', type: 'seealso' }] });
  });
});

describe('a stay', () => {
  it('is admitted and, when it is over, discharged', () => {
    const participant = (code: string, display: string) => ({
      type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code)],
      individual: { display },
    });
    const full = {
      ...stay,
      reasonCode: [{ text: 'Sepsis' }],
      serviceProvider: { display: 'St. Mary' },
      participant: [participant('PPRF', 'Dr. One'), participant('ATND', 'Dr. Two')],
      hospitalization: { dischargeDisposition: { text: 'Home' } },
    };
    const { events, leftBehind } = map([full]);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        'stay.admitted',
        { stayId, class: 'inpatient', location: { facility: 'St. Mary' }, reason: [{ text: 'Sepsis' }], attending: { name: 'Dr. Two' } },
      ],
      ['stay.discharged', { stayId, disposition: { text: 'Home' } }],
    ]);
    expect(leftBehind).toEqual({ 'Encounter.participant': 1 });
    expect(map([{ ...stay, status: 'in-progress' }]).events.map(({ type }) => type)).toEqual(['stay.admitted']);
  });

  it.each([
    ['planned', { ...stay, status: 'planned' }, 'status'],
    ['over without an end', { ...stay, period: { start: stay.period.start } }, 'end'],
    ['over without a beginning', { ...stay, period: undefined }, 'began'],
    ['of a malformed time', { ...stay, period: { start: '2020-02-30', end: '2020-03-05' } }, 'a time is neither'],
    ['of an unknown class', { ...stay, class: { code: 'XYZ' } }, 'class'],
  ])('is none that is %s', (_what, resource, reason) => expect(refusalOf(resource)).toContain(reason));
});

describe('an observation', () => {
  const { valueQuantity: _, ...bare } = pulse;

  it('is carried with its code, value, category and stay', () => {
    expect(
      dataOf({
        ...pulse,
        encounter: { reference: `Encounter/${stayId}` },
        bodySite: { text: 'wrist' },
        note: [{ text: 'a' }, { text: 'b' }],
      }),
    ).toEqual({
      code: loinc('8867-4', 'Heart rate'),
      category: 'vital-signs',
      valueQuantity: { value: 72, unit: '/min', code: '/min' },
      bodySite: { text: 'wrist' },
      note: 'a\nb',
      stayId,
    });
  });

  it.each([
    [
      { valueQuantity: { value: 5, comparator: '<', unit: 'beats', system: 'https://x.example', code: 'milli' } },
      { valueQuantity: { value: 5, comparator: '<', unit: 'beats' } },
    ],
    [{ valueQuantity: { value: 88.094, system: 'http://unitsofmeasure.org' } }, { valueString: '88.094 (no unit stated)' }],
    [{ valueCodeableConcept: { coding: [{ code: 'x', display: 'Never smoked' }] } }, { valueCodeableConcept: { text: 'Never smoked' } }],
    [{ valueTime: '08:30:00' }, { valueTime: '08:30:00' }],
    [
      { valuePeriod: { start: '2020-03-01', end: '2020-03-02T08:00:00Z' } },
      { valuePeriod: { start: '2020-03-01', end: '2020-03-02T08:00:00Z' } },
    ],
    [
      { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
      { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
    ],
    [{ dataAbsentReason: { text: 'asleep' } }, { dataAbsentReason: { text: 'asleep' } }],
    [
      { valueString: 'high', status: 'preliminary' },
      { valueString: 'high', status: 'preliminary' },
    ],
    [
      { valueString: 'tired', effectiveDateTime: '2020-03-02' },
      { valueString: 'tired', happened: { on: '2020-03-02' } },
    ],
    [{ hasMember: [{ reference: 'Observation/local', display: 'Pulse' }] }, { note: 'Consists of: Pulse' }],
    [{ note: [{ text: 'To be analysed' }] }, { note: 'To be analysed' }],
    [{ hasMember: [{ reference: `Observation/${pulse.id}` }] }, { members: ['77c2b851-f5f3-5bfd-89da-a6d001aaacf1'] }],
    [
      { valueQuantity: { value: 5, unit: 'drops', system: 'http://unitsofmeasure.org', code: 'no unit' } },
      { valueQuantity: { value: 5, unit: 'drops' } },
    ],
    [{ valueString: 'tired' }, { valueString: 'tired' }],
    [{ valueBoolean: false }, { valueBoolean: false }],
    [{ valueInteger: 0 }, { valueInteger: 0 }],
    [{ valueDateTime: '2020-03' }, { valueDateTime: '2020-03' }],
    [
      { valueRange: { low: { value: 1, unit: 'h' }, high: { value: 2, unit: 'h' } } },
      { valueRange: { low: { value: 1, unit: 'h' }, high: { value: 2, unit: 'h' } } },
    ],
  ])('has the value %j', (value, carried) => {
    expect(dataOf({ ...bare, ...value })).toEqual({ code: loinc('8867-4', 'Heart rate'), category: 'vital-signs', ...carried });
  });

  it('has components; one that was not measured says why', () => {
    const part = (code: string, value?: number) => ({ code: { text: code }, ...(value === undefined ? { dataAbsentReason: { text: 'refused' } } : { valueQuantity: { value, unit: 'mm[Hg]' } }) }); // prettier-ignore
    const { events, leftBehind } = map([{ ...bare, component: [part('systolic', 104), part('diastolic')] }]);
    expect(events[0]!.data).toMatchObject({
      components: [
        { code: { text: 'systolic' }, valueQuantity: { value: 104, unit: 'mm[Hg]' } },
        { code: { text: 'diastolic' }, dataAbsentReason: { text: 'refused' } },
      ],
    });
    expect(leftBehind).toEqual({});
  });

  it.each([
    ['that was only requested', { ...pulse, status: 'registered' }, 'status'],
    ['in error', { ...pulse, status: 'entered-in-error' }, 'in error'],
    ['cancelled with a value', { ...pulse, status: 'cancelled' }, 'cancelled'],
    ['without a time', { ...pulse, effectiveDateTime: undefined }, 'when it was observed'],
    ['of a malformed time', { ...pulse, effectiveDateTime: '2020-03-02T08:00:00', issued: '2020-03-02T08:00:00Z' }, 'a time is neither'],
    ['without a value', bare, 'no value'],
    ['of a kind of value that has no place', { ...bare, valueSampledData: { data: '1 2' } }, 'not carried'],
    ['with half a ratio', { ...bare, valueRatio: { numerator: { value: 1 } } }, 'not carried'],
    ['of somebody else', { ...pulse, focus: [{ reference: 'Patient/x' }] }, 'focus'],
    ['with two values', { ...pulse, valueString: 'x' }, 'exactly one value'],
  ])('is none %s', (_what, resource, reason) => expect(refusalOf(resource)).toContain(reason));
});

describe('a dose', () => {
  it('keeps a dose without a unit, and a rate, in words', () => {
    expect(dataOf({ ...dose, dosage: { dose: { value: 1 }, rateQuantity: { value: 2, unit: 'mL/h' }, text: 'slowly' } })).toEqual({
      medication: { text: 'Paracetamol 500 mg' },
      note: 'Dose 1 (no unit stated), Rate 2 mL/h\nslowly',
    });
    const [route, site] = [{ text: 'subcutaneous' }, { text: 'left arm' }];
    expect(dataOf({ ...dose, dosage: { dose: { value: 500, unit: 'mg' }, route, site } })).toMatchObject({
      ...{ dose: { value: 500, unit: 'mg' }, route, site },
    });
  });

  it('finds its medicine and its reasons in the bundle, and what it contains', () => {
    const { medicationCodeableConcept: _, ...referring } = dose;
    const contained = [{ resourceType: 'Medication', id: 'm', code: { text: 'Ibuprofen' } }];
    expect(dataOf({ ...referring, contained, medicationReference: { reference: '#m' } })).toMatchObject({
      medication: { text: 'Ibuprofen' },
    });
    const { events } = map([problem, { ...dose, reasonReference: [{ reference: `Condition/${problem.id}` }] }]);
    expect(events[1]!.data).toMatchObject({ reason: [{ text: 'Hypertension' }] });
    expect(refusalOf({ ...referring, medicationReference: { reference: 'Medication/elsewhere' } })).toContain('not named');
  });

  it('that was not given is one, and one that was given in part says so', () => {
    const { events } = map([{ ...dose, status: 'not-done', statusReason: [{ text: 'asleep' }] }]);
    expect(events).toMatchObject([{ type: 'medication.not-given', data: { kind: 'omitted', reason: { text: 'asleep' } } }]);
    expect(dataOf({ ...dose, status: 'stopped' })).toMatchObject({ status: 'stopped' });
    expect(refusalOf({ ...dose, status: 'on-hold' })).toContain('status');
    expect(refusalOf({ ...dose, status: 'entered-in-error' })).toContain('in error');
  });

  it('is of a medicine that is named by what it is made of', () => {
    const { medicationCodeableConcept: _, ...referring } = dose;
    const ingredient = [
      {
        itemCodeableConcept: { text: 'Rifampicin' },
        strength: { numerator: { value: 120, unit: 'mg' }, denominator: { value: 1, unit: 'tablet' } },
      },
      { itemCodeableConcept: { text: 'Isoniazid' } },
    ];
    const contained = [{ resourceType: 'Medication', id: 'm', status: 'active', ingredient }];
    const resource = { ...referring, contained, medicationReference: { reference: '#m' } };
    expect(dataOf(resource)).toMatchObject({ medication: { text: 'Rifampicin 120 mg in 1 tablet + Isoniazid' } });
    expect(entryOf(resource)).toMatchObject({ carried: { contained, medicationReference: { reference: '#m' } }, leftBehind: [] });
    expect(refusalOf({ ...resource, contained: [{ ...contained[0], status: 'entered-in-error' }] })).toContain('not in use');
  });
});

describe('an allergy', () => {
  it('of which no status is said is one to be warned of', () => {
    expect(dataOf(allergy)).toEqual({ substance: { text: 'Penicillin' }, clinicalStatus: 'active', verification: 'unconfirmed' });
  });

  it('is carried with its reactions', () => {
    const status = (kind: string, code: string) => coded(`http://terminology.hl7.org/CodeSystem/allergyintolerance-${kind}`, code);
    const full = {
      ...allergy,
      clinicalStatus: status('clinical', 'resolved'),
      verificationStatus: status('verification', 'confirmed'),
      type: 'allergy',
      category: ['medication'],
      criticality: 'high',
      onsetDateTime: '1960',
      reaction: [{ manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe', description: 'x' }],
    };
    expect(dataOf(full)).toEqual({
      substance: { text: 'Penicillin' },
      type: 'allergy',
      categories: ['medication'],
      criticality: 'high',
      clinicalStatus: 'resolved',
      verification: 'confirmed',
      reactions: [{ manifestations: [{ text: 'Anaphylaxis' }], severity: 'severe' }],
      onset: '1960',
    });
    expect(map([full]).leftBehind).toEqual({ 'AllergyIntolerance.reaction.description': 1 });
    expect(refusalOf({ ...allergy, clinicalStatus: status('clinical', 'x') })).toContain('status');
  });
});

describe('what states no time', () => {
  const untimed = { ...problem, recordedDate: undefined };
  const timeOf = (resource: object): unknown => map([resource]).events[0]!.occurredAt;

  it('holds since its last change, else since it was received', () => {
    expect(timeOf({ ...untimed, meta: { lastUpdated: '2021-01-01T00:00:00Z' } })).toBe('2021-01-01T00:00:00Z');
    expect(timeOf(untimed)).toBe('2026-03-01T09:30:00.000Z');
    expect(entryOf(untimed).events).toMatchObject([{ timeDerived: true }]);
    expect(entryOf(problem).events).toMatchObject([{ timeDerived: false }]);
  });

  it.each([
    ['2020-03', '2020-03-01T12:00:00Z'],
    ['2020-03-02', '2020-03-02T12:00:00Z'],
    // While noon has not come, and where it is tomorrow already.
    ['2026-03-01', '2026-03-01T00:00:00Z'],
    ['2026-03-02', '2026-03-02T00:00:00+14:00'],
  ])('as a day holds at an instant of it: %s', (recordedDate, occurredAt) => {
    expect(timeOf({ ...problem, recordedDate })).toBe(occurredAt);
    expect(dataOf({ ...problem, recordedDate })).toMatchObject({ happened: { on: recordedDate } });
  });
});

describe('a problem', () => {
  it('is carried with its state', () => {
    expect(dataOf({ ...problem, onsetDateTime: '2010', abatementDateTime: '2011-05' })).toEqual({
      code: { text: 'Hypertension' },
      clinicalStatus: 'active',
      verification: 'unconfirmed',
      onset: '2010',
      abatement: '2011-05',
    });
    expect(dataOf({ ...problem, clinicalStatus: undefined })).toMatchObject({ clinicalStatus: 'unknown' });
    expect(refusalOf({ ...problem, clinicalStatus: { text: 'active' } })).toContain('status');
    expect(
      refusalOf({
        ...problem,
        verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'entered-in-error'),
      }),
    ).toContain('in error');
  });
});

describe('a care plan', () => {
  it('is one instruction with its activities; one that is only referred to is in words, or left behind', () => {
    const activity = [
      { detail: { code: { text: 'Walk' }, status: 'in-progress', location: { display: 'Garden' } } },
      { detail: { code: { text: 'Food by mouth' }, status: 'in-progress', doNotPerform: true } },
      { reference: { reference: 'Task/1', display: 'Weigh' } },
      { reference: { reference: 'Task/2' } },
    ];
    const { events, leftBehind } = map([{ ...plan, title: undefined, category: [{ text: 'Mobility' }], activity, description: 'Daily' }]);
    expect(events[0]!.data).toEqual({
      title: 'Mobility',
      text: 'Daily',
      status: 'active',
      categories: [{ text: 'Mobility' }],
      activities: [
        { code: { text: 'Walk' }, status: 'in-progress', location: 'Garden' },
        { code: { text: 'Food by mouth' }, status: 'in-progress', doNotPerform: true },
        { text: 'Weigh', status: 'unknown' },
      ],
      period: { start: '2020-03-01T09:00:00Z' },
    });
    expect(leftBehind).toEqual({ 'CarePlan.activity': 1, 'CarePlan.activity.reference.reference': 1 });
    expect(dataOf({ ...plan, title: undefined, activity: activity.slice(0, 1) })).toMatchObject({ title: 'Walk' });
    expect(dataOf({ ...plan, intent: 'order' })).toMatchObject({ intent: 'order' });
    for (const intent of ['proposal', 'option', undefined]) expect(refusalOf({ ...plan, intent })).toContain('intent');
    expect(refusalOf({ ...plan, status: 'draft' })).toContain('status');
  });
});
