import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import {
  createLogger,
  createRegistry,
  Described,
  json,
  ProblemError,
  problemTable,
  RequestCounter,
  Roles,
  startHttp,
  type HttpService,
} from './index.js';

const problems = problemTable({ conflict: { status: 409, title: 'Conflict' }, stale: { status: 412, title: 'Stale' }, full: { status: 429, title: 'Full' } }); // prettier-ignore
const described = (summary: string): MethodDecorator =>
  Described({ summary, tag: 'sample', answers: { 200: { description: 'It', content: json(z.unknown()) } } });
/** Of whom the addresses and bodies speak. */
const name = 'Edith';
const scrapeToken = 'a token for metrics';

@Controller('v1/orgs/:org')
@Roles('carer')
class SampleController {
  @described('Fails as it is asked to')
  @Get('fails/:how')
  fails(): never {
    throw new Error(name);
  }
  @described('Never answers')
  @Get('waits')
  waits(): Promise<never> {
    return new Promise(() => undefined);
  }
  @described('Answers what the body says')
  @Post('says')
  says(@Body() { status }: { status?: number }): object {
    const found = Object.values(problems).find((problem) => problem.status === status);
    if (found) throw new ProblemError(found);
    return {};
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

describe('every request is counted once', () => {
  let service: HttpService;
  let jwks: Server;
  let token: string;
  let lines = '';
  const registry = createRegistry('sample');
  const requests = new RequestCounter({ registry, release: 'r7', sumsUp: true });
  /** What the client has seen, as it is to be counted: `<operation> <organisation> <code>`. */
  const seen = new Map<string, number>();
  const expected = (operation: string, org: string, code: number): void => {
    const key = `${operation} ${org} ${code}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  };

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    jwks = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    token = await new SignJWT({ org: 'home', roles: ['carer'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer('test')
      .setAudience('everchart')
      .setSubject('carer-1')
      .setExpirationTime('1h')
      .sign(privateKey);
    const { port } = jwks.address() as { port: number };
    service = await startHttp({
      name: 'sample',
      version: '1.0.0',
      description: 'A service for the test',
      module: SampleModule,
      config: {
        PORT: 0,
        HOST: '127.0.0.1',
        JWT_ISSUER: 'test',
        JWT_AUDIENCE: 'everchart',
        JWKS_URL: `http://127.0.0.1:${port}/`,
        METRICS_TOKEN: scrapeToken,
        RELEASE: 'r7',
      },
      logger: createLogger({ service: 'sample', instance: 'i', level: 'info', destination: { write: (line) => void (lines += line) } }),
      registry,
      requests,
      limits: { bodyBytesMax: 1000, bodyGraceMs: 500, bodyBytesPerSecondMin: 1000, headersTimeoutMs: 500 },
      bodyAdmission: {
        admit: ({ headers }) => {
          if (headers['x-full']) throw new ProblemError(problems.full);
          return { received: () => undefined, release: () => undefined };
        },
      },
    });
  });
  afterAll(async () => {
    await service.close();
    jwks.close();
  });

  async function open(): Promise<Socket> {
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
  /** @returns status and operation of the answer */
  async function send(text: string): Promise<{ status: number; operation: string | undefined }> {
    const socket = await open();
    let received = '';
    socket.on('data', (bytes: Buffer) => (received += bytes.toString()));
    socket.write(text, 'latin1');
    await once(socket, 'close');
    return { status: Number(received.split(' ')[1]), operation: /^everchart-operation: (.*)\r$/im.exec(received)?.[1] };
  }
  const request = (line: string, fields: string[] = [], body = ''): string =>
    [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...fields, ...(body === '' ? [] : [`Content-Length: ${body.length}`]), '', body].join('\r\n'); // prettier-ignore
  const authorized = (): string[] => [`Authorization: Bearer ${token}`, 'Content-Type: application/json'];

  it.each<[string, () => string, string, string, number]>([
    ['granted', () => request('POST /v1/orgs/home/says', authorized(), '{}'), 'SampleController_says', 'home', 201],
    ['without a token', () => request('GET /v1/orgs/home/waits'), 'SampleController_waits', '', 401],
    ['with a bad token', () => request('GET /v1/orgs/home/waits', ['Authorization: Bearer x.y.z']), 'SampleController_waits', '', 401],
    ['of another organisation', () => request(`GET /v1/orgs/${name}/waits`, authorized()), 'SampleController_waits', 'home', 403],
    ['unknown address', () => request(`GET /v1/orgs/home/${name}`, authorized()), 'unmatched', '', 404],
    ['unknown address, with a body', () => request(`POST /${name}`, authorized(), '{}'), 'unmatched', '', 404],
    ['wrong method', () => request('DELETE /v1/orgs/home/says', authorized()), 'unmatched', '', 405],
    ['conflict', () => request('POST /v1/orgs/home/says', authorized(), '{"status":409}'), 'SampleController_says', 'home', 409],
    ['stale', () => request('POST /v1/orgs/home/says', authorized(), '{"status":412}'), 'SampleController_says', 'home', 412],
    ['too large', () => request('POST /v1/orgs/home/says', authorized(), `"${'a'.repeat(2000)}"`), 'SampleController_says', '', 413],
    ['media type', () => request('POST /v1/orgs/home/says', [authorized()[0]!, 'Content-Type: text/x'], '{}'), 'SampleController_says', 'home', 415],
    ['too much', () => request('POST /v1/orgs/home/says', [...authorized(), 'X-Full: 1'], '{}'), 'SampleController_says', 'home', 429],
    ['a fault of ours', () => request(`GET /v1/orgs/home/fails/${name}`, authorized()), 'SampleController_fails', 'home', 500],
    ['an expectation', () => request('POST /v1/orgs/home/says', ['Expect: miracles', 'Content-Length: 0']), 'unmatched', '', 417],
    ['an address that cannot be decoded', () => request('GET /v1/orgs/%zz/waits'), 'unmatched', '', 400],
    ['no HTTP', () => `${name}\r\n\r\n`, 'unread', '', 400],
    ['header fields too large', () => request('GET /', [`X-Name: ${name.repeat(4000)}`]), 'unread', '', 431],
    ['CONNECT', () => `CONNECT ${name}.example:443 HTTP/1.1\r\nHost: x\r\n\r\n`, 'unmatched', '', 405],
    ['slow header fields', () => 'GET / HTTP/1.1\r\nHost:', 'unread', '', 408],
    ['a slow body', () => `POST /v1/orgs/home/says HTTP/1.1\r\nHost: x\r\n${authorized().join('\r\n')}\r\nContent-Length: 500\r\n\r\n{`, 'SampleController_says', 'home', 408],
    ['HEAD', () => request('HEAD /v1/orgs/home/waits'), 'SampleController_waits', '', 401],
    ['a document', () => request('GET /openapi.json'), 'documents', '', 200],
    ['health', () => request('GET /health/live'), 'HealthController_live', '', 200],
  ])('%s', async (_what, text, operation, org, status) => {
    const answer = await send(text());
    const named = operation === 'unmatched' || operation === 'unread' ? undefined : operation;
    expect(answer).toEqual({ status, operation: named });
    expected(operation, org, status);
  }); // prettier-ignore

  it('clients that go before their answer: with one request, with two in a row, in the middle of a body', async () => {
    const get = `GET /v1/orgs/home/waits HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    for (const [text, operation, times] of [
      [get, 'SampleController_waits', 1],
      [get + get, 'SampleController_waits', 2],
      [`POST /v1/orgs/home/says HTTP/1.1\r\nHost: x\r\n${authorized().join('\r\n')}\r\nContent-Length: 500\r\n\r\n{`, 'SampleController_says', 1],
    ] as const) {
      const before = await total();
      const socket = await open();
      socket.write(text);
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.resetAndDestroy();
      for (let time = 0; time < times; time += 1) expected(operation, 'home', 499);
      await until(async () => (await total()) === before + times, { what: `${times} counted` });
    }
  }); // prettier-ignore

  it('counters, half hours and the log agree with the client', async () => {
    const wanted = [...seen.values()].reduce((sum, number) => sum + number, 0);
    await until(async () => (await total()) === wanted, { what: 'all counted' });
    expect(counted(await registry.metrics())).toEqual(seen);
    const summedUp = new Map<string, number>();
    for (const { counts } of requests.halfHours())
      for (const { operation, org, code, requests: number } of counts)
        summedUp.set(`${operation} ${org} ${code}`, (summedUp.get(`${operation} ${org} ${code}`) ?? 0) + number);
    expect(summedUp).toEqual(seen);
    const logged = new Map<string, number>();
    for (const text of lines.trimEnd().split('\n')) {
      const line = JSON.parse(text) as { event: string; operation: string; org?: string; status: number; release: string };
      if (line.event !== 'request.answered' && line.event !== 'request.unread') continue;
      expect(line.release).toBe('r7');
      const key = `${line.operation} ${line.org ?? ''} ${line.status}`;
      logged.set(key, (logged.get(key) ?? 0) + 1);
    }
    expect(logged).toEqual(seen);
    expect(lines).not.toContain(name);
  });

  it('names organisations to a caller with the token only, and sums them up for others', async () => {
    const texts = [];
    for (const fields of [[], [`Authorization: Bearer ${scrapeToken}`]]) {
      const answer = await fetch(`${service.url}/metrics`, { headers: Object.fromEntries(fields.map((field) => field.split(': '))) });
      texts.push(await answer.text());
    }
    expect(texts[0]).not.toContain('org=');
    expect(texts[0]).toContain('everchart_http_requests_total{operation="SampleController_waits",release="r7",code="499",service="sample"} 3');
    expect(texts[1]).toContain('everchart_http_requests_total{operation="SampleController_waits",org="home",release="r7",code="499",service="sample"} 3');
    expect(texts[1]).toMatch(/everchart_http_request_duration_seconds_bucket\{le="0.5",operation="SampleController_says",release="r7",class="2xx",service="sample"\} 1/);
  }); // prettier-ignore

  async function total(): Promise<number> {
    return [...counted(await registry.metrics()).values()].reduce((sum, number) => sum + number, 0);
  }
});

function counted(text: string): Map<string, number> {
  const series = text.matchAll(
    /^everchart_http_requests_total\{operation="(.*?)",org="(.*?)",release="r7",code="(\d+)",service="sample"\} (\d+)$/gm,
  );
  return new Map([...series].map(([, operation, org, code, value]) => [`${operation} ${org} ${code}`, Number(value)]));
}
