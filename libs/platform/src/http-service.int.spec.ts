import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Inject, Module, Post } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  type ApiDefinition,
  Context,
  createLogger,
  createRegistry,
  type Denial,
  Described,
  describeApi,
  Input,
  type InputOf,
  integerText,
  json,
  type OperationShape,
  ProblemError,
  purposeWhenUnstated,
  problemTable,
  Public,
  type RequestContext,
  Roles,
  type HttpService,
  startHttp,
} from './index.js';

const FAILING = Symbol('failing');

const problems = problemTable({ sample: { status: 422, title: 'Sample' } });
const answers = { 200: { description: 'It', content: json(z.unknown()) } };
const described = (summary: string): MethodDecorator => Described({ summary, tag: 'sample', answers });
const listed = {
  summary: 'A list',
  tag: 'sample',
  params: z.object({ kind: z.enum(['a', 'b']) }),
  query: z.strictObject({ limit: integerText(1, 9).default(3), from: z.iso.datetime({ offset: true }).optional() }),
  headers: z.object({ 'everchart-at-least': z.string().max(5).optional() }),
  answers: { 200: { description: 'It', content: json(z.object({ kind: z.string(), limit: z.int() }).meta({ id: 'Listed' })) } },
} satisfies OperationShape;
const made = {
  summary: 'Makes one',
  tag: 'sample',
  body: { schema: z.strictObject({ name: z.string().max(3), parts: z.array(z.object({ port: z.int() })) }) },
  answers: { 201: { description: 'Made', content: json(z.object({ name: z.string() })) } },
} satisfies OperationShape;

@Controller('v1/orgs/:org')
class SampleController {
  constructor(@Inject(FAILING) private readonly failing: { text: string }) {}

  @described('Who')
  @Get('who')
  @Roles('carer', 'nurse')
  who(@Context() context: RequestContext): RequestContext {
    return context;
  }

  @described('Echo')
  @HttpCode(200)
  @Post('echo')
  @Roles('carer')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @described('Breaks')
  @Get('broken')
  @Roles('carer')
  broken(): never {
    throw new Error(this.failing.text);
  }

  @Described({ summary: 'Refuses', tag: 'sample', answers, problems: [problems.sample] })
  @Get('refused')
  @Roles('carer')
  refused(): never {
    throw new ProblemError({ ...problems.sample, faults: [{ pointer: '/data', message: 'is missing' }] });
  }

  @described('Unguarded')
  @Get('unguarded')
  unguarded(): string {
    return 'never seen';
  }

  @described('Open')
  @Get('open')
  @Public()
  open(): { seen: true } {
    return { seen: true };
  }

  @Described(listed)
  @Get('lists/:kind')
  @Roles('carer')
  list(@Input() { params, query }: InputOf<typeof listed>): { kind: string; limit: number } {
    return { ...params, limit: query.limit };
  }

  @Described(made)
  @Post('lists')
  @Roles('carer')
  make(@Input() { body }: InputOf<typeof made>): { name: string } {
    return { name: body.name };
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

const api: ApiDefinition = {
  name: 'sample',
  version: '1.0.0',
  description: 'A service for the test',
  module: SampleModule,
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
    expect([answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  });

  it.each(['NONE', 'treat', '', 'TREAT, TREAT', 'x'.repeat(5000)])(
    'refuses the purpose of use %j, and names those that there are',
    async (stated) => {
      const answer = await get('/who', carer, { 'everchart-purpose': stated });
      expect(answer).toMatchObject({
        status: 400,
        body: {
          type: 'urn:everchart:problem:parameter-invalid',
          faults: [{ pointer: '/headers/everchart-purpose', message: expect.stringMatching(/^must be one of: TREAT, .*ETREAT/) }],
        },
      });
    },
  );

  it.each([
    ['too long', `/lists/${'x'.repeat(300)}`, 400, 'parameter-invalid'],
    ['no address', '/lists/%zz', 400, 'bad-request'],
  ])('answers an address that is %s as a problem, and does not repeat it', async (_what, path, status, code) => {
    const answer = await get(path, carer);
    expect(answer).toMatchObject({ status, body: { type: `urn:everchart:problem:${code}`, correlationId: expect.any(String) } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(answer.body)).not.toMatch(/xxx|zz/);
  });

  it('takes a request without a purpose for what the role of its caller is there for', async () => {
    expect((await get('/who', carer)).body).toMatchObject({ purpose: 'TREAT' });
    expect(purposeWhenUnstated('auditor')).toBe('HOPERAT');
  });

  it('refuses who may not do it first, so that a refusal is on record whatever purpose is stated', async () => {
    denials.length = 0;
    expect((await get('/who', { org: 'home', roles: ['auditor'] }, { 'everchart-purpose': 'NONE' })).status).toBe(403);
    expect(denials.map(({ code, request }) => [code, request.everchartContext?.purpose])).toEqual([['role-missing', 'unknown']]);
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
    ['['.repeat(900), 'application/json', 400, 'json-ambiguous'],
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

  it('names the member of a body that two readers may read differently, and not its value', async () => {
    const response = await fetch(`${service.url}/v1/orgs/home/echo`, {
      method: 'POST',
      body: '\uFEFF{"data":{"value":72,"value":27},"id":9007199254740993}',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await sign(carer)}` },
    });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      type: 'urn:everchart:problem:json-ambiguous',
      faults: [
        { pointer: '/data/value', message: 'is there more than once' },
        { pointer: '/id', message: 'is a number that a double does not hold: it would be changed' },
      ],
    });
    // The correlation id is random: it may hold any digits.
    expect(text.replace(/"correlationId":"[^"]*"/, '')).not.toMatch(/27|72/);
  });

  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${service.url}/v1/orgs/home${path}`, {
      method,
      headers: { authorization: `Bearer ${await sign(carer)}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as Record<string, unknown>, text };
  };

  it('takes a request as its operation is described, and names every fault of one that is not, never a value', async () => {
    expect(await send('GET', '/lists/b')).toMatchObject({ status: 200, body: { kind: 'b', limit: 3 } });
    expect(await send('GET', '/lists/b?limit=9&from=2026-03-01T08:00:00%2B01:00')).toMatchObject({ status: 200, body: { limit: 9 } });
    const { status, body, text } = await send('GET', '/lists/Keller?limit=Keller&limit=2&from=Keller&Kel~ler=1');
    expect([status, body.type]).toEqual([400, 'urn:everchart:problem:parameter-invalid']);
    expect(body.faults).toEqual([
      { pointer: '/path/kind', message: 'must be one of: a, b' },
      { pointer: '/query/limit', message: 'must be an integer from 1 to 9' },
      { pointer: '/query/from', message: 'must be an RFC 3339 date-time with a zone' },
      { pointer: '/query/Kel~0ler', message: 'is not known here' },
    ]);
    expect(text).not.toContain('Keller');
    const refused = await send('POST', '/lists', { name: 'Keller', parts: [{ port: 1 }, { port: '1' }, 7], 'a/b': 1 });
    expect([refused.status, refused.body.type]).toEqual([422, 'urn:everchart:problem:body-invalid']);
    expect(refused.body.faults).toEqual([
      { pointer: '/name', message: 'must be at most 3 characters' },
      { pointer: '/parts/1/port', message: 'must be a number' },
      { pointer: '/parts/2', message: 'must be an object' },
      { pointer: '/a~1b', message: 'is not known here' },
    ]);
    expect(refused.text).not.toContain('Keller');
    expect((await send('POST', '/lists', {})).body.faults).toEqual([
      { pointer: '/name', message: 'is required' },
      { pointer: '/parts', message: 'is required' },
    ]);
  });

  it('names the methods of an address, takes a slash at its end, and knows no other', async () => {
    const wrong = await send('DELETE', '/lists');
    expect([wrong.status, wrong.headers.get('allow'), wrong.body.type]).toEqual([405, 'POST', 'urn:everchart:problem:method-not-allowed']);
    expect((await send('PUT', '/lists/b', {})).headers.get('allow')).toBe('GET, HEAD');
    expect((await send('POST', '/lists/', { name: 'abc', parts: [] })).status).toBe(201);
    expect((await send('POST', '/lists/b/c', {})).status).toBe(404);
  });

  it('hides an unexpected error from the caller, and its text from the log', async () => {
    lines.length = 0;
    const answer = await get('/broken', carer);
    expect(answer).toMatchObject({ status: 500, body: { type: 'urn:everchart:problem:internal-error' } });
    expect(lines.join()).toContain('request.failed');
    expect(lines.join() + JSON.stringify(answer.body)).not.toContain('Edith');
  });

  it('counts requests by operation, and documents its routes', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(
      /everchart_http_requests_total\{operation="SampleController_who",release="1\.0\.0",code="200",service="sample"\} \d/,
    );
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.parse(JSON.stringify(describeApi(api)))).toEqual(document);
    expect(Object.keys(document.paths)).toContain('/v1/orgs/{org}/who');
    expect((await fetch(`${service.url}/docs`)).status).toBe(200);
    // Made once: they need no token.
    const writes = jest.spyOn(JSON, 'stringify');
    for (const path of ['/openapi.json', '/docs', '/docs/swagger-ui-init.js', '/openapi.json', '/docs', '/docs/swagger-ui-init.js']) {
      const answer = await fetch(`${service.url}${path}`);
      expect([answer.status, answer.headers.get('x-correlation-id')]).toEqual([200, expect.any(String)]);
      expect((await answer.text()).length).toBeGreaterThan(1000);
    }
    const ofDocument = writes.mock.calls.filter(
      ([value]) => typeof value === 'object' && value !== null && ('openapi' in value || 'swaggerDoc' in value),
    );
    writes.mockRestore();
    expect(ofDocument.length).toBeLessThanOrEqual(2);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${service.url}/v1/orgs/x/open`)).status).toBe(200);
  });
});
