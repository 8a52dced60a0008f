import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { kindClasses } from '@everchart/contracts';
import { clinicalEventTypes, type ClinicalEventContract } from '@everchart/contracts-clinical';
import { organisationEventTypes } from '@everchart/contracts-organisation';
import { decodePositionToken, toCloudEvent } from '@everchart/envelope';
import { openEvent } from '@everchart/sealed-events';
import { EventStore } from '@everchart/event-store';
import { fileKeyProvider, Keyring } from '@everchart/keyring';
import type { Pool } from '@everchart/postgres';
import { accessTopic, clinicalTopic } from '@everchart/stream';
import { IngestSuite, note, registration, type Answer, type EventDraft } from '../../test/ingest-suite.js';

interface AsyncApi {
  components: {
    messages: Record<string, object>;
    schemas: { CloudEvent: { required: string[]; properties: Record<string, { type: string; pattern?: string; const?: string }> } };
  };
}

describe('recording over REST', () => {
  const suite = new IngestSuite();
  let owner: Pool;
  let keyringOwner: Pool;
  let store: EventStore;
  let org: string;
  let patient: string;

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api' });
    owner = suite.pool(suite.database.ownerUrl);
    keyringOwner = suite.pool(suite.keyringDatabase.ownerUrl);
    store = new EventStore({ pool: suite.pool(suite.database.url('ingest_api')), service: 'ingest', notify: false });
  });
  afterAll(() => suite.stop());

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    patient = randomUUID();
  });

  const post = (event: unknown, headers: Record<string, string> = {}, of = patient): Promise<Answer> =>
    suite.post(`/patients/${of}/events`, event, { org, headers });
  const batch = (events: unknown[]): Promise<Answer> => suite.post('/events', { events }, { org });
  const stored = () => store.readShard(org, 0, 0, 1000);
  const problem = (code: string): string => `urn:everchart:problem:${code}`;

  it('answers 201 with version, position and time, and tokens to read on', async () => {
    const first = registration({ occurredAt: new Date().toISOString() });
    const answer = await post(first);
    expect(answer.status).toBe(201);
    const [event] = await stored();
    expect(answer.body).toEqual({
      id: first.id,
      streamVersion: 1,
      position: 1,
      chain: event!.header.chain,
      recordedAt: expect.stringMatching(/^\d{4}-.*\.\d{6}Z$/),
    });
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(decodePositionToken(answer.headers.get('everchart-position')!)).toEqual({
      ...(await store.identity()),
      org,
      positions: { 0: 1 },
      chains: { 0: event!.header.chain },
    });
    expect((await post(note('slept well'))).body).toMatchObject({ streamVersion: 2, position: 2 });
  });

  it('stores the header in the clear and the data sealed only', async () => {
    await post(registration());
    const written = note('refused breakfast', { facility: 'home-1' });
    const correlation = randomUUID();
    await post(written, { 'x-correlation-id': correlation });
    const { header, payload } = (await stored())[1]!;
    expect(header).toMatchObject({
      id: written.id, type: 'note.written', subject: patient, org, actor: 'carer-1', actorrole: 'carer', facility: 'home-1',
      occurredat: '2026-03-01T08:30:00+01:00', dataschema: 'urn:everchart:schema:note.written:1', retentionclass: 'clinical',
      correlationid: correlation, source: await store.source(), streamversion: 2,
    }); // prettier-ignore
    const keyring = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_reader')),
      provider: await fileKeyProvider(suite.kekFile),
    });
    const key = (await keyring.keysForOpening(org, [header.keyid])).get(header.keyid)!;
    expect(openEvent({ header, payload }, key, (_type, _version, data) => data).data).toEqual(written.data);
    const { rows } = await owner.query<{ row: string }>(
      'SELECT e::text AS row FROM event_store.events e WHERE org_key = event_store.org_key($1)',
      [org],
    );
    for (const { row } of rows) expect(row).not.toMatch(/Abel|breakfast/);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 2 });
    // The commitment is keyed: who has the row but no key cannot try texts.
    const plain = createHmac('sha256', Buffer.alloc(32)).update(JSON.stringify(written.data)).digest('hex');
    expect(rows.map(({ row }) => row).join()).not.toContain(plain);
  });

  it('has one effect for 50 posts of the same event at once', async () => {
    await post(registration());
    const event = note('fell in the bathroom');
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(event)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.get('everchart-position'))).size).toBe(1);
    expect(await stored()).toHaveLength(2);
  });

  it('knows the same event again whatever its UUIDs look like and however its members are ordered', async () => {
    await post(registration());
    const event = note('x');
    await post(event);
    const { data, ...rest } = event;
    const again = await post(
      { data: Object.fromEntries(Object.entries(data).reverse()), ...rest, id: event.id.toUpperCase() },
      {},
      patient.toUpperCase(),
    );
    expect(again).toMatchObject({ status: 200, body: { id: event.id, streamVersion: 2 } });
  });

  it.each<[string, (event: EventDraft) => EventDraft]>([
    ['other data', (event) => ({ ...event, data: { ...event.data, text: 'other' } })],
    ['another time', (event) => ({ ...event, occurredAt: '2026-03-01T08:31:00+01:00' })],
    ['another facility', (event) => ({ ...event, facility: 'home-2' })],
  ])('answers 409 to an id that was used with %s', async (_what, changed) => {
    await post(registration());
    const event = note('x');
    await post(event);
    expect(await post(changed(event))).toMatchObject({ status: 409, body: { type: problem('id-conflict') } });
    const [result] = (await batch([{ ...changed(event), patientId: patient }])).body.results!;
    expect(result).toMatchObject({ id: event.id, outcome: 'conflict', status: 409, problem: { type: problem('id-conflict') } });
    expect(await stored()).toHaveLength(2);
  });

  it('answers 409 to an id that another patient or another carer used', async () => {
    const other = randomUUID();
    await post(registration());
    await post(registration(), {}, other);
    const event = note('x');
    await post(event);
    expect(await post(event, {}, other)).toMatchObject({ status: 409 });
    const token = await suite.token(org, ['carer'], 'carer-2');
    expect(await suite.post(`/patients/${patient}/events`, event, { org, token })).toMatchObject({ status: 409 });
  });

  it.each([
    ['entry.struck', { reason: 'entered-in-error' }],
    ['entry.amended', { type: 'note.written', schemaVersion: 1, data: { kind: 'other', text: 'y' }, changeLog: { reason: 'x' } }],
  ])('does not let %s reach an entry of another patient', async (type, data) => {
    const other = randomUUID();
    await post(registration());
    await post(registration(), {}, other);
    const theirs = note('of another');
    await post(theirs, {}, other);
    const correction = (): EventDraft => ({ ...note('x'), type, data: { ...data, entryId: theirs.id } });
    const answer = await post(correction());
    expect(answer).toMatchObject({ status: 422, body: { type: problem('reference-missing'), faults: [{ pointer: '/data/entryId' }] } });
    expect((await batch([{ patientId: patient, ...correction() }])).body.results).toMatchObject([{ outcome: 'refused', status: 422 }]);
    expect(await stored()).toHaveLength(3);
  });

  it('makes no key for an id that is nobody', async () => {
    const [before] = (await keyringOwner.query<{ keys: number }>('SELECT count(*)::int AS keys FROM keyring.data_keys')).rows;
    const nobody = randomUUID();
    expect(await post(note('x'), {}, nobody)).toMatchObject({ status: 404 });
    expect((await batch([{ patientId: nobody, ...note('x') }])).body.results).toMatchObject([{ status: 404 }]);
    expect((await keyringOwner.query('SELECT count(*)::int AS keys FROM keyring.data_keys')).rows).toEqual([before]);
  });

  it('answers 412 to a stale If-Match and 201 to the right one; one of many who saw the same version wins', async () => {
    await post(registration());
    expect(await post(note('a'), { 'if-match': 'W/"1"' })).toMatchObject({ status: 201 });
    const stale = await post(note('b'), { 'if-match': 'W/"1"' });
    expect(stale).toMatchObject({ status: 412, body: { type: problem('version-conflict'), streamVersion: 2 } });
    expect(stale.headers.get('etag')).toBe('W/"2"');
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(note('c'), { 'if-match': 'W/"2"' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 412)]);
    expect(await post(note('d'), { 'if-match': 'three' })).toMatchObject({ status: 422, body: { faults: [{ pointer: '/ifMatch' }] } });
    const repeated = note('e');
    await post(repeated, { 'if-match': 'W/"3"' });
    expect(await post(repeated, { 'if-match': 'W/"3"' })).toMatchObject({ status: 200, body: { streamVersion: 4 } });
  });

  it('begins a record with a registration, once', async () => {
    expect(await post(note('x'))).toMatchObject({ status: 404, body: { type: problem('patient-unknown') } });
    const { rows } = await suite.pool(suite.keyringDatabase.ownerUrl).query('SELECT FROM keyring.data_keys WHERE org = $1', [org]);
    expect(rows).toHaveLength(0);
    await post(registration());
    expect(await post(registration())).toMatchObject({
      status: 409,
      body: { type: problem('patient-already-registered'), streamVersion: 1 },
    });
  });

  it('refuses a reference to what is not in the record', async () => {
    await post(registration());
    const strike = (entryId: string) => ({ ...note('x'), type: 'entry.struck', data: { entryId, reason: 'entered-in-error' } });
    expect(await post(strike(randomUUID()))).toMatchObject({
      status: 422,
      body: { type: problem('reference-missing'), faults: [{ pointer: '/data/entryId' }] },
    });
    const wrong = note('wrong');
    await post(wrong);
    expect(await post(strike(wrong.id))).toMatchObject({ status: 201 });
  });

  it('names every fault of an event at once, and never a value', async () => {
    await post(registration());
    const answer = await post({
      id: 'not-a-uuid', type: 'note.written', schemaVersion: 1, occurredAt: '2026-02-30T08:00:00Z', facility: 'Edith Abel', causationId: 7, extra: 'Edith', data: { kind: 'gossip' },
    }); // prettier-ignore
    expect(answer).toMatchObject({ status: 422, body: { type: problem('event-invalid') } });
    const faults = answer.body.faults as { pointer: string; message: string }[];
    expect(faults.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining([
        '/id',
        '/occurredAt',
        '/facility',
        '/causationId',
        '/extra',
        '/data/kind',
        expect.stringMatching(/^\/data(\/text)?$/),
      ]),
    );
    expect(JSON.stringify(answer.body)).not.toMatch(/Edith|gossip|not-a-uuid/);
  });

  it('checks codes, and the corrected data of an amendment as data of its own type', async () => {
    await post(registration());
    const faultsOf = async (type: string, data: object) => (await post({ ...note('x'), type, data })).body.faults;
    const observation = {
      code: { coding: [{ system: 'http://loinc.org', code: '8867-5' }] },
      category: 'vital-signs',
      valueQuantity: { value: 72, unit: 'beats', code: 'beats/min' },
    };
    const loinc = 'must be a LOINC code (form and check digit)';
    expect(await faultsOf('observation.recorded', observation)).toEqual([
      { pointer: '/data/code/coding/0/code', message: loinc },
      { pointer: '/data/valueQuantity/code', message: 'must be a UCUM unit' },
    ]);
    const amended = { entryId: randomUUID(), type: 'observation.recorded', schemaVersion: 2, data: observation };
    expect(await faultsOf('entry.amended', amended)).toEqual([
      { pointer: '/data/changeLog', message: 'is required' },
      { pointer: '/data/data/code/coding/0/code', message: loinc },
      { pointer: '/data/data/valueQuantity/code', message: 'must be a UCUM unit' },
    ]);
  });

  it.each([
    ['an unknown type', { type: 'patient.invented' }, '/type'],
    ['an unknown schema version', { schemaVersion: 99 }, '/schemaVersion'],
    ['a time without zone', { occurredAt: '2026-03-01T08:00:00' }, '/occurredAt'],
    ['a time ahead of the clock', { occurredAt: new Date(Date.now() + 600_000).toISOString() }, '/occurredAt'],
    ['data that is no object', { data: [] }, '/data'],
    ['a patient in the body', { patientId: randomUUID() }, '/patientId'],
  ])('refuses %s', async (_what, members, pointer) => {
    await post(registration());
    expect(await post({ ...note('x'), ...members })).toMatchObject({ status: 422, body: { faults: [{ pointer }] } });
  });

  it.each([
    ['no name', {}],
    ['a text only', { name: { text: 'Found at the station, about 40' } }],
    ['a given name only', { name: { given: ['Ada'] } }],
    ['a family name only', { name: { family: 'Keller' } }],
  ])('admits a person of whom there is %s', async (_what, name) => {
    const stayId = randomUUID();
    expect(await post(registration({ data: { identifiers: [], gender: 'unknown', ...name } }))).toMatchObject({ status: 201 });
    const admitted = { ...note('x'), type: 'stay.admitted', data: { stayId, class: 'emergency' } };
    expect(await post(admitted)).toMatchObject({ status: 201 });
  });

  it('refuses a name that says nothing', async () => {
    const nameless = registration({ data: { identifiers: [], gender: 'unknown', name: { prefix: ['Dr.'] } } });
    expect(await post(nameless)).toMatchObject({ status: 422, body: { faults: [{ pointer: '/data/name' }] } });
  });

  it('accepts clocks that are a little ahead', async () => {
    expect(await post(registration({ occurredAt: new Date(Date.now() + 60_000).toISOString() }))).toMatchObject({ status: 201 });
  });

  it('answers 400 to what is no JSON and to a path without a patient id', async () => {
    expect(await post('{"id":')).toMatchObject({ status: 400, body: { type: problem('json-malformed') } });
    expect(await post(note('x'), {}, 'edith')).toMatchObject({ status: 400, body: { type: problem('parameter-invalid') } });
  });

  it('refuses data that would not fit into a message', async () => {
    await post(registration());
    const random = Array.from({ length: 12_000 }, () => randomUUID()).join('');
    expect(await post(note(random))).toMatchObject({ status: 422, body: { faults: [{ pointer: expect.stringMatching(/^\/data/) }] } });
  });

  describe('a batch', () => {
    it('has an outcome for every event, in order; what one is refused for does not touch the others', async () => {
      const [twin, other] = [note('twice'), randomUUID()];
      const events = [
        { patientId: patient, ...registration() },
        { patientId: patient, ...twin },
        { patientId: patient, ...twin },
        { patientId: patient, ...twin, data: { kind: 'progress', text: 'other' } },
        { patientId: other, ...note('nobody') },
        { patientId: patient, ...note('x'), ifMatch: 'W/"9"' },
        { patientId: patient, ...note('x'), ifMatch: 'W/"2"' },
        { patientId: 'edith', ...note('x'), data: {} },
        'no object',
      ];
      const answer = await batch(events);
      expect(answer.status).toBe(200);
      expect(answer.body.results).toMatchObject([
        { outcome: 'created', status: 201, streamVersion: 1, position: 1 },
        { outcome: 'created', status: 201, streamVersion: 2, position: 2, id: twin.id },
        { outcome: 'duplicate', status: 200, streamVersion: 2, position: 2 },
        { outcome: 'conflict', status: 409 },
        { outcome: 'refused', status: 404, problem: { type: problem('patient-unknown') } },
        { outcome: 'refused', status: 412, streamVersion: 2 },
        { outcome: 'created', status: 201, streamVersion: 3, position: 3 },
        {
          outcome: 'invalid',
          status: 422,
          problem: { faults: expect.arrayContaining([expect.objectContaining({ pointer: '/patientId' })]) },
        },
        { outcome: 'invalid', status: 422 },
      ]);
      expect(decodePositionToken(answer.headers.get('everchart-position')!)).toMatchObject({ positions: { 0: 3 } });
      const again = await batch(events.slice(0, 3));
      expect(again.body.results).toMatchObject([{ outcome: 'duplicate' }, { outcome: 'duplicate' }, { outcome: 'duplicate' }]);
      expect(await stored()).toHaveLength(3);
    });

    it.each([
      ['a fault of ours', '42P01', 500, 'internal-error'],
      ['data that the store cannot hold', '22021', 422, 'event-not-storable'],
      ['a constraint that no check knew', '23514', 500, 'internal-error'],
    ])("answers %s of one event as that event's own outcome, and records the others", async (_, sqlState, status, code) => {
      const other = randomUUID();
      await post(registration());
      await post(registration(), {}, other);
      const name = `fault_${sqlState.toLowerCase()}`;
      const events = Array.from({ length: 150 }, (_, n) => ({ patientId: n % 2 === 0 ? patient : other, ...note(`entry ${n}`) }));
      const guilty = [3, 120];
      const ids = guilty.map((n) => `'${events[n]!.id}'`).join(', ');
      await owner.query(`CREATE FUNCTION test_${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${sqlState}'; END $$;
        CREATE TRIGGER ${name} BEFORE INSERT ON event_store.events FOR EACH ROW WHEN (NEW.id IN (${ids})) EXECUTE FUNCTION test_${name}()`);
      try {
        const answer = await batch(events);
        expect(answer.status).toBe(200);
        const failed = answer.body.results!.flatMap((result, n) => (result.outcome === 'failed' ? [n] : []));
        expect(failed).toEqual(guilty);
        expect(answer.body.results![3]).toEqual({
          id: events[3]!.id,
          outcome: 'failed',
          status,
          problem: expect.objectContaining({ type: problem(code), status }),
        });
        expect(answer.body.results!.filter(({ outcome }) => outcome === 'created' || outcome === 'duplicate')).toHaveLength(148);
        expect(await stored()).toHaveLength(150);
        expect(await suite.post(`/patients/${other}/events`, (({ patientId: _, ...event }) => event)(events[3]!), { org })).toMatchObject({
          status,
          body: { type: problem(code) },
        });
      } finally {
        await owner.query(`DROP TRIGGER ${name} ON event_store.events; DROP FUNCTION test_${name}()`);
      }
      expect((await batch(events)).body.results!.filter(({ outcome }) => outcome === 'created')).toHaveLength(2);
    });

    it('takes a thousand events, and no more', async () => {
      await post(registration());
      const events = Array.from({ length: 1000 }, (_, n) => ({ patientId: patient, ...note(`entry ${n}`) }));
      const answer = await batch(events);
      expect(answer.body.results!.map(({ position }) => position)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 2));
      expect(await batch([...events, events[0]])).toMatchObject({ status: 422, body: { faults: [{ pointer: '/events' }] } });
      expect(await batch([])).toMatchObject({ status: 422 });
      expect(await suite.post('/events', [], { org })).toMatchObject({ status: 422 });
    });

    it('answers without a position when nothing is recorded', async () => {
      expect((await batch([{ patientId: patient, ...note('x') }])).headers.get('everchart-position')).toBeNull();
    });
  });

  it('records nothing for a patient whose keys were destroyed', async () => {
    const survivor = randomUUID();
    await post(registration());
    await post(registration(), {}, survivor);
    const destroyer = new Keyring({
      pool: suite.pool(suite.keyringDatabase.url('keyring_destroyer')),
      provider: await fileKeyProvider(suite.kekFile),
    });
    await destroyer.destroy(org, patient, ['clinical']);
    // Another process, which has no key in memory.
    const { url } = suite;
    await suite.startService({ ROLES: 'api' });
    expect(await post(note('x'))).toMatchObject({ status: 410, body: { type: problem('record-destroyed') } });
    const events = [patient, survivor].map((patientId) => ({ patientId, ...note('x') }));
    expect((await batch(events)).body.results).toMatchObject([{ outcome: 'refused', status: 410 }, { outcome: 'created' }]);
    suite.url = url;
  });

  it('records for all others when the row of one key is damaged', async () => {
    const others = [randomUUID(), randomUUID()];
    for (const each of [patient, ...others]) await post(registration(), {}, each);
    await keyringOwner.query("UPDATE keyring.data_keys SET wrapped = '\\x00' WHERE org = $1 AND subject = $2", [org, patient]);
    // Another process, which has no key in memory.
    const { url } = suite;
    await suite.startService({ ROLES: 'api' });
    const events = [others[0], patient, others[1]].map((patientId) => ({ patientId, ...note('x') }));
    expect((await batch(events)).body.results).toMatchObject([
      { outcome: 'created' },
      { outcome: 'failed', status: 500, problem: { type: problem('internal-error') } },
      { outcome: 'created' },
    ]);
    expect(await post(note('x'))).toMatchObject({ status: 500 });
    suite.url = url;
  });

  describe('between organisations', () => {
    it('a token opens its own organisation only', async () => {
      await post(registration());
      const stranger = await suite.token(`org-${randomUUID()}`);
      for (const path of [`/patients/${patient}/events`, '/events']) {
        const answer = await suite.post(path, note('x'), { org, token: stranger });
        expect(answer).toMatchObject({ status: 403, body: { type: problem('organisation-forbidden') } });
      }
      const nowhere = await suite.post('/events', { events: [] }, { org: 'org-of-nobody', token: stranger });
      expect(nowhere).toMatchObject({ status: 403, body: { type: problem('organisation-forbidden') } });
      expect(await stored()).toHaveLength(1);
    });

    it('the same patient id and event id are other things', async () => {
      const event = registration();
      await post(event);
      const elsewhere = `org-${randomUUID()}`;
      const answer = await suite.post(`/patients/${patient}/events`, event, { org: elsewhere });
      expect(answer).toMatchObject({ status: 201, body: { position: 1, streamVersion: 1 } });
      expect(await suite.post(`/patients/${randomUUID()}/events`, note('x'), { org: elsewhere })).toMatchObject({ status: 404 });
    });

    it('the database shows ingest_api no row of another', async () => {
      await post(registration());
      const api = suite.pool(suite.database.url('ingest_api'));
      const seen = async (as: string): Promise<number> => {
        const client = await api.connect();
        try {
          await client.query("SELECT set_config('app.org', $1, false)", [as]);
          const { rows } = await client.query<{ count: number }>(
            'SELECT (SELECT count(*) FROM event_store.events WHERE org_key = event_store.org_key($1)) + (SELECT count(*) FROM event_store.streams WHERE org_key = event_store.org_key($1)) + (SELECT count(*) FROM event_store.shards WHERE org = $1) AS count',
            [org],
          );
          return rows[0]!.count;
        } finally {
          client.release(true);
        }
      };
      expect(await seen(org)).toBe(3);
      expect(await seen(`org-${randomUUID()}`)).toBe(0);
      expect(await seen('')).toBe(0);
    });
  });

  it.each([['auditor'], ['operator'], ['integration-engineer']])('lets no %s record', async (role) => {
    const token = await suite.token(org, [role]);
    expect(await suite.post('/events', { events: [] }, { org, token })).toMatchObject({
      status: 403,
      body: { type: problem('role-missing') },
    });
  });

  it('shows what can be recorded', async () => {
    const read = async (path: string) => {
      const answer = await fetch(`${suite.url}${path}`);
      return { status: answer.status, body: (await answer.json()) as { type?: string; eventTypes?: ClinicalEventContract[] } };
    };
    const { eventTypes } = (await read('/v1/event-types')).body;
    const known = [...clinicalEventTypes, ...organisationEventTypes].map(({ type }) => type);
    expect(new Set(eventTypes!.map(({ type }) => type))).toEqual(new Set(known));
    for (const { schema, example, mapping, retentionClass } of eventTypes!) {
      expect(schema.examples).toEqual([example]);
      expect(mapping.fhir.resource).not.toBe('');
      expect(mapping.hl7v2.note).not.toBe('');
      expect(['clinical', 'organisation', ...kindClasses]).toContain(retentionClass);
    }
    const { eventTypes: strikes } = (await read('/v1/event-types/entry.struck')).body;
    expect(strikes!.map(({ dataschema }) => dataschema)).toEqual([
      'urn:everchart:schema:entry.struck:1',
      'urn:everchart:schema:entry.struck:2',
    ]);
    expect(await read('/v1/event-types/note.sung')).toMatchObject({ status: 404, body: { type: problem('event-type-unknown') } });
  });

  it('describes its topic as it publishes it', async () => {
    const document = (await (await fetch(`${suite.url}/asyncapi.json`)).json()) as AsyncApi;
    expect(document).toMatchObject({
      asyncapi: '3.0.0',
      channels: { clinical: { address: clinicalTopic }, access: { address: accessTopic } },
    });
    await post(registration());
    await post(note('slept well', { facility: 'home-1' }));
    const { header, payload } = (await stored())[1]!;
    const event = toCloudEvent({ ...header, causationid: randomUUID(), deviceoffsetms: '12' }, payload) as unknown as Record<
      string,
      unknown
    >;
    const { required, properties } = document.components.schemas.CloudEvent;
    expect(Object.keys(event).sort()).toEqual(Object.keys(properties).sort());
    expect(required.filter((name) => !(name in event))).toEqual([]);
    for (const [name, { pattern, const: only, type }] of Object.entries(properties)) {
      if (pattern !== undefined) expect({ name, value: event[name] }).toEqual({ name, value: expect.stringMatching(pattern) });
      if (only !== undefined) expect({ name, value: event[name] }).toEqual({ name, value: only });
      expect({ name, type: typeof event[name] === 'number' ? 'integer' : 'string' }).toEqual({ name, type });
    }
  });

  it('describes itself', async () => {
    const openapi = (await (await fetch(`${suite.url}/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(openapi.openapi).toMatch(/^3\.1/);
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/v1/orgs/{org}/patients/{patientId}/events', '/v1/orgs/{org}/events', '/v1/event-types']),
    );
    expect(JSON.stringify(openapi)).toContain('#/components/schemas/Event');
  });
});
