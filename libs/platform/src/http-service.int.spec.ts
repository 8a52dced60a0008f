import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Inject, Module, Post } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  type ApiDefinition,
  Context,
  createLogger,
  createRegistry,
  type Denial,
  describeApi,
  ProblemError,
  Public,
  type RequestContext,
  Roles,
  type HttpService,
  startHttp,
} from './index.js';

const FAILING = Symbol('failing');

@Controller('v1/orgs/:org')
class SampleController {
  constructor(@Inject(FAILING) private readonly failing: { text: string }) {}

  @Get('who')
  @Roles('carer', 'nurse')
  who(@Context() context: RequestContext): RequestContext {
    return context;
  }

  @Post('echo')
  @Roles('carer')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Get('broken')
  @Roles('carer')
  broken(): never {
    throw new Error(this.failing.text);
  }

  @Get('refused')
  @Roles('carer')
  refused(): never {
    throw new ProblemError({ code: 'sample', status: 422, title: 'Sample', faults: [{ pointer: '/data', message: 'is missing' }] });
  }

  @Get('unguarded')
  unguarded(): string {
    return 'never seen';
  }

  @Get('open')
  @Public()
  open(): string {
    return 'seen';
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

const api: ApiDefinition = {
  name: 'sample',
  version: '1.0.0',
  description: 'A service for the test',
  module: SampleModule,
  schemas: { Sample: { type: 'object' } },
};

describe('a service', () => {
  let service: HttpService;
  let jwks: Server;
  let sign: (claims: { org: string; roles: string[] }, expiresIn?: string) => Promise<string>;
  const lines: string[] = [];
  const denials: Denial[] = [];

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    jwks = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    const { port } = jwks.address() as { port: number };
    sign = (claims, expiresIn = '1h') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
        .setIssuer('test')
        .setAudience('everchart')
        .setSubject('carer-1')
        .setExpirationTime(expiresIn)
        .sign(privateKey);
    service = await startHttp({
      ...api,
      config: { PORT: 0, HOST: '127.0.0.1', JWT_ISSUER: 'test', JWT_AUDIENCE: 'everchart', JWKS_URL: `http://127.0.0.1:${port}/` },
      logger: createLogger({ service: 'sample', instance: 'i', level: 'info', destination: { write: (line) => void lines.push(line) } }),
      registry: createRegistry('sample'),
      values: [{ provide: FAILING, useValue: { text: 'Edith Abel cannot be stored' } }],
      onDenied: (denial) => Promise.resolve(void denials.push(denial)),
      limits: { bodyBytesMax: 1000 },
    });
  });

  afterAll(async () => {
    await service.close();
    jwks.close();
  });

  const get = async (path: string, claims?: { org: string; roles: string[] }, headers: Record<string, string> = {}) => {
    const authorization: Record<string, string> = claims ? { authorization: `Bearer ${await sign(claims)}` } : {};
    const response = await fetch(`${service.url}/v1/orgs/home${path}`, { headers: { ...authorization, ...headers } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  const carer = { org: 'home', roles: ['carer'] };

  it('gives a verified context to the route', async () => {
    const correlationId = '01900000-0000-7000-8000-000000000001';
    const answer = await get('/who', carer, { 'x-correlation-id': correlationId, 'everchart-purpose': 'ETREAT' });
    expect(answer.body).toMatchObject({ org: 'home', actor: 'carer-1', role: 'carer', purpose: 'ETREAT', correlationId });
    expect(answer.headers.get('x-correlation-id')).toBe(correlationId);
  });

  it.each([
    ['no token', '/who', undefined, 401, 'not-authenticated'],
    ['another organisation', '/who', { org: 'other', roles: ['carer'] }, 403, 'organisation-forbidden'],
    ['another role', '/who', { org: 'home', roles: ['auditor'] }, 403, 'role-missing'],
    ['a route that names no role', '/unguarded', carer, 403, 'role-missing'],
    ['no such route', '/nothing', carer, 404, 'not-found'],
    ['a problem', '/refused', carer, 422, 'sample'],
  ])('answers %s as a problem', async (_what, path, claims, status, code) => {
    const answer = await get(path, claims);
    expect(answer).toMatchObject({ status, body: { type: `urn:everchart:problem:${code}`, status, correlationId: expect.any(String) } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('tells the hook of every denial before it answers', async () => {
    denials.length = 0;
    await get('/who', { org: 'other', roles: ['carer'] });
    await get('/who');
    expect(denials.map(({ status, principal }) => [status, principal?.org])).toEqual([[403, 'other'], [401, undefined]]); // prettier-ignore
  });

  it('refuses an expired token, and one that was signed by somebody else', async () => {
    const expired = await fetch(`${service.url}/v1/orgs/home/who`, { headers: { authorization: `Bearer ${await sign(carer, '-1h')}` } });
    expect(expired.status).toBe(401);
    const token = await sign(carer);
    const forged = `${token.slice(0, -8)}${token.endsWith('A') ? 'BBBBBBBB' : 'AAAAAAAA'}`;
    expect((await fetch(`${service.url}/v1/orgs/home/who`, { headers: { authorization: `Bearer ${forged}` } })).status).toBe(401);
  });

  it.each([
    ['{"a":', 'application/json', 400, 'json-malformed'],
    ['<a/>', 'application/xml', 415, 'not-found|media-type-unsupported'],
    [JSON.stringify('x'.repeat(2000)), 'application/json', 413, 'body-too-large'],
  ])('names what is wrong with a body', async (body, type, status, code) => {
    const response = await fetch(`${service.url}/v1/orgs/home/echo`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, authorization: `Bearer ${await sign(carer)}` },
    });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { type: string }).type).toMatch(new RegExp(code));
  });

  it('hides an unexpected error from the caller, and its text from the log', async () => {
    lines.length = 0;
    const answer = await get('/broken', carer);
    expect(answer).toMatchObject({ status: 500, body: { type: 'urn:everchart:problem:internal-error' } });
    expect(lines.join()).toContain('request.failed');
    expect(lines.join() + JSON.stringify(answer.body)).not.toContain('Edith');
  });

  it('counts requests by route template, and documents its routes', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/everchart_http_requests_total\{method="GET",route="\/v1\/orgs\/:org\/who",status="200",service="sample"\} \d/);
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(await describeApi(api)))).toEqual(document);
    expect(Object.keys(document.paths)).toContain('/v1/orgs/{org}/who');
    expect((await fetch(`${service.url}/docs`)).status).toBe(200);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${service.url}/v1/orgs/x/open`)).status).toBe(200);
  });
});
