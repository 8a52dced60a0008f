import { Turn } from '@everchart/platform';
import { integerArray, textArray, uuidArray, withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { compareInstants, utcOf } from '@everchart/primitives';
import type { Projection } from '../consumers/read-model.js';
import { blockSize } from '../domain/blocks.js';
import type { PatientKey } from '../domain/patient-key.js';
import { RecordSum, standingsAfter } from '../domain/patient-record.js';
import { eventOf, type EntryDocument } from '../domain/rendering.js';

export interface BlockKey extends PatientKey {
  block: number;
}

/** Condition: an entry `e` that can be read, corrects nothing and is not corrected. */
export const alone = (schema: string): string =>
  `e.root IS NULL AND NOT e.unreadable AND NOT EXISTS (SELECT FROM ${schema}.timeline_entries c WHERE c.org = e.org AND c.patient = e.patient AND c.root = e.event_id)`;

/** In the transaction that fills a block, or that corrects one of its entries: it is due, and no read adds it up. */
export async function markBlocks(tx: Transaction, schema: string, blocks: readonly BlockKey[]): Promise<void> {
  if (blocks.length === 0) return;
  await tx.query({
    name: `${schema}.mark-blocks`,
    text: `INSERT INTO ${schema}.timeline_blocks (org, patient, block) SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[])
      ON CONFLICT (org, patient, block) DO UPDATE
        SET recorded_until = NULL, happened_from = NULL, happened_until = NULL, facts = NULL, counts = NULL, unread = NULL`,
    values: [
      textArray(blocks.map(({ org }) => org)),
      uuidArray(blocks.map(({ patient }) => patient)),
      integerArray(blocks.map(({ block }) => block)),
    ],
  });
}

/** The next block that is due, in the order of the keys. */
export async function dueBlock(pool: Pool, schema: string, after?: BlockKey): Promise<BlockKey | undefined> {
  const { org, patient, block } = after ?? { org: '', patient: '00000000-0000-0000-0000-000000000000', block: -1 };
  const { rows } = await pool.query<BlockKey>({
    name: `${schema}.due-block`,
    text: `SELECT org, patient, block FROM ${schema}.timeline_blocks WHERE facts IS NULL AND (org, patient, block) > ($1, $2::uuid, $3::integer)
      ORDER BY org, patient, block LIMIT 1`,
    values: [org, patient, block],
  });
  return rows[0];
}

/**
 * Sums up a block by what is stored, if it is still due. Its row is locked before its entries are read: a run that
 * corrects one of them meanwhile marks the block after that, and it is due again.
 */
export function sumUpBlock(pool: Pool, schema: string, { org, patient, block }: BlockKey): Promise<void> {
  return withTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query({
      name: `${schema}.lock-block`,
      text: `SELECT FROM ${schema}.timeline_blocks WHERE org = $1 AND patient = $2 AND block = $3 AND facts IS NULL FOR UPDATE SKIP LOCKED`,
      values: [org, patient, block],
    });
    if (rowCount === 0) return;
    const { rows } = await tx.query<{ entry: EntryDocument; alone: boolean }>({
      name: `${schema}.read-block`,
      text: `SELECT e.entry, ${alone(schema)} AS alone
        FROM ${schema}.timeline_entries e
        WHERE e.org = $1 AND e.patient = $2 AND e.stream_version > $3 AND e.stream_version <= $4 ORDER BY e.stream_version`,
      values: [org, patient, block * blockSize, (block + 1) * blockSize],
    });
    const sum = new RecordSum();
    const events = rows.filter(({ alone }) => alone).map(({ entry }) => eventOf(entry));
    const turn = new Turn(org);
    for (const event of events) {
      sum.add(standingsAfter([], [event]).added);
      if (turn.isOver()) await turn.next();
    }
    const times = events.map(({ occurredAt }) => utcOf(occurredAt)).sort(compareInstants);
    const { facts, counts, unread } = sum.part;
    await tx.query({
      name: `${schema}.write-block`,
      text: `UPDATE ${schema}.timeline_blocks SET recorded_until = $4, happened_from = $5, happened_until = $6, facts = $7, counts = $8, unread = $9
        WHERE org = $1 AND patient = $2 AND block = $3`,
      values: [
        org,
        patient,
        block,
        rows.at(-1)!.entry.recordedAt,
        times[0] ?? null,
        times.at(-1) ?? null,
        JSON.stringify(facts),
        JSON.stringify(counts),
        unread,
      ],
    });
  });
}

/** Every block of a projection that is due now. */
export async function sumUpDue(pool: Pool, { models }: Projection): Promise<void> {
  for (const { model, schema } of models) {
    if (!model.tables.includes('timeline_blocks')) continue;
    for (let due = await dueBlock(pool, schema); due; due = await dueBlock(pool, schema, due)) await sumUpBlock(pool, schema, due);
  }
}
