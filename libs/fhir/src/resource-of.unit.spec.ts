import { clinicalEventTypes, upcastClinical, validateClinicalData } from '@everchart/contracts-clinical';
import { describe, expect, it } from '@jest/globals';
import { eventsOfBundle, parseBundle, resourceOf, type ReadableData, type Resource } from './index.js';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const patientId = '5d2a2d08-cf2e-4d7a-a0db-77551a2777ec';
const id = 'aaaaaaaa-0000-4000-8000-000000000001';
const stayId = 'c6411348-0400-4779-881c-eed142a5b36d';
const occurredAt = '2026-03-01T08:30:00+01:00';
const eventType = { Patient: 'patient.registered', Observation: 'observation.recorded', AllergyIntolerance: 'allergy.recorded' } as const;

const loinc = { text: 'Blood pressure', coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] };
const mmHg = (value: number) => ({ value, unit: 'mmHg', code: 'mm[Hg]' });
type Stated = keyof typeof eventType;
const states: { [Type in Stated]: ReadableData[Type][] } = {
  Patient: [
    { identifiers: [], name: { family: 'Lovelace', given: ['Ada'] }, gender: 'unknown' },
    {
      identifiers: [{ system: 'urn:oid:1.2.3', value: '4711', type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] } }],
      name: { family: 'Lovelace', given: ['Ada', 'King'], prefix: ['Countess'] },
      birthDate: '1935-12',
      gender: 'female',
      address: { lines: ['Main St 1', '2nd floor'], city: 'Ulm', postalCode: '89073', country: 'DE' },
      telecom: [{ system: 'phone', value: '+49 731 1', use: 'home' }],
      language: 'de-CH',
      maritalStatus: { text: 'widowed' },
      deceased: '2026-02-28',
    },
  ],
  Observation: [
    { code: loinc, category: 'vital-signs', components: [{ code: { text: 'systolic' }, valueQuantity: mmHg(120) }, { code: { text: 'diastolic' }, valueQuantity: mmHg(80) }] },
    {
      code: loinc,
      category: 'laboratory',
      valueQuantity: { value: 5, unit: 'mg/L', comparator: '<' },
      interpretation: { text: 'high' },
      bodySite: { text: 'left arm' },
      method: { text: 'cuff' },
      note: 'After\nlunch',
      stayId,
    },
    { code: loinc, category: 'other', valueString: '88.094 (no unit stated)' },
    { code: loinc, category: 'survey', valueBoolean: false },
    { code: loinc, category: 'survey', valueInteger: 0 },
    { code: loinc, category: 'exam', valueDateTime: '2026-02' },
    { code: loinc, category: 'exam', valueCodeableConcept: { text: 'red' } },
    { code: loinc, category: 'exam', valueRange: { low: mmHg(1), high: mmHg(2) } },
    { code: loinc, category: 'exam', valueRange: { high: mmHg(2) } },
  ],
  AllergyIntolerance: [
    { substance: { text: 'Penicillin' }, clinicalStatus: 'active', verification: 'unconfirmed' },
    {
      substance: { coding: [{ system: 'http://snomed.info/sct', code: '91936005' }] },
      type: 'allergy',
      categories: ['medication', 'food'],
      criticality: 'high',
      clinicalStatus: 'resolved',
      verification: 'confirmed',
      reactions: [{ manifestations: [{ text: 'Hives' }], severity: 'severe' }, { manifestations: [{ text: 'Nausea' }, { text: 'Rash' }] }],
      onset: '2010',
    },
  ],
}; // prettier-ignore
const examples = clinicalEventTypes.filter(({ type }) => Object.values(eventType).some((each) => each === type));
const types = Object.keys(states) as Stated[];

function readBack(resource: Resource) {
  const { registrations, events, leftBehind, refused } = eventsOfBundle(
    parseBundle(bytesOf({ resourceType: 'Bundle', entry: [{ resource: { ...resource, meta: { lastUpdated: occurredAt } } }] })),
  );
  expect(refused).toEqual([]);
  const [event, ...more] = [...registrations, ...events];
  expect(more).toEqual([]);
  return { event: event!, leftBehind };
}

function cases(type: Stated): ReadableData[typeof type][] {
  const ofCatalogue = examples
    .filter((example) => example.type === eventType[type] && example.version === 1)
    .map(({ version, example }) => upcastClinical(eventType[type], version, example));
  return [...states[type], ...ofCatalogue];
}

describe.each(types)('%s of what is on record', (type) => {
  const ownId = type === 'Patient' ? patientId : id;
  const make = (data: ReadableData[typeof type]): Resource => resourceOf(type, { id: ownId, patientId, occurredAt, data });

  it('is read again as the same event data, and everything of it is carried', () => {
    expect(cases(type).length).toBeGreaterThan(states[type].length);
    for (const data of cases(type)) {
      expect(validateClinicalData(eventType[type], 1, data)).toEqual([]);
      const { event, leftBehind } = readBack(make(data));
      expect(event.data).toEqual(JSON.parse(JSON.stringify(data)));
      expect([event.patientId, leftBehind]).toEqual([patientId, {}]);
      if (type !== 'Patient') expect(event.occurredAt).toBe(occurredAt);
    }
  });

  it('is made of itself again: resource → event → resource', () => {
    for (const data of cases(type)) {
      const resource = make(data);
      expect(make(readBack(resource).event.data as ReadableData[typeof type])).toEqual(resource);
    }
  });
});

describe('a kind of observation that FHIR has no category for', () => {
  it('is named by a system of our own, and never taken for one of FHIR', () => {
    const data = { code: loinc, category: 'fluid-balance', valueQuantity: { value: 200, unit: 'mL', code: 'mL' } } as const;
    const resource = resourceOf('Observation', { id, patientId, occurredAt, data });
    expect(resource.category).toEqual([{ coding: [{ system: 'urn:everchart:observation-category', code: 'fluid-balance' }] }]);
    // The first direction is fixed to version 1 of the event, which does not know this kind.
    expect(readBack(resource)).toMatchObject({ event: { data: { category: 'other' } }, leftBehind: { 'Observation.category': 1 } });
  });
});
