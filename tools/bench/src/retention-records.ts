import type { Queryable } from '@everchart/postgres';

/**
 * Rows of records as the projector of retention writes them, of patients who were each born, admitted to one of the
 * facilities, seen there and discharged: three entries with facts, twenty in all.
 * @param db as `retention_worker`
 */
export async function fillRecords(db: Queryable, org: string, facilities: readonly string[], records: number): Promise<void> {
  const instant = (name: string): string => `to_char(${name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const entry = (type: string, at: string, version: number, data: string): string =>
    `(${version}, json_build_object('eventId', gen_random_uuid(), 'streamVersion', ${version}, 'type', '${type}', 'actor', '',
       'occurredAt', ${instant(at)}, 'recordedAt', ${instant(at)}, 'data', ${data}))`;
  const atOnce = 10_000;
  for (let from = 0; from < records; from += atOnce) {
    await db.query(
      `WITH made AS (
         SELECT gen_random_uuid() AS subject, gen_random_uuid() AS stay, n, ($2::text[])[1 + n % array_length($2::text[], 1)] AS facility,
                timestamptz '1990-01-01 08:00Z' + (n::bigint * 7919 % 12000) * interval '1 day' AS admitted, date '1920-01-01' + (n::bigint * 104729 % 36000)::integer AS born
           FROM generate_series($3::integer, $4::integer) AS n),
       known AS (SELECT *, admitted + (1 + n % 30) * interval '1 day' AS discharged FROM made),
       facts AS (
         INSERT INTO retention.record_facts (org, subject, stream_version, entry)
         SELECT $1, k.subject, e.version, e.entry FROM known k, LATERAL (VALUES
           ${entry('patient.registered', 'k.admitted', 1, "json_build_object('birthDate', k.born::text)")},
           ${entry('stay.admitted', 'k.admitted', 2, "json_build_object('stayId', k.stay, 'location', json_build_object('facility', k.facility))")},
           ${entry('stay.discharged', 'k.discharged', 20, "json_build_object('stayId', k.stay)")}) AS e (version, entry)),
       places AS (
         INSERT INTO retention.record_facilities (org, subject, facility, first_at, last_at)
         SELECT $1, subject, facility, admitted, discharged FROM known),
       actors AS (
         INSERT INTO retention.record_actors (org, subject, actor, first_at, last_at)
         SELECT $1, subject, 'carer-anna', admitted, discharged FROM known)
       INSERT INTO retention.records (org, subject, stream_version, store_id, epoch, shard, position, first_at, recorded_at, recorded_by, occurred_at, occurred_by, changed_at)
       SELECT $1, subject, 20, '7ece4ea0-0189-4bbf-a39a-3a248d313cf9', 1, 0, 20 * (n + 1), admitted, discharged, gen_random_uuid()::text, discharged, gen_random_uuid()::text, NULL
         FROM known`,
      [org, facilities, from, Math.min(from + atOnce, records) - 1],
    );
  }
  for (const table of ['records', 'record_facts', 'record_facilities', 'record_actors']) await db.query(`ANALYZE retention.${table}`);
}
