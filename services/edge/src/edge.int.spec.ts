import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EdgeProcess, Identities, LocalServer, nginxOrSkip, until, type EdgeAnswer, type EdgeRequest } from '@everchart/testing';

const root = await nginxOrSkip();
const describeWithNginx = root === undefined ? describe.skip : describe;

const patient = '0d9f3c0e-6a3c-4a59-9a2a-0f6f5c1f0001';
const summary = `/v1/orgs/north/patients/${patient}/summary`;
const events = `/v1/orgs/north/patients/${patient}/events`;

interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  release: string;
}

describeWithNginx('the edge', () => {
  const identities = new Identities();
  const received: Received[] = [];
  /** What the services of a release know: which release each organisation is on. */
  const assignedInServices = new Map<string, string>();
  let answerWith:
    ((request: IncomingMessage, release: string) => { status: number; headers?: Record<string, string>; body?: string }) | undefined;
  let directory = { revision: 1, assignments: {} as Record<string, object>, overrides: {} as Record<string, object> };
  const waiting: (() => void)[] = [];
  let servers: LocalServer[] = [];
  let edge: EdgeProcess;
  let token: string;

  const service = (release: string) =>
    LocalServer.start((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        received.push({ method: method!, url: url!, headers, body: Buffer.concat(chunks).toString(), release });
        const claims = JSON.parse(Buffer.from(headers.authorization?.split('.')[1] ?? 'e30', 'base64url').toString()) as { org?: string };
        const assigned = assignedInServices.get(claims.org ?? '');
        if (assigned !== undefined && assigned !== release) {
          response.writeHead(421, { 'everchart-release': assigned, 'everchart-release-epoch': '7' }).end('{}');
          return;
        }
        const { status, headers: more = {}, body = '{}' } = answerWith?.(request, release) ?? { status: 200 };
        response
          .writeHead(status, {
            'content-type': 'application/json',
            'everchart-release': release,
            'everchart-operation': 'Sample_operation',
            ...more,
          })
          .end(body);
      });
    });

  const assign = (change: Partial<typeof directory>): void => {
    directory = { ...directory, ...change, revision: directory.revision + 1 };
    for (const wake of waiting.splice(0)) wake();
  };

  beforeAll(async () => {
    for (const alg of ['ES256', 'RS256', 'PS256', 'EdDSA'] as const) await identities.add(alg);
    const keys = await LocalServer.start(identities.listener);
    const releases = await LocalServer.start((request, response) => {
      if (request.headers.authorization !== 'Bearer a-secret-of-the-edge') {
        response.writeHead(401).end();
        return;
      }
      const after = new URL(request.url!, 'http://host').searchParams.get('after');
      const answer = (): unknown => response.setHeader('content-type', 'application/json').end(JSON.stringify(directory));
      if (after !== String(directory.revision)) answer();
      else waiting.push(answer);
    });
    const [a, b] = [await service('a'), await service('b')];
    servers = [keys, releases, a, b];
    const both = { default: a.url, releases: { a: a.url, b: b.url } };
    const tokenFile = '/tmp/everchart-edge-test-token';
    writeFileSync(tokenFile, 'a-secret-of-the-edge\n');
    edge = await EdgeProcess.start(root!, {
      upstreams: { ingest: both, 'patient-timeline': both, integration: both, retention: both },
      jwksUrl: keys.url,
      environment: {
        EDGE_RELEASES_URL: `${releases.url}/internal/releases`,
        EDGE_RELEASES_TOKEN_FILE: tokenFile,
        EDGE_BODY_GRACE_SECONDS: '1',
        EDGE_BODY_BYTES_PER_SECOND: '1048576',
        EDGE_HEADERS_SECONDS: '1',
        EDGE_CLIENT_REQUESTS_PER_SECOND: '1000',
        EDGE_CLIENT_CONCURRENT: '20',
        EDGE_REFUSED_TOKENS: '20',
      },
    });
    token = await identities.token();
  });

  beforeEach(() => {
    received.length = 0;
    answerWith = undefined;
    assignedInServices.clear();
  });

  afterAll(async () => {
    await edge?.stop();
    for (const server of servers) await server.stop();
  });

  /** The line of a request is written behind its answer, and others may come in between: it is found by its trace. */
  const asked = async (path: string, options: EdgeRequest = {}): Promise<{ answer: EdgeAnswer; line: Record<string, unknown> }> => {
    const trace = randomBytes(16).toString('hex');
    const headers = { ...options.headers, traceparent: `00-${trace}-${randomBytes(8).toString('hex')}-01` };
    const answer = await edge.ask(path, { ...options, headers });
    const line = () => edge.log().find(({ traceId }) => traceId === trace);
    await until(() => line() !== undefined, { what: 'the line of the request' });
    return { answer, line: line()! };
  };

  describe('passes on', () => {
    it('what has a valid token, to the service of the address, with what it was sent and an id of its own', async () => {
      const answer = await edge.ask(`${summary}?knownAt=2026-01-01T00:00:00Z`, { token });
      expect(answer).toMatchObject({ status: 200, body: '{}' });
      expect(received).toMatchObject([{ method: 'GET', url: `${summary}?knownAt=2026-01-01T00:00:00Z` }]);
      const { headers } = received[0]!;
      expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(headers.authorization).toBe(`Bearer ${token}`);
      expect(answer.headers['x-correlation-id']).toBe(headers['x-correlation-id']);
      expect(answer.headers).not.toHaveProperty('everchart-operation');
    });

    it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('tokens signed with %s', async (alg) => {
      expect((await edge.ask(summary, { token: await identities.token({}, alg) })).status).toBe(200);
    });

    it('the id and the trace of a client that are valid, and no others', async () => {
      const [id, traceparent] = ['7d3a52c0-3b5e-4f62-8c39-0b6f7a2b1c01', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00'];
      await edge.ask(summary, { token, headers: { 'x-correlation-id': id, traceparent, tracestate: 'a=1' } });
      expect(received[0]!.headers).toMatchObject({ 'x-correlation-id': id, traceparent, tracestate: 'a=1' });
      await edge.ask(summary, {
        token,
        headers: { 'x-correlation-id': 'a name', traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-00`, tracestate: 'a=1' },
      });
      expect(received[1]!.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(received[1]!.headers.traceparent).not.toContain('0'.repeat(32));
      expect(received[1]!.headers).not.toHaveProperty('tracestate');
    });

    it('none of the header fields that only we may set; all of those that clients may', async () => {
      const forged = { 'everchart-release': 'b', 'everchart-release-epoch': '9', 'everchart-operation': 'x', 'x-org': 'south', 'x-release': 'b', forwarded: 'for=1', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-host': 'evil', 'x-original-url': '/x', 'x-http-method-override': 'DELETE', 'x-real-ip': '10.0.0.1' }; // prettier-ignore
      await edge.ask(summary, {
        token,
        headers: { ...forged, 'everchart-purpose': 'TREAT', 'everchart-at-least': 'p1', 'if-match': 'W/"1"' },
      });
      const { headers } = received[0]!;
      expect(headers).toMatchObject({
        'everchart-purpose': 'TREAT',
        'everchart-at-least': 'p1',
        'if-match': 'W/"1"',
        'x-forwarded-for': '127.0.0.1',
      });
      for (const name of [
        'everchart-operation',
        'x-org',
        'x-release',
        'forwarded',
        'x-original-url',
        'x-http-method-override',
        'x-real-ip',
      ])
        expect(headers).not.toHaveProperty(name);
      expect(headers['everchart-release']).toBeUndefined();
      expect(headers['x-forwarded-host']).toBe(`127.0.0.1:${edge.port}`);
    });

    it('a body of 8 MB as it is, also one of unknown length, and lines', async () => {
      const body = JSON.stringify({ events: Array.from({ length: 63_000 }, (_, at) => ({ id: `7d3a52c0-3b5e-4f62-8c39-${String(at).padStart(12, '0')}`, data: { text: 'Slept well, ate well.' }, at: '2026-01-01T08:00:00Z' })) }); // prettier-ignore
      expect(body.length).toBeGreaterThan(7_000_000);
      const headers = { 'content-type': 'application/json' };
      expect((await edge.ask('/v1/orgs/north/events', { method: 'POST', token, headers, body })).status).toBe(200);
      expect(received[0]!.body === body).toBe(true);
      const lines = '{"a":"Slept well."}\n{"a":"Ate well."}\n';
      await edge.ask('/v1/orgs/north/events', { method: 'POST', token, headers: { 'content-type': 'application/x-ndjson' }, body: lines });
      expect(received[1]).toMatchObject({ body: lines, headers: { 'content-type': 'application/x-ndjson' } });
      const streamed = await new Promise<number>((resolve, reject) => {
        const request = httpRequest({ port: edge.port, path: events, method: 'POST', headers: { authorization: `Bearer ${token}`, accept: '*/*', 'user-agent': 'test', ...headers } }, (response) => resolve(response.resume().statusCode!)); // prettier-ignore
        request.on('error', reject);
        request.write('{"a":');
        setTimeout(() => request.end('"Slept well."}'), 50);
      });
      expect([streamed, received[2]!.body]).toEqual([200, '{"a":"Slept well."}']);
    });

    it('an address that several services have, by the name of one; nothing of services that is not for clients', async () => {
      expect(await edge.ask('/v1/orgs/north/streams', { token })).toMatchObject({
        status: 404,
        body: expect.stringContaining('service-not-named'),
      });
      expect((await edge.ask('/retention/v1/orgs/north/streams', { token })).status).toBe(200);
      expect(received[0]!.url).toBe('/v1/orgs/north/streams');
      for (const path of [
        '/internal/releases',
        '/metrics',
        '/health/ready',
        '/ingest/internal/releases',
        '/ingest/metrics',
        '/',
        '/v1',
        '/v1/orgs/north/nothing',
        `/v1/orgs/north/patients/${patient}/../../summary`,
      ])
        // prettier-ignore
        expect([path, (await edge.ask(path, { token })).status]).toEqual([path, 404]);
      expect(received).toHaveLength(1);
      expect((await edge.ask('/v1/event-types')).status).toBe(200);
    });

    it('an answer that goes on, piece by piece', async () => {
      const stream = await LocalServer.start((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('id: 1\n\n');
        waiting.push(() => response.end('id: 2\n\n'));
      });
      servers.push(stream);
      writeFileSync(edge.upstreamsFile, JSON.stringify({ 'patient-timeline': { default: stream.url } }));
      try {
        await until(async () => (await edge.ask('/v1/event-types')).status === 503, { what: 'the new addresses are read' });
        const pieces: string[] = [];
        await new Promise<void>((resolve, reject) => {
          const request = httpRequest(
            {
              port: edge.port,
              path: '/v1/orgs/north/live',
              headers: { authorization: `Bearer ${token}`, accept: '*/*', 'user-agent': 'test' },
            },
            (response) => {
              // prettier-ignore
              response.on('data', (chunk: Buffer) => {
              pieces.push(chunk.toString());
              if (pieces.length === 1) for (const wake of waiting.splice(0)) wake();
            });
              response.on('end', resolve);
            },
          );
          request.on('error', reject);
          request.end();
        });
        expect(pieces.join('')).toBe('id: 1\n\nid: 2\n\n');
      } finally {
        const both = { default: servers[2]!.url, releases: { a: servers[2]!.url, b: servers[3]!.url } };
        writeFileSync(edge.upstreamsFile, JSON.stringify({ ingest: both, 'patient-timeline': both, integration: both, retention: both }));
        await until(async () => (await edge.ask('/v1/event-types')).status === 200, { what: 'the addresses of before are read' });
      }
    });
  });

  describe('refuses, with a problem document', () => {
    it('a request without a token, and each kind of one that is not valid', async () => {
      const stranger = new Identities();
      await stranger.add('ES256');
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.x`;
      const confused = `${Buffer.from('{"alg":"HS256","kid":"ES256"}').toString('base64url')}.${token.split('.')[1]}.AAAA`;
      const tokens = [
        undefined,
        'x',
        unsigned,
        confused,
        `${token.slice(0, -6)}AAAAAA`,
        await stranger.token(),
        await identities.token({ exp: 1 }),
        await identities.token({ iss: 'https://other.example' }),
        await identities.token({ aud: 'other' }),
        await identities.token({ nbf: Math.floor(Date.now() / 1000) + 3600 }),
        await identities.token({ org: 'North/../x' }),
        await identities.token({ sub: '' }),
      ];
      for (const [at, each] of tokens.entries()) {
        const answer = await edge.ask(summary, { token: each });
        expect([at, answer.status]).toEqual([at, 401]);
        expect(JSON.parse(answer.body)).toMatchObject({
          type: 'urn:everchart:problem:not-authenticated',
          status: 401,
          correlationId: answer.headers['x-correlation-id'],
        });
        expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'www-authenticate': 'Bearer' });
      }
      expect(received).toHaveLength(0);
    });

    it('what a service would show to another organisation: the service refuses it first, so that it is on record', async () => {
      const other = await identities.token({ org: 'south' });
      answerWith = () => ({ status: 403, body: '{"type":"urn:everchart:problem:organisation-forbidden"}' });
      expect((await edge.ask(summary, { token: other })).status).toBe(403);
      expect(received).toHaveLength(1);
      answerWith = () => ({ status: 200, body: '{"name":"Lovelace"}', headers: { etag: 'W/"1"' } });
      const answer = await edge.ask(summary, { token: other });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('organisation-forbidden');
      expect(answer.body).not.toContain('Lovelace');
      expect(answer.headers).not.toHaveProperty('etag');
    });

    it('what is too large or too long', async () => {
      const headers = { 'content-type': 'application/json' };
      expect(await edge.ask('/v1/orgs/north/events', { method: 'POST', token, headers, body: 'x'.repeat(8 * 1024 * 1024 + 1) })).toMatchObject({ status: 413, body: expect.stringContaining('body-too-large') }); // prettier-ignore
      expect(await edge.ask(`${summary}?a=${'x'.repeat(9000)}`, { token })).toMatchObject({
        status: 414,
        body: expect.stringContaining('address-too-long'),
      });
      expect(await edge.ask(summary, { token, headers: { a: 'x'.repeat(9000) } })).toMatchObject({
        status: 431,
        body: expect.stringContaining('headers-too-large'),
      });
    });

    it('a body that comes too slowly, with its length or without, is told so', async () => {
      for (const framing of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
        const socket = connect(edge.port, '127.0.0.1');
        socket.write(
          `POST ${events} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`,
        );
        let answer = '';
        for await (const chunk of socket) answer += String(chunk);
        expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*application\/problem\+json[^]*request-timeout/);
      }
    });

    it('header fields that come too slowly: the connection ends, and it is counted', async () => {
      const socket = connect(edge.port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
      for await (const _chunk of socket) throw new Error('nothing is answered by nginx');
      await until(() => edge.log().some(({ status, why }) => status === 408 && why === 'slow-client'), { what: 'the line of the log' });
    });

    it('what no one understands', async () => {
      const socket = connect(edge.port, '127.0.0.1');
      socket.end('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n');
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*bad-request/);
    });

    it('more at once than one client may, by 429, and counts every one', async () => {
      const held: (() => void)[] = [];
      let holds = false;
      const slow = await LocalServer.start((_request, response) => {
        const answer = (): unknown => response.setHeader('everchart-release', 'slow').end('{}');
        if (holds) held.push(answer);
        else answer();
      });
      servers.push(slow);
      const busy = await identities.token({ sub: 'busy' });
      const previous = JSON.stringify({ default: servers[2]!.url, releases: { a: servers[2]!.url, b: servers[3]!.url, slow: slow.url } });
      const both = JSON.parse(previous) as object;
      writeFileSync(edge.upstreamsFile, JSON.stringify({ ingest: both, 'patient-timeline': both, integration: both, retention: both }));
      assign({ overrides: { north: { busy: { suite: { release: 'slow', epoch: 1 } } } } });
      await until(async () => (await edge.ask(summary, { token: busy })).headers['everchart-release'] === 'slow', { what: 'the release is known' }); // prettier-ignore
      holds = true;
      const answers = Array.from({ length: 30 }, () => edge.ask(summary, { token: busy }));
      // The request before these may still count for a moment.
      const refused = () => edge.log().filter(({ why }) => why === 'limit-concurrent').length;
      await until(() => held.length + refused() === 30, { what: 'as many as may, and the others refused' });
      holds = false;
      for (const end of held.splice(0)) end();
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      const numberOf = (status: number): number => statuses.filter((each) => each === status).length;
      expect(numberOf(429)).toBeGreaterThanOrEqual(10);
      expect([numberOf(200) + numberOf(429), refused()]).toEqual([30, numberOf(429)]);
      expect((await edge.ask(summary, { token })).status).toBe(200);
    });

    it('is not reached: 503, and says so in its log', async () => {
      assign({ assignments: { west: { suite: { release: 'unheard-of', epoch: 1 } } } });
      const west = await identities.token({ org: 'west' });
      await until(async () => (await edge.ask(`/v1/orgs/west/patients/${patient}/summary`, { token: west })).status === 503, {
        what: 'the assignment',
      });
      expect((await edge.ask(`/v1/orgs/west/patients/${patient}/summary`, { token: west })).body).toContain('release-not-reachable');
    });

    it('is found by its name, where the file says how', async () => {
      const known = readFileSync(edge.upstreamsFile, 'utf8');
      const byName = `http://127.0.0.{release}:${new URL(servers[3]!.url).port}`;
      const places = Object.entries(JSON.parse(known) as Record<string, object>).map(([service, place]) => [service, { ...place, byName }]);
      writeFileSync(edge.upstreamsFile, JSON.stringify(Object.fromEntries(places)));
      assign({ assignments: { west: { suite: { release: '1', epoch: 2 } } } });
      const west = await identities.token({ org: 'west' });
      const ask = () => edge.ask(`/v1/orgs/west/patients/${patient}/summary`, { token: west });
      await until(async () => (await ask()).status === 200, { what: 'the release of that name' });
      expect((await ask()).headers['everchart-release']).toBe('b');
      writeFileSync(edge.upstreamsFile, known);
    });
  });

  describe('routes by release', () => {
    it('all callers of an organisation at once, without a reload or a lost request', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 8 });
      /** What was answered, and how many switches there had been when it was sent, and when it was answered. */
      const answers: { status: number; release: string; sentAfter: number; answeredAfter: number }[] = [];
      const switches = ['a', 'b', 'a', 'b'];
      let switched = 0;
      let going = true;
      const post = () =>
        new Promise<void>((resolve, reject) => {
          const body = '{"data":{"text":"Slept well."}}';
          const sentAfter = switched;
          const headers = { authorization: `Bearer ${token}`, accept: '*/*', 'user-agent': 'test', 'content-type': 'application/json', 'content-length': body.length }; // prettier-ignore
          const request = httpRequest({ agent, port: edge.port, path: events, method: 'POST', headers }, (response) => {
            answers.push({
              status: response.statusCode!,
              release: String(response.headers['everchart-release']),
              sentAfter,
              answeredAfter: switched,
            });
            response.resume().on('end', resolve);
          });
          request.on('error', reject);
          request.end(body);
        });
      const clients = Array.from({ length: 8 }, async () => {
        while (going) await post();
      });
      try {
        for (const release of switches) {
          // As in production: the services know first, and the edge follows.
          assignedInServices.set('north', release);
          assign({ assignments: { north: { suite: { release, epoch: directory.revision } } } });
          switched += 1;
          await until(() => answers.filter(({ sentAfter }) => sentAfter === switched).length > 40, { what: 'requests behind the switch' });
        }
      } finally {
        going = false;
        await Promise.all(clients);
        agent.destroy();
      }
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      const between = answers.filter(({ sentAfter, answeredAfter }) => sentAfter > 0 && sentAfter === answeredAfter);
      expect(between.length).toBeGreaterThan(100);
      expect(between.filter(({ release, sentAfter }) => release !== switches[sentAfter - 1])).toEqual([]);
    });

    it('a POST that meets the wrong release is sent once more, as a whole, to the one that the answer names', async () => {
      assign({ assignments: { north: { suite: { release: 'a', epoch: 1 } } } });
      const body = JSON.stringify({ data: { text: 'x'.repeat(200_000) } });
      await until(async () => (await edge.ask(summary, { token })).headers['everchart-release'] === 'a', { what: 'release a' });
      received.length = 0;
      assignedInServices.set('north', 'b');
      const { answer, line } = await asked(events, { method: 'POST', token, headers: { 'content-type': 'application/json' }, body });
      expect(answer).toMatchObject({ status: 200, headers: { 'everchart-release': 'b' } });
      expect(received.map(({ release, body: got }) => [release, got === body])).toEqual([['a', true], ['b', true]]); // prettier-ignore
      expect(line).toMatchObject({ why: 'other-release', status: 200, release: 'b', org: 'north' });
    });

    it('once only: the second refusal is the answer', async () => {
      answerWith = (_request, release) => ({
        status: 421,
        headers: { 'everchart-release': release === 'a' ? 'b' : 'a' },
        body: '{"second":true}',
      });
      expect((await edge.ask(summary, { token })).status).toBe(421);
      expect(received).toHaveLength(2);
    });

    it('a tester by an override, and nobody else', async () => {
      const tester = await identities.token({ sub: 'tester' });
      assign({
        assignments: { north: { suite: { release: 'a', epoch: 1 } } },
        overrides: { north: { tester: { 'patient-timeline': { release: 'b', epoch: 2 } } } },
      });
      await until(async () => (await edge.ask(summary, { token: tester })).headers['everchart-release'] === 'b', { what: 'the override' });
      expect((await edge.ask(summary, { token })).headers['everchart-release']).toBe('a');
      expect((await edge.ask(events, { method: 'POST', token: tester, body: '{}', headers: { 'content-type': 'application/json' } })).headers['everchart-release']).toBe('a'); // prettier-ignore
    });
  });

  it('keeps a line and a count of every request, and writes no address, name, token or text of one', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await asked(`${summary}?name=Lovelace`, { token, headers: { 'x-note': 'Lovelace' } })).line).toMatchObject({ status: 200, org: 'north', service: 'patient-timeline', operation: 'Sample_operation', method: 'GET', why: '' }); // prettier-ignore
    expect((await asked(events, { method: 'POST', token, headers: json, body: '{"data":{"text":"Lovelace slept well"}}' })).line).toMatchObject({ status: 200, service: 'ingest', method: 'POST' }); // prettier-ignore
    expect((await asked('/v1/Lovelace', { token })).line).toMatchObject({ status: 404, why: 'route', service: '' });
    expect((await asked('/v1/event-types?a=<script>alert("Lovelace")</script>')).line).toMatchObject({ status: 403, why: 'waf-xss', service: 'ingest', operation: 'EventTypesController_list' }); // prettier-ignore
    expect((await asked(events, { method: 'POST', token, headers: json, body: '{"code":"<script>Lovelace</script>"}' })).line).toMatchObject({ status: 403, why: 'waf-xss', operation: 'RecordEventsController_recordOne' }); // prettier-ignore
    const counted = async (): Promise<number> => (await edge.counted()).reduce((sum, { requests }) => sum + requests, 0);
    await until(async () => (await counted()) === edge.log().length, { what: 'as many counts as lines' }).catch(() => undefined);
    expect(await counted()).toBe(edge.log().length);
    for (const word of ['Lovelace', patient, 'carer-anna', token.slice(-30), 'slept', '/v1/'])
      expect(edge.everythingWritten()).not.toContain(word);
  });

  it('an address that sends one refused token after the other has to wait; others do not', async () => {
    const forged = async (at: number): Promise<number> => {
      const refused = `${token.slice(0, -6)}AA${String(at % 10_000).padStart(4, '0')}`;
      return (await edge.ask(summary, { token: refused, from: '127.0.0.2' })).status;
    };
    // Counted for ten seconds: on a slow machine it takes more than the first twenty-one.
    const statuses: number[] = [];
    await until(async () => statuses.push(await forged(statuses.length)) > 0 && statuses.at(-1) === 429, { what: 'a refusal' });
    expect(statuses.slice(0, -1).length).toBeGreaterThanOrEqual(20);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
    expect((await edge.ask(summary, { token })).status).toBe(200);
    await until(() => edge.log().some(({ why }) => why === 'limit-tokens'), { what: 'its line' });
  });

  it('is drained: answers what comes, with Connection: close, is not ready any more', async () => {
    const agent = new Agent({ keepAlive: true });
    expect((await edge.ask('/v1/event-types', { agent })).headers.connection).toBe('keep-alive');
    const draining = new AbortController();
    void fetch(`${edge.adminUrl}/edge/drain`, { signal: draining.signal }).catch(() => undefined);
    await until(async () => (await fetch(`${edge.adminUrl}/edge/ready`)).status === 503, { what: 'not ready' });
    const answer = await edge.ask('/v1/event-types', { agent });
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    draining.abort();
    agent.destroy();
  });
});
