import { parentPort, workerData } from 'node:worker_threads';
import { registration } from './events.js';
import { ApiClient, expectStatus, Load } from './load.js';

/** What it is directed at. */
export interface Target {
  ingest: string;
  timeline: string;
  tokens: Readonly<Record<string, string>>;
}

const batchOf = 500;
const { ingest, timeline, tokens } = workerData as Target;
const patient = crypto.randomUUID();
const [writer, importer, reader] = [tokens.nurse!, tokens.importer!, tokens.carer!].map((token) => new ApiClient(token, 64)) as [ApiClient, ApiClient, ApiClient]; // prettier-ignore
const registered = await writer.post(`${ingest}/patients/${patient}/events`, registration());
expectStatus(registered, 201);
const note = (text: string) => ({ patientId: patient, id: crypto.randomUUID(), type: 'note.written', occurredAt: new Date().toISOString(), data: { kind: 'progress', text } }); // prettier-ignore
const nested = (levels: number): object => (levels === 0 ? {} : { deeper: nested(levels - 1) });
const batch = (event: () => object): object => ({ events: Array.from({ length: batchOf }, event) });
const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, number) => [`unknown-${number}`, number]));
// A position of the store that does not come while the reader waits, and is not refused at once either.
const far = farPosition(registered.position!);
const anything = async (answer: Promise<{ status: number }>): Promise<number> => {
  if ((await answer).status === 500) throw new Error('the attack was answered 500');
  return 1;
};
const calls: [connections: number, call: () => Promise<number>][] = [
  [
    8,
    () =>
      anything(
        writer.post(
          `${ingest}/events`,
          batch(() => note('slept well '.repeat(200))),
        ),
      ),
  ],
  [
    8,
    () =>
      anything(
        importer.post(
          `${ingest}/events`,
          batch(() => ({ ...note('x'), ...unknown })),
        ),
      ),
  ],
  [
    4,
    () =>
      anything(
        importer.post(
          `${ingest}/events`,
          batch(() => ({ ...note('x'), data: nested(50) })),
        ),
      ),
  ],
  [32, () => anything(reader.get(`${timeline}/patients/${patient}/summary`, { 'everchart-at-least': far }))],
  [16, () => anything(reader.get(`${timeline}/patients/${patient}/timeline?limit=500`))],
];
const loads = calls.map(([connections, call]) => Load.start(connections, call));
parentPort!.postMessage('started');
parentPort!.once('message', () => {
  void Promise.all(loads.map((load) => load.stop())).then(async () => {
    await Promise.all([writer, importer, reader].map((client) => client.close()));
    parentPort!.postMessage(loads.reduce((sum, { things }) => sum + things, 0));
  });
});

function farPosition(token: string): string {
  const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as [number, string, number, string, [number, number][]];
  parts[4] = parts[4].map(([shard, position]) => [shard, position + 15_000]);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
