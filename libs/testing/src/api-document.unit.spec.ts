import { describe, expect, it } from '@jest/globals';
import { ApiDocument, type GivenAnswer } from './api-document.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const document = new ApiDocument({
  openapi: '3.1.0',
  info: { title: 'a service', version: '1' },
  paths: {
    '/v1/orgs/{org}/things/{thing}': {
      get: {
        responses: {
          200: { ...json({ $ref: '#/components/schemas/Thing' }), headers: { 'Everchart-Position': { schema: { type: 'string' } } } },
          404: json({
            allOf: [{ $ref: '#/components/schemas/Problem' }],
            properties: { type: { enum: ['urn:everchart:problem:thing-unknown'] } },
          }),
          204: { description: 'none' },
        },
      },
    },
    '/v1/orgs/{org}/things/all': { get: { responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }) } } },
    '/v1/tile/{path}': { get: { responses: { 200: { content: { 'application/octet-stream': { schema: {} } } } } } },
  },
  components: {
    schemas: {
      Problem: { type: 'object', required: ['type'], properties: { type: { type: 'string' } }, additionalProperties: {} },
      Thing: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' }, part: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/Part' }] } },
      },
      Part: { allOf: [{ type: 'object', properties: { size: { type: 'integer' } } }, { properties: { free: { type: 'object' } } }] },
    },
  },
});

const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
const faultsOf = ({ body = { id }, type = 'application/json; charset=utf-8', ...answer }: Partial<Omit<GivenAnswer, 'body'>> & { body?: unknown; type?: string }) =>
  document.faultsOf({
    method: 'GET',
    path: '/v1/orgs/home/things/x',
    status: 200,
    headers: new Headers(type === '' ? {} : { 'content-type': type }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...answer,
  }); // prettier-ignore

describe('an answer held against an OpenAPI document', () => {
  it('has no header of ours that the document does not name', () => {
    const headers = (name: string) => new Headers({ 'content-type': 'application/json', [name]: 'x' });
    expect(faultsOf({ headers: headers('everchart-position') })).toEqual([]);
    expect(faultsOf({ headers: headers('x-other') })).toEqual([]);
    expect(faultsOf({ headers: headers('everchart-access-kept') })).toEqual([
      'GET /v1/orgs/{org}/things/{thing} was answered 200 with everchart-access-kept, which is not declared',
    ]);
  });

  it('is as the document says', () => {
    expect(faultsOf({ body: { id, part: { size: 3, free: { any: 1 } } } })).toEqual([]);
    expect(faultsOf({ path: '/v1/orgs/home/things/all', body: [{ id }] })).toEqual([]);
    expect(faultsOf({ path: '/v1/tile/x001/234', type: 'application/octet-stream', body: 'bytes' })).toEqual([]);
    expect(faultsOf({ status: 204, type: '', body: '' })).toEqual([]);
    expect(faultsOf({ status: 404, body: { type: 'urn:everchart:problem:thing-unknown', more: 1 } })).toEqual([]);
    expect(faultsOf({ path: '/metrics', type: 'text/plain', body: 'x 1' })).toEqual([]);
    expect(faultsOf({ path: '/v1/nothing', status: 404 })).toEqual([]);
    expect(faultsOf({ method: 'PUT', status: 405, headers: new Headers({ allow: 'GET' }) })).toEqual([]);
    expect(faultsOf({ path: '/v1/nothing', status: 405, headers: new Headers({ allow: '' }) })).toEqual([]);
  });

  it.each<[string, Parameters<typeof faultsOf>[0], RegExp]>([
    ['a status that is not declared', { status: 409 }, /answered 409, which is not declared/],
    ['a media type that is not declared', { type: 'text/html' }, /as text\/html, which is not declared/],
    ['a body where none is declared', { status: 204 }, /with a body, and none is declared/],
    ['a member that is missing', { body: {} }, /must have required property 'id'/],
    ['a member of another type', { body: { id, part: { size: 'x' } } }, /\/part\/size must be integer/],
    ['a member that is not described', { body: { id, part: { sice: 1 } } }, /\/part\/sice is not described/],
    ['a member of a list that is not described', { path: '/v1/orgs/home/things/all', body: [{ id }, { id, ix: 1 }] }, /\/1\/ix is not described/],
    ['a code that is not declared', { status: 404, body: { type: 'urn:everchart:problem:gone' } }, /must be equal to one of the allowed values/],
    ['an operation that is not known', { path: '/v1/other' }, /knows no such operation/],
    ['a method that is not known', { method: 'PUT', status: 404 }, /knows no such operation/],
    ['a method that is refused with none, where there are some', { method: 'PUT', status: 405, headers: new Headers({ allow: '' }) }, /without Allow/],
    ['a method that is refused without those that are not', { method: 'PUT', status: 405 }, /without Allow/],
  ])('tells of %s', (_what, answer, fault) => {
    expect(faultsOf(answer).join()).toMatch(fault);
  }); // prettier-ignore
});
