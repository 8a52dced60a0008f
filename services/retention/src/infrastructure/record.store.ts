import type { PatientEvent } from '@everchart/clinical-facts';
import { isKindClass } from '@everchart/contracts';
import { parseSource, type EventHeader } from '@everchart/envelope';
import type { Pool, Transaction } from '@everchart/postgres';
import type { OpenedFacts } from '@everchart/sealed-events';
import type { ShardPosition } from '@everchart/stream';
import type { KnownRecord } from '../domain/known-record.js';

type Queryable = Pick<Pool | Transaction, 'query'>;

export interface RecordEntry {
  header: EventHeader;
  subject: string;
  facts: OpenedFacts | 'none' | 'unread';
  /** As `utcOf` writes it: texts that sort as the instants do. */
  occurredAt: string;
}

/** What is known of records, in the schema `retention`. */
export const recordStore = {
  /** Adds entries of any records; those of one are in the order of its stream. */
  async save(tx: Transaction, entries: readonly RecordEntry[]): Promise<void> {
    if (entries.length === 0) return;
    // In one order: no two transactions wait for each other in a circle.
    const records = [...Map.groupBy(entries, ({ header, subject }) => `${header.org}/${subject}`)].sort(([a], [b]) => (a < b ? -1 : 1));
    const byRecord = records.map(([, ofRecord]) => ofRecord);
    await saveFacts(tx, entries);
    await saveSpans(tx, byRecord, 'facility');
    await saveSpans(tx, byRecord, 'actor');
    await saveRecords(tx, byRecord);
  },

  /** Those of the subjects that are known. */
  async read(db: Queryable, org: string, subjects: readonly string[]): Promise<KnownRecord[]> {
    const { rows } = await db.query<KnownRecord>({
      name: 'retention-records-read',
      text: `SELECT r.subject, r.stream_version AS "streamVersion", ${utc('r.recorded_at')} AS "recordedAt", r.recorded_by AS "recordedBy",
             ${utc('r.occurred_at')} AS "occurredAt", r.occurred_by AS "occurredBy", facts.unread, facts.entries, r.kinds,
             coalesce((SELECT json_agg(json_build_object('facility', f.facility, 'firstAt', ${utc('f.first_at')}, 'lastAt', ${utc('f.last_at')}) ORDER BY f.facility)
                         FROM retention.record_facilities f WHERE f.org = r.org AND f.subject = r.subject), '[]') AS facilities
        FROM retention.records r, LATERAL (
          SELECT count(*) FILTER (WHERE e.entry IS NULL)::integer AS unread,
                 coalesce(json_agg(e.entry ORDER BY e.stream_version) FILTER (WHERE e.entry IS NOT NULL), '[]') AS entries
            FROM retention.record_facts e WHERE e.org = r.org AND e.subject = r.subject) facts
       WHERE r.org = $1 AND r.subject = ANY ($2::uuid[])`,
      values: [org, subjects],
    });
    return rows;
  },

  /** Those of the subjects of which nothing is known. */
  async unknown(db: Queryable, org: string, subjects: readonly string[]): Promise<string[]> {
    const { rows } = await db.query<{ subject: string }>(
      `SELECT subject FROM unnest($2::uuid[]) AS u (subject)
        WHERE NOT EXISTS (SELECT FROM retention.records r WHERE r.org = $1 AND r.subject = u.subject)`,
      [org, subjects],
    );
    return rows.map(({ subject }) => subject);
  },

  /**
   * Of these records, those that stay as they are until the transaction ends; `busy` are the others that there are:
   * another keeper, or the projector, has them.
   */
  async lock(tx: Transaction, org: string, subjects: readonly string[]): Promise<{ locked: string[]; busy: string[] }> {
    const query = async (how: string) =>
      (
        await tx.query<{ subject: string }>(
          `SELECT subject FROM retention.records WHERE org = $1 AND subject = ANY ($2::uuid[]) ORDER BY subject ${how}`,
          [org, subjects],
        )
      ).rows.map(({ subject }) => subject);
    const locked = await query('FOR NO KEY UPDATE SKIP LOCKED');
    if (locked.length === subjects.length) return { locked, busy: [] };
    const all = new Set(locked);
    return { locked, busy: (await query('')).filter((subject) => !all.has(subject)) };
  },

  /** Records that say, or have said, that they were merged with one of these: of two only one may know it. */
  async namedBy(db: Queryable, org: string, subjects: readonly string[]): Promise<{ subject: string; other: string }[]> {
    const { rows } = await db.query<{ subject: string; other: string }>({
      name: 'retention-records-named-by',
      text: `SELECT subject, retention.merged_with(entry) AS other FROM retention.record_facts
              WHERE org = $1 AND retention.merged_with(entry) = ANY ($2::text[])`,
      values: [org, subjects],
    });
    return rows;
  },

  /** Subjects of which an event at or behind a position was applied. */
  async appliedFrom(tx: Transaction, { org, storeId, shard, position }: ShardPosition): Promise<string[]> {
    const { rows } = await tx.query<{ subject: string }>(
      'SELECT subject FROM retention.records WHERE org = $1 AND store_id = $2 AND shard = $3 AND position >= $4',
      [org, storeId, shard, position],
    );
    return rows.map(({ subject }) => subject);
  },
};

function utc(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Facts that were not read take their place when the event is applied later. */
async function saveFacts(tx: Transaction, entries: readonly RecordEntry[]): Promise<void> {
  const withFacts = entries.filter(({ facts }) => facts !== 'none');
  if (withFacts.length === 0) return;
  await tx.query(
    `INSERT INTO retention.record_facts (org, subject, stream_version, entry)
     SELECT org, subject, version, entry::json FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::text[]) AS n (org, subject, version, entry)
     ON CONFLICT (org, subject, stream_version) DO UPDATE SET entry = excluded.entry`,
    [
      withFacts.map(({ header }) => header.org),
      withFacts.map(({ subject }) => subject),
      withFacts.map(({ header }) => header.streamversion),
      withFacts.map(({ header, facts }) => (facts === 'unread' ? null : JSON.stringify(entryOf(header, facts as OpenedFacts)))),
    ],
  );
}

function entryOf({ id, streamversion, type, occurredat, time }: EventHeader, data: OpenedFacts): PatientEvent {
  // Who recorded it is of no concern to rules.
  return { eventId: id.toLowerCase(), streamVersion: streamversion, type, actor: '', occurredAt: occurredat, recordedAt: time, data };
}

interface Times {
  first: string;
  last: string;
}

/** Which facilities entries name, or who recorded them, from when to when. */
async function saveSpans(tx: Transaction, byRecord: readonly RecordEntry[][], member: 'facility' | 'actor'): Promise<void> {
  const spans = byRecord.flatMap((ofRecord) => {
    const { header, subject } = ofRecord[0]!;
    return [...timesOf(ofRecord, member)].map(([name, times]) => ({ org: header.org, subject, name, ...times }));
  });
  if (spans.length === 0) return;
  const table = { facility: 'retention.record_facilities', actor: 'retention.record_actors' }[member];
  await tx.query(
    `INSERT INTO ${table} AS f (org, subject, ${member}, first_at, last_at)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (org, subject, ${member}) DO UPDATE SET first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)`,
    [
      spans.map(({ org }) => org),
      spans.map(({ subject }) => subject),
      spans.map(({ name }) => name),
      spans.map(({ first }) => first),
      spans.map(({ last }) => last),
    ],
  );
}

/** First and last time by name, of entries that have one; in the order of names. */
function timesOf(entries: readonly RecordEntry[], member: 'facility' | 'actor'): [string, Times][] {
  const times = new Map<string, Times>();
  for (const { header, occurredAt } of entries) {
    const name = header[member];
    if (name === undefined) continue;
    const known = times.get(name);
    if (!known) times.set(name, { first: occurredAt, last: occurredAt });
    else if (occurredAt > known.last) known.last = occurredAt;
    else if (occurredAt < known.first) known.first = occurredAt;
  }
  return [...times].sort(([a], [b]) => (a < b ? -1 : 1));
}

function kindsOf(entries: readonly RecordEntry[]): string[] {
  return [...new Set(entries.map(({ header }) => header.retentionclass).filter(isKindClass))].sort();
}

async function saveRecords(tx: Transaction, byRecord: readonly RecordEntry[][]): Promise<void> {
  const records = byRecord.map((ofRecord) => {
    const last = ofRecord.at(-1)!;
    const latest = ofRecord.reduce((newest, each) => (each.occurredAt > newest.occurredAt ? each : newest));
    const earliest = ofRecord.reduce((oldest, { occurredAt }) => (occurredAt < oldest ? occurredAt : oldest), latest.occurredAt);
    return { ...last, source: parseSource(last.header.source), latest, earliest };
  });
  await tx.query(
    `INSERT INTO retention.records AS r
       (org, subject, stream_version, store_id, epoch, shard, position, recorded_at, recorded_by, occurred_at, occurred_by, first_at, kinds)
     SELECT n.org, n.subject, n.stream_version, n.store_id, n.epoch, n.shard, n.position, n.recorded_at, n.recorded_by, n.occurred_at, n.occurred_by, n.first_at,
         n.kinds::text[]
       FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::uuid[], $5::integer[], $6::integer[], $7::bigint[], $8::timestamptz[], $9::text[],
         $10::timestamptz[], $11::text[], $12::timestamptz[], $13::text[])
         AS n (org, subject, stream_version, store_id, epoch, shard, position, recorded_at, recorded_by, occurred_at, occurred_by, first_at, kinds)
     ON CONFLICT (org, subject) DO UPDATE SET
       stream_version = CASE WHEN excluded.store_id <> r.store_id OR excluded.stream_version > r.stream_version THEN excluded.stream_version ELSE r.stream_version END,
       store_id = excluded.store_id,
       epoch = greatest(r.epoch, excluded.epoch),
       shard = excluded.shard,
       position = CASE WHEN excluded.store_id <> r.store_id OR excluded.position > r.position THEN excluded.position ELSE r.position END,
       recorded_at = greatest(r.recorded_at, excluded.recorded_at),
       recorded_by = CASE WHEN excluded.recorded_at >= r.recorded_at THEN excluded.recorded_by ELSE r.recorded_by END,
       occurred_at = greatest(r.occurred_at, excluded.occurred_at),
       occurred_by = CASE WHEN excluded.occurred_at >= r.occurred_at THEN excluded.occurred_by ELSE r.occurred_by END,
       first_at = least(r.first_at, excluded.first_at),
       kinds = CASE WHEN r.kinds @> excluded.kinds THEN r.kinds ELSE ARRAY(SELECT DISTINCT k FROM unnest(r.kinds || excluded.kinds) AS k ORDER BY k) END,
       changed_at = coalesce(r.changed_at, clock_timestamp())`,
    [
      records.map(({ header }) => header.org),
      records.map(({ subject }) => subject),
      records.map(({ header }) => header.streamversion),
      records.map(({ source }) => source.storeId),
      records.map(({ source }) => source.epoch),
      records.map(({ header }) => header.shard),
      records.map(({ header }) => header.position),
      records.map(({ header }) => header.time),
      records.map(({ header }) => header.id.toLowerCase()),
      records.map(({ latest }) => latest.occurredAt),
      records.map(({ latest }) => latest.header.id.toLowerCase()),
      records.map(({ earliest }) => earliest),
      byRecord.map((ofRecord) => `{${kindsOf(ofRecord).join(',')}}`),
    ],
  );
}
