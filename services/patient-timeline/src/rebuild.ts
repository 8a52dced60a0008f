import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createPool, withTransaction, type Pool } from '@everchart/postgres';
import { withServiceKit, type ServiceKit } from '@everchart/service-kit';
import { beginBehind, clinicalTopic, hasReached, lostOf, type Consumer, type SuppliedRecord } from '@everchart/stream';
import type { EventExport } from './application/event.export.js';
import type { TimelineConfig } from './configuration.js';
import { addProjector } from './create-app.js';
import type { StreamEnd } from './infrastructure/projection.completion.js';
import { paceOfRebuild } from './pacer.js';
import type { MemberData } from './rebuild-member.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { ProjectionVersions, VersionRefusedError, type LackingShard } from './infrastructure/projection.versions.js';
import { projectionVersion } from './projections.js';

export interface RebuildOptions {
  /** Database `timeline`, as its owner: makes the tables. */
  ownerUrl: string;
  actor: string;
  /** One that an earlier rebuild began, and did not end. */
  version?: number | undefined;
  /** Events a second at most: what is read has the rest of the machine. Undefined: as fast as it goes. */
  eventsPerSecond?: number | undefined;
  /** Threads that take events at the same time, each of some partitions. Default 1. */
  members?: number | undefined;
  /** Where events come from that the topic does not have any more. Undefined: there is nothing but the topic. */
  events?: EventExport | undefined;
  onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  version: number;
  /** Records of the stream that were taken, and that there are. */
  taken: number;
  records: number;
  /** Of the last look. */
  perSecond: number;
  /** At the mean rate since the beginning; undefined before there is one. */
  secondsLeft: number | undefined;
}

export interface Rebuilt {
  version: number;
  entries: number;
  patients: number;
  seconds: number;
}

const lookEveryMs = 100;
const sayEveryMs = 2000;
/** Events of a run at most: a topic and a patient are written once for each run, so large ones cost less. */
const runEvents = 30_000;
/** Of what is supplied, as it is sealed: as of a partition of the topic. */
const runBytes = runEvents * 1024;
const shardsSuppliedAtOnce = 2;

/** Builds a version beside the one that is read. */
export function rebuildProjection(config: TimelineConfig, options: RebuildOptions): Promise<Rebuilt> {
  return withOwner(options, async (owner) => {
    const versions = new ProjectionVersions(owner, options.actor);
    const version = options.version ?? (await versions.begin());
    const began = performance.now();
    await versions.building(version, async () => {
      while (!(await versions.finish(version, await fill(config, version, versions, options))));
    });
    const seconds = (performance.now() - began) / 1000;
    const { schema } = projectionVersion(version).models[0]!;
    const { rows } = await owner.query<{ entries: number; patients: number }>(
      `SELECT (SELECT count(*) FROM ${schema}.timeline_entries) AS entries, (SELECT count(*) FROM ${schema}.patients) AS patients`,
    );
    return { version, ...rows[0]!, seconds };
  });
}

/** @returns the end of the stream that it has reached */
function fill(
  config: TimelineConfig,
  version: number,
  versions: ProjectionVersions,
  { eventsPerSecond, members: threads = 1, events, onProgress }: RebuildOptions,
): Promise<StreamEnd> {
  const projection = { ...projectionVersion(version), filling: true };
  const rate = eventsPerSecond === undefined ? undefined : Math.ceil(eventsPerSecond / threads);
  const ofMember = { ...config, PROJECTOR_BATCH_MAX: Math.min(runEvents, rate ?? runEvents) };
  return withServiceKit('patient-timeline-rebuild', ofMember, async (kit) => {
    const { keyring } = await kit.openKeyring(config);
    const { consumer: served } = projectionVersion(await versions.served());
    const consumer = addProjector(kit, keyring, projection, paceOfRebuild(kit, served, rate));
    const had = await versions.taken();
    const supply = async (): Promise<void> => {
      if (events) await supplyFrom(events, consumer, await versions.lacking(version, had));
    };
    if (events && !(await beginsWithTheFirst(kit, served))) {
      await supply();
      const extent = await kit.transport.extentOf(clinicalTopic);
      await withTransaction(kit.workerPool, (tx) => beginBehind(tx, projection.consumer, clinicalTopic, extent));
    }
    const end = await kit.transport.endOffsets(clinicalTopic);
    const members = new Members(threads - 1, { config: ofMember, version, served, eventsPerSecond: rate });
    try {
      await kit.lifecycle.start();
      const crashed = kit.lifecycle.crashed.then((error) => Promise.reject(error));
      await Promise.race([reached(kit.workerPool, version, end, onProgress), crashed, members.failed]);
    } finally {
      await members.end();
    }
    if ((await versions.lacking(version, had)).length > 0) await supply();
    if ((await versions.lacking(version, had)).length > 0)
      throw new VersionRefusedError(
        `the topic lacks events that were recorded: name the store that has them (EVENT_EXPORT_URL), or publish them again (everchart republish); then rebuild --version ${version} goes on`,
      );
    await sumUpDue(kit.workerPool, projection);
    return end;
  });
}

/** Whether the topic has its first records, and is the one that it was for the version that is read. */
async function beginsWithTheFirst(
  { transport, workerPool }: Pick<ServiceKit, 'transport' | 'workerPool'>,
  served: string,
): Promise<boolean> {
  const { partitions } = await transport.extentOf(clinicalTopic);
  return [...partitions.values()].every(({ first }) => first === 0n) && (await lostOf(workerPool, served)) === undefined;
}

/** Resolves when everything up to `end` was taken. */
async function reached(pool: Pool, version: number, end: StreamEnd, onProgress: RebuildOptions['onProgress']): Promise<void> {
  const { consumer } = projectionVersion(version);
  const records = Number([...end.values()].reduce((sum, offset) => sum + offset, 0n));
  const began = performance.now();
  let first: number | undefined;
  let last = { taken: 0, at: began };
  while (!(await hasReached(pool, consumer, clinicalTopic, end))) {
    await pause(lookEveryMs);
    const at = performance.now();
    if (!onProgress || at - last.at < sayEveryMs) continue;
    const taken = await takenBy(pool, consumer);
    first ??= taken;
    const mean = (taken - first) / ((at - began) / 1000);
    const perSecond = (taken - last.taken) / ((at - last.at) / 1000);
    onProgress({ version, taken, records, perSecond, secondsLeft: mean > 0 ? Math.max(0, records - taken) / mean : undefined });
    last = { taken, at };
  }
}

/** Some shards at a time; the next run is on its way while one is taken. */
async function supplyFrom(events: EventExport, consumer: Consumer, shards: readonly LackingShard[]): Promise<void> {
  const waiting = [...shards];
  const work = async (): Promise<void> => {
    for (let shard = waiting.shift(); shard; shard = waiting.shift()) {
      let taking = Promise.resolve();
      for await (const run of runsOf(events, shard)) {
        await taking;
        taking = consumer.supply(run);
        // It is reported by the await above or below.
        taking.catch(() => undefined);
      }
      await taking;
    }
  };
  await Promise.all(Array.from({ length: shardsSuppliedAtOnce }, work));
}

/** Pages of a shard, as many as one run has. */
async function* runsOf(events: EventExport, { org, shard, after, until }: LackingShard): AsyncGenerator<SuppliedRecord[], void, void> {
  let run: SuppliedRecord[] = [];
  let bytes = 0;
  for (let last = after; last < until;) {
    const page = await events.read(org, shard, last);
    if (page.length === 0) break;
    last = page.at(-1)!.position;
    run.push(...page);
    for (const { value } of page) bytes += value.length;
    if (run.length < runEvents && bytes < runBytes) continue;
    yield run;
    [run, bytes] = [[], 0];
  }
  if (run.length > 0) yield run;
}

/** Further threads of a rebuild: each takes some of the partitions. */
class Members {
  /** Rejects when one of them fails. */
  readonly failed: Promise<never>;
  readonly #workers: Worker[];
  readonly #ended: Promise<unknown>[];

  constructor(count: number, data: MemberData) {
    const entry = new URL('../dist/rebuild-member.js', import.meta.url);
    this.#workers = Array.from(
      { length: count },
      () => new Worker(entry, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 64 } }),
    );
    this.#ended = this.#workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    this.failed = new Promise((_, reject) => {
      for (const worker of this.#workers) worker.once('error', reject);
    });
    // Also when no one waits for it any more.
    this.failed.catch(() => undefined);
  }

  async end(): Promise<void> {
    for (const worker of this.#workers) worker.postMessage('end');
    await Promise.all(this.#ended);
  }
}

async function takenBy(pool: Pool, consumer: string): Promise<number> {
  const { rows } = await pool.query<{ taken: number }>(
    'SELECT coalesce(sum(next_offset), 0)::bigint AS taken FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2',
    [consumer, clinicalTopic],
  );
  return rows[0]!.taken;
}

export async function withOwner<Result>({ ownerUrl }: RebuildOptions, work: (owner: Pool) => Promise<Result>): Promise<Result> {
  const owner = createPool({ connectionString: ownerUrl, applicationName: 'patient-timeline-projections', max: 3 }, () => undefined);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
