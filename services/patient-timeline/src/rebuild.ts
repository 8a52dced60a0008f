import { createLogger, createRegistry } from '@everchart/platform';
import { clinicalTopic } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import { declareWhenBuilt, emptyProjection } from './infrastructure/projection.completion.js';
import { createProjector, layFoundations } from './parts.js';

export interface Rebuilt {
  /** Entries that stand in the timeline now. */
  entries: number;
  patients: number;
  seconds: number;
}

/**
 * Empties the projection and builds it again from the beginning of the stream, up to the stream's end at the start of the call.
 * Meant for a quiet moment: until it is built, readers are told that the record is not there yet. A projector that still runs is fenced and joins the rebuild.
 */
export async function rebuildProjection(config: TimelineConfig): Promise<Rebuilt> {
  const logger = createLogger({ service: 'patient-timeline-rebuild', instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const foundations = await layFoundations(config, logger);
  const { transport, workerPool } = foundations;
  try {
    const end = await transport.endOffsets(clinicalTopic);
    await emptyProjection(workerPool);
    const projector = createProjector(config, foundations, logger, createRegistry('patient-timeline-rebuild'));
    const began = performance.now();
    const given = new AbortController();
    await projector.start();
    try {
      await Promise.race([declareWhenBuilt(workerPool, end, given.signal), projector.crashed.then((error) => Promise.reject(error))]);
    } finally {
      given.abort();
      await projector.stop();
    }
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await workerPool.query<{ entries: number; patients: number }>(
      'SELECT (SELECT count(*) FROM timeline_v2.timeline_entries) AS entries, (SELECT count(*) FROM timeline_v2.patients) AS patients',
    );
    return { ...rows[0]!, seconds };
  } finally {
    await foundations.part.stop();
  }
}
