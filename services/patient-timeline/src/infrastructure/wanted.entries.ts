import type { Turn } from '@everchart/platform';
import { utcOf } from '@everchart/primitives';
import { codeKeysOf, noteType, textsOfWanted, type TimelineFilter } from '../domain/timeline-filter.js';

/** Entries that one page looks at, and their bytes, when it leaves some out. */
export const lookedAtMax = 10_000;
export const lookedAtBytesMax = 16 * 1024 * 1024;

/** How many parameters {@link wantedEntries} takes. */
const wantedParameters = 9;

/**
 * SQL: the entries `e` that may be wanted, and the last one that was looked at. It looks at so many at most, in the
 * order of the timeline: what is beyond is for the next page. An index says the code; others are looked for in
 * the text of the entry, as parsing it would cost ten times as much. What may be wanted is looked at again.
 * @param base conditions for the entries `e`
 * @param first number of the first parameter: those of {@link wantedValues}
 * @param ofCode whether these name a code: plans are made without their values
 */
export function wantedEntries(schema: string, base: string, first: number, ofCode: boolean): string {
  const [types, keys, texts, recordedFrom, recordedTo, struck, notes, count, bytes] = Array.from(
    { length: wantedParameters },
    (_, n) => `$${first + n}`,
  );
  const recordedAt = `substr(e.entry::text, strpos(e.entry::text, '"recordedAt":"') + 14, 27) COLLATE "C"`;
  return `SELECT e.* FROM (
      SELECT e.*, e.number = ${count}::integer OR e.looked >= ${bytes}::bigint AS is_last,
          (${types}::text[] IS NULL OR e.type = ANY (${types})) AND (${struck}::boolean OR e.struck_by IS NULL)
          AND (${texts}::text[] IS NULL OR e.amended_by IS NOT NULL
            OR NOT EXISTS (SELECT FROM unnest(${texts}) t WHERE strpos(e.entry::text, t) = 0))
          AND (${recordedFrom}::text IS NULL OR ${recordedAt} >= ${recordedFrom}) AND (${recordedTo}::text IS NULL OR ${recordedAt} < ${recordedTo})
          AND (NOT ${notes}::boolean OR e.type = '${noteType}' OR e.amended_by IS NOT NULL OR strpos(e.entry::text, '"note":"') > 0) AS is_wanted
        FROM (SELECT e.*, row_number() OVER w AS number, sum(e.bytes) OVER w AS looked
            FROM (SELECT e.* FROM ${schema}.timeline_entries e WHERE ${base} AND ${ofCode ? `e.code_key = ANY (${keys}::integer[])` : `${keys}::integer[] IS NULL`}
              ORDER BY e.occurred_at DESC, e.stream_version DESC LIMIT ${count}::integer) e
            WINDOW w AS (ORDER BY e.occurred_at DESC, e.stream_version DESC ROWS UNBOUNDED PRECEDING)) e
       WHERE e.looked - e.bytes < ${bytes}::bigint) e
    WHERE e.is_wanted OR e.is_last`;
}

export function wantedValues(filter: TimelineFilter, count: number, bytes: number): unknown[] {
  const { types, recordedFrom, recordedTo, struck = true, text } = filter;
  const texts = textsOfWanted(filter);
  const utc = (instant: string | undefined): string | null => (instant === undefined ? null : utcOf(instant));
  return [
    types ?? null,
    codeKeysOf(filter) ?? null,
    texts.length === 0 ? null : texts,
    utc(recordedFrom),
    utc(recordedTo),
    struck,
    text !== undefined,
    count,
    bytes,
  ];
}

export interface WantedColumns {
  is_wanted: boolean;
  is_last: boolean;
  /** Rows without regard to their bytes. */
  found: number;
}

/**
 * Takes rows of {@link wantedEntries}, of which a statement reads two more than the limit.
 * @param take whether the row is wanted after all
 * @returns the row behind which the next page begins; undefined: it was the last page
 */
export async function takeWanted<Row extends WantedColumns>(
  rows: readonly Row[],
  limit: number,
  turn: Turn,
  take: (row: Row) => boolean,
): Promise<Row | undefined> {
  let taken = 0;
  let last: Row | undefined;
  for (const row of rows) {
    if (taken === limit) return last;
    last = row;
    if (row.is_wanted && take(row)) taken += 1;
    if (turn.isOver()) await turn.next();
  }
  return last && (last.is_last || last.found > rows.length || rows.length > limit + 1) ? last : undefined;
}
