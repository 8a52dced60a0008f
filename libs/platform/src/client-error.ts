import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { ProblemError, problemOfStatus } from './problem.js';
import { sharedProblems } from './problem.table.js';
import { securityHeaders } from './security-headers.js';

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/**
 * What never became a request (header fields that are slow, too large or no HTTP) is answered as a problem like
 * anything else, and the connection closed.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  answerOn(socket, problemOfStatus(statuses[error.code ?? ''] ?? 400));
}

/** What Node would answer without a body, or not at all. */
export function answerOddRequests(server: Server): void {
  server.on('checkExpectation', (_request, response) => {
    const { status, headers, text } = answerOf(new ProblemError(sharedProblems['expectation-failed']));
    response.writeHead(status, headers).end(text);
  });
  // RFC 9110, 10.2.1: an empty field says that no method is allowed. This is no proxy.
  server.on('connect', (_request, socket) =>
    answerOn(socket as Socket, new ProblemError({ ...sharedProblems['method-not-allowed'], headers: { allow: '' } })),
  );
}

function answerOn(socket: Socket, problem: ProblemError): void {
  const { status, headers, text } = answerOf(problem);
  // Node's own mark of an answer that is under way: nothing may be written into it.
  const { _httpMessage: answer } = socket as { _httpMessage?: { headersSent: boolean } | null };
  if (socket.writable && !answer?.headersSent) {
    const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
  }
  socket.destroySoon();
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
