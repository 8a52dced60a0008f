import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore, shardOf } from '@everchart/event-store';
import { IngestSuite, note, registration, type Answer } from '../../test/ingest-suite.js';

const shards = 4;

describe('recording in an organisation of several shards', () => {
  const suite = new IngestSuite();
  let store: EventStore;
  let org: string;
  /** In two different shards. */
  let patients: [string, string];

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api', SHARDS: String(shards) });
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest', notify: false });
  });
  afterAll(() => suite.stop());

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    const first = randomUUID();
    let second = randomUUID();
    while (shardOf(second, shards) === shardOf(first, shards)) second = randomUUID();
    patients = [first, second];
    const answer = await batch(patients.map((patientId) => ({ patientId, ...registration() })));
    expect(answer.body.results!.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  });

  const batch = (events: unknown[], query = ''): Promise<Answer> => suite.post(`/events${query}`, { events }, { org });
  const stored = async (): Promise<number> => {
    const all = await Promise.all(Array.from({ length: shards }, (_, shard) => store.readShard(org, shard, 0, 100)));
    return all.flat().length;
  };

  it('records a batch of patients of several shards, each event for itself', async () => {
    const answer = await batch(patients.map((patientId) => ({ patientId, ...note('slept well') })));
    expect(answer.body.results!.map(({ outcome, streamVersion }) => ({ outcome, streamVersion }))).toEqual([
      { outcome: 'created', streamVersion: 2 },
      { outcome: 'created', streamVersion: 2 },
    ]);
  });

  it('refuses a batch of all or none whose patients are in several shards, and says why', async () => {
    const answer = await batch(
      patients.map((patientId) => ({ patientId, ...note('slept well') })),
      '?atomic=true',
    );
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:everchart:problem:group-across-shards' } });
    expect(await stored()).toBe(2);
    const ofOne = [note('slept well'), note('ate well')].map((event) => ({ patientId: patients[0], ...event }));
    expect((await batch(ofOne, '?atomic=true')).status).toBe(200);
  });

  it('refuses an event that is written in two records when these are in several shards', async () => {
    const merge = {
      ...note(''),
      type: 'patient.merged',
      data: { otherPatientId: patients[1], link: 'replaced-by' },
    };
    const answer = await suite.post(`/patients/${patients[0]}/events`, merge, { org });
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:everchart:problem:group-across-shards' } });
    expect(await stored()).toBe(2);
  });

  it('refuses a FHIR transaction for patients of several shards', async () => {
    const entry = patients.map((patientId) => ({
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: 'Heart rate' },
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
        subject: { reference: `Patient/${patientId}` },
        effectiveDateTime: '2026-03-01T08:30:00+01:00',
        valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
      },
      request: { method: 'POST', url: 'Observation' },
    }));
    const answer = await suite.post('/fhir/R4', { resourceType: 'Bundle', type: 'transaction', entry }, {
      org,
      headers: { 'content-type': 'application/fhir+json' },
    }); // prettier-ignore
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('group-across-shards');
    expect(await stored()).toBe(2);
  });
});
