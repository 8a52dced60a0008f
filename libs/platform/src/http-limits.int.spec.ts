import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { RawConnection, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import {
  BodyLimit,
  createLogger,
  createRegistry,
  Described,
  json,
  ProblemError,
  problemTable,
  Roles,
  startHttp,
  type HttpService,
} from './index.js';

const somaxconn = '/proc/sys/net/core/somaxconn';
const problems = problemTable({ full: { status: 503, title: 'Full' } });
const answers = { 201: { description: 'It', content: json(z.object({ length: z.int() })) } };
const described = (summary: string): MethodDecorator => Described({ summary, tag: 'sample', answers, problems: [problems.full] });

@Controller('v1/orgs/:org')
@Roles('carer')
class EchoController {
  @described('Echo')
  @Post('echo')
  echo(@Body() body: unknown): { length: number } {
    return { length: JSON.stringify(body).length };
  }

  @described('Large')
  @Post('large')
  @BodyLimit(100_000)
  large(@Body() body: unknown): { length: number } {
    return { length: JSON.stringify(body).length };
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

/** Arguments of the calls for the admission of bodies. */
class Ledger {
  open = 0;
  bytes = 0;
  readonly refusals: string[] = [];
  full = false;
}

/** More than Node lets wait by default (511). */
const clients = 700;
const unacceptedMost = Number(existsSync(somaxconn) ? readFileSync(somaxconn, 'utf8') : 0);
if (unacceptedMost < clients)
  process.stderr.write(`\n!!! SKIPPED, because ${somaxconn} is below ${clients}, or not there: a test of many clients that connect\n\n`);
const itWithManyUnaccepted = unacceptedMost < clients ? it.skip : it;

describe('clients that ask too much', () => {
  let service: HttpService;
  let jwks: Server;
  let authorization: string;
  let ofAnother: string;
  const ledger = new Ledger();
  const connections: RawConnection[] = [];
  const graceMs = 700;
  const keepAliveTimeoutMs = 1500;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    jwks = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    const authorizationOf = async (org: string): Promise<string> => {
      const token = await new SignJWT({ org, roles: ['carer'] })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .setIssuer('test')
        .setAudience('everchart')
        .setSubject('carer-1')
        .setExpirationTime('1h')
        .sign(privateKey);
      return `Bearer ${token}`;
    };
    authorization = await authorizationOf('home');
    ofAnother = await authorizationOf('another');
    const { port } = jwks.address() as { port: number };
    service = await startHttp({
      name: 'sample',
      version: '1.0.0',
      description: 'A service for the test',
      config: { PORT: 0, HOST: '127.0.0.1', JWT_ISSUER: 'test', JWT_AUDIENCE: 'everchart', JWKS_URL: `http://127.0.0.1:${port}/` },
      logger: createLogger({ service: 'sample', instance: 'i', level: 'silent' }),
      registry: createRegistry('sample'),
      module: EchoModule,
      limits: { bodyBytesMax: 1000, bodyGraceMs: graceMs, bodyBytesPerSecondMin: 200, headersTimeoutMs: 700, keepAliveTimeoutMs },
      onProblem: (code) => void ledger.refusals.push(code),
      bodyAdmission: {
        admit: () => {
          const full = new ProblemError({ ...problems.full, headers: { 'retry-after': '1' } });
          if (ledger.full) throw full;
          ledger.open += 1;
          const received = (bytes: number) => (ledger.full ? full : void (ledger.bytes += bytes));
          return { received, release: () => (ledger.open -= 1) };
        },
      },
    });
  });
  afterAll(async () => {
    await service.close();
    jwks.close();
  });
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.end();
    ledger.full = false;
    ledger.refusals.length = 0;
    await until(() => ledger.open === 0, { what: 'no body in flight' });
    ledger.bytes = 0;
  });

  const connect = async (): Promise<RawConnection> => {
    const connection = await RawConnection.open(service.url);
    connections.push(connection);
    return connection;
  };
  const post = async (headers: Record<string, string>, path = '/v1/orgs/home/echo'): Promise<RawConnection> => {
    const connection = await connect();
    connection.request('POST', path, { 'content-type': 'application/json', authorization, ...headers });
    return connection;
  };
  const problemOf = async (connection: RawConnection) => {
    const { status, headers, body } = await connection.answer();
    expect(headers.get('content-type')).toContain('application/problem+json');
    const { type, correlationId } = JSON.parse(body) as { type: string; correlationId: string };
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    return { status, code: type.replace('urn:everchart:problem:', '') };
  };
  const closed = (connection: RawConnection): Promise<void> =>
    until(() => connection.closed, { what: 'a closed connection', timeoutMs: 10_000 });

  it('answers 408 to a body that trickles, and closes', async () => {
    const connection = await post({ 'content-length': '900' });
    const trickle = setInterval(() => connection.write(' '), 50);
    expect(await problemOf(connection)).toEqual({ status: 408, code: 'request-timeout' });
    clearInterval(trickle);
    await closed(connection);
    expect(ledger.refusals).toEqual(['request-timeout']);
  });

  it('takes a body that is slow and steady', async () => {
    const connection = await post({ 'content-length': '602' });
    connection.write('"');
    const began = performance.now();
    for (let sent = 0; sent < 600; sent += 50) {
      connection.write('x'.repeat(50));
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    connection.write('"');
    expect(await connection.answer()).toMatchObject({ status: 201, body: '{"length":602}' });
    expect(performance.now() - began).toBeGreaterThan(graceMs);
  });

  it('answers 408 to header fields that do not end, 431 to too many, 400 to what is no HTTP, and closes', async () => {
    const slow = await connect();
    slow.write('POST /v1/orgs/home/echo HTTP/1.1\r\nhost: a\r\n');
    const many = await connect();
    many.request('GET', '/health/live', { 'x-filler': 'x'.repeat(20_000) });
    const garbage = await connect();
    garbage.write('MSH|^~\\&|\r\n\r\n');
    expect(await problemOf(many)).toEqual({ status: 431, code: 'headers-too-large' });
    expect(await problemOf(garbage)).toEqual({ status: 400, code: 'bad-request' });
    expect(await problemOf(slow)).toEqual({ status: 408, code: 'request-timeout' });
    for (const connection of [slow, many, garbage]) await closed(connection);
  });

  it('answers 413 by the length that is stated, before anything is read, and keeps the connection for the next request', async () => {
    const connection = await post({ 'content-length': '5000' });
    expect(await problemOf(connection)).toEqual({ status: 413, code: 'body-too-large' });
    expect(ledger.bytes).toBe(0);
    connection.write('x'.repeat(5000));
    connection.request('POST', '/v1/orgs/home/echo', { 'content-type': 'application/json', authorization, 'content-length': '2' });
    connection.write('{}');
    expect(await connection.answer()).toMatchObject({ status: 201 });
  });

  it('answers 413 to chunks that go on and on, while they still come', async () => {
    const connection = await post({ 'transfer-encoding': 'chunked' });
    const chunk = `64\r\n${'x'.repeat(100)}\r\n`;
    const sending = setInterval(() => connection.write(chunk), 5);
    expect(await problemOf(connection)).toEqual({ status: 413, code: 'body-too-large' });
    clearInterval(sending);
    expect(ledger.bytes).toBeLessThanOrEqual(1000);
  });

  it('forgets refused bodies at 16 MiB a second, of all connections together', async () => {
    const body = 'x'.repeat(8 * 1024 * 1024);
    const began = performance.now();
    const refused = await Promise.all(Array.from({ length: 4 }, () => post({ 'content-length': String(body.length) })));
    for (const connection of refused) {
      connection.write(body);
      connection.request('POST', '/v1/orgs/home/echo', { 'content-type': 'application/json', authorization, 'content-length': '2' });
      connection.write('{}');
    }
    for (const connection of refused) expect((await connection.answer()).status).toBe(413);
    // The next request of a connection is read behind the rest of the refused one.
    for (const connection of refused) expect((await connection.answer()).status).toBe(201);
    expect(performance.now() - began).toBeGreaterThan(1500);
  });

  it('cuts the connection of a refused body that never ends', async () => {
    const connection = await post({ 'content-length': '5000' });
    await problemOf(connection);
    await closed(connection);
  });

  it('takes more on a route that says so, and no more than that', async () => {
    const body = JSON.stringify('x'.repeat(50_000));
    const connection = await post({ 'content-length': String(body.length) }, '/v1/orgs/home/large');
    connection.write(body);
    expect(await connection.answer()).toMatchObject({ status: 201 });
    const larger = await post({ 'content-length': '100001' }, '/v1/orgs/home/large');
    expect(await problemOf(larger)).toMatchObject({ status: 413 });
  });

  it('reads no body of somebody unknown, and none for a route that is not there', async () => {
    const stranger = await post({ authorization: 'Bearer a.b.c', 'content-length': '900' });
    expect(await problemOf(stranger)).toEqual({ status: 401, code: 'not-authenticated' });
    const lost = await post({ 'content-length': '900' }, '/v1/nowhere');
    expect(await problemOf(lost)).toEqual({ status: 404, code: 'not-found' });
    expect(ledger).toMatchObject({ open: 0, bytes: 0 });
  });

  it('refuses a body unread when there is no room', async () => {
    ledger.full = true;
    const connection = await post({ 'content-length': '900' });
    const answer = await connection.answer();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(ledger.bytes).toBe(0);
  });

  itWithManyUnaccepted('lets many clients connect while it is busy', () => {
    // They are clients of another process, and this one does nothing else meanwhile.
    const client = `
      let open = 0;
      const opened = () => (open += 1) === ${clients} && process.exit(0);
      for (let n = 0; n < ${clients}; n += 1) require('node:net').connect(${service.port}, '127.0.0.1', opened).on('error', () => undefined);
      setTimeout(() => process.exit(1), 60_000);`;
    expect(spawnSync(process.execPath, ['-e', client]).status).toBe(0);
  });

  it('answers the refusals of one organisation at a pace, reads nothing meanwhile, and cuts off what is beyond', async () => {
    ledger.full = true;
    const began = performance.now();
    const refused = await Promise.all(Array.from({ length: 200 }, () => post({ 'content-length': '900' })));
    const answered: number[] = [];
    for (const connection of refused) void connection.answer().then(({ status }) => answered.push(status), () => undefined); // prettier-ignore
    await until(() => refused.some((connection) => connection.closed), { what: 'a connection that was cut off' });
    expect(answered.length).toBeLessThanOrEqual(21 + (performance.now() - began) / 100);
    expect(new Set(answered)).toEqual(new Set([503]));
    expect(ledger.bytes).toBe(0);
    // Those that are gone are not waited for.
    for (const connection of refused) connection.cut();
    await until(() => ledger.refusals.length === refused.length, { what: 'the end of all', timeoutMs: 4000 });
  });

  it('gives the room of a body that is refused while it comes back at once, also when its answer waits', async () => {
    const refused = await Promise.all(
      Array.from({ length: 60 }, () => post({ 'content-length': '900', authorization: ofAnother }, '/v1/orgs/another/echo')),
    );
    const answered: number[] = [];
    for (const connection of refused) {
      void connection.answer().then(({ status }) => answered.push(status), () => undefined); // prettier-ignore
      connection.write('x'.repeat(100));
    }
    await until(() => ledger.bytes === 6000, { what: 'the first bytes of all' });
    ledger.full = true;
    for (const connection of refused) connection.write('x'.repeat(100));
    await until(() => ledger.open === 0, { what: 'room' });
    // 20 at once; the last one in four seconds.
    expect(answered.length).toBeLessThan(50);
    for (const connection of refused) connection.cut();
    await until(() => ledger.refusals.length === refused.length, { what: 'the end of all', timeoutMs: 4000 });
  });

  it('gives the room back when the client vanishes in the middle of a body', async () => {
    const connection = await post({ 'content-length': '900' });
    connection.write('x'.repeat(100));
    await until(() => ledger.bytes === 100, { what: 'the first bytes' });
    expect(ledger.open).toBe(1);
    connection.cut();
    await until(() => ledger.open === 0, { what: 'no body in flight' });
    expect(ledger.refusals).toEqual(['request-aborted']);
  });

  it('refuses bodies that are compressed, and JSON that is not UTF-8', async () => {
    const compressed = await post({ 'content-length': '2', 'content-encoding': 'gzip' });
    compressed.write('{}');
    expect(await problemOf(compressed)).toEqual({ status: 415, code: 'content-encoding-unsupported' });
    const latin1 = Buffer.from('"Bäcker"', 'latin1');
    const encoded = await post({ 'content-length': String(latin1.length) });
    encoded.write(latin1);
    expect(await problemOf(encoded)).toEqual({ status: 400, code: 'json-malformed' });
  });

  it('closes a connection that is kept without use', async () => {
    const connection = await post({ 'content-length': '2' });
    connection.write('{}');
    expect((await connection.answer()).status).toBe(201);
    await closed(connection);
  });
});
