import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { EverchartClientOptions } from '../src/index.js';

/** What happens to the next request instead of an answer, or to its answer. */
export type Fault =
  /** Carried out, and the line is cut before the answer. */
  | 'answer-lost'
  /** Carried out, and the line is cut in the middle of the answer. */
  | 'answer-torn'
  /** Not carried out, and never answered. */
  | 'silence'
  | { status: number; headers?: Record<string, string>; problem?: Record<string, unknown>; html?: string };

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  bytes: number;
  atMs: number;
}

interface SentEvent {
  patientId: string;
  id: string;
  [member: string]: unknown;
}

export const problem = (code: string, status: number, more: object = {}) => ({
  type: `urn:everchart:problem:${code}`,
  title: `It is ${code}`,
  status,
  ...more,
});

/**
 * Records as ingest does, in memory: one effect per id, versions per patient. On request it fails in all the ways that
 * a service, and the line to it, can.
 */
export class FaultyService {
  /** Every event that was recorded, in order. */
  readonly recorded: SentEvent[] = [];
  readonly requests: SeenRequest[] = [];
  /** For the next requests, one each. */
  readonly faults: Fault[] = [];
  /** Of the body of `GET` requests, by path without its query. */
  readonly answers = new Map<string, (query: URLSearchParams) => object>();
  /** Says why an event is refused. */
  refuse: (event: SentEvent) => { outcome: 'conflict' | 'invalid' | 'refused' | 'failed'; status?: number; problem: object } | undefined =
    () => undefined;
  /** Says what is wrong with a batch as a whole. */
  refuseBatch: (events: readonly SentEvent[]) => Fault | undefined = () => undefined;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  /** Also after {@link stop}: at the same address. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#handle(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Connections are refused from now on, and those that are open are cut. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  clientOptions(more: Partial<EverchartClientOptions> = {}): EverchartClientOptions {
    return {
      ingestUrl: this.url,
      timelineUrl: `${this.url}/`,
      org: 'home',
      token: () => Promise.resolve('token'),
      retry: { firstPauseMs: 5, longestPauseMs: 20 },
      ...more,
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts);
    const body = (text.length > 0 ? JSON.parse(text.toString()) : {}) as Record<string, unknown>;
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers, body, bytes: text.length, atMs: performance.now() });
    const fault = this.faults.shift() ?? (Array.isArray(body.events) ? this.refuseBatch(body.events as SentEvent[]) : undefined);
    if (fault === 'silence') return;
    if (typeof fault === 'object') {
      const type = fault.html === undefined ? 'application/problem+json; charset=utf-8' : 'text/html';
      response.writeHead(fault.status, { 'content-type': type, ...fault.headers });
      response.end(fault.html ?? JSON.stringify(fault.problem ?? problem('unavailable', fault.status)));
      return;
    }
    const answer = this.#answer(new URL(url, this.url), body);
    if (fault === 'answer-lost') return void request.socket.destroy();
    const json = JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json), ...answer.headers });
    if (fault === 'answer-torn') {
      response.write(json.slice(0, json.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(json);
  }

  #answer(url: URL, body: Record<string, unknown>): { status: number; headers?: Record<string, string>; body: object } {
    const single = /^\/v1\/orgs\/home\/patients\/([^/]+)\/events$/.exec(url.pathname);
    if (single) {
      const result = this.#record({ ...(body as SentEvent), patientId: single[1]! });
      if ('problem' in result) return { status: result.status, body: result.problem };
      const { outcome, status, ...recorded } = result;
      return { status, headers: { 'everchart-position': `p${recorded.position}` }, body: recorded };
    }
    if (url.pathname === '/v1/orgs/home/events' || url.pathname === '/v1/orgs/home/directory/batch') {
      const results = (body.events as SentEvent[]).map((event) => this.#record(event));
      return { status: 200, headers: { 'everchart-position': `p${this.recorded.length}` }, body: { results } };
    }
    const read = this.answers.get(url.pathname);
    return read ? { status: 200, body: read(url.searchParams) } : { status: 404, body: problem('not-found', 404) };
  }

  #record(event: SentEvent) {
    const known = this.recorded.findIndex(({ id }) => id === event.id);
    const refusal = known === -1 ? this.refuse(event) : undefined;
    if (refusal) return { id: event.id, status: 422, ...refusal };
    if (known === -1) this.recorded.push(event);
    const position = known === -1 ? this.recorded.length : known + 1;
    const streamVersion = this.recorded.slice(0, position).filter(({ patientId }) => patientId === event.patientId).length;
    const outcome = known === -1 ? 'created' : 'duplicate';
    return { id: event.id, streamVersion, position, recordedAt: '2026-03-01T07:31:12.482913Z', outcome, status: known === -1 ? 201 : 200 };
  }
}
