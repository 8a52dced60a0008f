import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestSuite, registration, type EventDraft } from '../../test/ingest-suite.js';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Every way in which an event comes in. What is refused at one is refused at each, and so is no way round. */
describe('however an event is sent', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api' });
  });
  afterAll(() => suite.stop());

  const draft = (type: string, data: Json, occurredAt = '2026-03-01T08:03:00+01:00'): EventDraft => ({
    id: randomUUID(),
    type,
    occurredAt,
    data,
  });
  const inBatch = (event: EventDraft): Json => ({ ...event, patientId: patient });
  const codeOf = (problem: Json): string => String(problem.type ?? 'none').replace('urn:everchart:problem:', '');

  /** By door: 'recorded', or the code of the refusal. */
  const doors: Record<string, (event: EventDraft) => Promise<string>> = {
    single: async (event) => {
      const { status, body } = await suite.post(`/patients/${patient}/events`, event, { org });
      return status === 201 ? 'recorded' : codeOf(body);
    },
    batch: async (event) => outcomeOf((await suite.post('/events', { events: [inBatch(event)] }, { org })).body),
    'all or none': async (event) => {
      const { status, body } = await suite.post('/events?atomic=true', { events: [inBatch(event)] }, { org });
      return status === 200 ? 'recorded' : codeOf((body as Json).problems[0].problem ?? (body as Json).problems[0]);
    },
    NDJSON: async (event) => {
      const headers = { 'content-type': 'application/x-ndjson' };
      return outcomeOf((await suite.post('/events', `${JSON.stringify(inBatch(event))}\n`, { org, headers })).body);
    },
  };
  function outcomeOf(body: Json): string {
    const [result] = body.results as Json[];
    return result!.status === 201 ? 'recorded' : codeOf((result!.problem as Json | undefined) ?? result!);
  }

  async function fhir(resource: Json): Promise<string> {
    const response = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4/${resource.resourceType}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await suite.token(org)}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
    if (response.status === 201) return 'recorded';
    const { issue } = (await response.json()) as Json;
    return JSON.stringify(issue);
  }
  const subject = () => ({ reference: `Patient/${patient}` });

  async function register(more: Json = {}): Promise<void> {
    patient = randomUUID();
    const { status } = await suite.post(
      `/patients/${patient}/events`,
      { ...registration(), data: { ...registration().data, ...more } },
      { org },
    );
    expect(status).toBe(201);
  }

  const medicine = { text: 'Amlodipine 5 mg', coding: [{ system: 'http://www.whocc.no/atc', code: 'C08CA01' }] };
  const dose = (more: Json = {}): EventDraft =>
    draft('medication.administered', { medication: medicine, scheduledAt: '2026-03-01T08:00:00+01:00', ...more });

  it.each(Object.keys(doors))(
    '%s: the dose of eight o’clock is one dose, with its prescription or without, and a second later',
    async (door) => {
      await register();
      const prescription = draft('medication.prescribed', { medication: medicine });
      const send = doors[door]!;
      expect(await send(prescription)).toBe('recorded');
      expect(await send(dose({ prescriptionId: prescription.id }))).toBe('recorded');
      expect(await send(dose())).toBe('dose-given');
      expect(await send(dose({ scheduledAt: '2026-03-01T08:00:01+01:00' }))).toBe('dose-given');
      const administration = {
        resourceType: 'MedicationAdministration',
        status: 'completed',
        medicationCodeableConcept: medicine,
        subject: subject(),
        effectiveDateTime: '2026-03-01T08:00:00+01:00',
      };
      expect(await fhir(administration)).toContain('dose-given');
      expect(await fhir({ ...administration, effectiveDateTime: '2026-03-01T12:00:00+01:00' })).toBe('recorded');
      expect(await send(dose({ override: { reason: 'Vomited the first one' } }))).toBe('recorded');
    },
  );

  it.each(Object.keys(doors))(
    '%s: who was registered as dead since 2020 is given no dose, and does not die in another year',
    async (door) => {
      await register({ deceased: '2020' });
      const send = doors[door]!;
      expect(await send(dose())).toBe('patient-deceased');
      expect(await send(draft('patient.deceased', { deceasedAt: '2026-02' }))).toBe('patient-deceased');
      expect(await send(draft('patient.details-amended', { deceased: '2026-02' }))).toBe('patient-deceased');
      const observation = { resourceType: 'Observation', status: 'final', subject: subject(), effectiveDateTime: '2026-03-01T08:30:00+01:00', code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' } }; // prettier-ignore
      expect(await fhir(observation)).toContain('patient-deceased');
    },
  );

  it('FHIR: who is dead, and it is not known since when, is recorded with what was before, and given no dose any more', async () => {
    patient = randomUUID();
    const observation = { resourceType: 'Observation', status: 'final', subject: { reference: `urn:uuid:${patient}` }, effectiveDateTime: '2026-03-01T08:30:00+01:00', code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' } }; // prettier-ignore
    const entries = [
      { fullUrl: `urn:uuid:${patient}`, resource: { resourceType: 'Patient', name: [{ text: 'Edith Abel' }], deceasedBoolean: true } },
      { fullUrl: `urn:uuid:${randomUUID()}`, resource: observation },
    ].map((entry) => ({ ...entry, request: { method: 'POST', url: entry.resource.resourceType } }));
    const send = async (): Promise<Json[]> => {
      const response = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await suite.token(org)}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: entries }),
      });
      expect(response.status).toBe(200);
      return ((await response.json()) as Json).entry as Json[];
    };
    expect(await send()).toMatchObject([
      { resource: { deceasedBoolean: true }, response: { status: '201 Created', etag: 'W/"3"' } },
      { response: { status: '201 Created' } },
    ]);
    expect((await send()).map(({ response }) => (response as Json).status as string)).toEqual(['200 OK', '201 Created']); // unchanged, and the same again
    expect(await doors.single!({ ...dose(), occurredAt: new Date().toISOString() })).toBe('patient-deceased');
    expect(await doors.single!(dose())).toBe('recorded');
    expect(await doors.single!(draft('patient.deceased', { deceasedAt: '2026-02' }))).toBe('patient-deceased');
  });

  it.each(Object.keys(doors))('%s: steps of a stay come in their order, and a patient has one bed', async (door) => {
    await register();
    const send = doors[door]!;
    const [stayId, otherId] = [randomUUID(), randomUUID()];
    const admission = draft('stay.admitted', { stayId, class: 'inpatient' });
    expect(await send(admission)).toBe('recorded');
    expect(await send(draft('stay.discharged', { stayId }, '2026-03-01T08:02:00+01:00'))).toBe('stay-order');
    expect(await send(draft('stay.transferred', { stayId, location: { room: '1' } }, '2026-02-01T08:02:00+01:00'))).toBe('stay-order');
    expect(await send(draft('stay.admitted', { stayId: otherId, class: 'residential' }, '2026-03-02T08:00:00+01:00'))).toBe('stay-open');
    const discharge = draft('stay.discharged', { stayId }, '2026-03-01T10:00:00+01:00');
    expect(await send(discharge)).toBe('recorded');
    const late = { entryId: admission.id, type: 'stay.admitted', schemaVersion: 1, data: admission.data, occurredAt: '2026-03-01T11:00:00+01:00', changeLog: { reason: 'r' } }; // prettier-ignore
    expect(await send(draft('entry.amended', late))).toBe('stay-order');
  });

  it.each(Object.keys(doors))('%s: nothing has happened in the future, also where an entry is amended to it', async (door) => {
    await register();
    const send = doors[door]!;
    const future = String(new Date().getUTCFullYear() + 1);
    expect(await send(draft('patient.deceased', { deceasedAt: future }))).toBe('event-invalid');
    const pulse = draft('observation.recorded', { code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, category: 'vital-signs', valueQuantity: { value: 72, unit: '/min', code: '/min' } }); // prettier-ignore
    expect(await send(pulse)).toBe('recorded');
    const amended = { entryId: pulse.id, type: pulse.type, schemaVersion: 2, data: pulse.data, changeLog: { reason: 'r' } };
    expect(await send(draft('entry.amended', { ...amended, occurredAt: '2062-01-01T00:00:00Z' }))).toBe('event-invalid');
    expect(await send(draft('entry.amended', { ...amended, data: { ...pulse.data, valueQuantity: { value: 72, unit: 'kg', code: 'kg' } } }))).toBe('event-invalid'); // prettier-ignore
    expect(await send(draft('entry.amended', amended))).toBe('recorded');
    const allergy = {
      resourceType: 'AllergyIntolerance',
      patient: subject(),
      code: { text: 'Penicillin' },
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }] },
      verificationStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }],
      },
      recordedDate: '2026-03-01T08:00:00Z',
    };
    expect(await fhir({ ...allergy, onsetDateTime: future })).toContain('must not lie in the future');
    expect(await fhir({ ...allergy, onsetDateTime: '2026' })).toBe('recorded');
  });
});
