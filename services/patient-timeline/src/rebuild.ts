import { setTimeout as pause } from 'node:timers/promises';
import { createPool, type Pool } from '@everchart/postgres';
import { withServiceKit } from '@everchart/service-kit';
import { clinicalTopic, hasReached } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import { addProjector, type Pace } from './create-app.js';
import type { StreamEnd } from './infrastructure/projection.completion.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { ProjectionVersions, VersionRefusedError } from './infrastructure/projection.versions.js';
import { projectionVersion } from './projections.js';

export interface RebuildOptions {
  /** Database `timeline`, as its owner: makes the tables. */
  ownerUrl: string;
  actor: string;
  /** One that an earlier rebuild began, and did not end. */
  version?: number | undefined;
  /** Events a second at most: what is read has the rest of the machine. Undefined: as fast as it goes. */
  eventsPerSecond?: number | undefined;
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
const batchMax = 5000;

/** Builds a version beside the one that is read. */
export function rebuildProjection(config: TimelineConfig, options: RebuildOptions): Promise<Rebuilt> {
  return withOwner(options, async (owner) => {
    const versions = new ProjectionVersions(owner, options.actor);
    const version = options.version ?? (await versions.begin());
    const began = performance.now();
    await versions.building(version, async () => {
      while (!(await versions.finish(version, await fill(config, version, options))));
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
function fill(config: TimelineConfig, version: number, { eventsPerSecond, onProgress }: RebuildOptions): Promise<StreamEnd> {
  const projection = projectionVersion(version);
  return withServiceKit(
    'patient-timeline-rebuild',
    { ...config, PROJECTOR_BATCH_MAX: Math.min(batchMax, eventsPerSecond ?? batchMax) },
    async (kit) => {
      const { keyring } = await kit.openKeyring(config);
      const { partitions } = await kit.transport.extentOf(clinicalTopic);
      const end = new Map([...partitions].map(([partition, extent]) => [partition, extent.end]));
      addProjector(kit, keyring, projection, eventsPerSecond === undefined ? undefined : pacer(eventsPerSecond));
      await kit.lifecycle.start();
      const records = Number([...end.values()].reduce((sum, offset) => sum + offset, 0n));
      const began = performance.now();
      let first: number | undefined;
      let last = { taken: 0, at: began };
      const reached = async (): Promise<void> => {
        while (!(await hasReached(kit.workerPool, projection.consumer, clinicalTopic, end))) {
          await pause(lookEveryMs);
          const at = performance.now();
          if (!onProgress || at - last.at < sayEveryMs) continue;
          const taken = await takenBy(kit.workerPool, projection.consumer);
          first ??= taken;
          const mean = (taken - first) / ((at - began) / 1000);
          const perSecond = (taken - last.taken) / ((at - last.at) / 1000);
          onProgress({ version, taken, records, perSecond, secondsLeft: mean > 0 ? Math.max(0, records - taken) / mean : undefined });
          last = { taken, at };
        }
      };
      await Promise.race([reached(), kit.lifecycle.crashed.then((error) => Promise.reject(error))]);
      if (await lacksPositions(kit.workerPool, projection.consumer))
        throw new VersionRefusedError(
          `the topic lacks events that were recorded: publish them again (everchart republish); then rebuild --version ${version} goes on`,
        );
      await sumUpDue(kit.workerPool, projection);
      return end;
    },
  );
}

/** Resolves when so many more events may be taken. */
function pacer(eventsPerSecond: number): Pace {
  let free = performance.now();
  return async (events) => {
    const at = Math.max(free, performance.now());
    free = at + (events / eventsPerSecond) * 1000;
    await pause(at - performance.now());
  };
}

/** What retention has deleted from the topic, or what it lost: events before those that came. */
async function lacksPositions(pool: Pool, consumer: string): Promise<boolean> {
  const { rows } = await pool.query<{ lacks: boolean }>(
    `SELECT EXISTS (SELECT FROM stream_consumer.shard_progress WHERE consumer = $1 AND gaps <> '[]') AS lacks`,
    [consumer],
  );
  return rows[0]!.lacks;
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
