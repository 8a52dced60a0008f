import 'reflect-metadata';
import { type DynamicModule, Global, type InjectionToken, Module, type Provider, type Type } from '@nestjs/common';
import { INTERCEPTORS_METADATA, MODULE_METADATA, PARAMTYPES_METADATA, SELF_DECLARED_DEPS_METADATA } from '@nestjs/common/constants.js';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { context as otelContext, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { AuthGuard, DENIAL_HOOK, type DenialHook, TOKEN_VERIFIER, TokenVerifier } from './authentication.js';
import { answerClientError } from './client-error.js';
import type { BaseConfig } from './config.js';
import { HEALTH_CHECKS, type HealthCheck, HealthController } from './health.js';
import { applyBodyLimits, defaultHttpLimits, serverOptionsOf, type HttpLimits } from './http-limits.js';
import type { Logger } from './logger.js';
import { METRICS_REGISTRY, MetricsController, RequestMetrics } from './metrics.js';
import { LOGGER, PROBLEM_FORMAT, PROBLEM_HOOK, ProblemFilter, type ProblemFormat, type ProblemHook } from './problem.filter.js';
import { guardBodies, type BodyAdmission, type BodyParser } from './request-body.js';
import { correlationIdOf } from './request-context.js';
import { tracer } from './telemetry.js';

/** What a service offers over HTTP: enough to describe it, without anything that runs. */
export interface ApiDefinition {
  name: string;
  version: string;
  /** For the OpenAPI document. */
  description: string;
  /** Its controllers and what they are made of. */
  module: Type;
  /** JSON Schemas (2020-12) for `#/components/schemas/…`. */
  schemas?: Readonly<Record<string, object>>;
}

/** Where a service differs from the others. */
export interface HttpOptions {
  /** What was made before the application (pools, stores, settings): every module may inject it. */
  values?: readonly Provider[];
  readiness?: readonly HealthCheck[];
  onDenied?: DenialHook;
  onProblem?: ProblemHook;
  problemFormat?: ProblemFormat;
  /** Instead of {@link defaultHttpLimits}. */
  limits?: Partial<HttpLimits>;
  /** Whether there is room for another body. */
  bodyAdmission?: BodyAdmission;
  /** Media types that are accepted beside JSON. */
  bodyParsers?: Readonly<Record<string, BodyParser>>;
}

export interface HttpDefinition extends ApiDefinition, HttpOptions {
  config: Readonly<Pick<BaseConfig, 'PORT' | 'HOST' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'JWKS_URL'>>;
  logger: Logger;
  registry: Registry;
  /** Whether the module is served; the routes for operators always are. Default true. */
  serves?: boolean;
}

export interface HttpService {
  url: string;
  port: number;
  openapi: OpenAPIObject;
  /** Ends the requests under way, and takes no more. */
  close(): Promise<void>;
}

/** Values that every module may inject. */
@Global()
@Module({})
class ValuesModule {}

/** The routes for operators, and what holds for all routes. */
@Module({ controllers: [HealthController, MetricsController] })
class PlatformModule {}

/** Opens the port of a service. */
export async function startHttp(definition: HttpDefinition): Promise<HttpService> {
  const { app, openapi } = await buildApp(definition);
  const { PORT, HOST } = definition.config;
  try {
    await app.listen(PORT, HOST);
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as { port: number };
  return { url: `http://${HOST}:${port}`, port, openapi, close: () => app.close() };
}

async function buildApp(definition: HttpDefinition): Promise<{ app: NestFastifyApplication; openapi: OpenAPIObject }> {
  const limits = { ...defaultHttpLimits, ...definition.limits };
  const adapter = new FastifyAdapter({
    ...serverOptionsOf(limits),
    clientErrorHandler: answerClientError,
    // Idle connections do not hold up a shutdown; those with a request under way do.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: false },
  });
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWKS_URL: jwksUrl } = definition.config;
  const verifier = new TokenVerifier({ issuer, audience, jwksUrl });
  const values: Provider[] = [
    ...(definition.values ?? []),
    { provide: LOGGER, useValue: definition.logger },
    { provide: METRICS_REGISTRY, useValue: definition.registry },
    { provide: HEALTH_CHECKS, useValue: definition.readiness ?? [] },
    { provide: DENIAL_HOOK, useValue: definition.onDenied ?? (() => Promise.resolve()) },
    { provide: PROBLEM_HOOK, useValue: definition.onProblem ?? (() => undefined) },
    { provide: PROBLEM_FORMAT, useValue: definition.problemFormat ?? (() => undefined) },
    { provide: TOKEN_VERIFIER, useValue: verifier },
  ];
  const module: DynamicModule = {
    module: PlatformModule,
    imports: [{ module: ValuesModule, providers: values, exports: values }, ...(definition.serves === false ? [] : [definition.module])],
    providers: [ProblemFilter, { provide: APP_FILTER, useExisting: ProblemFilter }, { provide: APP_GUARD, useClass: AuthGuard }],
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false, bodyParser: false });
  const fastify = adapter.getInstance<FastifyInstance>();
  observeRequests(fastify, new RequestMetrics(definition.registry));
  applyBodyLimits(fastify);
  guardBodies(fastify, { limits, verifier, admission: definition.bodyAdmission, parsers: definition.bodyParsers });
  const openapi = documentApi(app, definition);
  SwaggerModule.setup('docs', app, openapi, { jsonDocumentUrl: 'openapi.json', customSiteTitle: `Everchart ${definition.name}` });
  await app.init();
  return { app, openapi };
}

/** Counts and traces every request; answers the correlation id. */
function observeRequests(fastify: FastifyInstance, metrics: RequestMetrics): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    request.startedAt = performance.now();
    void reply.header('x-correlation-id', correlationIdOf(request));
    const parent = propagation.extract(otelContext.active(), request.headers);
    const span = tracer().startSpan(`${request.method} ${request.routeOptions.url ?? 'unknown'}`, { kind: SpanKind.SERVER }, parent);
    if (!span.isRecording()) {
      done();
      return;
    }
    const { traceId, spanId, traceFlags } = span.spanContext();
    request.spanTraceparent = `00-${traceId}-${spanId}-0${traceFlags & 1}`;
    spans.set(request, span);
    otelContext.with(trace.setSpan(parent, span), done);
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observe(request.method, route, reply.statusCode, (performance.now() - request.startedAt!) / 1000);
    const span = spans.get(request);
    if (span) {
      span.setAttributes({ 'http.request.method': request.method, 'http.route': route, 'http.response.status_code': reply.statusCode });
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
    done();
  });
}

/**
 * The OpenAPI document that the service serves as `/openapi.json`, made without starting it: its controllers are looked at, not created.
 */
export async function describeApi(api: ApiDefinition): Promise<OpenAPIObject> {
  const controllers = [HealthController, MetricsController, ...controllersOf(api.module)];
  const module: DynamicModule = {
    module: DescriptionModule,
    controllers,
    providers: controllers.flatMap(injectedBy).map((provide) => ({ provide, useValue: {} })),
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
    preview: true,
  });
  return documentApi(app, api);
}

@Module({})
class DescriptionModule {}

/** Controllers of a module and of those that it imports. */
export function controllersOf(module: Type): Type[] {
  const imported = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as (Type | DynamicModule)[];
  const own = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type[];
  return [...imported.flatMap((each) => controllersOf('module' in each ? each.module : each)), ...own];
}

/** What the constructor of a controller, and those of its interceptors, ask for. */
function injectedBy(controller: Type): InjectionToken[] {
  const methods = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(({ value }) => value as unknown);
  const interceptors = [controller, ...methods]
    .filter((target) => typeof target === 'function')
    .flatMap((target) => (Reflect.getMetadata(INTERCEPTORS_METADATA, target) ?? []) as Type[]);
  return [controller, ...interceptors].flatMap((target) => {
    const types = (Reflect.getMetadata(PARAMTYPES_METADATA, target) ?? []) as InjectionToken[];
    const named = (Reflect.getMetadata(SELF_DECLARED_DEPS_METADATA, target) ?? []) as { index: number; param: InjectionToken }[];
    return [...types.filter((_type, index) => !named.some((each) => each.index === index)), ...named.map(({ param }) => param)];
  });
}

function documentApi(app: NestFastifyApplication, definition: ApiDefinition): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(`Everchart ${definition.name}`)
    .setDescription(definition.description)
    .setVersion(definition.version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addSecurityRequirements('bearer');
  const document = SwaggerModule.createDocument(app, builder.build());
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema, ...(definition.schemas as object) },
  };
  return document;
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details, served as application/problem+json',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: 'urn:everchart:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    correlationId: { type: 'string', format: 'uuid', description: 'Of the request; absent where it stands for one item of a batch' },
    faults: {
      type: 'array',
      description: 'Every fault of the body',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: {
          pointer: { type: 'string', description: 'Place in the body (RFC 6901)' },
          message: { type: 'string', description: 'What is wrong there; never the value' },
        },
      },
    },
  },
};
