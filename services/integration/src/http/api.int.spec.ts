import { randomUUID } from 'node:crypto';
import { decodePositionToken } from '@everchart/envelope';
import { testCertificates } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newPatient, pulse, registration } from '../../test/clinical-source.js';
import { IntegrationSuite } from '../../test/integration-suite.js';
import type { BootedService } from '@everchart/service-kit';
import { createApp } from '../index.js';

describe('the API', () => {
  const suite = new IntegrationSuite();
  let app: BootedService;
  let engineer: string;

  beforeAll(async () => {
    await suite.start();
    app = await createApp(suite.config({ ROLES: 'api' }));
    engineer = await suite.token();
  });
  afterAll(async () => {
    await app?.service.close();
    await suite.close();
  });

  async function call(method: string, path: string, { token = engineer, body }: { token?: string; body?: unknown } = {}) {
    const response = await fetch(`${app.service.url}/v1/orgs/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // The body has any shape: tests read its members freely.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as any };
  }

  const plain = { transport: 'mllp', trustedCertificates: null };
  const hospital = { id: 'city', host: '127.0.0.1', port: 2575, receivingApplication: 'EHR', receivingFacility: 'CITY' };

  it('connects a destination once, and changes it by its id', async () => {
    expect(await call('POST', 'home/destinations', { body: hospital })).toMatchObject({ status: 201, body: { ...hospital, ...plain } });
    const moved = { ...hospital, host: 'mllp.example', port: 2576 };
    expect(await call('POST', 'home/destinations', { body: moved })).toMatchObject({ status: 200, body: moved });
    const { body } = await call('GET', 'home/destinations');
    expect(body.destinations).toEqual([
      {
        ...moved,
        ...plain,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        pausedAt: null,
        connection: { failures: 0, fault: null, faultSince: null, pausedUntil: null, lastDeliveredAt: null },
        deliveries: { queued: 0, sending: 0, 'sent-answer-unknown': 0, delivered: 0, held: 0, dead: 0, unmade: 0 },
      },
    ]);
  });

  it('takes no address of an inner network that the operator has not allowed, and puts the attempt on record', async () => {
    for (const host of ['10.0.0.1', '169.254.169.254', '0.0.0.0', '0:0:0:0:0:ffff:a00:1', '0xa.0.0.1']) {
      expect(await call('POST', 'home/destinations', { body: { ...hospital, id: 'inner', host } })).toMatchObject({
        status: 422,
        type: 'application/problem+json; charset=utf-8',
        body: { type: 'urn:everchart:problem:address-not-allowed' },
      });
    }
    const { body } = await call('GET', 'home/destinations');
    expect(body.destinations.map(({ id }: { id: string }) => id)).not.toContain('inner');
  });

  it('two that connect the same destination at once: one is the first', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call('POST', 'home/destinations', { body: { ...hospital, id: 'at-once' } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  });

  it('names every fault of a destination', async () => {
    const { status, type, body } = await call('POST', 'home/destinations', {
      body: { id: 'Not An Id', host: 'a b', port: 70_000, receivingApplication: '', receivingFacility: 'A\rMSH|', hots: 'x', 'a/b': 1 },
    });
    expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ type: 'urn:everchart:problem:body-invalid', correlationId: expect.any(String) });
    expect(body.faults.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/a~1b', '/host', '/hots', '/id', '/port', '/receivingApplication', '/receivingFacility',
    ]); // prettier-ignore
    const none = await call('POST', 'home/destinations', { body: {} });
    expect(none.body.faults).toHaveLength(5);
    expect((await call('POST', 'home/destinations', { body: [] })).status).toBe(422);
  });

  it('connects a destination over TLS, with the certificates that are trusted', async () => {
    const secure = { ...hospital, id: 'secure', transport: 'mllp-tls', trustedCertificates: testCertificates.authority };
    expect(await call('POST', 'home/destinations', { body: secure })).toMatchObject({ status: 201, body: secure });
    const listed = (await call('GET', 'home/destinations')).body.destinations.find(({ id }: { id: string }) => id === 'secure');
    expect(listed).toMatchObject(secure);
    for (const wrong of [
      { ...secure, transport: 'mllp' },
      { ...secure, trustedCertificates: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
      { ...secure, trustedCertificates: 'none' },
    ])
      expect(await call('POST', 'home/destinations', { body: wrong })).toMatchObject({
        status: 422,
        body: { faults: [{ pointer: '/trustedCertificates' }] },
      });
    expect((await call('POST', 'home/destinations', { body: { ...hospital, transport: 'smtp' } })).body.faults).toMatchObject([
      { pointer: '/transport' },
    ]);
  });

  it('names every fault of a query', async () => {
    const { status, body } = await call('GET', 'home/deliveries?state=lost&cursor=x&limit=0&destination=A!');
    expect(status).toBe(400);
    expect(body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/query/state', '/query/destination', '/query/cursor', '/query/limit',
    ]); // prettier-ignore
    expect((await call('GET', 'home/deliveries?state=held&state=dead')).status).toBe(400);
  });

  it('lists deliveries by pages, without their messages', async () => {
    const patient = newPatient();
    await suite.connect('paged', { port: 1 });
    await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      ...Array.from({ length: 4 }, (_, n) => ({ patient, type: 'observation.recorded', data: pulse(n) })),
    );
    await suite.export();
    const expected = (await suite.deliveries('paged')).map(({ control_id }) => control_id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { status, body } = await call(
        'GET',
        `home/deliveries?destination=paged&state=queued&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('Keller');
      seen.push(...body.deliveries.map(({ controlId }: { controlId: string }) => controlId));
      cursor = body.next;
    } while (cursor !== null);
    expect(seen).toEqual(expected);
    const { body } = await call('GET', 'home/deliveries?destination=paged&limit=1');
    expect(body.deliveries[0]).toEqual({
      destination: 'paged',
      controlId: expected[0],
      messageType: 'ADT^A04',
      eventId: expect.any(String),
      eventType: 'patient.registered',
      patientId: patient,
      state: 'queued',
      attempts: 0,
      answerCode: null,
      reason: null,
      decision: null,
      createdAt: expect.any(String),
      dueAt: expect.any(String),
      lastAttemptAt: null,
      settledAt: null,
    });
    const { body: all } = await call('GET', 'home/destinations');
    expect(all.destinations.find(({ id }: { id: string }) => id === 'paged').deliveries.queued).toBe(5);
  });

  it.each([
    ['queued', { hold: 'held', retry: 'queued', discard: 'dead' }],
    ['sending', { hold: 'sending', retry: 'sending', discard: 'sending' }],
    ['sent-answer-unknown', { hold: 'held', retry: 'queued', discard: 'dead' }],
    ['held', { hold: 'held', retry: 'queued', discard: 'dead' }],
    ['dead', { hold: 409, retry: 'queued', discard: 409 }],
    ['delivered', { hold: 409, retry: 409, discard: 409 }],
  ])('lets an engineer decide about a message that is %s', async (state, expected) => {
    const patient = newPatient();
    const destination = `decide-${state}`;
    await suite.connect(destination, { port: 1 });
    await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      { patient, type: 'observation.recorded', data: pulse(1) },
    );
    await suite.export();
    const [first, second] = (await suite.deliveries(destination)).map(({ control_id }) => control_id);
    const lane = async () =>
      (await suite.workerPool.query('SELECT l.held, d.control_id FROM integration.lanes l JOIN integration.deliveries d ON d.sequence = l.head WHERE l.destination = $1', [destination])).rows; // prettier-ignore
    for (const [decision, becomes] of Object.entries(expected)) {
      await suite.workerPool.query(
        "UPDATE integration.deliveries SET state = $2, refusals = 3, unanswered = 3, reason = 'x', due_at = now() + interval '1 hour' WHERE control_id = $1",
        [first, state],
      );
      await suite.workerPool.query('SELECT integration.move_lane($1, $2, $3)', ['home', destination, patient]);
      const { status, body } = await call('POST', `home/destinations/${destination}/deliveries/${first}/${decision}`);
      if (becomes === 409) {
        expect([status, body.type, body.state]).toEqual([409, 'urn:everchart:problem:delivery-not-waiting', state]);
        continue;
      }
      expect([status, body]).toEqual([200, { destination, controlId: first, state: becomes }]);
      expect(await suite.misplacedLanes()).toEqual([]);
      if (becomes === 'sending') continue;
      expect(await lane()).toEqual([{ held: becomes === 'held', control_id: becomes === 'dead' ? second : first }]);
      const { rows } = await suite.workerPool.query(
        'SELECT refusals, unanswered, reason, due_at <= now() AS due, settled_at IS NOT NULL AS settled FROM integration.deliveries WHERE control_id = $1',
        [first],
      );
      const counted = decision === 'retry' ? 0 : 3;
      const reason =
        decision === 'retry' || (decision === 'hold' && state === 'held') ? 'x' : decision === 'hold' ? 'held-by-person' : 'discarded';
      expect(rows).toEqual([
        { refusals: counted, unanswered: counted, reason, due: decision === 'retry', settled: decision === 'discard' },
      ]);
    }
  });

  const listed = async (id: string) =>
    (await call('GET', 'home/destinations')).body.destinations.find((each: { id: string }) => each.id === id);
  /** A patient with so many messages for each destination. */
  async function queueFor(destination: string, count: number): Promise<string> {
    const patient = newPatient();
    await suite.connect(destination, { port: 1 });
    await suite.source.append(
      { patient, type: 'patient.registered', data: registration },
      ...Array.from({ length: count - 1 }, (_, n) => ({ patient, type: 'observation.recorded', data: pulse(n) })),
    );
    await suite.export();
    return patient;
  }

  it('pauses a destination and resumes it', async () => {
    await queueFor('paused', 2);
    for (const _ of ['first', 'again'])
      expect(await call('POST', 'home/destinations/paused/pause')).toMatchObject({
        status: 200,
        body: { id: 'paused', paused: true, waiting: 2 },
      });
    const { pausedAt } = await listed('paused');
    expect(pausedAt).toEqual(expect.any(String));
    expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'paused' } })).status).toBe(200);
    expect((await listed('paused')).pausedAt).toBe(pausedAt);
    for (const _ of ['first', 'again'])
      expect(await call('POST', 'home/destinations/paused/resume')).toMatchObject({
        status: 200,
        body: { id: 'paused', paused: false, waiting: 2 },
      });
    expect((await listed('paused')).pausedAt).toBeNull();
  });

  it('removes a destination: what waits is given up when that is said, what is connected again begins anew', async () => {
    await queueFor('removed', 4);
    const [first, second, third] = (await suite.deliveries('removed')).map(({ control_id }) => control_id);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'delivered' WHERE control_id = $1", [first]);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'sending' WHERE control_id = $1", [second]);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'held' WHERE control_id = $1", [third]);
    await suite.workerPool.query(
      "SELECT integration.move_lane(org, destination, patient) FROM integration.lanes WHERE destination = 'removed'",
    );
    expect(await call('DELETE', 'home/destinations/removed')).toMatchObject({
      status: 409,
      body: { type: 'urn:everchart:problem:deliveries-waiting', waiting: 3 },
    });
    expect(await listed('removed')).toBeDefined();
    expect(await call('DELETE', 'home/destinations/removed?waiting=discard')).toMatchObject({
      status: 200,
      body: { id: 'removed', givenUp: 2 },
    });
    expect(await listed('removed')).toBeUndefined();
    expect(await suite.states('removed')).toEqual(['delivered', 'sending', 'dead', 'dead']);
    expect((await suite.deliveries('removed'))[3]).toMatchObject({ reason: 'destination-removed' });
    expect(await suite.misplacedLanes()).toEqual([]);
    // What was being sent when its sender was lost is given up, too.
    await suite.workerPool.query('UPDATE integration.deliveries SET fence = 0 WHERE control_id = $1', [second]);
    await suite.workerPool.query("INSERT INTO integration.sender_leases VALUES ('home', 'removed', '', 1, '-infinity')");
    await suite.workerPool.query("SELECT integration.claim_destinations('test', 0)");
    expect(await suite.states('removed')).toEqual(['delivered', 'dead', 'dead', 'dead']);
    expect(await suite.misplacedLanes()).toEqual([]);

    for (const path of ['pause', 'resume'])
      expect(await call('POST', `home/destinations/removed/${path}`)).toMatchObject({
        status: 404,
        body: { type: 'urn:everchart:problem:destination-unknown' },
      });
    expect((await call('DELETE', 'home/destinations/removed')).status).toBe(404);
    expect(await call('POST', `home/destinations/removed/deliveries/${third}/retry`)).toMatchObject({
      status: 404,
      body: { type: 'urn:everchart:problem:destination-unknown' },
    });
    expect((await call('GET', 'home/deliveries?destination=removed')).body.deliveries).toHaveLength(4);
    await suite.source.append({ patient: newPatient(), type: 'patient.registered', data: registration });
    await suite.export();
    expect(await suite.states('removed')).toHaveLength(4);

    expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'removed' } })).status).toBe(201);
    await suite.source.append({ patient: newPatient(), type: 'patient.registered', data: registration });
    await suite.export();
    expect(await suite.states('removed')).toEqual(['delivered', 'dead', 'dead', 'dead', 'queued']);
    expect(await call('POST', `home/destinations/removed/deliveries/${third}/retry`)).toMatchObject({
      status: 200,
      body: { state: 'queued' },
    });
    expect(await call('DELETE', 'home/destinations/removed?waiting=keep')).toMatchObject({ status: 400 });
  });

  it('a message that the consumer queues while its destination is removed waits for no one', async () => {
    await suite.connect('removed-meanwhile', { port: 1 });
    const patient = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration });
    const events = await suite.source.received();
    await suite.applyAfter(events, () => call('DELETE', 'home/destinations/removed-meanwhile'));
    expect(await suite.states('removed-meanwhile')).toEqual([]);
    expect(await suite.misplacedLanes()).toEqual([]);
  });

  it('sends again what is held, all at once or for one reason', async () => {
    const patient = await queueFor('many-held', 5);
    const ids = (await suite.deliveries('many-held')).map(({ control_id }) => control_id);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'held', reason = 'no-answer' WHERE control_id = ANY ($1)", [
      ids.slice(0, 3),
    ]);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'held', reason = 'refused-AE' WHERE control_id = ANY ($1)", [
      ids.slice(3),
    ]);
    await suite.workerPool.query(
      "SELECT integration.move_lane(org, destination, patient) FROM integration.lanes WHERE destination = 'many-held'",
    );
    const before = (await suite.accesses()).length;
    const retry = (query: string) => call('POST', `home/destinations/many-held/retry-held?${query}`);
    expect(await retry('reason=no-answer&limit=2')).toMatchObject({ status: 200, body: { retried: 2, more: true } });
    expect(await suite.states('many-held')).toEqual(['queued', 'queued', 'held', 'held', 'held']);
    expect(await retry('reason=no-answer')).toMatchObject({ body: { retried: 1, more: false } });
    expect(await suite.states('many-held')).toEqual(['queued', 'queued', 'queued', 'held', 'held']);
    expect(await retry('')).toMatchObject({ body: { retried: 2, more: false } });
    expect(await retry('')).toMatchObject({ body: { retried: 0, more: false } });
    expect(await suite.misplacedLanes()).toEqual([]);
    expect((await suite.accesses()).slice(before)).toMatchObject([
      { operation: 'delivery.retried', patient, detail: { destination: 'many-held', deliveries: 2 } },
      { operation: 'delivery.retried', patient, detail: { deliveries: 1 } },
      { operation: 'delivery.retried', patient, detail: { deliveries: 2 } },
      { operation: 'delivery.retried', detail: { destination: 'many-held' } },
    ]);
    expect((await call('POST', 'home/destinations/none-such/retry-held')).status).toBe(404);
  });

  it('knows no delivery of another name', async () => {
    const decide = (what: string, controlId: string) => call('POST', `home/destinations/paged/deliveries/${controlId}/${what}`);
    expect(await decide('retry', '0'.repeat(20))).toMatchObject({ status: 404, body: { type: 'urn:everchart:problem:delivery-unknown' } });
    expect(await decide('hold', 'x%27')).toMatchObject({ status: 400, body: { faults: [{ pointer: '/path/controlId' }] } });
  });

  it('changes nothing that is not on record first', async () => {
    await suite.connect('unrecorded', { port: 1 });
    const patient = newPatient();
    await suite.source.append({ patient, type: 'patient.registered', data: registration });
    await suite.export();
    const id = (await suite.deliveries('unrecorded'))[0]!.control_id;
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query('REVOKE USAGE ON SCHEMA event_store FROM integration_api');
    try {
      for (const decision of ['hold', 'discard', 'retry'])
        expect(await call('POST', `home/destinations/unrecorded/deliveries/${id}/${decision}`)).toMatchObject({
          status: 503,
          body: { type: 'urn:everchart:problem:access-not-recorded' },
        });
      expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'unrecorded' } })).status).toBe(503);
      expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'never-made' } })).status).toBe(503);
      for (const path of ['unrecorded/pause', 'unrecorded/resume', 'unrecorded/retry-held'])
        expect((await call('POST', `home/destinations/${path}`)).status).toBe(503);
      expect((await call('DELETE', 'home/destinations/unrecorded?waiting=discard')).status).toBe(503);
    } finally {
      await owner.query('GRANT USAGE ON SCHEMA event_store TO integration_api');
    }
    expect(await suite.states('unrecorded')).toEqual(['queued']);
    const { destinations } = (await call('GET', 'home/destinations')).body;
    expect(destinations.find(({ id: each }: { id: string }) => each === 'unrecorded')).toMatchObject({ port: 1, pausedAt: null });
    expect(destinations.map(({ id: each }: { id: string }) => each)).not.toContain('never-made');
    const before = (await suite.accesses()).length;
    await call('POST', `home/destinations/unrecorded/deliveries/${id}/hold`);
    expect((await suite.accesses()).slice(before)).toMatchObject([
      { operation: 'delivery.held', status: 200, outcome: 'granted', patient },
    ]);
  });

  it('puts on record what it shows, patient by patient, and every refusal, before it answers', async () => {
    const [one, other] = [newPatient(), newPatient()];
    await suite.connect('recorded', { port: 1 });
    await suite.source.append(
      { patient: one, type: 'patient.registered', data: registration },
      { patient: one, type: 'observation.recorded', data: pulse(70) },
      { patient: other, type: 'patient.registered', data: registration },
    );
    await suite.export();
    const before = (await suite.accesses()).length;
    const control = (await suite.deliveries('recorded')).map(({ control_id }) => control_id);
    await suite.workerPool.query("UPDATE integration.deliveries SET state = 'delivered' WHERE control_id = $1", [control[1]]);
    expect((await call('GET', 'home/deliveries?destination=recorded')).body.deliveries).toHaveLength(3);
    expect((await call('GET', 'home/deliveries?destination=none-such')).body.deliveries).toEqual([]);
    expect((await call('POST', `home/destinations/recorded/deliveries/${control[1]}/discard`)).status).toBe(409);
    expect((await call('POST', `home/destinations/recorded/deliveries/${'0'.repeat(20)}/retry`)).status).toBe(404);
    expect((await call('GET', 'home/destinations')).status).toBe(200);
    expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'recorded-too' } })).status).toBe(201);
    const secure = { transport: 'mllp-tls', host: 'elsewhere.example', port: 2576, trustedCertificates: testCertificates.authority };
    expect((await call('POST', 'home/destinations', { body: { ...hospital, id: 'recorded-too', ...secure } })).status).toBe(200);
    expect((await call('GET', 'home/deliveries', { token: await suite.token({ roles: ['carer'] }) })).status).toBe(403);
    const page = { operation: 'deliveries.read', outcome: 'granted', status: 200, actor: 'engineer-ida', role: 'integration-engineer' };
    const accesses = (await suite.accesses()).slice(before);
    const first = { transport: 'mllp', host: hospital.host, port: hospital.port };
    expect(accesses).toMatchObject([
      { ...page, patient: one, served: { streamVersion: 2 }, detail: { deliveries: 2 } },
      { ...page, patient: other, served: { streamVersion: 1 }, detail: { deliveries: 1 } },
      page,
      {
        operation: 'delivery.discarded',
        status: 409,
        patient: one,
        served: { streamVersion: 2 },
        detail: { destination: 'recorded', controlId: control[1], code: 'delivery-not-waiting' },
      },
      { operation: 'delivery.retried', status: 404, detail: { code: 'delivery-unknown' } },
      { operation: 'destinations.read', status: 200 },
      { operation: 'destination.written', status: 201, detail: { destination: 'recorded-too', to: first } },
      {
        operation: 'destination.written',
        status: 200,
        detail: {
          destination: 'recorded-too',
          from: first,
          to: { transport: 'mllp-tls', host: 'elsewhere.example', port: 2576, trusted: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      },
      { operation: 'deliveries.read', outcome: 'denied', status: 403, role: 'carer', detail: { code: 'role-missing' } },
    ]);
    expect(accesses[2]).not.toHaveProperty('patient');
    const identity = await suite.source.store.identity();
    expect(decodePositionToken(accesses[0]!.served!.position!)).toMatchObject({ ...identity, org: 'home' });
  });

  it('shows nothing when the access cannot be put on record', async () => {
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query('REVOKE USAGE ON SCHEMA event_store FROM integration_api');
    try {
      const { status, body } = await call('GET', 'home/deliveries');
      expect([status, body.type, body.deliveries]).toEqual([503, 'urn:everchart:problem:access-not-recorded', undefined]);
      const refused = await call('GET', 'home/deliveries', { token: await suite.token({ roles: ['carer'] }) });
      expect([refused.status, refused.body.type]).toEqual([503, 'urn:everchart:problem:access-not-recorded']);
    } finally {
      await owner.query('GRANT USAGE ON SCHEMA event_store TO integration_api');
    }
    expect((await call('GET', 'home/deliveries')).status).toBe(200);
  });

  it('organisations do not see each other', async () => {
    const other = await suite.token({ org: 'elsewhere' });
    expect(await call('GET', 'elsewhere/destinations', { token: other })).toMatchObject({ status: 200, body: { destinations: [] } });
    expect(await call('GET', 'elsewhere/deliveries', { token: other })).toMatchObject({
      status: 200,
      body: { deliveries: [], next: null },
    });
    const id = (await suite.deliveries('paged'))[0]!.control_id;
    expect((await call('POST', `elsewhere/destinations/paged/deliveries/${id}/retry`, { token: other })).status).toBe(404);
    expect((await call('POST', 'elsewhere/destinations', { token: other, body: { ...hospital, id: 'paged' } })).status).toBe(201);
    expect((await call('GET', 'elsewhere/destinations', { token: other })).body.destinations).toHaveLength(1);
    for (const path of ['home/destinations', 'home/deliveries', 'nowhere/deliveries'])
      expect(await call('GET', path, { token: other })).toMatchObject({
        status: 403,
        body: { type: 'urn:everchart:problem:organisation-forbidden' },
      });
  });

  it('needs a role', async () => {
    const carer = await suite.token({ roles: ['carer', 'auditor'] });
    for (const [method, path] of [
      ['GET', 'home/destinations'],
      ['POST', 'home/destinations'],
      ['GET', 'home/deliveries'],
      ['POST', `home/destinations/paged/deliveries/${'0'.repeat(20)}/retry`],
      ['POST', `home/destinations/paged/deliveries/${'0'.repeat(20)}/hold`],
      ['POST', 'home/destinations/paged/pause'],
      ['POST', 'home/destinations/paged/resume'],
      ['POST', 'home/destinations/paged/retry-held'],
      ['DELETE', 'home/destinations/paged'],
    ] as const)
      // prettier-ignore
      expect(await call(method, path, { token: carer })).toMatchObject({ status: 403, body: { type: 'urn:everchart:problem:role-missing' } });
    for (const role of ['operator', 'system'])
      expect((await call('GET', 'home/deliveries', { token: await suite.token({ roles: [role] }) })).status).toBe(200);
  });

  it('is described: every route, with its answers', () => {
    const paths = app.service.openapi.paths as Record<string, Record<string, { responses: Record<string, unknown> }>>;
    const routes = Object.entries(paths).filter(([path]) => path.startsWith('/v1'));
    expect(routes.flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).sort()).toEqual([
      'delete /v1/orgs/{org}/destinations/{destination}',
      'get /v1/orgs/{org}/deliveries',
      'get /v1/orgs/{org}/destinations',
      'get /v1/orgs/{org}/streams',
      'get /v1/orgs/{org}/streams/{stream}',
      'post /v1/orgs/{org}/destinations',
      'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/discard',
      'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/hold',
      'post /v1/orgs/{org}/destinations/{destination}/deliveries/{controlId}/retry',
      'post /v1/orgs/{org}/destinations/{destination}/pause',
      'post /v1/orgs/{org}/destinations/{destination}/resume',
      'post /v1/orgs/{org}/destinations/{destination}/retry-held',
      'post /v1/orgs/{org}/streams/{stream}/retry',
      'post /v1/orgs/{org}/streams/{stream}/skip',
    ]);
    for (const [, methods] of routes) {
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '401', '403']));
    }
  });

  it('row-level security holds also for a query that names no organisation', async () => {
    const api = suite.pool(suite.database.url('integration_api'));
    expect((await api.query('SELECT id FROM integration.destinations')).rows).toEqual([]);
    await expect(
      api.query(
        "INSERT INTO integration.destinations (org, id, host, port, receiving_application, receiving_facility) VALUES ($1, 'x', 'h', 1, 'a', 'f')",
        [randomUUID()],
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
