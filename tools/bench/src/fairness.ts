import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Suite } from '@everchart/start';
import { bloodPressure, registration } from './events.js';
import type { Figure } from './figures.js';
import type { Answered, Target } from './fairness-attack.js';
import { ApiClient, expectStatus, pause, rank } from './load.js';

/** Organisations that work as on any other day. */
export const homes: readonly string[] = Array.from({ length: 9 }, (_, number) => `home-${number + 1}`);

/** Of each home: as many carers write, and read what they wrote. */
const writesPerSecond = 5;
/** Before each of the two samples: what is young costs more, and the path of the attack is young, too. */
const warmUpMs = 10_000;

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
  await workOf(own, warmUpMs);
  const alone = await workOf(own, durationMs);
  const attack = await Attack.start(suite, hostile);
  await workOf(own, warmUpMs);
  const before = await attack.answered();
  const beside = await workOf(own, durationMs);
  const done = await attack.answered();
  await attack.stop();
  await Promise.all(own.map((home) => home.close()));
  const figures = (['record', 'read'] as const).flatMap((kind): Figure[] => {
    const ofThem = figureOf(`fairness.${kind}.alone`, alone[kind], durationMs);
    const after = figureOf(`fairness.${kind}.beside`, beside[kind], durationMs);
    const ratio = (rank: 'p50' | 'p99'): Figure => ({
      id: `fairness.${kind}.${rank}.ratio`,
      unit: '× alone',
      value: after[rank]! / ofThem[rank]!,
    });
    return [ofThem, after, ratio('p50'), ratio('p99')];
  });
  const hostileFigures = Object.entries(done).flatMap(([kind, { calls, refused }]): Figure[] => {
    const perSecond = (id: string, now: number, then = 0): Figure => ({ id, unit: 'answers/s', value: ((now - then) * 1000) / durationMs });
    return [
      perSecond(`fairness.hostile.${kind}`, calls, before[kind]?.calls),
      perSecond(`fairness.hostile.${kind}.refused`, refused, before[kind]?.refused),
    ];
  });
  return [...figures, ...hostileFigures];
}

/**
 * The homes one after the other at an even pace, as many as there are in the time between two entries of one: people do
 * not write in the same instant. Each is due when it is due, however long those before it take.
 */
async function workOf(own: readonly Home[], durationMs: number): Promise<Sample> {
  const sample: Sample = { record: [], read: [] };
  const open: Promise<void>[] = [];
  const everyMs = 1000 / writesPerSecond / own.length;
  const from = performance.now();
  for (let sent = 0; sent * everyMs < durationMs; sent += 1) {
    await pause(Math.max(0, from + sent * everyMs - performance.now()));
    const work = own[sent % own.length]!.once(sample);
    work.catch(() => undefined); // thrown below, when all have ended
    open.push(work);
  }
  await Promise.all(open);
  return sample;
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

  async close(): Promise<void> {
    await Promise.all([this.writer.close(), this.reader.close()]);
  }

  async once({ record, read }: Sample): Promise<void> {
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

  /** So far. */
  async answered(): Promise<Answered> {
    this.worker.postMessage('answered');
    const [answered] = (await once(this.worker, 'message')) as [Answered];
    return answered;
  }

  async stop(): Promise<void> {
    const ended = once(this.worker, 'exit');
    this.worker.postMessage('stop');
    await ended;
  }
}
