import { setTimeout as pause } from 'node:timers/promises';
import { createPool, type Pool } from '@everchart/postgres';
import { withServiceKit } from '@everchart/service-kit';
import { clinicalTopic, hasReached } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import type { Projection } from './consumers/read-model.js';
import { addProjector } from './create-app.js';
import type { StreamEnd } from './infrastructure/projection.completion.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { ProjectionVersions } from './infrastructure/projection.versions.js';
import { projectionVersion } from './projections.js';

export interface RebuildOptions {
  /** Database `timeline`, as its owner: makes the tables. */
  ownerUrl: string;
  actor: string;
  /** One that an earlier rebuild began, and did not end. */
  version?: number | undefined;
}

export interface Rebuilt {
  version: number;
  entries: number;
  patients: number;
  seconds: number;
}

const lookEveryMs = 100;
const batchMax = 5000;

/** Builds a version beside the one that is read. */
export function rebuildProjection(config: TimelineConfig, options: RebuildOptions): Promise<Rebuilt> {
  return withOwner(options, async (owner) => {
    const versions = new ProjectionVersions(owner, options.actor);
    const version = options.version ?? (await versions.begin());
    const projection = projectionVersion(version);
    const began = performance.now();
    await versions.building(version, async () => {
      while (!(await versions.finish(version, await fill(config, projection))));
    });
    const seconds = (performance.now() - began) / 1000;
    const { schema } = projection.models[0]!;
    const { rows } = await owner.query<{ entries: number; patients: number }>(
      `SELECT (SELECT count(*) FROM ${schema}.timeline_entries) AS entries, (SELECT count(*) FROM ${schema}.patients) AS patients`,
    );
    return { version, ...rows[0]!, seconds };
  });
}

/** @returns the end of the stream that it has reached */
function fill(config: TimelineConfig, projection: Projection): Promise<StreamEnd> {
  return withServiceKit('patient-timeline-rebuild', { ...config, PROJECTOR_BATCH_MAX: batchMax }, async (kit) => {
    const { keyring } = await kit.openKeyring(config);
    addProjector(kit, keyring, projection);
    await kit.lifecycle.start();
    const end = await kit.transport.endOffsets(clinicalTopic);
    const reached = async (): Promise<void> => {
      while (!(await hasReached(kit.workerPool, projection.consumer, clinicalTopic, end))) await pause(lookEveryMs);
    };
    await Promise.race([reached(), kit.lifecycle.crashed.then((error) => Promise.reject(error))]);
    await sumUpDue(kit.workerPool, projection);
    return end;
  });
}

export async function withOwner<Result>({ ownerUrl }: RebuildOptions, work: (owner: Pool) => Promise<Result>): Promise<Result> {
  const owner = createPool({ connectionString: ownerUrl, applicationName: 'patient-timeline-projections', max: 3 }, () => undefined);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
