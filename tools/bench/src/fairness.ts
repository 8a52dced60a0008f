import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Suite } from '@everchart/start';
import { bloodPressure, registration } from './events.js';
import type { Figure } from './figures.js';
import type { Target } from './fairness-attack.js';
import { ApiClient, expectStatus, pause, rank } from './load.js';

/** Organisations that work as on any other day. */
export const homes: readonly string[] = Array.from({ length: 9 }, (_, number) => `home-${number + 1}`);

/** Of each home: as many carers write, and read what they wrote. */
const writesPerSecond = 5;

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

/** The tenth: in a thread of its own, so that what it sends takes no time from those that are measured. */
class Attack {
  private constructor(private readonly worker: Worker) {}

  static async start(suite: Suite, org: string): Promise<Attack> {
    const { ingest, timeline } = suite.run.urls;
    const data: Target = { ingest: `${ingest}/v1/orgs/${org}`, timeline: `${timeline}/v1/orgs/${org}`, tokens: suite.tokensOf(org) };
    const worker = new Worker(new URL('./fairness-attack.js', import.meta.url), { workerData: data });
    await once(worker, 'message');
    return new Attack(worker);
  }

  /** @returns how many requests were answered */
  async stop(): Promise<number> {
    this.worker.postMessage('stop');
    const [answered] = (await once(this.worker, 'message')) as [number];
    await this.worker.terminate();
    return answered;
  }
}
