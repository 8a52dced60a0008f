import { integerArray, textArray, uuidArray, type Transaction } from '@everchart/postgres';
import { compareInstants, utcOf } from '@everchart/primitives';
import { blockSize } from '../domain/blocks.js';
import type { PatientKey } from '../domain/patient-key.js';
import { RecordSum, standingsAfter } from '../domain/patient-record.js';
import { eventOf, type EntryDocument } from '../domain/rendering.js';

export interface BlockKey extends PatientKey {
  block: number;
}

interface BlockRow extends BlockKey {
  recordedUntil: string;
  happenedFrom: string | null;
  happenedUntil: string | null;
  /** JSON text. */
  facts: string;
  counts: string;
  unread: number;
}

/** Condition: an entry `e` that can be read, corrects nothing and is not corrected. */
export const alone = (schema: string): string =>
  `e.root IS NULL AND NOT e.unreadable AND NOT EXISTS (SELECT FROM ${schema}.timeline_entries c WHERE c.org = e.org AND c.patient = e.patient AND c.root = e.event_id)`;

/** Sums up these blocks by what is stored, in the place of what was there. They must be full. */
export async function writeBlocks(tx: Transaction, schema: string, blocks: readonly BlockKey[]): Promise<void> {
  if (blocks.length === 0) return;
  const rows: BlockRow[] = [];
  for (const key of blocks) rows.push(await sumUp(tx, schema, key));
  await tx.query({
    name: `${schema}.write-blocks`,
    text: `INSERT INTO ${schema}.timeline_blocks
        (org, patient, block, recorded_until, happened_from, happened_until, facts, counts, unread)
      SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[])
      ON CONFLICT (org, patient, block) DO UPDATE SET happened_from = excluded.happened_from, happened_until = excluded.happened_until,
        facts = excluded.facts, counts = excluded.counts, unread = excluded.unread`,
    values: [
      textArray(rows.map(({ org }) => org)),
      uuidArray(rows.map(({ patient }) => patient)),
      integerArray(rows.map(({ block }) => block)),
      textArray(rows.map(({ recordedUntil }) => recordedUntil)),
      textArray(rows.map(({ happenedFrom }) => happenedFrom)),
      textArray(rows.map(({ happenedUntil }) => happenedUntil)),
      textArray(rows.map(({ facts }) => facts)),
      textArray(rows.map(({ counts }) => counts)),
      integerArray(rows.map(({ unread }) => unread)),
    ],
  });
}

async function sumUp(tx: Transaction, schema: string, { org, patient, block }: BlockKey): Promise<BlockRow> {
  const { rows } = await tx.query<{ entry: EntryDocument; alone: boolean }>({
    name: `${schema}.read-block`,
    text: `SELECT e.entry, ${alone(schema)} AS alone
      FROM ${schema}.timeline_entries e
      WHERE e.org = $1 AND e.patient = $2 AND e.stream_version > $3 AND e.stream_version <= $4 ORDER BY e.stream_version`,
    values: [org, patient, block * blockSize, (block + 1) * blockSize],
  });
  const sum = new RecordSum();
  const events = rows.filter(({ alone }) => alone).map(({ entry }) => eventOf(entry));
  sum.add(standingsAfter([], events).added);
  const times = events.map(({ occurredAt }) => utcOf(occurredAt)).sort(compareInstants);
  const { facts, counts, unread } = sum.part;
  return {
    org,
    patient,
    block,
    recordedUntil: rows.at(-1)!.entry.recordedAt,
    happenedFrom: times[0] ?? null,
    happenedUntil: times.at(-1) ?? null,
    facts: JSON.stringify(facts),
    counts: JSON.stringify(counts),
    unread,
  };
}
