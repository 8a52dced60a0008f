import { withTransaction, type Pool } from '@everchart/postgres';
import { clinicalTopic } from '@everchart/stream';
import { setTimeout as pause } from 'node:timers/promises';

/** Name of the projection's consumer: its group on the stream, and the key of its progress. The read functions name it, too. */
export const projectionConsumer = 'timeline-v2';

/** The end of the stream at some moment, per partition. */
export type StreamEnd = ReadonlyMap<number, bigint>;

const lookEveryMs = 20;

/**
 * Declares the projection built as soon as everything up to `end` is applied.
 * @throws the signal's reason when it is aborted before
 */
export async function declareWhenBuilt(pool: Pool, end: StreamEnd, signal: AbortSignal): Promise<void> {
  while (!(await declareIfBuilt(pool, end))) await pause(lookEveryMs, undefined, { signal });
}

/** Empties the projection and its progress in one transaction: they are empty together or not at all. */
export async function emptyProjection(pool: Pool): Promise<void> {
  await withTransaction(pool, async (tx) => {
    await tx.query('LOCK TABLE timeline_v2.built IN SHARE ROW EXCLUSIVE MODE');
    await tx.query('DELETE FROM timeline_v2.built');
    for (const table of ['checkpoints', 'stream_versions', 'shard_progress', 'stopped_streams', 'parked_events']) {
      await tx.query(`DELETE FROM stream_consumer.${table} WHERE consumer = $1`, [projectionConsumer]);
    }
    await tx.query('DELETE FROM timeline_v2.timeline_entries');
    await tx.query('DELETE FROM timeline_v2.patients');
  });
}

/** Under the lock that a rebuild takes, too: progress that it has just taken away counts for nothing. */
async function declareIfBuilt(pool: Pool, end: StreamEnd): Promise<boolean> {
  return withTransaction(pool, async (tx) => {
    await tx.query('LOCK TABLE timeline_v2.built IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await tx.query<{ partition: number; next: string }>(
      'SELECT partition, next_offset::text AS next FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2',
      [projectionConsumer, clinicalTopic],
    );
    const next = new Map(rows.map((row) => [row.partition, BigInt(row.next)]));
    if (![...end].every(([partition, offset]) => (next.get(partition) ?? 0n) >= offset)) return false;
    await tx.query('INSERT INTO timeline_v2.built DEFAULT VALUES ON CONFLICT DO NOTHING');
    return true;
  });
}
