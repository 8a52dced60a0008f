import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';

/** What one client may ask of the process. */
export interface HttpLimits {
  /** Bytes of a body at most, on routes that set no other limit by {@link BodyLimit}. */
  bodyBytesMax: number;
  /**
   * Every body may take this long; one that takes longer must have come at {@link bodyBytesPerSecondMin} since it
   * began.
   */
  bodyGraceMs: number;
  /** A bad mobile line still does this; one that trickles on purpose does not. */
  bodyBytesPerSecondMin: number;
  /** From the first byte of a request to its last. */
  requestTimeoutMs: number;
  /** From the first byte of a request to the end of its header fields. */
  headersTimeoutMs: number;
  headerBytesMax: number;
  /**
   * A kept-alive connection without a request. Longer than the load balancers' (60 s), so that they close first and no
   * request meets a closing connection.
   */
  keepAliveTimeoutMs: number;
  /**
   * A connection on which nothing moves in either direction: a reader that does not read, an answer that never comes.
   */
  idleTimeoutMs: number;
}

export const defaultHttpLimits: Readonly<HttpLimits> = Object.freeze({
  bodyBytesMax: 1024 * 1024,
  bodyGraceMs: 15_000,
  bodyBytesPerSecondMin: 8 * 1024,
  requestTimeoutMs: 300_000,
  headersTimeoutMs: 30_000,
  headerBytesMax: 16 * 1024,
  keepAliveTimeoutMs: 72_000,
  idleTimeoutMs: 180_000,
});

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
  }
}

/**
 * Configuration of one route, in addition to that of other decorators. (Nest's own `RouteConfig` takes the place of the
 * others'.)
 */
export const routeConfig =
  (config: Partial<FastifyContextConfig>): MethodDecorator =>
  (_target, _key, descriptor) => {
    const handler = descriptor.value as object;
    const others = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as object | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...others, ...config }, handler);
  };

/** Bytes of a body at most on one route. */
export const BodyLimit = (bytes: number): MethodDecorator => routeConfig({ bodyLimit: bytes });

/**
 * Options of the HTTP server: slow header fields and whole requests are ended by Node, slow bodies by {@link readBody}.
 */
export function serverOptionsOf(limits: HttpLimits) {
  return {
    bodyLimit: limits.bodyBytesMax,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionTimeout: limits.idleTimeoutMs,
    http: {
      headersTimeout: limits.headersTimeoutMs,
      maxHeaderSize: limits.headerBytesMax,
      // Without one: answered as a problem, see unknown-routes.ts.
      requireHostHeader: false,
      // Node looks for slow requests this often.
      connectionsCheckingInterval: Math.min(5000, limits.headersTimeoutMs),
    },
  };
}

/** Must be called before the routes are made. */
export function applyBodyLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const limit = route.config?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
}
