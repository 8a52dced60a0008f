import 'reflect-metadata';
import { type DynamicModule, type InjectionToken, Module, type Provider, type Type } from '@nestjs/common';
import { SELF_DECLARED_DEPS_METADATA } from '@nestjs/common/constants.js';
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
import { errorFields, type Logger } from './logger.js';
import { METRICS_REGISTRY, MetricsController, RequestMetrics } from './metrics.js';
import { LOGGER, PROBLEM_FORMAT, PROBLEM_HOOK, ProblemFilter, type ProblemFormat, type ProblemHook } from './problem.filter.js';
import { guardBodies, type BodyAdmission, type BodyParser } from './request-body.js';
import { correlationIdOf } from './request-context.js';
import { tracer } from './telemetry.js';

/** One part of a service with a life of its own: a pool, a consumer, a relay. */
export interface LifecyclePart {
  name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the part has failed for good: the process then ends, so that it is started clean. */
  crashed?: Promise<Error>;
}

/** What a service offers over HTTP: enough to describe it, without anything that runs. */
export interface ApiDefinition {
  name: string;
  version: string;
  /** For the OpenAPI document. */
  description: string;
  controllers: Type[];
  /** JSON Schemas (2020-12) for `#/components/schemas/…`. */
  schemas?: Readonly<Record<string, object>>;
}

export interface ServiceDefinition extends ApiDefinition {
  config: Readonly<Pick<BaseConfig, 'PORT' | 'HOST' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'JWKS_URL'>>;
  logger: Logger;
  registry: Registry;
  /** What the controllers and their handlers inject. */
  providers: Provider[];
  /** Started in this order before the port opens; stopped in reverse after it has closed. */
  lifecycle: readonly LifecyclePart[];
  readiness?: readonly HealthCheck[];
  onDenied?: DenialHook;
  onProblem?: ProblemHook;
  problemFormat?: ProblemFormat;
  /** Where the service differs from {@link defaultHttpLimits}. */
  limits?: Partial<HttpLimits>;
  /** Whether there is room for another body. */
  bodyAdmission?: BodyAdmission;
  /** Media types that are taken beside JSON. */
  bodyParsers?: Readonly<Record<string, BodyParser>>;
}

export interface RunningService {
  url: string;
  port: number;
  openapi: OpenAPIObject;
  /** Resolves with the error of the first part that failed for good. */
  crashed: Promise<Error>;
  /** Stops in order: port, then parts in reverse. Safe to call twice. */
  close(): Promise<void>;
}

@Module({})
class PlatformModule {}

/**
 * Starts a service in this process: its parts, then its port. When a part cannot start, those already started are stopped and the error is thrown.
 */
export async function startService(definition: ServiceDefinition): Promise<RunningService> {
  const { logger } = definition;
  const started: LifecyclePart[] = [];
  const stopParts = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) {
      try {
        await part.stop();
        logger.debug({ event: 'part.stopped', part: part.name });
      } catch (error) {
        logger.error({ event: 'part.stop-failed', part: part.name, ...errorFields(error) });
      }
    }
  };
  try {
    for (const part of definition.lifecycle) {
      await part.start();
      started.push(part);
      logger.debug({ event: 'part.started', part: part.name });
    }
    const { app, openapi } = await buildApp(definition);
    await app.listen(definition.config.PORT, definition.config.HOST);
    const address = app.getHttpServer().address() as { port: number };
    logger.info({ event: 'service.started', port: address.port, version: definition.version });
    const crashes = definition.lifecycle.flatMap((part) => (part.crashed ? [part.crashed] : []));
    let closing: Promise<void> | undefined;
    return {
      url: `http://${definition.config.HOST}:${address.port}`,
      port: address.port,
      openapi,
      crashed: crashes.length > 0 ? Promise.race(crashes) : new Promise<never>(() => undefined),
      close: () => (closing ??= app.close().then(stopParts)),
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}

async function buildApp(definition: ServiceDefinition): Promise<{ app: NestFastifyApplication; openapi: OpenAPIObject }> {
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
  const module: DynamicModule = {
    module: PlatformModule,
    controllers: [HealthController, MetricsController, ...definition.controllers],
    providers: [
      ...definition.providers,
      { provide: LOGGER, useValue: definition.logger },
      { provide: METRICS_REGISTRY, useValue: definition.registry },
      { provide: HEALTH_CHECKS, useValue: definition.readiness ?? [] },
      { provide: DENIAL_HOOK, useValue: definition.onDenied ?? (() => Promise.resolve()) },
      { provide: PROBLEM_HOOK, useValue: definition.onProblem ?? (() => undefined) },
      { provide: PROBLEM_FORMAT, useValue: definition.problemFormat ?? (() => undefined) },
      { provide: TOKEN_VERIFIER, useValue: verifier },
      ProblemFilter,
      { provide: APP_FILTER, useExisting: ProblemFilter },
      { provide: APP_GUARD, useClass: AuthGuard },
    ],
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
  const controllers = [HealthController, MetricsController, ...api.controllers];
  const injected = controllers.flatMap(
    (controller) => (Reflect.getMetadata(SELF_DECLARED_DEPS_METADATA, controller) ?? []) as { param: InjectionToken }[],
  );
  const module: DynamicModule = {
    module: PlatformModule,
    controllers,
    providers: injected.map(({ param }) => ({ provide: param, useValue: {} })),
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
    preview: true,
  });
  return documentApi(app, api);
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
