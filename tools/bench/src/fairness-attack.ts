import { parentPort, workerData } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { registration } from './events.js';
import { ApiClient, expectStatus, Load } from './load.js';

/** What it is directed at. */
export interface Target {
  ingest: string;
  timeline: string;
  tokens: Readonly<Record<string, string>>;
}

/** By kind of call: how many were answered, and of these refused for what their sender takes (429 and 503). */
export type Answered = Record<string, { calls: number; refused: number }>;

const batchOf = 500;
const idLength = 36;
const { ingest, timeline, tokens } = workerData as Target;
const patient = crypto.randomUUID();
const first = new ApiClient(tokens.nurse!, 1);
const registered = await first.post(`${ingest}/patients/${patient}/events`, registration());
expectStatus(registered, 201);
await first.close();
const agent = new Agent({ connections: 64, pipelining: 1, keepAliveTimeout: 30_000 });
const answered: Answered = {};

/**
 * A batch that is made once: who attacks has a machine of his own, so the work to make it must not take the time of the
 * one that is measured. Only the ids are other ones each time.
 */
class Batch {
  readonly #body: Buffer;
  readonly #ids: number[] = [];

  constructor(event: object) {
    const occurredAt = new Date().toISOString();
    const events = Array.from({ length: batchOf }, () => ({ patientId: patient, id: crypto.randomUUID(), type: 'note.written', occurredAt, ...event })); // prettier-ignore
    this.#body = Buffer.from(JSON.stringify({ events }));
    for (const { id } of events) this.#ids.push(this.#body.indexOf(id));
  }

  next(): Buffer {
    for (const at of this.#ids) this.#body.write(crypto.randomUUID(), at, idLength, 'latin1');
    return this.#body;
  }
}

const nested = (levels: number): object => (levels === 0 ? {} : { deeper: nested(levels - 1) });
const note = (text: string): object => ({ data: { kind: 'progress', text } });
const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, number) => [`unknown-${number}`, number]));
// A position of the store that does not come while the reader waits, and is not refused at once either.
let far = farPosition(registered.position!);

const loads = [
  ...posting('notes', 8, tokens.nurse!, note('slept well '.repeat(200))),
  ...posting('unknown', 8, tokens.importer!, { ...note('x'), ...unknown }),
  ...posting('nested', 4, tokens.importer!, { data: nested(50) }),
  Load.start(32, () => send('waits', tokens.carer!, `${timeline}/patients/${patient}/summary`, { headers: { 'everchart-at-least': far } })),
  Load.start(16, () => send('pages', tokens.carer!, `${timeline}/patients/${patient}/timeline?limit=500`)),
];
parentPort!.postMessage('started');
parentPort!.on('message', (what: 'answered' | 'stop') => {
  if (what === 'answered') return parentPort!.postMessage(answered);
  void Promise.all(loads.map((load) => load.stop())).then(async () => {
    await agent.close();
    parentPort!.close();
  });
});

/** Each connection has a batch of its own: it is not changed while it is sent. */
function posting(kind: string, connections: number, token: string, event: object): Load[] {
  return Array.from({ length: connections }, () => {
    const batch = new Batch(event);
    return Load.start(1, () =>
      send(kind, token, `${ingest}/events`, { body: batch.next(), headers: { 'content-type': 'application/json' } }),
    );
  });
}

async function send(
  kind: string,
  token: string,
  url: string,
  { body, headers }: { body?: Buffer; headers?: Record<string, string> } = {},
): Promise<number> {
  const {
    statusCode,
    headers: got,
    body: answer,
  } = await request(url, {
    method: body ? 'POST' : 'GET',
    dispatcher: agent,
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: body ?? null,
  });
  // Read, as a client does, but not kept.
  for await (const chunk of answer) void chunk;
  if (statusCode === 500) throw new Error('the attack was answered 500');
  const position = got['everchart-position'];
  if (body && typeof position === 'string') far = farPosition(position);
  const counted = (answered[kind] ??= { calls: 0, refused: 0 });
  counted.calls += 1;
  if (statusCode === 429 || statusCode === 503) counted.refused += 1;
  return 1;
}

function farPosition(token: string): string {
  const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as [number, string, number, string, [number, number][]];
  parts[4] = parts[4].map(([shard, position]) => [shard, position + 15_000]);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
