import { randomUUID } from 'node:crypto';
import { openAccesses, type Access } from '@everchart/access-log';
import { organisationStream } from '@everchart/contracts';
import { foldPlaces, upcastOrganisation, type OrganisationEvent } from '@everchart/contracts-organisation';
import { decodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import { openEvents } from '@everchart/sealed-events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IngestSuite, note, registration, type Answer } from '../../test/ingest-suite.js';
import { DecisionReplay } from '../application/decision.replay.js';

const problem = (code: string): string => `urn:everchart:problem:${code}`;
const occurredAt = '2026-03-01T08:30:00+01:00';
const draft = (type: string, data: Record<string, unknown>) => ({ id: randomUUID(), type, occurredAt, data });
const facility = (more: Record<string, unknown> = {}) =>
  draft('facility.opened', {
    facilityId: 'home',
    name: 'House Linden',
    kind: 'nursing-home',
    timeZone: 'Europe/Berlin',
    jurisdiction: 'DE-HH',
    ...more,
  });
const unit = (unitId: string, more: Record<string, unknown> = {}) =>
  draft('unit.opened', { unitId, facilityId: 'home', name: `Unit ${unitId}`, ...more });

describe('the directory of an organisation', () => {
  const suite = new IngestSuite();
  let org: string;
  let store: EventStore;
  let accessStore: EventStore;
  let keyring: Keyring;

  beforeAll(async () => {
    await suite.start();
    await suite.startService();
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest' });
    accessStore = new EventStore({ pool: suite.pool(suite.accessDatabase.url('ingest_accesses_api')), service: 'ingest' });
    keyring = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_writer')),
      provider: await fileKeyProvider(suite.kekFile),
    });
  });
  afterAll(() => suite.stop());
  beforeEach(() => {
    org = `org-${randomUUID()}`;
  });

  const administrator = () => suite.token(org, ['administrator'], 'administrator-1');
  const post = async (event: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    suite.post('/directory/events', event, { org, token: await administrator(), headers });
  const batch = async (events: unknown, query = ''): Promise<Answer> =>
    suite.post(`/directory/batch${query}`, events, { org, token: await administrator() });
  const accesses = async (): Promise<Access[]> => {
    const events = await accessStore.readShard(org, 0, 0, 100);
    return (await Promise.all(events.map((event) => openAccesses(event, keyring)))).flat().map((access) => access!);
  };
  const recorded = () => store.readShard(org, 0, 0, 1000);

  it('is recorded by an administrator, in the stream of the organisation, sealed under its own key', async () => {
    const answer = await post(facility());
    expect(answer).toMatchObject({ status: 201, body: { streamVersion: 1, position: 1 } });
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(decodePositionToken(answer.headers.get('everchart-position')!)).toMatchObject({ org, positions: { 0: 1 } });
    expect(await post(unit('u1'), { 'if-match': 'W/"1"' })).toMatchObject({ status: 201, body: { streamVersion: 2 } });
    const events = await recorded();
    expect(events.map(({ header }) => header)).toMatchObject([
      {
        subject: organisationStream(org),
        type: 'facility.opened',
        retentionclass: 'organisation',
        actor: 'administrator-1',
        actorrole: 'administrator',
      },
      { subject: organisationStream(org), type: 'unit.opened', streamversion: 2 },
    ]);
    expect(JSON.stringify(events.map(({ header }) => header))).not.toContain('Linden');
    const opened = await openEvents(events, keyring, upcastOrganisation);
    const places = foldPlaces(
      opened.map((each, index) => ({ ...each, id: events[index]!.header.id, occurredAt }) as unknown as OrganisationEvent),
    );
    expect([...places.keys()]).toEqual(['facility/home', 'unit/u1']);
  });

  it('has one effect for each id, and one answer', async () => {
    const event = facility();
    const first = await post(event);
    expect(await post(event)).toMatchObject({ status: 200, body: first.body });
    expect(await post({ ...event, data: { ...event.data, name: 'Other' } })).toMatchObject({
      status: 409,
      body: { type: problem('id-conflict') },
    });
    expect(await recorded()).toHaveLength(1);
    // What the answer shows of the directory is on record, and of no patient.
    expect(await accesses()).toMatchObject([
      {
        operation: 'directory-event.recorded',
        outcome: 'granted',
        status: 409,
        role: 'administrator',
        detail: { codes: ['id-conflict'], entries: [event.id] },
      },
    ]);
    expect((await accesses())[0]).not.toHaveProperty('patient');
  });

  it('names every fault of an event, a zone and a jurisdiction that do not exist among them', async () => {
    const answer = await post(facility({ timeZone: 'Europe/Atlantis', jurisdiction: 'XX', kind: 'castle' }));
    expect(answer).toMatchObject({ status: 422, body: { type: problem('event-invalid') } });
    expect((answer.body.faults as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/data/jurisdiction',
      '/data/kind',
      '/data/timeZone',
    ]);
    expect(await post({ ...facility(), facility: 'x', patientId: randomUUID() })).toMatchObject({ status: 422 });
    expect(await post({ ...facility(), type: 'note.written' })).toMatchObject({ status: 422, body: { faults: [{ pointer: '/type' }] } });
    expect(await recorded()).toEqual([]);
  });

  it('refuses what the directory stands against, and says which event did', async () => {
    const first = facility();
    await post(first);
    expect(await post(facility())).toMatchObject({
      status: 409,
      body: {
        type: problem('place-exists'),
        first: { id: first.id, type: 'facility.opened', actorRole: 'administrator' },
        faults: [{ pointer: '/data/facilityId' }],
      },
    });
    expect(await post(unit('u', { facilityId: 'elsewhere' }))).toMatchObject({ status: 422, body: { type: problem('place-unknown') } });
    expect(await post(unit('u'), { 'if-match': 'W/"7"' })).toMatchObject({
      status: 412,
      body: { type: problem('version-conflict'), streamVersion: 1 },
    });
    expect((await accesses()).map(({ detail }) => detail?.codes)).toEqual([['place-exists'], ['version-conflict']]);
  });

  it('expects nothing of what was never stated', async () => {
    expect(await post(facility(), { 'if-match': 'W/"1"' })).toMatchObject({ status: 412, body: { streamVersion: 0 } });
  });

  it('is recorded in batches, in order, each event with its own outcome', async () => {
    const answer = await batch([facility(), unit('a'), unit('a'), unit('b')]);
    expect(answer.body.results?.map(({ status, outcome }) => [status, outcome])).toEqual([
      [201, 'created'],
      [201, 'created'],
      [409, 'refused'],
      [201, 'created'],
    ]);
  });

  it('is recorded whole or not at all, when that is requested', async () => {
    const refused = await batch({ events: [facility(), unit('a'), unit('a')] }, '?atomic=true');
    expect(refused).toMatchObject({ status: 422, body: { type: problem('batch-refused'), problems: [{ index: 2, status: 409 }] } });
    expect(await recorded()).toEqual([]);
    expect(await batch([facility(), unit('a')], '?atomic=true')).toMatchObject({ status: 200 });
  });

  it('has one open bed of a code, however many open one at once', async () => {
    await batch([facility(), unit('u'), draft('room.opened', { roomId: 'r', unitId: 'u', code: '1' })]);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, bed) => post(draft('bed.opened', { bedId: `b${bed}`, roomId: 'r', code: 'A' }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...new Array<number>(11).fill(409)]);
  });

  it('is replayed to the states that it is decided by', async () => {
    await batch([facility(), unit('a'), unit('b'), draft('unit.closed', { unitId: 'a', facilityId: 'home' })]);
    await suite.post(`/patients/${randomUUID()}/events`, registration(), { org });
    expect(await new DecisionReplay(store, keyring).compare(org, organisationStream(org))).toEqual({ equal: true, aggregates: 3 });
  });

  it('is kept from all other roles, and a refusal is on record', async () => {
    for (const role of ['carer', 'nurse', 'system', 'operator', 'auditor'])
      for (const path of ['/directory/events', '/directory/batch'])
        expect(await suite.post(path, facility(), { org, token: await suite.token(org, [role], role) })).toMatchObject({ status: 403 });
    expect(await recorded()).toEqual([]);
    expect(await accesses()).toHaveLength(10);
    // An administrator in turn records nothing of a patient.
    const elsewhere = { org, token: await administrator() };
    expect(await suite.post(`/patients/${randomUUID()}/events`, registration(), elsewhere)).toMatchObject({ status: 403 });
    expect(await suite.post('/directory/events', facility(), { org: 'another', token: await administrator() })).toMatchObject({
      status: 403,
    });
  });

  it('says in its stream who does which round: recorded by carers and nurses, and nothing else by them', async () => {
    const round = (more: object = {}) =>
      draft('round.taken-over', {
        place: { facility: 'home', unit: 'u1' },
        round: 'medication',
        from: '2026-03-01T19:00:00+01:00',
        to: '2026-03-01T21:00:00+01:00',
        takenOverFrom: 'nurse-2',
        ...more,
      });
    const as = async (event: unknown, role: string) =>
      suite.post('/rounds/events', event, { org, token: await suite.token(org, [role], `${role}-1`) });
    // Its slot may lie ahead.
    const ahead = { from: new Date(Date.now() + 3_600_000).toISOString(), to: new Date(Date.now() + 7_200_000).toISOString() };
    const first = round();
    expect(await as(first, 'carer')).toMatchObject({ status: 201, body: { streamVersion: 1 } });
    expect(await as(first, 'carer')).toMatchObject({ status: 200, body: { streamVersion: 1 } });
    expect(await as(round(ahead), 'nurse')).toMatchObject({ status: 201, body: { streamVersion: 2 } });
    expect((await recorded()).map(({ header }) => header)).toMatchObject([
      { subject: organisationStream(org), type: 'round.taken-over', retentionclass: 'organisation', actor: 'carer-1', actorrole: 'carer' },
      { actor: 'nurse-1', actorrole: 'nurse' },
    ]);
    expect(await as(round({ to: first.data.from }), 'nurse')).toMatchObject({ status: 422, body: { faults: [{ pointer: '/data/to' }] } });
    for (const [event, role, status] of [
      [facility(), 'carer', 422],
      [round(), 'administrator', 403],
      [round(), 'auditor', 403],
    ] as const)
      expect((await as(event, role)).status).toBe(status);
    expect(await post(round())).toMatchObject({ status: 422, body: { faults: [{ pointer: '/type' }] } });
    expect(await post(facility())).toMatchObject({ status: 201, body: { streamVersion: 3 } });
    expect(await new DecisionReplay(store, keyring).compare(org, organisationStream(org))).toEqual({ equal: true, aggregates: 1 });
  });

  it('refuses times for flags that make no sense, by name', async () => {
    const chosen = (minutes: object) => post(draft('flag-times.chosen', { minutes }));
    expect(await chosen({ red: 90 })).toMatchObject({
      status: 422,
      body: { type: problem('event-invalid'), faults: [{ pointer: '/data/minutes/red', message: 'must not be longer than orange (60)' }] },
    });
    expect(await chosen({ red: 5, orange: 30 })).toMatchObject({ status: 201 });
  });

  it('is no patient, and no entry of one', async () => {
    const own = organisationStream(org);
    const begin = await post(facility());
    expect(await suite.post(`/patients/${own}/events`, registration(), { org })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/patientId' }] },
    });
    expect(await suite.post('/events', [{ patientId: own.toUpperCase(), ...note('x') }], { org })).toMatchObject({
      body: { results: [{ status: 422 }] },
    });
    const patient = randomUUID();
    await suite.post(`/patients/${patient}/events`, registration(), { org });
    const struck = { entryId: begin.body.id, reason: 'entered-in-error' };
    const strike = { id: randomUUID(), type: 'entry.struck', schemaVersion: 1, occurredAt, data: struck };
    expect(await suite.post(`/patients/${patient}/events`, strike, { org })).toMatchObject({ status: 422 });
    const merge = draft('patient.merged', { link: 'replaced-by', otherPatientId: own });
    expect((await suite.post(`/patients/${patient}/events`, merge, { org })).status).toBeGreaterThanOrEqual(400);
    const read = await fetch(`${suite.url}/v1/orgs/${org}/fhir/R4/Observation/${String(begin.body.id)}/_history/1`, {
      headers: { authorization: `Bearer ${await suite.token(org)}` },
    });
    expect(read.status).toBe(404);
    expect((await recorded()).map(({ header }) => header.type)).toEqual(['facility.opened', 'patient.registered']);
  });

  it('is listed among the types that can be recorded, and in the description of the topic', async () => {
    const types = (await (await fetch(`${suite.url}/v1/event-types/facility.opened`)).json()) as object;
    expect(types).toMatchObject({ eventTypes: [{ type: 'facility.opened', retentionClass: 'organisation' }] });
    const topic = (await (await fetch(`${suite.url}/asyncapi.json`)).json()) as { channels: { clinical: { messages: object } } };
    expect(Object.keys(topic.channels.clinical.messages)).toEqual(expect.arrayContaining(['facility.opened.v1', 'note.written.v1']));
  });
});
