import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Counter } from 'prom-client';
import { z } from 'zod';
import { createLogger, createRegistry, Described, json, Public, startHttp, type HttpService } from './index.js';

const described = (summary: string): MethodDecorator =>
  Described({ summary, tag: 'sample', answers: { 200: { description: 'It', content: json(z.unknown()) } } });

@Controller('v1/orgs/:org')
class SampleController {
  @described('Reads')
  @Get('things/:id')
  @Public()
  read(): object {
    return {};
  }
  @described('Writes')
  @Post('things/:id')
  @Public()
  write(): object {
    return {};
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

const scrapeToken = 'a token for metrics';
/** What stands in an address, a header field or a body, and must not come back. */
const name = 'Edith';

interface Raw {
  status: number;
  headers: Map<string, string>;
  body: string;
}

describe('requests that no client means to send', () => {
  let service: HttpService;
  const registry = createRegistry('sample');
  new Counter({ name: 'sample_total', help: 'Sample', labelNames: ['org'], registers: [registry] }).inc({ org: 'sunrise-care' });

  beforeAll(async () => {
    service = await startHttp({
      name: 'sample',
      version: '1.0.0',
      description: 'A service for the test',
      module: SampleModule,
      config: {
        PORT: 0,
        HOST: '127.0.0.1',
        JWT_ISSUER: 'test',
        JWT_AUDIENCE: 'test',
        JWKS_URL: 'http://127.0.0.1:9/',
        METRICS_TOKEN: scrapeToken,
      },
      logger: createLogger({ service: 'sample', instance: 'i', level: 'silent' }),
      registry,
    });
  });
  afterAll(() => service.close());

  async function send(text: string): Promise<Raw> {
    const socket = connect(service.port, '127.0.0.1');
    await once(socket, 'connect');
    let received = '';
    socket.on('data', (bytes: Buffer) => (received += bytes.toString()));
    socket.on('error', () => undefined); // a connection that is reset has said what it says
    socket.write(text, 'latin1');
    await once(socket, 'close');
    const end = received.indexOf('\r\n\r\n');
    const [statusLine, ...lines] = received.slice(0, end).split('\r\n');
    return {
      status: Number(statusLine!.split(' ')[1]),
      headers: new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])),
      body: received.slice(end + 4),
    };
  }
  const request = (line: string, headers = ''): string => `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
  const safe = (raw: Raw): void => {
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
    expect(raw.headers.get('x-frame-options')).toBe('DENY');
    expect(raw.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(raw.headers.get('strict-transport-security')).toBeDefined();
    expect(raw.headers.get('referrer-policy')).toBe('no-referrer');
    expect(raw.headers.get('cache-control')).toBeDefined();
    expect(raw.headers.get('x-correlation-id')).toBeDefined();
  };
  const problem = (raw: Raw, status: number): void => {
    expect({ status: raw.status, type: raw.headers.get('content-type') }).toEqual({
      status,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(JSON.parse(raw.body)).toMatchObject({
      status,
      type: expect.stringContaining('urn:everchart:problem:'),
      correlationId: expect.any(String),
    });
    expect([...raw.headers.values(), raw.body].join()).not.toContain(name);
    safe(raw);
  };

  it.each([
    ['an address that cannot be decoded', request(`GET /v1/orgs/%zz${name}/things/1`), 400],
    ['no UTF-8', request(`GET /v1/orgs/home/things/%ff${name}`), 400],
    ['the same below the documentation', request(`GET /docs/%zz${name}`), 400],
    ['an unknown address', request(`GET /v1/orgs/home/${name}`), 404],
    ['an unknown page of the documentation', request(`GET /docs/${name}`), 404],
    ['two slashes', request(`GET //${name}.example/`), 404],
    ['a whole address', request(`GET http://${name}.example/`), 404],
    ['no Host', `GET /v1/orgs/home/things/${name} HTTP/1.1\r\nConnection: close\r\n\r\n`, 400],
    ['two Hosts', request('GET /v1/orgs/home/things/1', `Host: ${name}\r\n`), 400],
    ['an unknown expectation', request('POST /v1/orgs/home/things/1', `Expect: ${name}\r\nContent-Length: 0\r\n`), 417],
    ['a header field without a colon', request('GET /v1/orgs/home/things/1', `${name}\r\n`), 400],
    ['a length that is none', request('POST /v1/orgs/home/things/1', `Content-Length: ${name}\r\n`), 400],
    ['two lengths', request('POST /v1/orgs/home/things/1', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n'), 400],
    ['an unknown method', request(`${name.toUpperCase()} /v1/orgs/home/things/1`), 400],
    ['no HTTP', `${name}\r\n\r\n`, 400],
    ['header fields that are too large', request('GET /v1/orgs/home/things/1', `X-Name: ${name.repeat(4000)}\r\n`), 431],
    ['an address that is too large', request(`GET /${name.repeat(4000)}`), 431],
  ])('%s: a problem, which repeats nothing of it', async (_what, text, status) => problem(await send(text), status));

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'LOCK'])(
    '%s is answered 405 with what there is, everywhere',
    async (method) => {
      for (const path of [
        '/v1/orgs/home/things/1',
        '/docs',
        '/docs/swagger-ui.css',
        '/openapi.json',
        '/metrics',
        '/health/live',
        '/health/ready',
      ]) {
        const raw = await send(request(`${method} ${path}`));
        problem(raw, 405);
        expect([path, raw.headers.get('allow')]).toEqual([path, path.startsWith('/v1') ? 'GET, HEAD, POST' : 'GET, HEAD']);
      }
    },
  );

  it('CONNECT is answered, too', async () => {
    const raw = await send(`CONNECT ${name}.example:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
    problem(raw, 405);
    expect(raw.headers.get('allow')).toBe('');
  });

  it('a parameter of any length reaches the check of its operation', async () => {
    expect((await send(request(`GET /v1/orgs/home/things/${'a'.repeat(8000)}`))).status).toBe(200);
  });

  it.each([
    '/docs',
    '/docs/',
    '/docs/swagger-ui-init.js',
    '/docs/swagger-ui.css',
    '/openapi.json',
    '/metrics',
    '/health/live',
    '/v1/orgs/home/things/1',
  ])('%s has the header fields that keep browsers from more than they are to do', async (path) => {
    for (let time = 0; time < 2; time += 1) {
      const raw = await send(request(`GET ${path}`));
      expect(raw.status).toBe(200);
      safe(raw);
    }
  });

  it('the page of the documentation runs no script but its own files', async () => {
    const page = await send(request('GET /docs'));
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.body.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
  });

  it('metrics name no organisation to a caller without the token', async () => {
    const [open, wrong, whole] = await Promise.all(
      ['', 'Authorization: Bearer another\r\n', `Authorization: Bearer ${scrapeToken}\r\n`].map((field) =>
        send(request('GET /metrics', field)),
      ),
    );
    for (const raw of [open!, wrong!]) {
      expect(raw.status).toBe(200);
      expect(raw.body).toContain('everchart_http_requests_total{');
      expect(raw.body).toContain('service="sample"');
      expect(raw.body).not.toContain('sunrise-care');
    }
    expect(whole!.body).toContain('sample_total{org="sunrise-care",service="sample"} 1');
  });
});
