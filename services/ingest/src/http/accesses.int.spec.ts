import { randomUUID } from 'node:crypto';
import { openAccesses, type Access } from '@everchart/access-log';
import { decodeEnvelope, decodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { accessTopic, clinicalTopic, createTransport, decodeRecord, type InboundRecord } from '@everchart/stream';
import { describeWithKafka, sampled, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { IngestSuite, note, registration } from '../../test/ingest-suite.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const problem = (code: string): string => `urn:everchart:problem:${code}`;
const fhirJson = { 'content-type': 'application/fhir+json' };

function suiteOf(kind: 'kafka' | 'postgres'): void {
  const suite = new IngestSuite(kind);
  let org: string;
  let patient: string;
  let store: EventStore;
  let keyring: Keyring;

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    store = new EventStore({ pool: suite.pool(suite.accessDatabase.url('ingest_accesses_api')), service: 'ingest' });
    const pool = suite.pool(suite.keyringDatabase.url('keyring_reader'));
    keyring = new Keyring({ pool, provider: await fileKeyProvider(suite.kekFile) });
  });
  afterAll(() => suite.stop());
  const begin = async (): Promise<void> => {
    org = `org-${randomUUID()}`;
    patient = await register();
  };

  const post = (event: object, of = patient, headers: Record<string, string> = {}) =>
    suite.post(`/patients/${of}/events`, event, { org, headers });
  const batch = (events: object[], query = '') => suite.post(`/events${query}`, { events }, { org });
  const register = async (): Promise<string> => {
    const id = randomUUID();
    expect(await post(registration(), id)).toMatchObject({ status: 201 });
    return id;
  };
  /** What is on record, in order of its patients: gathered accesses have no order that matters. */
  const accesses = async (): Promise<Access[]> => {
    const events = await store.readShard(org, 0, 0, 1000);
    const lists = await Promise.all(events.map((event) => openAccesses(event, keyring)));
    return lists.flat().map((access) => access!);
  };
  const events = async (): Promise<number> => (await store.readShard(org, 0, 0, 1000)).length;

  /** Closes the database of the accesses to all connections, or opens it again. */
  const reach = async (allowed: boolean): Promise<void> => {
    const url = new URL(suite.accessDatabase.ownerUrl);
    url.pathname = '/postgres';
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${suite.accessDatabase.name} WITH ALLOW_CONNECTIONS ${allowed}`);
    if (!allowed)
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [suite.accessDatabase.name]);
    await admin.end();
  };

  it('puts no access on record for what is recorded, or repeated, or refused for what was sent', async () => {
    await begin();
    const event = note('slept well');
    expect((await post(event)).status).toBe(201);
    expect((await post(event)).status).toBe(200);
    expect(
      (
        await batch([
          { patientId: patient, ...note('ate well') },
          { patientId: patient, ...event },
        ])
      ).status,
    ).toBe(200);
    const observation = { resourceType: 'Patient', name: [{ family: 'Abel', given: ['Edith'] }], gender: 'female', birthDate: '1938-04' };
    expect((await suite.post('/fhir/R4/Patient', observation, { org, headers: fhirJson })).status).toBe(201);
    expect((await post({ ...note('late'), type: 'unknown' })).status).toBe(422);
    expect((await post(note('to no one'), randomUUID())).status).toBe(404);
    expect(await events()).toBe(0);
  });

  it('puts refusals on record, in the organisation of the caller', async () => {
    await begin();
    const path = `/patients/${patient}/events`;
    const auditor = await suite.token(org, ['auditor'], 'auditor-1');
    expect((await suite.post(path, note('x'), { org, token: auditor, headers: { 'everchart-purpose': 'ETREAT' } })).status).toBe(403);
    expect((await suite.post('/events', [note('x')], { org: 'another', token: await suite.token(org) })).status).toBe(403);
    expect((await suite.post('/fhir/R4/Patient', {}, { org, token: auditor })).status).toBe(403);
    expect((await suite.post(path, note('x'), { org, token: 'none' })).status).toBe(401);
    const denied = { outcome: 'denied', status: 403 };
    expect(await accesses()).toMatchObject([
      {
        operation: 'event.recorded',
        ...denied,
        actor: 'auditor-1',
        role: 'auditor',
        purpose: 'ETREAT',
        patient,
        detail: { code: 'role-missing' },
      },
      { operation: 'events.recorded', ...denied, actor: 'carer-1', role: 'carer', detail: { code: 'organisation-forbidden' } },
      { operation: 'resource.recorded', ...denied, actor: 'auditor-1', detail: { code: 'role-missing' } },
    ]);
  });

  it('puts conflicts on record, with the version or the entry that was served, sealed for the patient', async () => {
    await begin();
    const first = note('slept well');
    const { body } = await post(first);
    expect((await post(registration())).status).toBe(409);
    expect((await post(note('late'), patient, { 'if-match': 'W/"1"' })).status).toBe(412);
    const other = await register();
    expect((await post({ ...note('other words'), id: first.id }, other)).status).toBe(409);
    const strike = {
      type: 'entry.struck',
      schemaVersion: 2,
      occurredAt: '2026-03-01T09:00:00+01:00',
      data: { entryId: first.id, reason: 'other' },
    };
    const struck = { id: randomUUID(), ...strike };
    const { body: strikeRecorded } = await post(struck);
    const refused = await post({ id: randomUUID(), ...strike });
    expect(refused).toMatchObject({ status: 409, body: { type: problem('entry-struck'), first: { id: struck.id } } });

    const common = { operation: 'event.recorded', outcome: 'granted', actor: 'carer-1', role: 'carer', patient };
    const list = await accesses();
    expect(list).toMatchObject([
      { ...common, status: 409, served: { streamVersion: 2 }, detail: { codes: ['patient-already-registered'] } },
      { ...common, status: 412, served: { streamVersion: 2 }, detail: { codes: ['version-conflict'] } },
      // The event that has the id is of this patient, not of the one that was named.
      { ...common, status: 409, served: { streamVersion: 2 }, detail: { codes: ['id-conflict'], entries: [first.id] } },
      { ...common, status: 409, served: { streamVersion: 3 }, detail: { codes: ['entry-struck'], entries: [struck.id] } },
    ]);
    const positions = list.slice(2).map(({ served }) => decodePositionToken(served!.position!));
    expect(positions).toMatchObject([
      { org, positions: { 0: body.position } },
      { org, positions: { 0: strikeRecorded.position } },
    ]);
    const year = (await store.readShard(org, 0, 0, 1))[0]!.header.retentionclass;
    const writer = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_access_writer')),
      provider: await fileKeyProvider(suite.kekFile),
    });
    expect([...(await writer.keysForSealing(org, year, [patient], [])).keys()]).toEqual([patient]);
  });

  it('puts the conflicts of a batch on record, one access for each patient', async () => {
    await begin();
    const other = await register();
    const [one, two] = [note('one'), note('two')];
    await batch([
      { patientId: patient, ...one },
      { patientId: patient, ...two },
    ]);
    const mixed = [
      { patientId: patient, ...note('other words', { id: one.id }) },
      { patientId: patient, ...note('other words', { id: two.id }) },
      { patientId: other, ...registration() },
      { patientId: other, ...note('granted') },
    ];
    expect((await batch(mixed)).body.results).toMatchObject([{ status: 409 }, { status: 409 }, { status: 409 }, { status: 201 }]);
    expect(await batch(mixed.slice(0, 1), '?atomic=true')).toMatchObject({ status: 422 });
    const common = { operation: 'events.recorded', outcome: 'granted', actor: 'carer-1' };
    expect(await accesses()).toMatchObject([
      { ...common, status: 200, patient, served: { streamVersion: 3 }, detail: { codes: ['id-conflict'], entries: [one.id, two.id] } },
      { ...common, status: 200, patient: other, served: { streamVersion: 1 }, detail: { codes: ['patient-already-registered'] } },
      { ...common, status: 422, patient, served: { streamVersion: 2 }, detail: { entries: [one.id] } },
    ]);
    expect(await events()).toBe(2);
  });

  it('puts on record that a conditional create found another resource', async () => {
    await begin();
    const identifier = { system: 'https://clinic.example/pid', value: randomUUID() };
    const resource = {
      resourceType: 'Patient',
      identifier: [identifier],
      name: [{ family: 'Abel', given: ['Edith'] }],
      gender: 'female',
      birthDate: '1938-04',
    };
    const create = (more: object) =>
      suite.post(
        '/fhir/R4/Patient',
        { ...resource, ...more },
        { org, headers: { ...fhirJson, 'if-none-exist': `identifier=${identifier.system}|${identifier.value}` } },
      );
    const created = await create({});
    expect(created.status).toBe(201);
    expect((await create({})).status).toBe(200);
    expect(await events()).toBe(0);
    const found = await create({ gender: 'male' });
    expect(found.status).toBe(200);
    const [, foundPatient] = /Patient\/([^/]+)\//.exec(found.headers.get('location')!)!;
    expect(await accesses()).toMatchObject([
      { operation: 'resource.recorded', status: 200, patient: foundPatient, served: { streamVersion: 1 }, detail: { codes: ['existing'] } },
    ]);
  });

  it('puts the conflicts inside a FHIR bundle on record, one access for each patient', async () => {
    await begin();
    const other = await register();
    const observation = (of: string, value: number) => ({ resourceType: 'Observation', status: 'final', subject: { reference: `Patient/${of}` }, effectiveDateTime: '2026-03-01T08:30:00+01:00', code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] }, valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' } }); // prettier-ignore
    const entry = (fullUrl: string, resource: object) => ({ fullUrl, resource, request: { method: 'POST', url: 'Observation' } });
    const [one, two] = [`urn:uuid:${randomUUID()}`, `urn:uuid:${randomUUID()}`];
    const send = (type: string, entries: object[]) => suite.post('/fhir/R4', { resourceType: 'Bundle', type, entry: entries }, { org, headers: fhirJson }); // prettier-ignore
    await send('batch', [entry(one, observation(patient, 70)), entry(two, observation(other, 70))]);
    expect(await events()).toBe(0);
    const changed = [entry(one, observation(patient, 71)), entry(two, observation(other, 71)), entry(`urn:uuid:${randomUUID()}`, observation(other, 72))]; // prettier-ignore
    const { status, body } = await send('batch', changed);
    const statuses = (body.entry as { response: { status: string } }[]).map(({ response }) => response.status);
    expect([status, statuses]).toEqual([200, ['409 Conflict', '409 Conflict', '201 Created']]);
    expect(await send('transaction', changed.slice(0, 1))).toMatchObject({ status: 409 });
    const common = { operation: 'bundle.recorded', outcome: 'granted', actor: 'carer-1', served: { streamVersion: 2 }, detail: { codes: ['id-conflict'], entries: [expect.any(String)] } }; // prettier-ignore
    const list = await accesses();
    expect(list).toHaveLength(3);
    expect(list).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...common, served: expect.objectContaining(common.served), status: 200, patient }),
        expect.objectContaining({ ...common, served: expect.objectContaining(common.served), status: 200, patient: other }),
        expect.objectContaining({ ...common, served: expect.objectContaining(common.served), status: 409, patient }),
      ]),
    );
  });

  it('puts on record that the record of a patient was destroyed', async () => {
    await begin();
    const gone = randomUUID();
    const keyring = suite.pool(suite.keyringDatabase.ownerUrl);
    await keyring.query('SELECT FROM keyring.destroy_keys($1, $2, $3)', [org, gone, ['clinical']]);
    const answer = await suite.post(`/patients/${gone}/events`, registration(), { org });
    expect(answer).toMatchObject({ status: 410, body: { type: problem('record-destroyed') } });
    expect(await accesses()).toMatchObject([
      { operation: 'event.recorded', outcome: 'granted', status: 410, patient: gone, detail: { codes: ['record-destroyed'] } },
    ]);
  });

  it('shows no conflict that cannot be put on record; what is granted goes on', async () => {
    await begin();
    const first = note('slept well');
    await post(first);
    const conflict = { ...note('other words'), id: first.id };
    expect((await post(conflict)).status).toBe(409);
    await reach(false);
    try {
      const withheld = await post(conflict);
      expect(withheld).toMatchObject({ status: 503, body: { type: problem('access-not-recorded') } });
      expect(withheld.headers.get('retry-after')).toBe('1');
      expect(await suite.post('/events', [], { org: 'another', token: await suite.token(org) })).toMatchObject({ status: 503 });
      expect(await post(registration())).toMatchObject({ status: 503 });
      expect((await post(note('granted'))).status).toBe(201);
      expect((await post(first)).status).toBe(200);
      const mixed = [
        { patientId: patient, ...conflict },
        { patientId: patient, ...note('granted') },
      ];
      const { status, body } = await batch(mixed);
      expect(status).toBe(200);
      expect(body.results).toMatchObject([
        { id: first.id, status: 503, problem: { type: problem('access-not-recorded') } },
        { status: 201 },
      ]);
      expect(await batch(mixed.slice(0, 1))).toMatchObject({ status: 503 });
      expect(await batch(mixed, '?atomic=true')).toMatchObject({ status: 503, body: { type: problem('access-not-recorded') } });
      expect((await fetch(`${suite.url}/health/ready`)).status).toBe(200);
    } finally {
      await reach(true);
    }
    await until(async () => (await post(conflict)).status === 409, { what: 'conflicts to be shown again' });
  });

  it('publishes accesses to the access topic only, and measures the two stores apart', async () => {
    await begin();
    await post(registration());
    const transport = createTransport(suite.transport, silent);
    suite.defer(() => transport.close());
    const published: InboundRecord[] = [];
    const subscription = await transport.subscribe({
      group: `test-${randomUUID()}`,
      topics: [accessTopic, clinicalTopic],
      handler: {
        onAssigned: () => Promise.resolve(new Map()),
        onBatch: (records) => Promise.resolve(void published.push(...records.filter((record) => decodeRecord(record).kind === 'event'))),
        onRevoked: () => Promise.resolve(),
        onCrash: (error) => {
          throw error;
        },
      },
    });
    const own = (topic: string) =>
      published.filter((record) => record.topic === topic).map(({ value }) => decodeEnvelope(value).header).filter((header) => header.org === org); // prettier-ignore
    await until(() => own(accessTopic).length > 0 && own(clinicalTopic).length > 0, { what: 'both on their topics', timeoutMs: 30_000 });
    await subscription.stop();
    expect(own(accessTopic)).toMatchObject([{ type: 'access.recorded', actor: 'ingest', source: await store.source() }]);
    expect(own(clinicalTopic)).toMatchObject([{ type: 'patient.registered' }]);
    const metrics = await (await fetch(`${suite.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_event_store_outcomes_total\{outcome="created",service="ingest"\} [1-9]/);
    expect(metrics).toMatch(/everchart_event_store_outcomes_total\{outcome="created",store="accesses",service="ingest"\} [1-9]/);
    expect(metrics).toMatch(/everchart_relay_published_total\{store="accesses",service="ingest"\} [1-9]/);
  });
}

describe('a start while the database of accesses is away', () => {
  const suite = new IngestSuite();
  const org = `org-${randomUUID()}`;
  beforeAll(() => suite.start());
  afterAll(() => suite.stop());

  it('records what is granted, refuses what would have to be on record, and does so once it is back', async () => {
    const away = 'postgresql://nobody:nothing@127.0.0.1:1/ingest_accesses';
    const service = await suite.startService({ ACCESS_DATABASE_API_URL: away, ACCESS_DATABASE_WORKER_URL: away });
    expect((await fetch(`${suite.url}/health/ready`)).status).toBe(200);
    const patient = randomUUID();
    const post = (event: object) => suite.post(`/patients/${patient}/events`, event, { org });
    const registered = registration();
    expect((await post(registered)).status).toBe(201);
    const conflict = note('other words', { id: registered.id });
    expect(await post(conflict)).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:access-not-recorded' } });
    expect((await post(note('granted'))).status).toBe(201);
    await service.close();
    await suite.startService();
    expect((await post(conflict)).status).toBe(409);
  }, 60_000);
});

const streams = sampled('accesses of ingest: the stream', ['postgres', 'kafka'] as const, 1);
if (streams.includes('postgres')) describe('accesses of ingest, on PostgreSQL', () => suiteOf('postgres'));
if (streams.includes('kafka')) describeWithKafka('accesses of ingest, on Kafka', () => suiteOf('kafka'));
