import { addSketch, durationSpans, halfHourMs, percentileOf } from '@everchart/platform';
import { bigintArray, byteaArray, integerArray, textArray, uuidArray, type Pool, type Transaction } from '@everchart/postgres';

type Queryable = Pick<Pool | Transaction, 'query'>;

/** The whole number of one run in one half hour. */
export interface CountRow {
  from: Date;
  org: string;
  run: string;
  release: string;
  operation: string;
  code: number;
  requests: number;
  maxUs: number;
  durations: Buffer;
}

/** Numbers of a half hour that are one event, or are to be. */
export interface TiedCounts {
  org: string;
  from: Date;
  eventId: string;
}

/** All runs together. */
export interface SummedCount {
  operation: string;
  release: string;
  code: number;
  requests: number;
  p50Us: number;
  p99Us: number;
  maxUs: number;
}

const keyOf = ({ from, org, run, release, operation, code }: Omit<CountRow, 'requests' | 'maxUs' | 'durations'>): string =>
  JSON.stringify([from.getTime(), org, run, release, operation, code]);

/** The table `access_log.request_counts`. */
export const requestCountStore = {
  /** @returns those that were not written: their half hour is in an event already */
  async write(db: Queryable, rows: readonly CountRow[]): Promise<CountRow[]> {
    // In one order: no two processes wait for each other in a circle.
    const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const { rows: written } = await db.query<Omit<CountRow, 'requests' | 'maxUs' | 'durations'>>(
      `INSERT INTO access_log.request_counts AS c (from_at, org, run, release, operation, code, requests, max_us, durations)
         SELECT to_timestamp(ms / 1000.0), org, run, release, operation, code, requests, max_us, durations
           FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bigint[], $8::bigint[], $9::bytea[])
             AS u (ms, org, run, release, operation, code, requests, max_us, durations)
         ON CONFLICT (from_at, org, run, release, operation, code) DO UPDATE
           SET requests = excluded.requests, max_us = excluded.max_us, durations = excluded.durations WHERE c.event_id IS NULL
         RETURNING from_at AS "from", org, run, release, operation, code`,
      [
        bigintArray(sorted.map(({ from }) => from.getTime())),
        textArray(sorted.map(({ org }) => org)),
        uuidArray(sorted.map(({ run }) => run)),
        textArray(sorted.map(({ release }) => release)),
        textArray(sorted.map(({ operation }) => operation)),
        integerArray(sorted.map(({ code }) => code)),
        bigintArray(sorted.map(({ requests }) => requests)),
        bigintArray(sorted.map(({ maxUs }) => maxUs)),
        byteaArray(sorted.map(({ durations }) => durations)),
      ],
    );
    const done = new Set(written.map(keyOf));
    return rows.filter((row) => !done.has(keyOf(row)));
  },

  /** What an event has of a run. */
  async tied(db: Queryable, { from, org, run, release, operation, code }: CountRow): Promise<{ requests: number; durations: Buffer }> {
    const { rows } = await db.query<{ requests: number; durations: Buffer }>(
      `SELECT requests, durations FROM access_log.request_counts
        WHERE from_at = $1 AND org = $2 AND run = $3 AND release = $4 AND operation = $5 AND code = $6`,
      [from, org, run, release, operation, code],
    );
    return rows[0]!;
  },

  /** Half hours that ended at this time, or before, and are in no event. */
  async untied(db: Queryable, endedAt: number): Promise<{ org: string; from: Date }[]> {
    const { rows } = await db.query<{ org: string; from: Date }>(
      `SELECT DISTINCT org, from_at AS "from" FROM access_log.request_counts
        WHERE NOT recorded AND event_id IS NULL AND from_at <= $1 ORDER BY 2, 1`,
      [new Date(endedAt - halfHourMs)],
    );
    return rows;
  },

  async tie(db: Queryable, { org, from, eventId }: TiedCounts): Promise<void> {
    await db.query('UPDATE access_log.request_counts SET event_id = $3 WHERE org = $1 AND from_at = $2 AND event_id IS NULL', [
      org,
      from,
      eventId,
    ]);
  },

  /** Events that the event store may not have yet. */
  async unrecorded(db: Queryable): Promise<TiedCounts[]> {
    const { rows } = await db.query<TiedCounts>(
      `SELECT DISTINCT org, from_at AS "from", event_id AS "eventId" FROM access_log.request_counts
        WHERE NOT recorded AND event_id IS NOT NULL ORDER BY 2, 1`,
    );
    return rows;
  },

  /** What an event says: of the rows that are tied to it, which change no more. In one order. */
  async summed(db: Queryable, { org, from, eventId }: TiedCounts): Promise<SummedCount[]> {
    const { rows } = await db.query<{ operation: string; release: string; code: number; requests: number; maxUs: number; durations: Buffer[] }>(
      `SELECT operation, release, code, sum(requests)::bigint AS requests, max(max_us) AS "maxUs", array_agg(durations) AS durations
         FROM access_log.request_counts WHERE org = $1 AND from_at = $2 AND event_id = $3
        GROUP BY operation, release, code ORDER BY operation COLLATE "C", release COLLATE "C", code`,
      [org, from, eventId],
    ); // prettier-ignore
    return rows.map(({ operation, release, code, requests, maxUs, durations }) => {
      const sketch = new Float64Array(durationSpans);
      for (const each of durations) addSketch(sketch, each);
      const p = (share: number): number => percentileOf(sketch, share, maxUs);
      return { operation, release, code, requests, p50Us: p(0.5), p99Us: p(0.99), maxUs };
    });
  },

  async recorded(db: Queryable, { org, from, eventId }: TiedCounts): Promise<void> {
    await db.query('UPDATE access_log.request_counts SET recorded = true WHERE org = $1 AND from_at = $2 AND event_id = $3', [
      org,
      from,
      eventId,
    ]);
  },

  /** Of what is in events; a process that comes later than this is none of ours any more. */
  async forget(db: Queryable, before: number): Promise<void> {
    await db.query('DELETE FROM access_log.request_counts WHERE recorded AND from_at < $1', [new Date(before)]);
  },
};
