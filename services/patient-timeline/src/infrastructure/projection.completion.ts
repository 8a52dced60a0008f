import { withTransaction, type Pool, type Queryable, type Transaction } from '@everchart/postgres';
import { clinicalTopic, hasReached } from '@everchart/stream';
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
  while (!(await withTransaction(pool, (tx) => declareIfBuilt(tx, projection, end)))) await pause(lookEveryMs, undefined, { signal });
}

/** @returns whether it is built */
export async function declareIfBuilt(tx: Transaction, { consumer, models }: Projection, end: StreamEnd): Promise<boolean> {
  if (!(await hasReached(tx, consumer, clinicalTopic, end))) return false;
  for (const { schema } of models) await tx.query(`INSERT INTO ${schema}.built DEFAULT VALUES ON CONFLICT DO NOTHING`);
  return true;
}

export async function isBuilt(database: Queryable, { models }: Projection): Promise<boolean> {
  const { rows } = await database.query<{ built: boolean }>(
    `SELECT ${models.map(({ schema }) => `EXISTS (SELECT FROM ${schema}.built)`).join(' AND ')} AS built`,
  );
  return rows[0]!.built;
}
