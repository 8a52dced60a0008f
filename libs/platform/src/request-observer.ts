import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { correlationIdOf } from './request-context.js';
import { clientGone, cutOff, unmatched, unread, type RequestCounter } from './request-counter.js';
import type { RequestLog } from './request-log.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Operation of the route, by its id in the OpenAPI document; undefined: no route takes it. */
    operation?: string | undefined;
  }
}

/** Operation of requests for the documents of the service. */
export const documents = 'documents';

const observedOf = Symbol('what is observed of a request');
const answeredOn = Symbol('status of what was answered on its connection');
const isCutOff = Symbol('cut off without an answer');

interface Observed {
  observer: RequestObserver;
  beganAt: number;
  /** Once it has been routed. */
  request: FastifyRequest | undefined;
  raw: Incoming;
}

type Answer = ServerResponse & { [observedOf]?: Observed; [answeredOn]?: number };
type Incoming = IncomingMessage & { [isCutOff]?: boolean };

/** What the request of an answer was answered on its connection, beside the answer. */
export function markAnswered(answer: object, status: number): void {
  (answer as Answer)[answeredOn] = status;
}

/** This process ends the connection of a request before there is an answer. */
export function markCutOff(raw: IncomingMessage): void {
  (raw as Incoming)[isCutOff] = true;
}

/**
 * Sees every request once, when its connection is done with it: also those that no route takes, that are refused before
 * they are routed, and whose client went before the answer. What never became a request is {@link unread}.
 */
export class RequestObserver {
  constructor(
    private readonly counter: RequestCounter,
    private readonly log: RequestLog | undefined,
    /** `<METHOD> <route>` → operation. */
    private readonly operations: ReadonlyMap<string, string>,
  ) {}

  /** Before the routes are made. */
  hook(fastify: FastifyInstance): void {
    fastify.decorateRequest('operation', undefined);
    fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
      const { url } = request.routeOptions;
      if (url !== undefined && !request.is404) {
        request.operation = this.operations.get(`${request.method} ${url}`) ?? operationOfDocument(url);
        void reply.header('everchart-operation', request.operation);
      }
      const observed = (reply.raw as Answer)[observedOf];
      if (observed) observed.request = request;
      done();
    });
  }

  /** Once the application listens to its server. */
  observe(server: Server): void {
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => this.#began(request, response));
    server.prependListener('checkExpectation', (request: IncomingMessage, response: ServerResponse) => this.#began(request, response));
  }

  /** What was answered without a request. */
  unread(status: number): void {
    this.counter.answered(unread, '', status, undefined);
    this.log?.write({ event: 'request.unread', operation: unread, status });
  }

  /** Of another kind than the server takes: `CONNECT`. */
  refused(method: string, status: number): void {
    this.counter.answered(unmatched, '', status, undefined);
    this.log?.write({ event: 'request.answered', method, operation: unmatched, status });
  }

  /** The connection was reset; what was under way on it is counted by itself. */
  reset(): void {
    this.counter.reset();
    this.log?.write({ event: 'request.reset' });
  }

  #began(raw: IncomingMessage, response: Answer): void {
    response[observedOf] = { observer: this, beganAt: performance.now(), request: undefined, raw };
    response.once('close', onClose);
  }

  ended(observed: Observed, status: number): void {
    const { request, raw, beganAt } = observed;
    const operation = request?.operation ?? unmatched;
    const org = request?.everchartContext?.org ?? request?.everchartPrincipal?.org ?? '';
    const seconds = (performance.now() - beganAt) / 1000;
    this.counter.answered(operation, org, status, seconds);
    this.log?.write({
      event: 'request.answered',
      method: raw.method ?? '',
      operation,
      status,
      durationMs: Math.round(seconds * 1_000_000) / 1000,
      ...(org !== '' && { org }),
      ...(request && { correlationId: correlationIdOf(request) }),
    });
  }
}

function onClose(this: Answer): void {
  const observed = this[observedOf]!;
  observed.observer.ended(observed, statusOf(this, observed.raw));
}

function statusOf(answer: Answer, raw: Incoming): number {
  if (raw[isCutOff]) return cutOff;
  return answer[answeredOn] ?? (answer.headersSent ? answer.statusCode : clientGone);
}

/** The documents of the service are described by no operation. */
function operationOfDocument(url: string): string {
  return url === '/openapi.json' || url.startsWith('/docs') ? documents : unmatched;
}
