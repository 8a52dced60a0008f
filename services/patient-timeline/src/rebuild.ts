import { withServiceKit } from '@everchart/service-kit';
import { clinicalTopic } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import { declareWhenBuilt, emptyProjection } from './infrastructure/projection.completion.js';
import { sumUpDue } from './infrastructure/timeline.blocks.js';
import { addProjector } from './create-app.js';
import { shownProjection } from './projections.js';

export interface Rebuilt {
  /** Entries that stand in the timeline now. */
  entries: number;
  patients: number;
  seconds: number;
}

/**
 * Empties the projection and builds it again from the beginning of the stream, up to the stream's end at the start of
 * the call. Meant for a quiet moment: until it is built, readers get the answer that the record is not there yet. A
 * projector that still runs is fenced and joins the rebuild.
 */
export function rebuildProjection(config: TimelineConfig, projection = shownProjection): Promise<Rebuilt> {
  return withServiceKit('patient-timeline-rebuild', config, async (kit) => {
    const { transport, workerPool, lifecycle } = kit;
    const end = await transport.endOffsets(clinicalTopic);
    await emptyProjection(workerPool, projection);
    const { keyring } = await kit.openKeyring(config);
    addProjector(kit, keyring, projection);
    const began = performance.now();
    const given = new AbortController();
    try {
      await lifecycle.start();
      await Promise.race([
        declareWhenBuilt(workerPool, projection, end, given.signal),
        lifecycle.crashed.then((error) => Promise.reject(error)),
      ]);
    } finally {
      given.abort();
    }
    await sumUpDue(workerPool, projection);
    const seconds = (performance.now() - began) / 1000;
    const { schema } = projection.models[0]!;
    const { rows } = await workerPool.query<{ entries: number; patients: number }>(
      `SELECT (SELECT count(*) FROM ${schema}.timeline_entries) AS entries, (SELECT count(*) FROM ${schema}.patients) AS patients`,
    );
    return { ...rows[0]!, seconds };
  });
}
