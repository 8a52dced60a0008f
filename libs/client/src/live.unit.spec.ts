import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EverchartClient, ProblemError, type LiveEvent } from './index.js';

type Answer = (response: ServerResponse) => void;

const entry = (n: number) => ({
  entryId: `entry-${n}`,
  patientId: 'anna',
  type: 'observation.recorded',
  streamVersion: n,
  occurredAt: '2026-03-01T08:30:00Z',
  recordedAt: '2026-03-01T08:30:01Z',
  position: `p${n}`,
});
const begin = (id: string): string => `retry: 1\n: heartbeat\nid: ${id}\n\n`;
const frame = (n: number): string => `event: entry\nid: p${n}\ndata: ${JSON.stringify(entry(n))}\n\n`;

describe('following live', () => {
  const answers: Answer[] = [];
  const asked: { path: string; lastId: string | undefined }[] = [];
  let server: ReturnType<typeof createServer>;
  let client: EverchartClient;
  let tokens = 0;

  beforeEach(async () => {
    answers.splice(0);
    asked.splice(0);
    server = createServer((request, response) => {
      asked.push({ path: request.url!, lastId: request.headers['last-event-id'] as string | undefined });
      const answer = answers.shift();
      if (answer) answer(response);
      else response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: 'urn:everchart:problem:patient-unknown', title: 'none', status: 404 })); // prettier-ignore
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const token = (): Promise<string> => Promise.resolve(`token-${(tokens += 1)}`);
    client = new EverchartClient({ ingestUrl: url, timelineUrl: url, org: 'home', token, retry: { firstPauseMs: 1, longestPauseMs: 2 } });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const stream =
    (...parts: string[]): Answer =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const part of parts) response.write(part);
      response.end();
    };
  const torn =
    (...parts: string[]): Answer =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(parts.join(''), () => response.destroy());
    };
  const take = async (events: AsyncIterable<LiveEvent>): Promise<{ seen: string[]; error: unknown }> => {
    const seen: string[] = [];
    try {
      for await (const event of events) seen.push(event.id);
    } catch (error) {
      return { seen, error };
    }
    return { seen, error: undefined };
  };

  it('goes on behind the last event over broken connections, refusals that pass, and ends that the service says', async () => {
    const busy: Answer = (response) => void response.writeHead(503).end();
    const end = `retry: 1\nevent: end\nid: p4\ndata: {"reason":"draining","position":"p4"}\n\n`;
    answers.push(
      stream(begin('p0'), frame(1), frame(2).slice(0, 30)),
      torn(begin('p1'), frame(2), frame(3).slice(0, -1)),
      busy,
      stream(begin('p2'), frame(3) + frame(4) + end),
      // A quiet connection moves on, too.
      stream(begin('p4'), ': heartbeat\nid: p9\n\n'),
      stream(begin('p9'), 'event: residents\nid: p9\ndata: {"position":"p9"}\n\n'),
    );
    const opened: string[] = [];
    const { seen, error } = await take(client.live({ patientId: 'anna/1' }, { onOpen: (id) => opened.push(id) }));
    expect(seen).toEqual(['p1', 'p2', 'p3', 'p4', 'p9']);
    expect(error).toBeInstanceOf(ProblemError);
    expect(asked.map(({ lastId }) => lastId)).toEqual([undefined, 'p1', 'p2', 'p2', 'p4', 'p9', 'p9']);
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/v1/orgs/home/patients/anna%2F1/live']));
    expect(opened).toEqual(['p0', 'p1', 'p2', 'p4', 'p9']);
  });

  it('is a reason for reads to show what came', async () => {
    answers.push(stream(begin('p0'), frame(1)));
    await take(client.live({ organisation: true }, { after: 'p0' }));
    expect(asked[0]).toEqual({ path: '/v1/orgs/home/live/organisation', lastId: 'p0' });
    expect(client.positionToken).toBe('p1');
  });

  it('ends when it is aborted, while nothing comes and while it waits to come back', async () => {
    const silent = new AbortController();
    answers.push((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(begin('p0'));
    });
    const reason = new Error('enough');
    const { error } = await take(client.live({ unit: 'Garden' }, { signal: silent.signal, onOpen: () => silent.abort(reason) }));
    expect(error).toBe(reason);
    expect(asked[0]!.path).toBe('/v1/orgs/home/live?unit=Garden');
    const waiting = new AbortController();
    answers.push((response) => {
      response.writeHead(503, { 'retry-after': '60' }).end();
      setTimeout(() => waiting.abort(reason), 20);
    });
    expect((await take(client.live({ unit: 'Garden' }, { signal: waiting.signal }))).error).toBe(reason);
  });
});
