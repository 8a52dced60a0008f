import { describe, expect, it } from '@jest/globals';
import { eventsOfBundle, parseBundle, type BundleEvents } from './index.js';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

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
  return eventsOfBundle(parseBundle(bytesOf({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) })), options);
}
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
    const report = { resourceType: 'DiagnosticReport', id: uuid(9) };
    const bundle = parseBundle(bytesOf({ resourceType: 'Bundle', entry: [{}, { resource: report }, { resource: report }] }));
    expect(eventsOfBundle(bundle).unmapped).toEqual({ '(entry without a resource)': 1, DiagnosticReport: 2 });
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
      name: { family: 'Abel', given: ['Edith', 'Maria'], prefix: ['Dr.'] },
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

  it('without entries begins when the resource was last changed, else at birth', () => {
    expect(map([{ ...patient, meta: { lastUpdated: '2021-01-01T00:00:00Z' } }]).registrations[0]!.occurredAt).toBe('2021-01-01T00:00:00Z');
    expect(map([patient]).registrations[0]!.occurredAt).toBe('1938-04-01T00:00:00Z');
    expect(refusalOf({ ...patient, birthDate: undefined })).toContain('when the record begins');
  });

  it('needs a family name', () => expect(refusalOf({ ...patient, name: [{ text: 'Edith' }] })).toContain('family name'));
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
    ['without a time of the day', { ...stay, period: { start: '2020-03-01' } }, 'start'],
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
      { valueQuantity: { value: 5, comparator: '<', unit: 'mg', system: 'https://x.example', code: 'milli' } },
      { valueQuantity: { value: 5, comparator: '<', unit: 'mg' } },
    ],
    [{ valueQuantity: { value: 88.094, system: 'http://unitsofmeasure.org' } }, { valueString: '88.094 (no unit stated)' }],
    [{ valueCodeableConcept: { coding: [{ code: 'x', display: 'Never smoked' }] } }, { valueCodeableConcept: { text: 'Never smoked' } }],
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

  it('has components; one that was not measured is left behind', () => {
    const part = (code: string, value?: number) => ({ code: { text: code }, ...(value === undefined ? { dataAbsentReason: { text: 'refused' } } : { valueQuantity: { value, unit: 'mm[Hg]' } }) }); // prettier-ignore
    const { events, leftBehind } = map([{ ...bare, component: [part('systolic', 104), part('diastolic')] }]);
    expect(events[0]!.data).toMatchObject({ components: [{ code: { text: 'systolic' }, valueQuantity: { value: 104, unit: 'mm[Hg]' } }] });
    expect(leftBehind).toEqual({ 'Observation.component': 1 });
  });

  it.each([
    ['that is not final', { ...pulse, status: 'preliminary' }, 'not final'],
    ['of a day', { ...pulse, effectiveDateTime: '2020-03-02' }, 'effective time'],
    ['without a value', bare, 'no value'],
    ['of a kind of value that has no place', { ...bare, valueRatio: {} }, 'not carried'],
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
    expect(dataOf({ ...dose, dosage: { dose: { value: 500, unit: 'mg' }, route: { text: 'oral' } } })).toMatchObject({
      dose: { value: 500, unit: 'mg' },
      route: { text: 'oral' },
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

  it('is none that was not given', () => expect(refusalOf({ ...dose, status: 'not-done' })).toContain('status'));
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

describe('a problem', () => {
  it('is carried with its state', () => {
    expect(dataOf({ ...problem, onsetDateTime: '2010', abatementDateTime: '2011-05' })).toEqual({
      code: { text: 'Hypertension' },
      clinicalStatus: 'active',
      verification: 'unconfirmed',
      onset: '2010',
      abatement: '2011-05',
    });
    expect(refusalOf({ ...problem, clinicalStatus: undefined })).toContain('status');
  });
});

describe('a care plan', () => {
  it('is one instruction with its activities; one that is only referred to is left behind', () => {
    const activity = [
      { detail: { code: { text: 'Walk' }, status: 'in-progress', location: { display: 'Garden' } } },
      { reference: { reference: 'Task/1' } },
    ];
    const { events, leftBehind } = map([{ ...plan, title: undefined, category: [{ text: 'Mobility' }], activity, description: 'Daily' }]);
    expect(events[0]!.data).toEqual({
      title: 'Mobility',
      text: 'Daily',
      status: 'active',
      categories: [{ text: 'Mobility' }],
      activities: [{ code: { text: 'Walk' }, status: 'in-progress', location: 'Garden' }],
      period: { start: '2020-03-01T09:00:00Z' },
    });
    expect(leftBehind).toEqual({ 'CarePlan.activity': 1, 'CarePlan.intent': 1 });
    expect(refusalOf({ ...plan, status: 'draft' })).toContain('status');
  });
});
