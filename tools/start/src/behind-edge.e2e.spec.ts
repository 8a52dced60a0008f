import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { decodePositionToken, encodePositionToken } from '@everchart/envelope';
import { nginxOrSkip, RawConnection, until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { add, noteOf, settled, SuiteBehindEdge, sum, traceparentOf } from '../test/behind-edge.js';

const root = await nginxOrSkip();
const rounds = process.env.TEST_ALL === 'true' ? 10 : 2;
/** One client may have so many requests under way: fewer than in production, so that a test reaches it. */
const concurrentMax = 12;

/**
 * What clients saw, the lines of the edge, the counters of the edge and of the services, and what is on record: the
 * same number of each, for everything that can become of a request.
 */
(root === undefined ? describe.skip : describe)('the suite behind its edge', () => {
  const site = new SuiteBehindEdge(root!, ['sunrise-care', 'north-clinic', 'south-home', 'west-house', 'east-wing'], {
    EDGE_CLIENT_CONCURRENT: String(concurrentMax),
    EDGE_BODY_GRACE_SECONDS: '4',
    EDGE_HEADERS_SECONDS: '4',
  });

  beforeAll(() => site.start(), 400_000);
  afterAll(() => site.stop(), 120_000);

  /** The head of a request that records; its body is the caller's. */
  const rawPost = async (org: string, patient: string, more: Record<string, string>) => {
    const trace = randomBytes(16).toString('hex');
    const headers = { host: 'x', authorization: `Bearer ${site.suite.tokensOf(org).nurse}`, 'user-agent': 'test', accept: '*/*', 'content-type': 'application/json', traceparent: traceparentOf(trace), ...more }; // prettier-ignore
    const connection = await RawConnection.open(site.edge.url);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    connection.write(`POST /v1/orgs/${org}/patients/${patient}/events HTTP/1.1\r\n${lines.join('')}\r\n`);
    return { connection, trace };
  };
  /** Clients, the lines and the counters of the edge, and of the services their lines and counters. */
  const expectTheSame = async (): Promise<void> => {
    const [client, logged] = await settled(() => [site.client, site.logged()]);
    expect(logged).toEqual(client);
    const [lines, counters] = await settled(async () => Object.values(await site.edgeCounts()));
    expect(counters).toEqual(lines);
    const [passedOn, byServices, counted] = await settled(async () => [site.passedOn(), site.loggedByServices(), await site.countedByServices()]); // prettier-ignore
    expect(byServices).toEqual(passedOn);
    expect(counted).toEqual(passedOn);
  };
  const withDatabase = async <T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: site.suite.run.databases[name] });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  /** Each kind of answer once or more, of the edge and of services. */
  async function load(org: string): Promise<void> {
    const patient = await site.patient(org);
    const { operator, auditor } = site.suite.tokensOf(org);
    const status = async (asked: ReturnType<SuiteBehindEdge['ask']>): Promise<number> => (await asked).answer.status;
    const event = noteOf();
    const recorded = await site.post(org, patient, event);
    expect(recorded.answer.status).toBe(201);
    // Of services.
    expect(await status(site.post(org, patient, event))).toBe(200);
    expect(await status(site.post(org, patient, { ...event, data: { kind: 'progress', text: 'Other words.' } }))).toBe(409);
    expect(await status(site.post(org, patient, noteOf(), { headers: { 'if-match': 'W/"1"' } }))).toBe(412);
    expect(await status(site.post(org, patient, { ...noteOf(), type: 'unknown' }))).toBe(422);
    expect(await status(site.post(org, randomUUID(), noteOf()))).toBe(404);
    expect(await status(site.post(org, patient, noteOf(), { token: auditor }))).toBe(403);
    expect(await status(site.summary(org, patient))).toBe(200);
    expect(await status(site.summary(org, randomUUID()))).toBe(404);
    expect(await status(site.summary(org, patient, { token: operator }))).toBe(403);
    // Of an organisation that the token is not of: the service refuses it, and puts that on record.
    expect(await status(site.ask(org, `/v1/orgs/north/patients/${patient}/summary`, { token: site.suite.tokensOf(org).nurse }))).toBe(403);
    expect(await status(site.summary(org, patient, { headers: { 'everchart-at-least': 'nonsense' } }))).toBe(400);
    const now = decodePositionToken(String(recorded.answer.headers['everchart-position']));
    const future = encodePositionToken({ ...now, chains: {}, positions: { 0: now.positions[0]! + 1_000_000 } });
    expect(await status(site.summary(org, patient, { headers: { 'everchart-at-least': future, 'everchart-at-least-wait-ms': '20' } }))).toBe(503); // prettier-ignore
    // Of the edge.
    expect(await status(site.post(org, patient, noteOf(), { token: undefined }))).toBe(401);
    expect(await status(site.ask('', `/v1/orgs/${org}/patients/${patient}/summary`, { token: 'x.y.z' }))).toBe(401);
    expect(await status(site.ask('', '/v1/nothing'))).toBe(404);
    expect(await status(site.post(org, patient, noteOf('x'.repeat(2_000_000))))).toBe(413);
    expect(await status(site.post(org, patient, { ...noteOf(), '<script>alert(1)</script>': 1 }))).toBe(403);
    expect(await status(site.ask('', '/v1/event-types?q=1%27%20OR%201=1--'))).toBe(403);
  }

  it('counts every kind of answer the same everywhere', async () => {
    for (let round = 0; round < rounds; round += 1) for (const org of ['sunrise-care', 'north-clinic']) await load(org);
    await expectTheSame();
    const statuses = new Set([...site.client.keys()].map((key) => Number(key.split(' ')[1])));
    for (const status of [200, 201, 400, 401, 403, 404, 409, 412, 413, 422, 503]) expect(statuses).toContain(status);
  }, 300_000);

  it('counts who is too slow, who breaks off, and who goes before the answer', async () => {
    const org = 'south-home';
    const patient = await site.patient(org);
    const { connection: slow } = await rawPost(org, patient, { 'content-length': '100' });
    slow.write('{');
    expect((await slow.answer()).status).toBe(408);
    add(site.client, `${org} 408`);
    // Header fields: NGINX ends the connection, without an answer.
    const hesitant = await RawConnection.open(site.edge.url);
    hesitant.write('GET /v1/event-types HTTP/1.1\r\nHost: x\r\n');
    await until(() => hesitant.closed, { what: 'the end of the connection' });
    add(site.client, ' 408');
    const broken = await RawConnection.open(site.edge.url);
    broken.write('no HTTP\r\n\r\n');
    expect((await broken.answer()).status).toBe(400);
    add(site.client, ' 400');
    // Reset in the middle of a body.
    const cut = await rawPost(org, patient, { 'content-length': '500', expect: '100-continue' });
    // It is behind the limits, and its body is read.
    await cut.connection.continued();
    cut.connection.cut();
    expect(await site.lineOf(cut.trace)).toMatchObject({ status: 400, why: 'client-gone' });
    add(site.client, `${org} 400`);
    // Gone while ingest waits for its database.
    const before = await site.recorded(org);
    await withDatabase('ingest', async (database) => {
      await database.query('BEGIN');
      await database.query('SELECT FROM event_store.shards WHERE org = $1 FOR UPDATE', [org]);
      const content = JSON.stringify(noteOf());
      const { connection: gone, trace } = await rawPost(org, patient, { 'content-length': String(content.length) });
      gone.write(content);
      const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%event_store.append(%'`; // prettier-ignore
      // Within one transaction this view stays as it was.
      await withDatabase('ingest', (other) =>
        until(async () => ((await other.query(waits)).rowCount ?? 0) > 0, { what: 'ingest to wait' }),
      );
      gone.cut();
      expect(await site.lineOf(trace)).toMatchObject({ status: 499, why: 'client-gone' });
      add(site.client, `${org} 499`);
      await until(() => [...site.loggedByServices().keys()].some((key) => key.endsWith(`${org} 499`)), { what: 'ingest to notice' });
      await database.query('COMMIT');
    });
    await expectTheSame();
    // It is on record all the same: that is why apps send again what was not answered.
    await until(async () => (await site.recorded(org)) === before + 1, { what: 'the entry' });
  }, 120_000);

  it('counts what is more than one client may have under way', async () => {
    const org = 'east-wing';
    const patient = await site.patient(org);
    const token = await site.token(org, 'nurse-with-many-tabs');
    const held: RawConnection[] = [];
    const path = `/v1/orgs/${org}/patients/${patient}/live`;
    while (held.length < concurrentMax) {
      const stream = await RawConnection.open(site.edge.url);
      stream.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r\nAccept: */*\r\nAuthorization: Bearer ${token}\r\n\r\n`);
      await stream.begun();
      held.push(stream);
    }
    const refused = await Promise.all(Array.from({ length: 10 }, () => site.summary(org, patient, { token })));
    expect(refused.map(({ answer }) => answer.status)).toEqual(Array.from({ length: 10 }, () => 429));
    expect(refused[0]!.answer.headers['retry-after']).toBe('1');
    // Colleagues are served.
    expect((await site.summary(org, patient)).answer.status).toBe(200);
    for (const stream of held) stream.end();
    add(site.client, `${org} 200`, held.length);
    await expectTheSame();
  }, 120_000);

  it('counts what goes on over a reload and a change of addresses, and every connection that a reload resets', async () => {
    const org = 'sunrise-care';
    const patient = await site.patient(org);
    let over = false;
    let resets = 0;
    const answered = { kept: 0, new: 0 };
    const read = async (kind: 'kept' | 'new'): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!over) {
        await site.summary(org, patient, kind === 'kept' ? { agent } : {}).then(
          ({ answer: { status } }) => {
            expect(status).toBe(200);
            answered[kind] += 1;
          },
          // NGINX 1.22 ends idle connections at a reload: what was sent on one meanwhile has reached no one.
          (error: NodeJS.ErrnoException) => {
            expect(kind).toBe('kept');
            expect(['ECONNRESET', 'EPIPE']).toContain(error.code);
            resets += 1;
          },
        );
      }
      agent.destroy();
    };
    const reading = Promise.all([read('kept'), read('kept'), read('new'), read('new')]);
    const more = async (): Promise<void> => {
      const { kept, new: fresh } = answered;
      await until(() => answered.kept > kept + 20 && answered.new > fresh + 20, { what: 'more answers' });
    };
    try {
      for (let reload = 0; reload < 3; reload += 1) {
        process.kill(site.edge.pid, 'SIGHUP');
        await more();
      }
      for (const other of ['b', 'a'] as const) {
        site.writeUpstreams({ timeline: { default: other } });
        await until(async () => (await site.summary(org, patient)).answer.headers['everchart-release'] === other, { what: 'the address' });
        await more();
      }
    } finally {
      over = true;
      await reading;
    }
    process.stdout.write(`reloads of the edge: 3, connections reset: ${resets}, answers: ${answered.kept + answered.new}\n`);
    await expectTheSame();
  }, 120_000);

  it('switches an organisation by the command line while it records on kept connections: no request fails, each is recorded once', async () => {
    const org = 'north-clinic';
    const patient = await site.patient(org);
    for (const service of ['ingest', 'patient-timeline']) await site.assign(org, service, 'a');
    const answers: { status: number; release: string; epoch: number; sentAt: number }[] = [];
    const acknowledged: { release: string; epoch: number; at: number }[] = [];
    const before = await site.recorded(org);
    let over = false;
    const write = async (): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!over) {
        const sentAt = performance.now();
        const { answer } = await site.post(org, patient, noteOf(), { agent });
        answers.push({ status: answer.status, release: String(answer.headers['everchart-release']), epoch: Number(answer.headers['everchart-release-epoch']), sentAt }); // prettier-ignore
      }
      agent.destroy();
    };
    const writing = Promise.all(Array.from({ length: 4 }, write));
    try {
      for (let epoch = 3; epoch < 3 + 2 * rounds; epoch += 1) {
        const release = epoch % 2 === 1 ? 'b' : 'a';
        await site.assign(org, 'ingest', release);
        acknowledged.push({ release, epoch, at: performance.now() });
        await until(() => answers.filter((answer) => answer.epoch === epoch).length > 20, { what: 'answers of the new release' });
      }
    } finally {
      over = true;
      await writing;
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const inEpoch = new Map([[1, 'a'], ...acknowledged.map(({ epoch, release }): [number, string] => [epoch, release])]);
    expect(answers.filter(({ epoch, release }) => inEpoch.get(epoch) !== release)).toEqual([]);
    // Sent when the switch had been acknowledged for a second, and answered by the former release.
    const late = answers.filter(({ epoch, sentAt }) => acknowledged.some((later) => later.epoch > epoch && later.at + 1000 < sentAt));
    expect(late).toEqual([]);
    // The assignments are entries, too.
    expect(await site.recorded(org)).toBe(before + answers.length + acknowledged.length);
    expect(await site.everchart(org, 'release', 'show')).toMatch(/^epoch \d+\ningest: a \(since epoch \d+\)\npatient-timeline: a/);
    add(site.client, `${org} 200`);
    await expectTheSame();
  }, 600_000);

  it('counts a request that met the wrong release, and one that two refused', async () => {
    const org = 'west-house';
    const patient = await site.patient(org);
    await site.assign(org, 'patient-timeline', 'b');
    const shown = await until421(() => site.summary(org, patient), 200, 'b');
    expect(shown.headers['everchart-release-epoch']).toBe('1');
    // What is said to be of release b is of a: both times it refuses.
    site.writeUpstreams({ timeline: { b: 'a' } });
    await until421(() => site.summary(org, patient), 421, 'b');
    site.writeUpstreams();
    await until421(() => site.summary(org, patient), 200, 'b');
    await expectTheSame();
  }, 120_000);

  it('agrees with what is on record: each entry that was acknowledged, and each look and refusal of someone known', async () => {
    const org = 'sunrise-care';
    if (!site.client.has(`${org} 409`)) await load(org);
    await expectTheSame();
    expect(await site.recorded(org)).toBe(site.client.get(`${org} 201`));
    const of = (service: string, status: number): number => [...site.passedOn()].filter(([key]) => key.startsWith(`${service} `) && key.endsWith(` ${org} ${status}`)).reduce((all, [, requests]) => all + requests, 0); // prettier-ignore
    const written = await site.accesses('ingest_accesses', org);
    for (const status of [403, 409, 412]) expect([status, written.get(String(status))]).toEqual([status, of('ingest', status)]);
    const read = await site.accesses('timeline', org);
    for (const status of [200, 403, 404]) expect([status, read.get(String(status))]).toEqual([status, of('patient-timeline', status)]);
  }, 120_000);

  it('counts over a kill -9: clients and edge the same, the service short of what was under way, and nothing that was acknowledged is lost', async () => {
    const org = 'east-wing';
    const patient = await site.patient(org);
    await expectTheSame();
    const [recordedBefore, loggedBefore, passedBefore] = [await site.recorded(org), sum(site.loggedByServices()), sum(site.passedOn())];
    const statuses = new Map<number, number>();
    const writers = 6;
    let over = false;
    const write = async (): Promise<void> => {
      while (!over) {
        const { status } = (await site.post(org, patient, noteOf())).answer;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    const writing = Promise.all(Array.from({ length: writers }, write));
    const acknowledged = (): number => statuses.get(201) ?? 0;
    await until(() => acknowledged() > 50, { what: 'answers' });
    process.kill(site.suite.pidOf('ingest'), 'SIGKILL');
    await until(() => (statuses.get(503) ?? 0) > 0, { what: 'a request that meets no process' });
    const then = acknowledged();
    await until(() => acknowledged() > then + 50, { what: 'answers of the next process', timeoutMs: 120_000 });
    over = true;
    await writing;
    expect([...statuses.keys()].sort()).toEqual([201, 503]);
    const [client, logged] = await settled(() => [site.client, site.logged()]);
    expect(logged).toEqual(client);
    const [lines, counters] = await settled(async () => Object.values(await site.edgeCounts()));
    expect(counters).toEqual(lines);
    const bySelf = sum(site.loggedByServices()) - loggedBefore;
    const byEdge = sum(site.passedOn()) - passedBefore;
    expect(Math.abs(byEdge - bySelf)).toBeLessThanOrEqual(writers);
    const kept = (await site.recorded(org)) - recordedBefore;
    expect(kept).toBeGreaterThanOrEqual(acknowledged());
    expect(kept - acknowledged()).toBeLessThanOrEqual(writers);
  }, 240_000);

  /** Asks until the edge has learned of a change. */
  async function until421(ask: () => ReturnType<SuiteBehindEdge['ask']>, status: number, release: string) {
    let answer = (await ask()).answer;
    await until(
      async () => {
        ({ answer } = await ask());
        return answer.status === status && answer.headers['everchart-release'] === release;
      },
      { what: `${status} of release ${release}` },
    );
    return answer;
  }
});
