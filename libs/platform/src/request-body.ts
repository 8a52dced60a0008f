import {
  jsonAtOnceBytesMax,
  jsonElementBytesMax,
  jsonValuesMax,
  readJson,
  readJsonInTurns,
  type JsonInTurnsOptions,
  type JsonInTurnsReading,
} from '@everchart/primitives';
import { sharedProblems } from '@everchart/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorise, type RouteAccess } from './authentication.js';
import type { TokenVerifier } from './token-verifier.js';
import type { HttpLimits } from './http-limits.js';
import { PacedRefusals } from './paced-refusals.js';
import { ProblemError, problemOfStatus } from './problem.js';
import { keepRelease, type ReleaseFence } from './release-fence.js';
import type { Principal } from './request-context.js';
import { turns } from './turns.js';

/** Decides, before a body is read, whether there is room for it. */
export interface BodyAdmission {
  /**
   * @param length bytes of the body; undefined when the client did not state it
   * @throws ProblemError to refuse it unread
   */
  admit(request: FastifyRequest, principal: Principal, length: number | undefined): BodyPermit;
}

export interface BodyPermit {
  /** Called with every piece before it is kept. @returns the refusal when there is no room for it */
  received(bytes: number): ProblemError | undefined;
  /** Called once, when the answer is known. */
  release(): void;
}

/**
 * Reads a body of one media type; a large one awaits a turn before each of its parts. A ProblemError that it throws is
 * the answer.
 */
export type BodyParser = (body: Buffer, turn: () => Promise<void>) => unknown;

export interface BodyOptions {
  limits: HttpLimits;
  verifier: TokenVerifier;
  fence: ReleaseFence;
  /** Who may use the route of the request; undefined where that is not known before its guard. */
  accessOf: (request: FastifyRequest) => RouteAccess | undefined;
  admission?: BodyAdmission | undefined;
  /** By media type, in addition to JSON. */
  parsers?: Readonly<Record<string, BodyParser>> | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    bodyPermit?: BodyPermit | undefined;
  }
}

/**
 * So much of a refused body is read and forgotten, so that its sender gets to see the answer; then the connection is
 * cut.
 */
const lingerBytesMax = 16 * 1024 * 1024;
/** Of all refused bodies so much is forgotten at a time: 16 MiB a second. */
const forgottenEveryMs = 50;
const forgottenBytesMax = (16 * 1024 * 1024 * forgottenEveryMs) / 1000;
/** Connections that go on at a time: each brings one read of the socket at least. */
const forgottenAtOnce = forgottenBytesMax / (64 * 1024);

/**
 * Bodies are read from callers only that are identified and have a role for the route, within the limits, and as the
 * media types that the service names; anything else is a clear 4xx before it costs memory.
 */
export function guardBodies(fastify: FastifyInstance, options: BodyOptions): void {
  const { limits, verifier, fence, accessOf, admission } = options;
  const watch = new PaceWatch(limits);
  const refusals = new PacedRefusals();
  fastify.decorateRequest('bodyPermit', undefined);
  fastify.decorateRequest('everchartPrincipal', undefined);
  const admit = (request: FastifyRequest, principal: Principal, length: number | undefined): void => {
    request.everchartPrincipal = principal;
    const access = accessOf(request);
    if (access && !access.isPublic) authorise(request, principal, access.roles);
    request.bodyPermit = admission?.admit(request, principal, length);
  };
  const release = (request: FastifyRequest): void => {
    request.bodyPermit?.release();
    request.bodyPermit = undefined;
  };
  const refuse = (request: FastifyRequest, error: Error, done: (error: Error) => void): void => {
    // What came of it is not kept: it takes no room from others while its answer waits.
    release(request);
    const org = request.everchartPrincipal?.org;
    const isPaced = org !== undefined && error instanceof ProblemError && (error.status === 429 || error.status === 503);
    if (isPaced) refusals.whenItsTime(org, request, () => done(error));
    else done(error);
  };
  const fenceOf = (request: FastifyRequest, principal: Principal, reply: FastifyReply): Promise<void> | undefined =>
    accessOf(request)?.everyRelease ? undefined : keepRelease(fence, request, principal, reply);
  // No promise for a caller who is known, and served here: that is nearly every one.
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
    const length = bodyLengthOf(request);
    if (length === 0) return done();
    try {
      if (length !== undefined && length > request.routeOptions.bodyLimit) throw bodyTooLarge(request.routeOptions.bodyLimit);
      const { authorization } = request.headers;
      const known = verifier.known(authorization);
      const fenced = known && fenceOf(request, known, reply);
      if (known && !fenced) {
        admit(request, known, length);
        return done();
      }
      const admitted = known
        ? fenced!.then(() => admit(request, known, length))
        : verifier.verify(authorization).then(async (principal) => {
            await fenceOf(request, principal, reply);
            admit(request, principal, length);
          });
      admitted.then(
        () => done(),
        (error: Error) => refuse(request, error, done),
      );
    } catch (error) {
      refuse(request, error as Error, done);
    }
  });
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload, done) => {
    release(request);
    if (!request.raw.complete && reply.statusCode !== 408 && bodyLengthOf(request) !== 0) linger(request, reply, watch);
    done(null, payload);
  });
  fastify.removeAllContentTypeParsers();
  const parsers: Readonly<Record<string, BodyParser>> = {
    'application/json': jsonBody(),
    'application/fhir+json': jsonBody(),
    ...options.parsers,
  };
  for (const [mediaType, parse] of Object.entries(parsers)) {
    fastify.addContentTypeParser(mediaType, (request: FastifyRequest, _payload, done) => {
      new BodyReader(request, watch, (error, body) => {
        if (error) return refuse(request, error, done);
        let parsed: unknown;
        try {
          // Bodies are read from callers only who are known.
          parsed = parse(body!, () => turns.next(request.everchartPrincipal!.org));
        } catch (thrown) {
          return done(thrown as Error);
        }
        if (parsed instanceof Promise) parsed.then((value) => done(null, value), done);
        else done(null, parsed);
      });
    });
  }
}

/** Bytes that the client said; undefined when it sends chunks. */
function bodyLengthOf({ headers }: FastifyRequest): number | undefined {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : undefined;
}

function bodyTooLarge(limit: number): ProblemError {
  return new ProblemError({ ...sharedProblems['body-too-large'], detail: `At most ${limit} bytes are taken here. Send less at once.` });
}

/** Reads JSON; large bodies in turns with other requests. */
export function jsonBody(options: Omit<JsonInTurnsOptions, 'turn'> = {}): BodyParser {
  // No promise for a small body: that is nearly every one.
  return (body, turn) =>
    body.length <= jsonAtOnceBytesMax ? valueOf(readJson(body)) : readJsonInTurns(body, { ...options, turn }).then(valueOf);
}

function valueOf(reading: JsonInTurnsReading): unknown {
  if ('value' in reading) return reading.value;
  if ('tooLarge' in reading) throw new ProblemError({ ...sharedProblems['body-too-large'], detail: partTooLarge });
  throw new ProblemError(
    'faults' in reading ? { ...sharedProblems['json-ambiguous'], faults: reading.faults } : sharedProblems['json-malformed'],
  );
}

const partTooLarge = `One part of the body has at most ${jsonElementBytesMax} bytes, and ${jsonValuesMax} members and elements. Send less at once.`;

type BodyRead = (error: Error | null, body?: Buffer) => void;

const readerOf = Symbol('reader of the body');
type ReadRequest = FastifyRequest['raw'] & { [readerOf]?: BodyReader };

/** Reads one body. Its listeners are shared by all requests, and stay where they are: after the end they do nothing. */
class BodyReader implements Watched {
  readonly began = performance.now();
  received = 0;
  readonly #request: FastifyRequest;
  readonly #watch: PaceWatch;
  readonly #read: BodyRead;
  #chunks: Buffer[] | undefined = [];

  /** @param read called once */
  constructor(request: FastifyRequest, watch: PaceWatch, read: BodyRead) {
    this.#request = request;
    this.#watch = watch;
    this.#read = read;
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
      this.#end(new ProblemError(sharedProblems['content-encoding-unsupported']));
      return;
    }
    const raw: ReadRequest = request.raw;
    // Aborted before a listener was attached: no event comes any more.
    if (raw.destroyed) {
      this.onClose();
      return;
    }
    raw[readerOf] = this;
    watch.add(this);
    raw.on('data', onData).on('end', onEnd).on('close', onClose).on('error', ignore);
  }

  onData(chunk: Buffer): void {
    if (!this.#chunks) return;
    this.received += chunk.length;
    const { bodyLimit } = this.#request.routeOptions;
    const refusal = this.received > bodyLimit ? bodyTooLarge(bodyLimit) : this.#request.bodyPermit?.received(chunk.length);
    if (!refusal) return void this.#chunks.push(chunk);
    this.#request.raw.pause();
    this.#end(refusal);
  }

  onEnd(): void {
    const chunks = this.#chunks;
    if (chunks) this.#end(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, this.received));
  }

  /** Comes after every body, too. */
  onClose(): void {
    if (this.#chunks) this.#end(new ProblemError(sharedProblems['request-aborted']));
  }

  onSlow(): void {
    this.#end(problemOfStatus(408));
  }

  #end(error: Error | null, body?: Buffer): void {
    if (!this.#chunks) return;
    this.#chunks = undefined;
    this.#watch.delete(this);
    this.#read(error, body);
  }
}

function onData(this: ReadRequest, chunk: Buffer): void {
  this[readerOf]!.onData(chunk);
}
function onEnd(this: ReadRequest): void {
  this[readerOf]!.onEnd();
}
function onClose(this: ReadRequest): void {
  this[readerOf]!.onClose();
}

/** An abort also emits `close`; without a listener its `error` would end the process. */
const ignore = (): void => undefined;

/**
 * Reads the rests of refused bodies at a pace, of all of them together and one connection after the other: to forget
 * them at full speed would take a whole core, and a refusal costs its sender nothing.
 */
class Forgetting {
  #left = forgottenBytesMax;
  /** In the order in which they go on. */
  readonly #paused = new Set<FastifyRequest['raw']>();
  #timer: NodeJS.Timeout | undefined;

  read(raw: FastifyRequest['raw'], bytes: number): void {
    this.#left -= bytes;
    this.#timer ??= setTimeout(() => this.#goOn(), forgottenEveryMs).unref();
    if (this.#left > 0) return;
    raw.pause();
    this.#paused.add(raw);
  }

  ended(raw: FastifyRequest['raw']): void {
    this.#paused.delete(raw);
  }

  #goOn(): void {
    this.#left = forgottenBytesMax;
    this.#timer = this.#paused.size === 0 ? undefined : setTimeout(() => this.#goOn(), forgottenEveryMs).unref();
    for (const raw of [...this.#paused].slice(0, forgottenAtOnce)) {
      this.#paused.delete(raw);
      raw.resume();
    }
  }
}

const forgetting = new Forgetting();

/**
 * Keeps the connection until the rest of the body has come, while it comes: closing at once would reset it, and the
 * answer would be lost with it.
 */
function linger({ raw }: FastifyRequest, reply: FastifyReply, watch: PaceWatch): void {
  void reply.removeHeader('connection');
  const rest = { began: performance.now(), received: 0, onSlow: () => raw.destroy() };
  watch.add(rest);
  const end = (): void => {
    watch.delete(rest);
    forgetting.ended(raw);
  };
  raw.on('error', ignore).once('close', end).once('end', end);
  raw.on('data', ({ length }: Buffer) => {
    rest.received += length;
    if (rest.received > lingerBytesMax) raw.destroy();
    else forgetting.read(raw, length);
  });
  // What was refused while it came stands still.
  raw.resume();
}

/** A body that is being read. */
interface Watched {
  /** By `performance.now()`. */
  readonly began: number;
  /** Bytes so far. */
  readonly received: number;
  /** Called once, when less has come than the limits ask for. */
  onSlow(): void;
}

const checkAgainMs = 1000;

/**
 * Watches the pace of all bodies that are being read, by one timer; there is none while there is nothing to watch for.
 */
class PaceWatch {
  readonly #limits: HttpLimits;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: HttpLimits) {
    this.#limits = limits;
  }

  add(body: Watched): void {
    this.#watched.add(body);
    this.#timer ??= setTimeout(() => this.#check(), this.#limits.bodyGraceMs).unref();
  }

  delete(body: Watched): void {
    this.#watched.delete(body);
  }

  #check(): void {
    const { bodyGraceMs, bodyBytesPerSecondMin } = this.#limits;
    const now = performance.now();
    let nextMs = Infinity;
    for (const body of this.#watched) {
      const age = now - body.began;
      if (age < bodyGraceMs) nextMs = Math.min(nextMs, bodyGraceMs - age);
      else if (body.received >= (bodyBytesPerSecondMin * age) / 1000) nextMs = Math.min(nextMs, checkAgainMs);
      else {
        this.#watched.delete(body);
        body.onSlow();
      }
    }
    this.#timer = nextMs === Infinity ? undefined : setTimeout(() => this.#check(), Math.ceil(nextMs)).unref();
  }
}
