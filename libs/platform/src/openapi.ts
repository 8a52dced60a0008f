import { sharedProblems, type ProblemKind } from '@everchart/problems';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyContextConfig } from 'fastify';
import { z } from 'zod';
import { publicKey, rolesKey } from './authentication.js';
import { HealthController } from './health.js';
import { MetricsController } from './metrics.js';
import { shapeKey, type AnswerShape, type Media, type OperationShape, type ProblemForm } from './operation.js';
import { problemDocument } from './problem.js';
import { purposes, purposeWhenUnstated } from './purpose.js';
import { epochHeader, everyReleaseKey, releaseHeader } from './release-fence.js';
import { jsonSchema, uuidText } from './shape.js';

type Json = Record<string, unknown>;

/** What a service offers over HTTP: enough to describe it, without anything that runs. */
export interface ApiDefinition {
  name: string;
  version: string;
  description: string;
  /** Its controllers, and what they are made of. Every route of them has an {@link OperationShape}. */
  module: Type;
  /** Whether the module is served; the routes for operators always are. Default true. */
  serves?: boolean;
  /** Problems that every operation with a token may answer in addition to those of the platform. */
  problems?: readonly ProblemKind[];
}

/** The OpenAPI 3.1 document of a service, from the shapes of its operations; nothing is started. */
export function describeApi(api: ApiDefinition): OpenAPIObject {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const controller of [HealthController, ...(api.serves === false ? [] : controllersOf(api.module))]) {
    for (const route of routesOf(controller)) (paths[route.path] ??= {})[route.method] = operationOf(described(route), api, components);
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: `Everchart ${api.name}`, description: api.description, version: api.version },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      headers: releaseHeaders,
      schemas: components.schemas(),
    },
    security: [{ bearer: [] }],
  } as unknown as OpenAPIObject;
}

/** Controllers of a module and of those that it imports. */
export function controllersOf(module: Type): Type[] {
  const imported = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as (Type | DynamicModule)[];
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type[];
  return [...imported.flatMap((each) => controllersOf('module' in each ? each.module : each)), ...own];
}

/** A route as its controller declares it. */
export interface DeclaredRoute {
  /** With parameters in braces. */
  path: string;
  /** In lower case. */
  method: string;
  /** `<controller>_<handler>` */
  operationId: string;
  /** Without a token. */
  isPublic: boolean;
  roles: readonly string[];
  /** Answered whichever release is assigned. */
  everyRelease: boolean;
  /** What decorators say of it to Fastify, and to what stands before the handler. */
  config: Readonly<Partial<FastifyContextConfig>>;
  shape: OperationShape | undefined;
}

/** Every route of a service, those for operators among them; nothing is started. */
export function declaredRoutes(api: ApiDefinition): DeclaredRoute[] {
  return [HealthController, MetricsController, ...controllersOf(api.module)].flatMap(routesOf);
}

function routesOf(controller: Type): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, object>;
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return Object.getOwnPropertyNames(prototype).flatMap((name): DeclaredRoute[] => {
    const handler = prototype[name]!;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string;
    const segments = `${base}/${path}`.split('/').filter((segment) => segment !== '');
    return [
      {
        path: `/${segments.map((segment) => (segment === '*' ? '{path}' : segment.replace(/^:(.*)$/, '{$1}'))).join('/')}`,
        method: RequestMethod[method].toLowerCase(),
        operationId: `${controller.name}_${name}`,
        shape: Reflect.getMetadata(shapeKey, handler) as OperationShape | undefined,
        config: (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as Partial<FastifyContextConfig>,
        isPublic: inherited<boolean>(publicKey, handler, controller) === true,
        roles: inherited<string[]>(rolesKey, handler, controller) ?? [],
        everyRelease: inherited<boolean>(everyReleaseKey, handler, controller) === true,
      },
    ];
  });
}

type Route = DeclaredRoute & { shape: OperationShape };

function described(route: DeclaredRoute): Route {
  const { shape, operationId } = route;
  if (!shape) throw new Error(`${operationId} is not described`);
  return { ...route, shape };
}

function inherited<T>(key: string, handler: object, controller: object): T | undefined {
  return (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
}

function operationOf(
  { path, method, operationId, shape, isPublic, roles, everyRelease, config }: Route,
  api: ApiDefinition,
  components: Components,
): Json {
  const { summary, description, tag, body, bodies } = shape;
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const parameters = [
    ...parametersOf('path', pathShapeOf(inPath, shape.params), components),
    ...parametersOf('query', shape.query, components),
    ...parametersOf('header', shape.headers, components),
    correlationIdParameter,
    ...(isPublic ? [] : [purposeParameter(roles)]),
  ];
  const content = bodies ?? (body && { 'application/json': body });
  return {
    operationId,
    summary,
    description: [description, isPublic ? undefined : `Needs one of the roles ${roles.join(', ')}.`].filter((part) => part !== undefined).join(' '), // prettier-ignore
    tags: [tag],
    ...(isPublic ? { security: [] } : {}),
    parameters,
    ...(content ? { requestBody: { required: true, content: contentOf(content, 'input', components) } } : {}),
    responses: ofReleases({
      ...Object.fromEntries(
        Object.entries(shape.answers).map(([status, answer]) => [status, answerOf(answer, 'access' in config, components)]),
      ),
      ...problemResponses(problemsOf({ path, method, shape, isPublic, everyRelease }, api), shape.problemForm ?? problemJson, {
        components,
        headers: problemHeadersOf(shape, 'access' in config),
      }),
    }),
  };
}

/** What comes with the route itself, and what its shape names. */
function problemsOf(
  { path, method, shape, isPublic, everyRelease }: Pick<Route, 'path' | 'method' | 'shape' | 'isPublic' | 'everyRelease'>,
  api: ApiDefinition,
): ProblemKind[] {
  const shared = sharedProblems;
  const kinds = [
    ...(shape.problems ?? []),
    ...(isPublic ? [] : [shared['not-authenticated'], shared['role-missing'], shared['identity-provider-unreachable'], shared['token-key-unknown'], shared['access-not-recorded'], shared['parameter-invalid'], ...(api.problems ?? [])]), // prettier-ignore
    ...(isPublic || everyRelease ? [] : [shared['wrong-release']]),
    ...(path.includes('{org}') && !isPublic ? [shared['organisation-forbidden']] : []),
    ...(shape.params || shape.query ? [shared['parameter-invalid']] : []),
    ...(path.includes('{') ? [shared['bad-request']] : []),
    ...(shape.body ? [shared['body-invalid']] : []),
    // Whether one is wanted or not, a body is read.
    ...(method !== 'get'
      ? [shared['json-malformed'], shared['json-ambiguous'], shared['request-timeout'], shared['body-too-large'], shared['media-type-unsupported'], shared['content-encoding-unsupported']]
      : []),
    shared['internal-error'],
    shared.unavailable,
  ]; // prettier-ignore
  return [...new Set(kinds)];
}

/** What says which state an answer is of, and that it is on record, stands on a problem, too. */
function problemHeadersOf({ answers, problemHeaders }: OperationShape, onRecord: boolean): NonNullable<AnswerShape['headers']> {
  const own = Object.values(answers).flatMap(({ headers = {} }) => Object.entries(headers));
  const ofState = own.filter(([name]) => name.startsWith('Everchart-'));
  return { ...Object.fromEntries(ofState), ...problemHeaders, ...(onRecord ? accessHeaders : {}) };
}

function problemResponses(
  kinds: readonly ProblemKind[],
  form: ProblemForm,
  { components, headers: ofAll }: { components: Components; headers: NonNullable<AnswerShape['headers']> },
): Json {
  const common = headersOf(ofAll, components);
  const byStatus = Map.groupBy(kinds, ({ status }) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => {
      const examples = ofStatus.map((kind): [string, Json] => [kind.code, { summary: kind.title, value: form.exampleOf(kind) }]);
      const media = { schema: components.refer(form.schemaOf(ofStatus.map(({ code }) => code))), examples: Object.fromEntries(examples) };
      const passes = status === 429 || status === 503;
      const ofThis = passes ? { 'Retry-After': retryAfter } : status === 401 ? { 'WWW-Authenticate': { schema: { type: 'string' } } } : {};
      const headers = { ...ofThis, ...common };
      const answer = {
        description: ofStatus.map(({ title }) => title).join('; or: '),
        ...(Object.keys(headers).length > 0 ? { headers } : {}),
        content: { [form.mediaType]: media },
      };
      return [String(status), answer];
    }),
  );
}

/** Of every answer. */
const releaseHeaders = {
  [releaseHeader]: { description: 'Release that answered; of 421: the one that is assigned', schema: { type: 'string' } },
  [epochHeader]: {
    description:
      "Epoch of the caller's organisation since when this release serves the caller; 0: none is assigned, or the caller is not known",
    schema: { type: 'integer', minimum: 0 },
  },
};

function ofReleases(responses: Json): Json {
  const named = Object.fromEntries(Object.keys(releaseHeaders).map((name) => [headerName(name), { $ref: `#/components/headers/${name}` }]));
  return Object.fromEntries(
    Object.entries(responses as Record<string, { headers?: object }>).map(([status, response]) => [
      status,
      { ...response, headers: { ...response.headers, ...named } },
    ]),
  );
}

/** As people write it. */
const headerName = (name: string): string => name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

const retryAfter = { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } };
/** Of routes that are put on record. */
const accessHeaders: NonNullable<AnswerShape['headers']> = {
  'Everchart-Access': {
    description: 'Receipt of the access that is on record of this answer, where there is one: opaque, to be checked against the audit log',
  },
  'Everchart-Access-Kept': {
    description:
      'Ids of the accesses that are on record on the disk of the process, while the store of accesses is away: by them they are found in the log later',
  },
};
const correlationIdParameter = {
  in: 'header',
  name: 'X-Correlation-Id',
  required: false,
  description: 'Answered again; without one the service makes one',
  schema: { type: 'string', format: 'uuid' },
};

const purposeParameter = (roles: readonly string[]) => ({
  in: 'header',
  name: 'Everchart-Purpose',
  required: false,
  description: `Purpose of use (HL7 PurposeOfUse), goes on record. When it is not stated: ${statedFor(roles)}`,
  schema: { type: 'string', enum: purposes },
});

function statedFor(roles: readonly string[]): string {
  const byPurpose = Map.groupBy(roles, purposeWhenUnstated);
  return [...byPurpose].map(([purpose, own]) => `${purpose} (${own.join(', ')})`).join('; ');
}

const typeOf = (code: string): string => `urn:everchart:problem:${code}`;

/** RFC 9457, served as application/problem+json. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('urn:everchart:problem:<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().describe('What to do about it'),
    correlationId: uuidText.optional().describe('Of the request; absent where it stands for one item of a batch'),
    faults: z
      .array(
        z.object({
          pointer: z.string().describe('Place in the body (RFC 6901), or below /path, /query or /headers'),
          message: z.string().describe('What is wrong there; never the value'),
        }),
      )
      .optional()
      .describe('The faults of the request, a hundred at most: the last one then says how many more there are'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details, served as application/problem+json' });

/** How problems are answered where an operation says nothing else. */
export const problemJson: ProblemForm = {
  mediaType: 'application/problem+json',
  schemaOf: (codes) => ({
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    type: 'object',
    required: ['type'],
    properties: { type: { type: 'string', enum: codes.map(typeOf) } },
  }),
  exampleOf: ({ code, status, title, detail }) =>
    problemDocument({ code, title, status, detail, correlationId: '5b1f7b84-3d2f-4a35-8a3c-6d1e0f3a9b11' }),
};

/** A problem document that has one of these codes, such as that of an item of a batch. */
export const problemOneOf = (kinds: readonly ProblemKind[]): z.ZodType =>
  jsonSchema(problemJson.schemaOf([...new Set(kinds.map(({ code }) => code))]));

function pathShapeOf(names: readonly string[], params: z.ZodObject | undefined): z.ZodObject {
  const described: Readonly<Record<string, z.ZodType>> = {
    org: z.string().describe('Organisation of the token'),
    ...params?.shape,
  };
  return z.object(Object.fromEntries(names.map((name) => [name, described[name] ?? z.string()])));
}

function parametersOf(place: 'path' | 'query' | 'header', shape: z.ZodObject | undefined, components: Components): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = components.convert(shape, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => {
    const { description, examples, ...schema } = property as { description?: string; examples?: unknown[] };
    return {
      in: place,
      name: place === 'header' ? headerName(name) : name,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      ...(examples?.[0] === undefined ? {} : { example: examples[0] }),
      schema,
    };
  });
}

function answerOf({ description, headers: own, content }: AnswerShape, onRecord: boolean, components: Components): Json {
  const headers = onRecord ? { ...own, ...accessHeaders } : own;
  return {
    description,
    ...(headers ? { headers: headersOf(headers, components) } : {}),
    ...(content ? { content: contentOf(content, 'output', components) } : {}),
  };
}

function headersOf(headers: NonNullable<AnswerShape['headers']>, components: Components): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, { schema = z.string(), ...header }]) => [
      name,
      { ...header, schema: components.convert(schema, 'output') },
    ]),
  );
}

function contentOf(content: Readonly<Record<string, Media>>, io: 'input' | 'output', components: Components): Json {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, { schema, ...examples }]) => [
      mediaType,
      { schema: components.convert(schema, io), ...examples },
    ]),
  );
}

/** The schemas that have a name (`.meta({ id })`), gathered as the operations refer to them. */
class Components {
  readonly #schemas = new Map<string, Json>();

  constructor() {
    this.convert(problemSchema, 'output');
  }

  schemas(): Json {
    return Object.fromEntries([...this.#schemas].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  convert(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema: _, ...converted } = z.toJSONSchema(schema, {
      io,
      target: 'draft-2020-12',
      unrepresentable: 'any',
      override: simplify,
    });
    return this.refer(converted);
  }

  /** Moves `$defs` to the components, and the references to them. */
  refer(schema: Json): Json {
    const { $defs = {}, ...rest } = JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
    for (const [name, definition] of Object.entries($defs as Record<string, Json>)) {
      const known = this.#schemas.get(name);
      const { id: _, ...component } = this.refer(definition);
      if (known && JSON.stringify(known) !== JSON.stringify(component)) throw new Error(`two schemas have the name ${name}`);
      this.#schemas.set(name, component);
    }
    return rest;
  }
}

/**
 * What clients need not know: the expression behind a format, and how far integers go. An object is closed only where
 * others are refused: answers may get new members.
 */
const simplify: NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'] = ({ zodSchema, jsonSchema: schema }) => {
  const { def } = zodSchema._zod;
  if (schema.format !== undefined || schema.pattern === undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (def.type === 'object' && !def.catchall) delete schema.additionalProperties;
};
