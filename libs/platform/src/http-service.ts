import 'reflect-metadata';
import type { Socket } from 'node:net';
import { clockLeewaySeconds, type BaseConfig } from '@everchart/configuration';
import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { context as otelContext, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isTracing } from '@everchart/stream';
import type { Registry } from 'prom-client';
import { AuthGuard, DENIAL_HOOK, type DenialHook, type RouteAccess, TOKEN_VERIFIER } from './authentication.js';
import { TokenVerifier } from './token-verifier.js';
import { answerClientError, answerOddRequests } from './client-error.js';
import { runInterceptorsDirectly } from './direct-interceptors.js';
import { Draining } from './draining.js';
import { HEALTH_CHECKS, type HealthCheck, HealthController } from './health.js';
import { applyBodyLimits, defaultHttpLimits, serverOptionsOf, type HttpLimits } from './http-limits.js';
import { errorFields, type Logger } from './logger.js';
import { METRICS_REGISTRY, METRICS_TOKEN, MetricsController } from './metrics.js';
import {
  LOGGER,
  PROBLEM_FORMAT,
  PROBLEM_HOOK,
  ProblemFilter,
  problemOf,
  sendProblem,
  type ProblemFormat,
  type ProblemHook,
} from './problem.filter.js';
import { declaredRoutes, describeApi, type ApiDefinition } from './openapi.js';
import { guardBodies, type BodyAdmission, type BodyParser } from './request-body.js';
import { epochHeader, openFence, RELEASE_FENCE, releaseHeader, type ReleaseFence } from './release-fence.js';
import { correlationIdOf } from './request-context.js';
import { RequestCounter } from './request-counter.js';
import { RequestLog } from './request-log.js';
import { documents, RequestObserver } from './request-observer.js';
import { secureAnswers, securityHeaders } from './security-headers.js';
import { tracer } from './telemetry.js';
import { answerUnknownRoutes, type AddressWithoutMethods } from './unknown-routes.js';

/** Where a service differs from the others. */
export interface HttpOptions {
  /** What was made before the application (pools, stores, settings): every module may inject it. */
  values?: readonly Provider[];
  readiness?: readonly HealthCheck[];
  onDenied?: DenialHook;
  onProblem?: ProblemHook;
  /** Default: the process serves all callers, as the release that is its version. */
  fence?: ReleaseFence;
  problemFormat?: ProblemFormat;
  /** Instead of {@link defaultHttpLimits}. */
  limits?: Partial<HttpLimits>;
  /** Whether there is room for another body. */
  bodyAdmission?: BodyAdmission;
  /** Media types that are accepted in addition to JSON. */
  bodyParsers?: Readonly<Record<string, BodyParser>>;
  /** Answered with 405 instead of 404. */
  addressesWithoutMethods?: readonly AddressWithoutMethods[];
}

export interface HttpDefinition extends ApiDefinition, HttpOptions {
  config: Readonly<
    Pick<BaseConfig, 'PORT' | 'HOST' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'JWKS_URL'> &
      Partial<Pick<BaseConfig, 'SHARE_PORT' | 'JWT_CLOCK_LEEWAY_SECONDS' | 'METRICS_TOKEN' | 'RELEASE' | 'REQUEST_LOG'>>
  >;
  logger: Logger;
  registry: Registry;
  /** Counts the requests; by default one that nothing else reads. */
  requests?: RequestCounter;
}

export interface HttpService {
  url: string;
  port: number;
  openapi: OpenAPIObject;
  /** Goes on answering for so long, and ends each connection with its answer: see {@link Draining}. */
  drain(seconds: number): Promise<void>;
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

/**
 * Connections that are open and not yet accepted: what is beyond is dropped by the kernel, and comes again after one,
 * three and seven seconds. So long an emergency must not wait because many others connect while the process is busy.
 * The kernel takes `net.core.somaxconn` at most, 4,096 by default.
 */
const unacceptedMax = 4096;

/** Opens the port of a service. */
export async function startHttp(definition: HttpDefinition): Promise<HttpService> {
  const draining = new Draining();
  const { app, openapi } = await buildApp(definition, draining);
  const { PORT, HOST, SHARE_PORT } = definition.config;
  try {
    // Passed on to Node's server.listen; the typing of Fastify lacks reusePort.
    const place = { port: PORT, host: HOST, reusePort: SHARE_PORT === true, backlog: unacceptedMax };
    await app.listen(place);
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    url: `http://${HOST}:${port}`,
    port,
    get openapi() {
      return openapi();
    },
    drain: (seconds) => draining.last(seconds),
    close: () => app.close(),
  };
}

async function buildApp(
  definition: HttpDefinition,
  draining: Draining,
): Promise<{ app: NestFastifyApplication; openapi: () => OpenAPIObject }> {
  const limits = { ...defaultHttpLimits, ...definition.limits };
  const { logger, registry, config } = definition;
  const fence = definition.fence ?? openFence(config.RELEASE ?? definition.version);
  const { release } = fence;
  const ofRelease = { [releaseHeader]: release, [epochHeader]: '0' };
  const requests = definition.requests ?? new RequestCounter({ registry, release });
  const log = config.REQUEST_LOG === false ? undefined : RequestLog.of(logger, release);
  const observer = new RequestObserver(requests, log, operationsOf(definition));
  const adapter = new FastifyAdapter({
    ...serverOptionsOf(limits),
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => answerClientError(error, socket, observer),
    // An address that no route is looked up for: too long, or no address at all. The framework's own answer repeats it.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
      void reply.headers({ ...securityHeaders, ...ofRelease, 'x-correlation-id': correlationIdOf(request) });
      void sendProblem(problemOf(error), request, reply, definition.problemFormat);
    },
    // Idle connections do not hold up a shutdown; those with a request under way do.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // What a parameter may be is said, and answered, by its operation.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: limits.headerBytesMax },
  });
  const { JWT_ISSUER, JWT_AUDIENCE, JWKS_URL, JWT_CLOCK_LEEWAY_SECONDS = clockLeewaySeconds } = definition.config;
  const verifier = new TokenVerifier({
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    jwksUrl: JWKS_URL,
    clockLeewaySeconds: JWT_CLOCK_LEEWAY_SECONDS,
    onKeysNotRefreshed: (error) => definition.logger.warn({ event: 'token-keys.not-refreshed', ...errorFields(error) }),
  });
  const values: Provider[] = [
    ...(definition.values ?? []),
    { provide: LOGGER, useValue: definition.logger },
    { provide: RequestCounter, useValue: requests },
    { provide: METRICS_REGISTRY, useValue: definition.registry },
    { provide: METRICS_TOKEN, useValue: definition.config.METRICS_TOKEN },
    { provide: HEALTH_CHECKS, useValue: [draining.readiness, ...(definition.readiness ?? [])] },
    { provide: DENIAL_HOOK, useValue: definition.onDenied ?? (() => Promise.resolve()) },
    { provide: PROBLEM_HOOK, useValue: definition.onProblem ?? (() => undefined) },
    { provide: PROBLEM_FORMAT, useValue: definition.problemFormat ?? (() => undefined) },
    { provide: TOKEN_VERIFIER, useValue: verifier },
    { provide: RELEASE_FENCE, useValue: fence },
  ];
  const module: DynamicModule = {
    module: PlatformModule,
    imports: [{ module: ValuesModule, providers: values, exports: values }, ...(definition.serves === false ? [] : [definition.module])],
    providers: [ProblemFilter, { provide: APP_FILTER, useExisting: ProblemFilter }, { provide: APP_GUARD, useClass: AuthGuard }],
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false, bodyParser: false });
  runInterceptorsDirectly(app);
  const fastify = adapter.getInstance<FastifyInstance>();
  traceRequests(fastify);
  observer.hook(fastify);
  // A caller's own epoch is known later.
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(ofRelease);
    done();
  });
  draining.hook(fastify);
  secureAnswers(fastify);
  answerUnknownRoutes(fastify, definition.addressesWithoutMethods ?? []);
  applyBodyLimits(fastify);
  guardBodies(fastify, {
    limits,
    verifier,
    fence,
    accessOf: accessOfRoutes(definition),
    admission: definition.bodyAdmission,
    parsers: definition.bodyParsers,
  });
  keepDocuments(fastify);
  // Made at the first request, so that the start of a service does not wait for it.
  let made: OpenAPIObject | undefined;
  const openapi = (): OpenAPIObject => (made ??= describeApi(definition));
  SwaggerModule.setup('docs', app, openapi, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: `Everchart ${definition.name}`,
  });
  await app.init();
  const server = app.getHttpServer();
  observer.observe(server);
  answerOddRequests(server, observer);
  return { app, openapi };
}

/**
 * The documents do not change while the process runs, and are made for every request by what serves them: they are kept
 * as they were first answered.
 */
function keepDocuments(fastify: FastifyInstance): void {
  const kept = new Map<string, { payload: string | Buffer; type: string }>();
  const isDocument = (request: FastifyRequest): boolean =>
    request.operation === documents &&
    request.method === 'GET' &&
    /^\/(?:openapi\.json|docs(?:[-/][\w./-]*)?)$/.test(request.routeOptions.url ?? '');
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const document = isDocument(request) ? kept.get(request.routeOptions.url!) : undefined;
    if (!document) return done();
    void reply.type(document.type).send(document.payload);
  });
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload: unknown, done) => {
    if (reply.statusCode === 200 && isDocument(request) && (typeof payload === 'string' || Buffer.isBuffer(payload)))
      kept.set(request.routeOptions.url!, { payload, type: String(reply.getHeader('content-type')) });
    done(null, payload);
  });
}

/** `<METHOD> <route>` → id of the operation. */
function operationsOf(definition: HttpDefinition): ReadonlyMap<string, string> {
  return new Map(
    declaredRoutes(definition).flatMap(({ method, path, operationId }) => {
      const route = routeOf(path);
      const named = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
      return named.map((name): [string, string] => [`${name} ${route}`, operationId]);
    }),
  );
}

/** A path of the OpenAPI document as the router has it. */
function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'path' ? '*' : `:${name}`));
}

/** By the routes as their controllers declare them. */
function accessOfRoutes(definition: HttpDefinition): (request: FastifyRequest) => RouteAccess | undefined {
  const routes = new Map<string, RouteAccess>(
    declaredRoutes(definition).map((route) => [`${route.method.toUpperCase()} ${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, route]),
  );
  return ({ method, routeOptions }) => routes.get(`${method} ${routeOptions.url}`);
}

/** Traces every request; answers the correlation id. */
function traceRequests(fastify: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  // Members of every request from the start: one that gets them later is another kind of object at each place that
  // looks at it.
  for (const member of ['startedAt', 'correlationId', 'everchartContext', 'spanTraceparent']) fastify.decorateRequest(member, undefined);
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    request.startedAt = performance.now();
    void reply.header('x-correlation-id', correlationIdOf(request));
    if (!isTracing()) return done();
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
    const span = request.spanTraceparent === undefined ? undefined : spans.get(request);
    if (span) {
      const route = request.routeOptions.url ?? 'unknown';
      span.setAttributes({ 'http.request.method': request.method, 'http.route': route, 'http.response.status_code': reply.statusCode });
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
    done();
  });
}
