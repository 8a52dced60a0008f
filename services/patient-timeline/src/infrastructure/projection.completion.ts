import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { beginAnew, clinicalTopic, hasReached } from '@everchart/stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Projection } from '../consumers/read-model.js';

/** The end of the stream at some moment, per partition. */
export type StreamEnd = ReadonlyMap<number, bigint>;

const lookEveryMs = 20;

/**
 * Declares the projection built as soon as everything up to `end` is applied.
 * @throws the signal's reason when it is aborted before
 */
export async function declareWhenBuilt(pool: Pool, projection: Projection, end: StreamEnd, signal: AbortSignal): Promise<void> {
  while (!(await declareIfBuilt(pool, projection, end))) await pause(lookEveryMs, undefined, { signal });
}

/** Empties the projection and its progress in one transaction: they are empty together or not at all. */
export async function emptyProjection(pool: Pool, { consumer, models }: Projection): Promise<void> {
  await withTransaction(pool, async (tx) => {
    await lockBuilt(tx, models);
    for (const { schema } of models) await tx.query(`DELETE FROM ${schema}.built`);
    await beginAnew(tx, consumer);
    for (const { model, schema } of models) for (const table of model.tables) await tx.query(`DELETE FROM ${schema}.${table}`);
  });
}

async function declareIfBuilt(pool: Pool, { consumer, models }: Projection, end: StreamEnd): Promise<boolean> {
  return withTransaction(pool, async (tx) => {
    await lockBuilt(tx, models);
    if (!(await hasReached(tx, consumer, clinicalTopic, end))) return false;
    for (const { schema } of models) await tx.query(`INSERT INTO ${schema}.built DEFAULT VALUES ON CONFLICT DO NOTHING`);
    return true;
  });
}

/** Under one lock, declaring and emptying: progress that has just been taken away counts for nothing. */
async function lockBuilt(tx: Transaction, models: Projection['models']): Promise<void> {
  for (const { schema } of models) await tx.query(`LOCK TABLE ${schema}.built IN SHARE ROW EXCLUSIVE MODE`);
}
