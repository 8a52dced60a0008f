import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenVerifier } from './authentication.js';
import type { HttpLimits } from './http-limits.js';
import { ProblemError, problemOfStatus } from './problem.js';
import { sharedProblems } from './problem.table.js';
import type { Principal } from './request-context.js';

/** Decides, before a body is read, whether there is room for it. */
export interface BodyAdmission {
  /**
   * @param length bytes of the body; undefined when the client did not say
   * @throws ProblemError to refuse it unread
   */
  admit(request: FastifyRequest, principal: Principal, length: number | undefined): BodyPermit;
}

export interface BodyPermit {
  /** Told of every piece before it is kept. @returns the refusal when there is no room for it */
  received(bytes: number): ProblemError | undefined;
  /** Called once, when the answer is known. */
  release(): void;
}

/** Reads a body of one media type. A ProblemError that it throws is the answer. */
export type BodyParser = (body: Buffer) => unknown;

export interface BodyOptions {
  limits: HttpLimits;
  verifier: TokenVerifier;
  admission?: BodyAdmission | undefined;
  /** By media type, beside JSON. */
  parsers?: Readonly<Record<string, BodyParser>> | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    bodyPermit?: BodyPermit;
  }
}

/** So much of a refused body is read and forgotten, so that its sender gets to see the answer; then the connection is cut. */
const lingerBytesMax = 16 * 1024 * 1024;

/**
 * Bodies are read from identified callers only, within the limits, and as the media types that the service names; anything else is a clear 4xx before
 * it costs memory.
 */
export function guardBodies(fastify: FastifyInstance, options: BodyOptions): void {
  const { limits, verifier, admission } = options;
  fastify.addHook('onRequest', async (request: FastifyRequest) => {
    const length = bodyLengthOf(request);
    if (length === 0) return;
    if (length !== undefined && length > request.routeOptions.bodyLimit) throw bodyTooLarge(request.routeOptions.bodyLimit);
    request.everchartPrincipal = await verifier.verify(request.headers.authorization);
    const permit = admission?.admit(request, request.everchartPrincipal, length);
    if (permit) request.bodyPermit = permit;
  });
  fastify.addHook('onSend', (request: FastifyRequest, reply: FastifyReply, payload, done) => {
    request.bodyPermit?.release();
    delete request.bodyPermit;
    if (bodyLengthOf(request) !== 0 && !request.raw.complete && reply.statusCode !== 408) linger(request, reply, limits);
    done(null, payload);
  });
  fastify.removeAllContentTypeParsers();
  const parsers: Readonly<Record<string, BodyParser>> = {
    'application/json': parseJson,
    'application/fhir+json': parseJson,
    ...options.parsers,
  };
  for (const [mediaType, parse] of Object.entries(parsers)) {
    fastify.addContentTypeParser(mediaType, async (request: FastifyRequest) => parse(await readBody(request, limits)));
  }
}

/** Bytes that the client said; undefined when it sends chunks. */
function bodyLengthOf({ headers }: FastifyRequest): number | undefined {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : undefined;
}

function bodyTooLarge(limit: number): ProblemError {
  return new ProblemError({ ...sharedProblems['body-too-large'], detail: `At most ${limit} bytes are taken here. Send less at once.` });
}

function parseJson(body: Buffer): unknown {
  try {
    // A decoder that replaces what it cannot read would change what was stated.
    if (isUtf8(body)) return JSON.parse(body.toString());
  } catch {
    // Its message quotes the body.
  }
  throw new ProblemError(sharedProblems['json-malformed']);
}

async function readBody(request: FastifyRequest, limits: HttpLimits): Promise<Buffer> {
  const { raw } = request;
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new ProblemError(sharedProblems['content-encoding-unsupported']);
  }
  const limit = request.routeOptions.bodyLimit;
  const chunks: Buffer[] = [];
  let received = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const end = (settle: () => void): void => {
      stopWatch();
      raw.off('data', onData).off('end', onEnd).off('close', onClose);
      settle();
    };
    const onData = (chunk: Buffer): void => {
      received += chunk.length;
      const refusal = received > limit ? bodyTooLarge(limit) : request.bodyPermit?.received(chunk.length);
      if (refusal) end(() => reject(refusal));
      else chunks.push(chunk);
    };
    const onEnd = (): void => end(() => resolve(Buffer.concat(chunks, received)));
    const onClose = (): void => end(() => reject(new ProblemError(sharedProblems['request-aborted'])));
    const stopWatch = watchPace(
      () => received,
      limits,
      () => end(() => reject(problemOfStatus(408))),
    );
    // Aborted before anybody listened: no event comes any more.
    if (raw.destroyed) onClose();
    else raw.on('data', onData).on('end', onEnd).on('close', onClose).on('error', ignore);
  });
}

/** An abort is told by `close` as well; without a listener its `error` would end the process. */
const ignore = (): void => undefined;

/** Keeps the connection until the rest of the body has come, while it comes: closing at once would reset it, and the answer would be lost with it. */
function linger({ raw }: FastifyRequest, reply: FastifyReply, limits: HttpLimits): void {
  void reply.removeHeader('connection');
  let received = 0;
  const stopWatch = watchPace(
    () => received,
    limits,
    () => raw.destroy(),
  );
  raw.on('error', ignore).once('close', stopWatch).once('end', stopWatch);
  raw.on('data', ({ length }: Buffer) => {
    received += length;
    if (received > lingerBytesMax) raw.destroy();
  });
}

/** @param onSlow called once, when less has come than the limits ask for. @returns ends the watch */
function watchPace(receivedBytes: () => number, { bodyGraceMs, bodyBytesPerSecondMin }: HttpLimits, onSlow: () => void): () => void {
  const began = performance.now();
  const check = (): void => {
    const seconds = (performance.now() - began) / 1000;
    if (receivedBytes() >= bodyBytesPerSecondMin * seconds) timer = setTimeout(check, 1000).unref();
    else onSlow();
  };
  let timer = setTimeout(check, bodyGraceMs).unref();
  return () => clearTimeout(timer);
}
