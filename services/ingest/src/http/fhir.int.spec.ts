import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore } from '@everchart/event-store';
import { until } from '@everchart/testing';
import { IngestSuite, registration } from '../../test/ingest-suite.js';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

interface FhirAnswer {
  status: number;
  headers: Headers;
  body: Json;
}

const heartRate = { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] };

const observation = (subject: string, more: Json = {}): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: heartRate,
  subject: { reference: subject },
  effectiveDateTime: '2026-03-01T08:30:00+01:00',
  valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  ...more,
});
const patientResource = (more: Json = {}): Json => ({
  resourceType: 'Patient',
  name: [{ family: 'Abelsecret', given: ['Edith'] }],
  gender: 'female',
  birthDate: '1938-04',
  ...more,
});
const encounter = (subject: string, more: Json = {}): Json => ({
  resourceType: 'Encounter',
  status: 'in-progress',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: { reference: subject },
  period: { start: '2026-03-01T08:00:00+01:00' },
  ...more,
});
const post = (resource: Json, more: Json = {}, request: Json = {}): Json => ({
  ...more,
  resource,
  request: { method: 'POST', url: resource.resourceType as string, ...request },
});
const urn = (): string => `urn:uuid:${randomUUID()}`;
const bundle = (type: string, entry: Json[]): Json => ({ resourceType: 'Bundle', type, entry });

describe('FHIR R4', () => {
  const suite = new IngestSuite();
  let store: EventStore;
  let org: string;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api' });
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest', notify: false });
  });
  afterAll(() => suite.stop());

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    patient = randomUUID();
  });

  const send = async (path: string, body: unknown, headers: Record<string, string> = {}, token?: string): Promise<FhirAnswer> => {
    const response = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? (await suite.token(org))}`, 'content-type': 'application/fhir+json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (text !== '') expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const register = () => suite.post(`/patients/${patient}/events`, registration(), { org });
  const stored = () => store.readShard(org, 0, 0, 1000);
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${suite.url}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{.*\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const issues = ({ body }: FhirAnswer): Json[] => {
    expect(body.resourceType).toBe('OperationOutcome');
    return body.issue as Json[];
  };

  describe('a single create', () => {
    it('records an observation of a registered patient and answers it as it is on record', async () => {
      await register();
      const answer = await send('/Observation', observation(`Patient/${patient}`, { device: { display: 'cuff' }, id: 'of-the-client' }));
      expect(answer.status).toBe(201);
      const { id, meta, ...resource } = answer.body;
      expect(answer.headers.get('location')).toBe(`Observation/${id}/_history/2`);
      expect(answer.headers.get('etag')).toBe('W/"2"');
      expect(answer.headers.get('everchart-position')).toEqual(expect.any(String));
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(meta).toMatchObject({ versionId: '2', tag: [{ code: 'SUBSETTED' }] });
      // The display of a code and the system of a category go into the event; the client's id and the cuff do not.
      expect(resource).toEqual(observation(`Patient/${patient}`));
      const events = await stored();
      expect(events.map(({ header }) => [header.type, header.subject])).toEqual([
        ['patient.registered', patient],
        ['observation.recorded', patient],
      ]);
      expect(meta.lastUpdated).toBe(events[1]!.header.time);
    });

    it('answers what the client prefers', async () => {
      await register();
      const minimal = await send('/Observation', observation(`Patient/${patient}`), { prefer: 'return=minimal' });
      expect(minimal).toMatchObject({ status: 201, body: {} });
      expect(minimal.headers.get('location')).toMatch(/\/_history\/2$/);
      const outcome = await send('/Observation', observation(`Patient/${patient}`, { device: { display: 'cuff' } }), {
        prefer: 'return=OperationOutcome',
      });
      expect(issues(outcome)).toMatchObject([{ severity: 'information', expression: ['Observation.device'] }]);
    });

    it('has one effect for 20 conditional creates at once', async () => {
      await register();
      const criteria = { 'if-none-exist': 'identifier=https%3A%2F%2Fapp.example%2Freadings|4711' };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => send('/Observation', observation(`Patient/${patient}`), criteria)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await stored()).toHaveLength(2);

      const changed = observation(`Patient/${patient}`, { valueQuantity: { ...observation('').valueQuantity, value: 99 } });
      const existing = await send('/Observation', changed, criteria);
      expect(existing.status).toBe(200);
      expect(existing.headers.get('location')).toBe(answers[0]!.headers.get('location'));
      expect(issues(existing)).toMatchObject([{ severity: 'information', code: 'duplicate' }]);
      const other = await send('/Observation', observation(`Patient/${patient}`), { 'if-none-exist': 'identifier=https://app.example/readings|4712' }); // prettier-ignore
      expect(other.status).toBe(201);
      expect(await stored()).toHaveLength(3);
    });

    it('registers a patient once, whoever asks for it', async () => {
      const criteria = { 'if-none-exist': 'identifier=https://hospital.example/mrn|1' };
      const tokens = await Promise.all(['carer-1', 'carer-2'].map((sub) => suite.token(org, ['carer'], sub)));
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => send('/Patient', patientResource(), criteria, tokens[index % 2])),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
      expect(await stored()).toHaveLength(1);
      // The identifier means something within the organisation only.
      const location = answers[0]!.headers.get('location');
      org = `org-${randomUUID()}`;
      const elsewhere = await send('/Patient', patientResource(), criteria);
      expect(elsewhere.status).toBe(201);
      expect(elsewhere.headers.get('location')).not.toBe(location);
    });

    it('refuses an identifier that was used for another patient', async () => {
      await register();
      const criteria = { 'if-none-exist': 'identifier=https://app.example/readings|1' };
      await send('/Observation', observation(`Patient/${patient}`), criteria);
      patient = randomUUID();
      await register();
      const answer = await send('/Observation', observation(`Patient/${patient}`), criteria);
      expect(answer.status).toBe(409);
      expect(issues(answer)).toMatchObject([
        { code: 'duplicate', expression: ['Observation'], diagnostics: expect.stringContaining('of another patient') },
      ]);
    });

    it.each([
      ['several may match', 'identifier=a|1,a|2', 412, 'conflict'],
      ['it is no identifier', 'name=x', 422, 'not-supported'],
      ['the system is missing', 'identifier=4711', 422, 'not-supported'],
      ['there are two', 'identifier=a|1&identifier=b|2', 422, 'not-supported'],
    ])('refuses criteria when %s', async (_why, criteria, status, code) => {
      await register();
      const answer = await send('/Observation', observation(`Patient/${patient}`), { 'if-none-exist': criteria });
      expect(answer.status).toBe(status);
      expect(issues(answer)).toMatchObject([{ severity: 'error', code, expression: ['http.if-none-exist'] }]);
      expect(await stored()).toHaveLength(1);
    });

    it.each<[string, string, () => unknown, number, string]>([
      ['a type without events', '/Device', () => ({ resourceType: 'Device' }), 404, 'not-supported'],
      ['another type than the address names', '/Condition', () => observation(`Patient/${patient}`), 400, 'structure'],
      ['what is not JSON', '/Observation', () => '{"resourceType": "Abelsecret', 400, 'structure'],
      ['an observation without a time', '/Observation', () => observation(`Patient/${patient}`, { effectiveDateTime: undefined }), 422, 'processing'], // prettier-ignore
      ['an observation of a malformed time', '/Observation', () => observation(`Patient/${patient}`, { effectiveDateTime: '2026-03-01T08:00' }), 422, 'processing'], // prettier-ignore
      ['a patient who was replaced', '/Patient', () => patientResource({ link: [{ type: 'replaced-by', other: { reference: `Patient/${patient}` } }] }), 422, 'processing'], // prettier-ignore
      ['what is not to be given', '/MedicationRequest', () => ({ resourceType: 'MedicationRequest', status: 'active', intent: 'order', doNotPerform: true, medicationCodeableConcept: { text: 'Warfarin' }, subject: { reference: `Patient/${patient}` } }), 422, 'processing'], // prettier-ignore
      ['what lies in the future', '/Observation', () => observation(`Patient/${patient}`, { effectiveDateTime: '2099-03-01T08:00:00Z' }), 422, 'invalid'], // prettier-ignore
      ['an unknown patient', '/Observation', () => observation(`Patient/${randomUUID()}`), 422, 'not-found'],
      ['an address that does not exist', '/Observation/a/b', () => observation(`Patient/${patient}`), 404, 'not-found'],
    ])('refuses %s', async (_what, path, body, status, code) => {
      await register();
      const answer = await send(path, body());
      expect(answer.status).toBe(status);
      expect(issues(answer)).toMatchObject([{ severity: 'error', code }]);
      expect(JSON.stringify(answer.body)).not.toMatch(/Abelsecret|2099/);
      expect(await stored()).toHaveLength(1);
    });

    it('answers who may not do it with an OperationOutcome too', async () => {
      await register();
      const elsewhere = await suite.token(`org-${randomUUID()}`);
      const otherOrganisation = await send('/Observation', observation(`Patient/${patient}`), {}, elsewhere);
      expect(otherOrganisation.status).toBe(403);
      expect(issues(otherOrganisation)).toMatchObject([{ code: 'forbidden', details: { coding: [{ code: 'organisation-forbidden' }] } }]);
      const noRole = await send('/Observation', observation(`Patient/${patient}`), {}, await suite.token(org, ['auditor']));
      expect(noRole.status).toBe(403);
      expect(issues(noRole)).toMatchObject([{ code: 'forbidden' }]);
      const nobody = await send('/Observation', observation(`Patient/${patient}`), { authorization: 'Bearer x' });
      expect(nobody.status).toBe(401);
      expect(issues(nobody)).toMatchObject([{ code: 'login' }]);
      expect(await stored()).toHaveLength(1);
    });
  });

  describe('a transaction', () => {
    const round = (): Json => {
      const [who, stay] = [urn(), urn()];
      return bundle('transaction', [
        post(observation(who, { encounter: { reference: stay } }), { fullUrl: urn() }),
        post(observation(who, { effectiveDateTime: '2026-03-01T09:30:00+01:00' }), { fullUrl: urn() }),
        post(encounter(who, { status: 'finished', period: { start: '2026-03-01T08:00:00+01:00', end: '2026-03-02T08:00:00+01:00' } }), { fullUrl: stay }), // prettier-ignore
        post(patientResource(), { fullUrl: who }),
      ]);
    };

    it('records patient, stay and observations that refer to one another; sent again it is answered the same and does nothing', async () => {
      const sent = round();
      const first = await send('', sent);
      expect(first.status).toBe(200);
      expect(first.body.type).toBe('transaction-response');
      const ids = (sent.entry as Json[]).map(({ fullUrl }) => (fullUrl as string).replace('urn:uuid:', ''));
      expect((first.body.entry as Json[]).map(({ response }) => [response.status, response.location, response.etag])).toEqual([
        ['201 Created', `Observation/${ids[0]}/_history/3`, 'W/"3"'],
        ['201 Created', `Observation/${ids[1]}/_history/4`, 'W/"4"'],
        ['201 Created', `Encounter/${ids[2]}/_history/5`, 'W/"5"'],
        ['201 Created', `Patient/${ids[3]}/_history/1`, 'W/"1"'],
      ]);
      expect(first.body.entry[0].resource).toMatchObject({
        id: ids[0],
        subject: { reference: `Patient/${ids[3]}` },
        encounter: { reference: `Encounter/${ids[2]}` },
      });
      const events = await stored();
      expect(events.map(({ header }) => header.type)).toEqual([
        'patient.registered', 'stay.admitted', 'observation.recorded', 'observation.recorded', 'stay.discharged',
      ]); // prettier-ignore
      expect(new Set(events.map(({ header }) => header.subject))).toEqual(new Set([ids[3]]));

      const again = await send('', sent);
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('everchart-position')).toBe(first.headers.get('everchart-position'));
      expect(await stored()).toHaveLength(5);
    });

    describe('with a patient who is known already', () => {
      const who = randomUUID();
      const withObservation = (at: string, more: Json = {}): Json =>
        bundle('transaction', [
          post(patientResource(more), { fullUrl: `urn:uuid:${who}` }),
          post(observation(`urn:uuid:${who}`, { effectiveDateTime: at }), { fullUrl: urn() }),
        ]);
      const statuses = ({ body }: FhirAnswer): string[] => (body.entry as Json[]).map(({ response }) => response.status as string);

      it('records what is new: when the record begins is no part of what the patient is', async () => {
        expect(statuses(await send('', withObservation('2026-03-02T08:00:00Z')))).toEqual(['201 Created', '201 Created']);
        // Earlier and later than the first entry, by which the record was taken to begin.
        for (const at of ['2026-03-01T08:00:00Z', '2026-03-03'])
          expect(statuses(await send('', withObservation(at)))).toEqual(['200 OK', '201 Created']);
        expect((await stored()).map(({ header }) => header.type)).toEqual([
          'patient.registered', 'observation.recorded', 'observation.recorded', 'observation.recorded',
        ]); // prettier-ignore
        const put = { resource: { ...patientResource(), id: who }, request: { method: 'PUT', url: `Patient/${who}` } };
        expect(statuses(await send('', bundle('batch', [put])))).toEqual(['200 OK']);
      });

      it('says what to do when the patient has changed, and records nothing', async () => {
        await send('', withObservation('2026-03-02T08:00:00Z'));
        const changed = await send('', withObservation('2026-03-03T08:00:00Z', { gender: 'male' }));
        expect([changed.status, issues(changed)]).toMatchObject([
          409,
          [
            {
              code: 'duplicate',
              expression: ['Bundle.entry[0].resource'],
              diagnostics: expect.stringContaining('patient.details-amended'),
            },
          ],
        ]);
        expect(await stored()).toHaveLength(2);
      });
    });

    it('records nothing when one entry is wrong, and names it', async () => {
      const sent = round();
      sent.entry.push(post(observation('Patient/unknown'), { fullUrl: urn() }), post({ resourceType: 'Device' }));
      const answer = await send('', sent);
      expect(answer.status).toBe(422);
      expect(issues(answer).map(({ expression }) => expression)).toEqual([['Bundle.entry[4].resource'], ['Bundle.entry[5].resource']]);
      expect(JSON.stringify(answer.body)).not.toContain('Abelsecret');
      expect(await stored()).toHaveLength(0);
    });

    it('names what cannot become an event, what is no valid event and what the record does not allow in one answer', async () => {
      const sent = round();
      const later = { effectiveDateTime: '2099-03-01T08:00:00Z' };
      sent.entry.push(
        post(observation('Patient/unknown'), { fullUrl: urn() }),
        post(observation(sent.entry[3].fullUrl as string, later)),
        post(observation(`Patient/${randomUUID()}`), { fullUrl: urn() }),
      );
      const answer = await send('', sent);
      expect(answer.status).toBe(422);
      expect(issues(answer)).toMatchObject([
        { code: 'processing', expression: ['Bundle.entry[4].resource'] },
        { code: 'invalid', expression: ['Bundle.entry[5].resource'] },
        { code: 'not-found', expression: ['Bundle.entry[6].resource'] },
      ]);
      expect(await stored()).toHaveLength(0);
    });

    it('records nothing when the record does not allow one entry', async () => {
      await register();
      const stay = randomUUID();
      await send('/Observation', observation(`Patient/${patient}`));
      expect((await send('', bundle('transaction', [{ ...post(encounter(`Patient/${patient}`)), fullUrl: `urn:uuid:${stay}` }]))).status).toBe(200); // prettier-ignore
      const answer = await send(
        '',
        bundle('transaction', [
          post(observation(`Patient/${patient}`), { fullUrl: urn() }),
          { ...post(encounter(`Patient/${patient}`, { period: { start: '2026-03-01T10:00:00Z' } })), fullUrl: `urn:uuid:${stay}` },
        ]),
      );
      expect(answer.status).toBe(409);
      expect(issues(answer)).toMatchObject([{ code: 'duplicate', expression: ['Bundle.entry[1].resource'] }]);
      expect(await stored()).toHaveLength(3);
    });

    it('takes what exists already as it is, and records the rest', async () => {
      const who = urn();
      const withPatient = (family: string): Json =>
        bundle('transaction', [
          post(
            patientResource({ name: [{ family, given: ['Edith'] }] }),
            { fullUrl: who },
            { ifNoneExist: 'identifier=https://hospital.example/mrn|7' },
          ),
          post(observation(who), { fullUrl: urn() }),
        ]);
      const answers = await Promise.all(['A', 'B', 'C', 'D'].map((family) => send('', withPatient(family))));
      expect(answers.map(({ status, body }) => [status, body.issue])).toEqual([200, 200, 200, 200].map((status) => [status, undefined]));
      expect(answers.map(({ body }) => body.entry[0].response.status as string).sort()).toEqual(['200 OK', '200 OK', '200 OK', '201 Created']); // prettier-ignore
      expect(new Set((await stored()).map(({ header }) => header.subject)).size).toBe(1);
      expect((await stored()).map(({ header }) => header.type).sort()).toEqual([...Array.from({ length: 4 }, () => 'observation.recorded'), 'patient.registered']); // prettier-ignore
    });
  });

  it('answers each entry of a batch for itself', async () => {
    await register();
    const named = randomUUID();
    const answer = await send(
      '',
      bundle('batch', [
        post(observation(`Patient/${patient}`)),
        post({ resourceType: 'Device' }),
        { request: { method: 'DELETE', url: `Observation/${named}` } },
        post(observation(`Patient/${randomUUID()}`)),
        { resource: { ...observation(`Patient/${patient}`), id: named }, request: { method: 'PUT', url: `Observation/${named}` } },
        post(encounter(`Patient/${patient}`, { status: 'planned' })),
        { resource: observation(`Patient/${patient}`) },
      ]),
    );
    expect(answer).toMatchObject({ status: 200, body: { type: 'batch-response' } });
    expect((answer.body.entry as Json[]).map(({ response }) => [response.status, response.outcome?.issue[0].code])).toEqual([
      ['201 Created', undefined],
      ['422 Unprocessable Entity', 'not-supported'],
      ['405 Method Not Allowed', 'not-supported'],
      ['422 Unprocessable Entity', 'not-found'],
      ['201 Created', undefined],
      ['422 Unprocessable Entity', 'processing'],
      ['400 Bad Request', 'structure'],
    ]);
    expect(answer.body.entry[4].response.location).toMatch(`Observation/${named}/`);
    expect(await stored()).toHaveLength(3);
  });

  it('records all events of an entry of a batch or none', async () => {
    await register();
    const later = { start: '2026-03-01T08:00:00+01:00', end: '2099-01-01T00:00:00Z' };
    const answer = await send('', bundle('batch', [post(encounter(`Patient/${patient}`, { status: 'finished', period: later }))]));
    expect(answer.body.entry[0].response.status).toBe('422 Unprocessable Entity');
    expect(await stored()).toHaveLength(1);
  });

  it('refuses alone the entry of a batch that nobody could read or recognise', async () => {
    await register();
    const own = urn();
    const answer = await send(
      '',
      bundle('batch', [
        { request: { method: 'POST', url: 'Observation' } },
        post(observation(`Patient/${patient}`), { fullUrl: own }),
        post(observation(`Patient/${patient}`, { status: 'amended' }), { fullUrl: own.toUpperCase() }),
        post(observation(`Patient/${patient}`), { fullUrl: 'urn:uuid:1' }),
      ]),
    );
    expect((answer.body.entry as Json[]).map(({ response }) => [response.status, response.outcome?.issue[0].expression])).toEqual([
      ['400 Bad Request', ['Bundle.entry[0].resource']],
      ['201 Created', undefined],
      ['400 Bad Request', ['Bundle.entry[2].fullUrl']],
      ['400 Bad Request', ['Bundle.entry[3].fullUrl']],
    ]);
    expect(await stored()).toHaveLength(2);
  });

  it.each([
    ['a value that is there twice', '"value":72,', '"value":27,', '/valueQuantity/value'],
    ['a status that is there twice', '"status":"final",', '"status":"cancelled",', '/status'],
    ['100,000 levels', '"status":"final",', `"x":${'['.repeat(100_000)}${']'.repeat(100_000)},`, '/x'],
  ])('refuses a resource and a bundle with %s', async (_what, after, added, pointer) => {
    await register();
    const spoil = (body: Json): string => JSON.stringify(body).replace(after, after + added);
    for (const [path, body] of [
      ['/Observation', observation(`Patient/${patient}`)],
      ['', bundle('batch', [post(observation(`Patient/${patient}`))])],
    ] as const) {
      const answer = await send(path, spoil(body));
      expect([answer.status, issues(answer)]).toMatchObject([
        400,
        [{ code: 'structure', details: { coding: [{ code: 'json-ambiguous' }] } }],
      ]);
      expect(JSON.stringify(answer.body)).toContain(pointer);
      expect(JSON.stringify(answer.body)).not.toMatch(/27|cancelled/);
    }
    expect(await stored()).toHaveLength(1);
  });

  it('answers a fault of one resource of a batch as its own, and records the others', async () => {
    await register();
    const stay = encounter(`Patient/${patient}`, { status: 'finished', period: { start: '2026-03-01T10:00:00Z', end: '2026-03-02T10:00:00Z' } }); // prettier-ignore
    const later = observation(`Patient/${patient}`, { effectiveDateTime: '2026-03-05T08:00:00Z' });
    const sent = bundle('batch', [stay, observation(`Patient/${patient}`), observation(`Patient/${patient}`), later].map((resource) => post(resource, { fullUrl: urn() }))); // prettier-ignore
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(`CREATE SEQUENCE event_store.test_inserts;
      CREATE FUNCTION test_stay_fails() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN IF nextval('event_store.test_inserts') = 4 THEN RAISE EXCEPTION USING ERRCODE = '42P01'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER stay_fails BEFORE INSERT ON event_store.events FOR EACH ROW WHEN (NEW.org_key = event_store.org_key('${org}')) EXECUTE FUNCTION test_stay_fails()`);
    try {
      const answer = await send('', sent);
      expect((answer.body.entry as Json[]).map(({ response }) => [response.status, response.outcome?.issue[0].code])).toEqual([
        ['500 Internal Server Error', 'exception'],
        ['201 Created', undefined],
        ['201 Created', undefined],
        ['201 Created', undefined],
      ]);
      expect(await stored()).toHaveLength(4);
    } finally {
      await owner.query(
        'DROP TRIGGER stay_fails ON event_store.events; DROP FUNCTION test_stay_fails(); DROP SEQUENCE event_store.test_inserts',
      );
    }
    const again = await send('', sent);
    expect((again.body.entry as Json[]).map(({ response }) => response.status).at(0)).toBe('201 Created');
  });

  it('answers what was recorded of a batch before the store failed, and the rest as to be sent again', async () => {
    await register();
    const sent = bundle('batch', [
      post(encounter(`Patient/${patient}`, { status: 'finished', period: { start: '2026-03-01T10:00:00Z', end: '2026-03-02T10:00:00Z' } }), { fullUrl: urn() }), // prettier-ignore
      post(observation(`Patient/${patient}`), { fullUrl: urn() }),
      post({ resourceType: 'Device' }),
    ]);
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(`CREATE FUNCTION test_full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON event_store.events FOR EACH ROW WHEN (NEW.org_key = event_store.org_key('${org}') AND NEW.position > 2) EXECUTE FUNCTION test_full_disk()`);
    try {
      const answer = await send('', sent);
      expect(answer).toMatchObject({ status: 200, body: { type: 'batch-response' } });
      expect((answer.body.entry as Json[]).map(({ response }) => [response.status, response.outcome?.issue[0].code])).toEqual([
        ['503 Service Unavailable', 'transient'],
        ['201 Created', undefined],
        ['422 Unprocessable Entity', 'not-supported'],
      ]);
      const nothing = await send('', { ...sent, entry: sent.entry.slice(0, 1) });
      expect(nothing.status).toBe(503);
      expect(issues(nothing)).toMatchObject([{ code: 'transient', details: { coding: [{ code: 'store-full' }] } }]);
      expect(nothing.headers.get('retry-after')).toBe('10');
    } finally {
      await owner.query('DROP TRIGGER full_disk ON event_store.events; DROP FUNCTION test_full_disk()');
    }
    expect(await stored()).toHaveLength(2);
    const again = await send('', sent);
    expect((again.body.entry as Json[]).map(({ response }) => response.status)).toEqual(['201 Created', '201 Created', '422 Unprocessable Entity']); // prettier-ignore
    expect(await stored()).toHaveLength(4);
  });

  describe('under the limits of recording', () => {
    const others = { roomy: '', limited: '' };
    beforeAll(async () => {
      others.roomy = suite.url;
      await suite.startService({
        ROLES: 'api', QUEUE_MAX: '1', BODIES_IN_FLIGHT_MAX_BYTES: String(16 * 1024 * 1024), RATE_LIMIT_CLIENT: '2', RATE_LIMIT_BURST_SECONDS: '1',
      }); // prettier-ignore
      others.limited = suite.url;
    });
    beforeEach(() => void (suite.url = others.limited));
    afterEach(() => void (suite.url = others.roomy));

    const carer = (sub: string): Promise<string> => suite.token(org, ['carer'], sub);
    const round = (): Json => bundle('transaction', [post(observation(`Patient/${patient}`), { fullUrl: urn() })]);

    it('is told to come back while too much waits for the store, and then records it', async () => {
      await register();
      const owner = await suite.pool(suite.database.ownerUrl).connect();
      const sent = [round(), round(), round()];
      const tokens = await Promise.all(['a', 'b', 'c'].map(carer));
      const first: Promise<FhirAnswer>[] = [];
      try {
        await owner.query('BEGIN');
        await owner.query("SELECT set_config('app.org', $1, true)", [org]);
        await owner.query('SELECT FROM event_store.shards WHERE org = $1 FOR UPDATE', [org]);
        first.push(send('', sent[0], {}, tokens[0]));
        await until(async () => (await metric('everchart_event_store_append_items_count')) === 2, { what: 'an append at the lock' });
        first.push(send('', sent[1], {}, tokens[1]));
        await until(async () => (await metric('everchart_event_store_queued_items')) === 1, { what: 'another one behind it' });
        for (const [path, body] of [
          ['', sent[2]],
          ['/Observation', observation(`Patient/${patient}`)],
        ] as const) {
          // prettier-ignore
          const refused = await send(path, body, {}, tokens[2]);
          expect(refused.status).toBe(503);
          expect(issues(refused)).toMatchObject([{ code: 'transient', details: { coding: [{ code: 'recording-overloaded' }] } }]);
          expect(refused.headers.get('retry-after')).toBe('1');
        }
      } finally {
        await owner.query('COMMIT');
        owner.release();
      }
      expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
      expect(await stored()).toHaveLength(3);
      expect((await send('', sent[2], {}, await carer('d'))).status).toBe(200);
      expect(await stored()).toHaveLength(4);
    });

    it('is charged for every event, and waits', async () => {
      suite.url = others.roomy;
      await register();
      suite.url = others.limited;
      const readings = bundle('batch', Array.from({ length: 7 }, () => post(observation(`Patient/${patient}`)))); // prettier-ignore
      expect((await send('', readings)).status).toBe(200);
      for (const [path, body] of [
        ['', readings],
        ['/Observation', observation(`Patient/${patient}`)],
      ] as const) {
        // prettier-ignore
        const waits = await send(path, body);
        expect(waits.status).toBe(429);
        expect(issues(waits)).toMatchObject([{ code: 'throttled', details: { coding: [{ code: 'rate-limited' }] } }]);
        expect(Number(waits.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
      }
      expect((await send('/Observation', observation(`Patient/${patient}`), {}, await carer('another'))).status).toBe(201);
      expect(await stored()).toHaveLength(9);
    });

    it('has the sizes of bodies that recording has: 8 MiB for a bundle, 1 MiB for a resource', async () => {
      const mebibyte = 1024 * 1024;
      const sized = (body: Json, bytes: number): string => JSON.stringify(body).padEnd(bytes);
      await register();
      expect((await send('', sized(round(), 8 * mebibyte))).status).toBe(200);
      for (const [path, bytes] of [
        ['', 8 * mebibyte],
        ['/Observation', mebibyte],
      ] as const) {
        // prettier-ignore
        const large = await send(path, sized(observation(`Patient/${patient}`), bytes + 1), {}, await carer('b'));
        expect(large.status).toBe(413);
        expect(issues(large)).toMatchObject([{ code: 'too-long' }]);
      }
      expect(await stored()).toHaveLength(2);
    });
  });

  it.each<[string, unknown, number, string]>([
    ['a resource that is no bundle', observation('Patient/x'), 400, 'Bundle'],
    ['JSON that is no resource', [1, 2], 400, 'Bundle'],
    ['a bundle of another type', bundle('collection', []), 400, 'Bundle.type'],
    ['a bundle whose entries are no array', { resourceType: 'Bundle', type: 'batch', entry: {} }, 400, 'Bundle.entry'],
    [
      'too many entries',
      bundle(
        'batch',
        Array.from({ length: 1001 }, () => ({})),
      ),
      422,
      'Bundle.entry',
    ],
  ])('refuses %s', async (_what, body, status, expression) => {
    const answer = await send('', body);
    expect(answer.status).toBe(status);
    expect(issues(answer)).toMatchObject([
      { severity: 'error', code: status === 422 ? 'too-long' : 'structure', expression: [expression] },
    ]);
  });

  it.each(['', '/Observation'])('takes JSON only, at %p', async (path) => {
    for (const type of ['application/x-ndjson', 'application/fhir+xml']) {
      const answer = await send(path, JSON.stringify(observation('Patient/x')), { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(issues(answer)).toMatchObject([{ code: 'not-supported' }]);
    }
  });

  const read = async (location: string, roles?: readonly string[]): Promise<FhirAnswer> => {
    const response = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4/${location}`, {
      headers: { authorization: `Bearer ${await suite.token(org, roles)}` },
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  };

  it('reads what it has just answered, at the address that it gave, and puts that on record first', async () => {
    await register();
    const created = await send('/Observation', observation(`Patient/${patient}`));
    const location = created.headers.get('location')!;
    const answer = await read(location);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('etag')]).toEqual([
      200,
      'application/fhir+json; charset=utf-8',
      created.headers.get('etag'),
    ]);
    expect(answer.body).toMatchObject({ id: created.body.id, meta: { versionId: '2' }, status: 'final', valueQuantity: created.body.valueQuantity }); // prettier-ignore
    expect(answer.body.subject.reference).toBe(`Patient/${patient}`);
    const accesses = suite.pool(suite.accessDatabase.ownerUrl);
    const count = async () =>
      (await accesses.query<{ count: number }>('SELECT count(*)::integer AS count FROM event_store.events')).rows[0]!.count;
    const before = await count();
    expect((await read(location)).status).toBe(200);
    expect(await count()).toBe(before + 1);

    // A version that was never given, another type under the same id, no such id, no role.
    for (const path of [
      location.replace(/2$/, '3'),
      location.replace('Observation', 'AllergyIntolerance'),
      `Observation/${randomUUID()}/_history/1`,
      'Observation/x/_history/y',
    ])
      // prettier-ignore
      expect([path, (await read(path)).status]).toEqual([path, 404]);
    expect((await read(location, ['operator'])).status).toBe(403);
  });

  it('reads a stay as the version was, with its end from then on', async () => {
    await register();
    const id = randomUUID();
    const period = { start: '2026-03-01T08:00:00+01:00' };
    const stay = { resourceType: 'Encounter', status: 'in-progress', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' }, subject: { reference: `Patient/${patient}` }, period }; // prettier-ignore
    const ended = { ...period, end: '2026-03-02T09:00:00+01:00' };
    const locations: string[] = [];
    for (const resource of [stay, { ...stay, status: 'finished', period: ended }]) {
      const sent = await send('', bundle('transaction', [post(resource, { fullUrl: `urn:uuid:${id}` })]));
      locations.push(sent.body.entry[0].response.location as string);
    }
    expect(locations).toEqual([`Encounter/${id}/_history/2`, `Encounter/${id}/_history/3`]);
    expect((await read(locations[0]!)).body).toMatchObject({ ...stay, id, meta: { versionId: '2' } });
    expect((await read(locations[0]!)).body.period).toEqual(period);
    expect((await read(locations[1]!)).body).toMatchObject({ ...stay, id, status: 'finished', period: ended, meta: { versionId: '3' } });
  });

  it('reads every other type at the address of its create, too', async () => {
    await register();
    const subject = { reference: `Patient/${patient}` };
    const code = { text: 'what it is' };
    const at = '2026-03-01T08:00:00+01:00';
    const resources = [
      { resourceType: 'MedicationAdministration', status: 'completed', medicationCodeableConcept: code, subject, effectiveDateTime: at },
      {
        resourceType: 'MedicationAdministration',
        status: 'not-done',
        medicationCodeableConcept: { text: 'another' },
        subject,
        effectiveDateTime: at,
      },
      { resourceType: 'MedicationRequest', status: 'on-hold', intent: 'order', medicationCodeableConcept: code, subject, authoredOn: at },
      { resourceType: 'Condition', code, subject, recordedDate: at },
      { resourceType: 'CarePlan', status: 'active', intent: 'plan', title: 'Walk', subject, created: at },
      { resourceType: 'Procedure', status: 'completed', code, subject, performedDateTime: at, note: [{ text: 'went well' }] },
      { resourceType: 'Immunization', status: 'completed', vaccineCode: code, patient: subject, occurrenceDateTime: at, lotNumber: 'L1' },
      { resourceType: 'DiagnosticReport', status: 'final', code, subject, effectiveDateTime: at, conclusion: 'all is well' },
      {
        resourceType: 'DocumentReference',
        status: 'current',
        type: code,
        subject,
        date: at,
        content: [{ attachment: { title: 'a letter' } }],
      },
    ];
    for (const resource of resources) {
      const created = await send(`/${resource.resourceType}`, resource);
      expect([resource.resourceType, created.status]).toEqual([resource.resourceType, 201]);
      const answer = await read(created.headers.get('location')!);
      expect([answer.status, answer.headers.get('etag')]).toEqual([200, created.headers.get('etag')]);
      expect(answer.body).toMatchObject({ ...resource, id: created.body.id });
    }
  });

  it('reads a patient as the version was, and a death without a time from then on', async () => {
    const id = randomUUID();
    const dead = { resourceType: 'Patient', name: [{ text: 'Edith Abel' }], deceasedBoolean: true };
    const sent = await send('', bundle('transaction', [post(dead, { fullUrl: `urn:uuid:${id}` })]));
    expect(sent.body.entry[0].response.location).toBe(`Patient/${id}/_history/2`);
    expect((await read(`Patient/${id}/_history/2`)).body).toMatchObject({ id, name: dead.name, deceasedBoolean: true });
    expect((await read(`Patient/${id}/_history/1`)).body).not.toHaveProperty('deceasedBoolean');
  });

  it('says of the address that it has just answered that no other method is for it, and knows no other', async () => {
    await register();
    const created = await send('/Observation', observation(`Patient/${patient}`));
    const call = async (method: string, path: string): Promise<FhirAnswer> => {
      const base = `${suite.url}/v1/orgs/${org}/fhir/R4/`;
      const response = await fetch(new URL(path, `${base}Observation`), {
        method,
        headers: { authorization: `Bearer ${await suite.token(org)}` },
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
    };
    const location = created.headers.get('location')!;
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'POST']) {
      for (const path of [location, location.replace(/\/_history.*/, ''), location.replace(/\/\d+$/, '')]) {
        if (method === 'GET' && path === location) continue;
        const answer = await call(method, path);
        const allowed = path === location ? 'GET, HEAD' : '';
        expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([method, path, 405, allowed]);
        if (path !== location)
          expect(issues(answer)).toMatchObject([{ code: 'not-supported', diagnostics: expect.stringContaining('timeline') }]);
      }
    }
    expect((await call('GET', 'Device/1')).status).toBe(404);
    expect((await call('GET', 'Observation')).headers.get('allow')).toBe('POST');
  });

  it('takes a slash at the end of the base and of a type', async () => {
    await register();
    const sent = bundle('transaction', [post(observation(`Patient/${patient}`), { fullUrl: urn() })]);
    expect((await send('/', sent)).status).toBe(200);
    for (const path of ['/Observation', '/Observation/', '/Observation/?x=1']) {
      const created = await send(path, observation(`Patient/${patient}`));
      const location = new URL(created.headers.get('location')!, `${suite.url}/v1/orgs/${org}/fhir/R4${path}`);
      expect([created.status, location.pathname]).toEqual([
        201,
        `/v1/orgs/${org}/fhir/R4/Observation/${created.body.id}/_history/${created.body.meta.versionId}`,
      ]);
    }
  });

  it('there is no base without an organisation', async () => {
    const response = await fetch(`${suite.url}/fhir/R4/metadata`);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it('says what it supports, to anybody', async () => {
    const response = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4/metadata`);
    expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });
});
