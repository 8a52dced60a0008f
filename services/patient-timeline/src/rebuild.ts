import { createLogger, createRegistry } from '@everchart/platform';
import { withTransaction, type Pool } from '@everchart/postgres';
import { clinicalTopic } from '@everchart/stream';
import type { TimelineConfig } from './configuration.js';
import { createProjector, layFoundations, projectionConsumer } from './parts.js';

export interface Rebuilt {
  /** Entries that stand in the timeline now. */
  entries: number;
  patients: number;
  seconds: number;
}

/**
 * Empties the projection and builds it again from the beginning of the stream, up to the stream's end at the start of the call.
 * Meant for a quiet moment: readers see the record grow again meanwhile. A projector that still runs is fenced and joins the rebuild.
 */
export async function rebuildProjection(config: TimelineConfig): Promise<Rebuilt> {
  const logger = createLogger({ service: 'patient-timeline-rebuild', instance: config.INSTANCE_ID, level: config.LOG_LEVEL });
  const foundations = await layFoundations(config, logger);
  try {
    const end = await foundations.transport.endOffsets(clinicalTopic);
    await emptyProjection(foundations.workerPool);
    const projector = createProjector(config, foundations, logger, createRegistry('patient-timeline-rebuild'));
    const began = performance.now();
    await projector.start();
    try {
      await Promise.race([reached(foundations.workerPool, end), projector.crashed.then((error) => Promise.reject(error))]);
    } finally {
      await projector.stop();
    }
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await foundations.workerPool.query<{ entries: number; patients: number }>(
      'SELECT (SELECT count(*) FROM timeline_v1.timeline_entries) AS entries, (SELECT count(*) FROM timeline_v1.patients) AS patients',
    );
    return { ...rows[0]!, seconds };
  } finally {
    await foundations.part.stop();
  }
}

/** Projection and its progress in one transaction: they are empty together or not at all. */
async function emptyProjection(pool: Pool): Promise<void> {
  await withTransaction(pool, async (tx) => {
    for (const table of ['checkpoints', 'stream_versions', 'shard_progress', 'stopped_streams', 'parked_events']) {
      await tx.query(`DELETE FROM stream_consumer.${table} WHERE consumer = $1`, [projectionConsumer]);
    }
    await tx.query('DELETE FROM timeline_v1.timeline_entries');
    await tx.query('DELETE FROM timeline_v1.patients');
  });
}

const lookEveryMs = 20;

/** Resolves when every partition is applied up to its end. */
async function reached(pool: Pool, end: ReadonlyMap<number, bigint>): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ partition: number; next: string }>(
      'SELECT partition, next_offset::text AS next FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2',
      [projectionConsumer, clinicalTopic],
    );
    const next = new Map(rows.map((row) => [row.partition, BigInt(row.next)]));
    if ([...end].every(([partition, offset]) => (next.get(partition) ?? 0n) >= offset)) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
