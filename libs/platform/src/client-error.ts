import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { sharedProblems } from '@everchart/problems';
import { ProblemError, problemOfStatus } from './problem.js';
import { markAnswered, type RequestObserver } from './request-observer.js';
import { securityHeaders } from './security-headers.js';

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/**
 * What never became a request (header fields that are slow, too large or no HTTP) is answered as a problem like
 * anything else, and the connection closed.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket, observer: RequestObserver): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) {
    if (!answerUnderWay(socket)) observer.reset();
    return;
  }
  answerOn(socket, problemOfStatus(statuses[error.code ?? ''] ?? 400), observer);
}

/** What Node would answer without a body, or not at all. */
export function answerOddRequests(server: Server, observer: RequestObserver): void {
  server.on('checkExpectation', (_request, response) => {
    const { status, headers, text } = answerOf(new ProblemError(sharedProblems['expectation-failed']));
    response.writeHead(status, headers).end(text);
  });
  // RFC 9110, 10.2.1: an empty field says that no method is allowed. This is no proxy.
  server.on('connect', (_request, socket) => {
    const problem = new ProblemError({ ...sharedProblems['method-not-allowed'], headers: { allow: '' } });
    if (writeOn(socket as Socket, problem)) observer.refused('CONNECT', problem.status);
    (socket as Socket).destroySoon();
  });
}

function answerOn(socket: Socket, problem: ProblemError, observer: RequestObserver): void {
  const answer = answerUnderWay(socket);
  // It is the answer to that request: its own will not come.
  if (writeOn(socket, problem)) {
    if (answer) markAnswered(answer, problem.status);
    else observer.unread(problem.status);
  }
  socket.destroySoon();
}

/** Node's own mark of an answer that is under way. */
function answerUnderWay(socket: Socket): { headersSent: boolean } | null | undefined {
  return (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage;
}

/** @returns whether it was written: nothing may be written into an answer that is under way */
function writeOn(socket: Socket, problem: ProblemError): boolean {
  if (!socket.writable || answerUnderWay(socket)?.headersSent) return false;
  const { status, headers, text } = answerOf(problem);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  return (socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${text}`), true);
}

function answerOf(problem: ProblemError): { status: number; headers: Record<string, string | number>; text: string } {
  const correlationId = randomUUID();
  const { mediaType, body } = jsonOf(problem, correlationId);
  const text = JSON.stringify(body);
  const headers = {
    ...securityHeaders,
    ...problem.headers,
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'x-correlation-id': correlationId,
  };
  return { status: problem.status, headers, text };
}

const jsonOf = (problem: ProblemError, correlationId: string) => ({
  mediaType: 'application/problem+json',
  body: { ...problem.document(), correlationId },
});
