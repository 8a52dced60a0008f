import type { Suite } from '@everchart/start';
import { bloodPressure, registration } from './events.js';
import type { Figure } from './figures.js';
import { ApiClient, expectStatus, Load, pause, rank } from './load.js';

/** Organisations that work as on any other day. */
export const homes: readonly string[] = Array.from({ length: 9 }, (_, number) => `home-${number + 1}`);

/** Of each home: as many carers write, and read what they wrote. */
const writesPerSecond = 5;
const batchOf = 500;

interface Sample {
  record: number[];
  read: number[];
}

/**
 * What nine organisations have of their answers alone, and while a tenth does what it can to the same services: large
 * batches, refused and deeply nested ones, positions that do not come, big pages.
 */
export async function measureFairness(suite: Suite, hostile: string, durationMs: number): Promise<Figure[]> {
  const own = await Promise.all(homes.map((org) => Home.open(suite, org)));
  const sampled = async (): Promise<Sample> => {
    const samples = await Promise.all(own.map((home) => home.work(durationMs)));
    return { record: samples.flatMap(({ record }) => record), read: samples.flatMap(({ read }) => read) };
  };
  // What is young costs more.
  await sampled();
  const alone = await sampled();
  const attack = await Attack.start(suite, hostile);
  await pause(2000);
  const beside = await sampled();
  const done = await attack.stop();
  await Promise.all(own.map((home) => home.close()));
  const figures = (['record', 'read'] as const).flatMap((kind): Figure[] => {
    const before = figureOf(`fairness.${kind}.alone`, alone[kind], durationMs);
    const after = figureOf(`fairness.${kind}.beside`, beside[kind], durationMs);
    return [before, after, { id: `fairness.${kind}.p99.ratio`, unit: '× alone', value: after.p99! / before.p99! }];
  });
  return [...figures, { id: 'fairness.hostile', unit: 'answers/s', value: (done * 1000) / durationMs }];
}

function figureOf(id: string, latencies: number[], durationMs: number): Figure {
  latencies.sort((a, b) => a - b);
  return {
    id,
    unit: 'answers/s',
    value: (latencies.length * 1000) / durationMs,
    p50: rank(latencies, 0.5),
    p99: rank(latencies, 0.99),
    p999: rank(latencies, 0.999),
  };
}

/** One organisation that records and reads at a steady pace. */
class Home {
  private constructor(
    private readonly ingest: string,
    private readonly timeline: string,
    private readonly patient: string,
    private readonly writer: ApiClient,
    private readonly reader: ApiClient,
  ) {}

  static async open(suite: Suite, org: string): Promise<Home> {
    const tokens = suite.tokensOf(org);
    const [ingest, timeline] = [`${suite.run.urls.ingest}/v1/orgs/${org}`, `${suite.run.urls.timeline}/v1/orgs/${org}`];
    const home = new Home(ingest, timeline, crypto.randomUUID(), new ApiClient(tokens.nurse!, 16), new ApiClient(tokens.carer!, 16));
    expectStatus(await home.writer.post(`${ingest}/patients/${home.patient}/events`, registration()), 201);
    return home;
  }

  async work(durationMs: number): Promise<Sample> {
    const sample: Sample = { record: [], read: [] };
    const open = new Set<Promise<void>>();
    const endsAt = performance.now() + durationMs;
    while (performance.now() < endsAt) {
      const work: Promise<void> = this.#once(sample).finally(() => open.delete(work));
      open.add(work);
      await pause(1000 / writesPerSecond);
    }
    await Promise.all(open);
    return sample;
  }

  async close(): Promise<void> {
    await Promise.all([this.writer.close(), this.reader.close()]);
  }

  async #once({ record, read }: Sample): Promise<void> {
    const from = performance.now();
    const answer = await this.writer.post(`${this.ingest}/patients/${this.patient}/events`, bloodPressure());
    // Refused for the sake of another: that is what must not be.
    expectStatus(answer, 201);
    record.push(performance.now() - from);
    const readFrom = performance.now();
    expectStatus(await this.reader.get(`${this.timeline}/patients/${this.patient}/summary`), 200, 404);
    read.push(performance.now() - readFrom);
  }
}

class Attack {
  private constructor(
    private readonly loads: readonly Load[],
    private readonly clients: readonly ApiClient[],
  ) {}

  static async start(suite: Suite, org: string): Promise<Attack> {
    const tokens = suite.tokensOf(org);
    const ingest = `${suite.run.urls.ingest}/v1/orgs/${org}`;
    const timeline = `${suite.run.urls.timeline}/v1/orgs/${org}`;
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
    return new Attack(
      calls.map(([connections, call]) => Load.start(connections, call)),
      [writer, importer, reader],
    );
  }

  /** @returns how many requests were answered */
  async stop(): Promise<number> {
    await Promise.all(this.loads.map((load) => load.stop()));
    await Promise.all(this.clients.map((client) => client.close()));
    return this.loads.reduce((sum, { things }) => sum + things, 0);
  }
}

function farPosition(token: string): string {
  const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as [number, string, number, string, [number, number][]];
  parts[4] = parts[4].map(([shard, position]) => [shard, position + 15_000]);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
