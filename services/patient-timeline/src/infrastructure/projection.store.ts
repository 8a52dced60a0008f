import type { EventHeader } from '@everchart/envelope';
import { parseDataschema, parseSource } from '@everchart/envelope';
import { jsonArray, type Transaction } from '@everchart/postgres';
import type { PatientRecord } from '../domain/patient-record.js';
import type { TimelineEntry } from '../domain/timeline-entry.js';

export interface PatientKey {
  org: string;
  patient: string;
}

export interface PatientRow extends PatientKey {
  record: PatientRecord;
  summary: unknown;
  /** Header of the last applied event. */
  last: EventHeader;
}

export interface EntryRow {
  header: EventHeader;
  entry: TimelineEntry;
}

export type StoredEntry = PatientKey & TimelineEntry;

const entryColumns = `e.org, e.patient, e.event_id AS "eventId", e.stream_version AS "streamVersion", e.type, e.actor, e.stated_at AS "occurredAt",
  to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt", e.data, e.root, e.topics, e.struck_by AS "struckBy",
  e.amended_by AS "amendedBy", e.corrected_at AS "correctedAt", e.late`;

/** The projection's tables, written in bulk: a handful of statements per batch, whatever its size. */
export const projectionStore = {
  async records(tx: Transaction, keys: readonly PatientKey[]): Promise<(PatientKey & { record: PatientRecord })[]> {
    const { rows } = await tx.query<PatientKey & { record: PatientRecord }>({
      name: 'timeline-records',
      text: `SELECT p.org, p.patient, p.record
         FROM unnest($1::text[], $2::uuid[]) AS k (org, patient)
         JOIN timeline_v2.patients p ON p.org = k.org AND p.patient = k.patient`,
      values: [keys.map((key) => key.org), keys.map((key) => key.patient)],
    });
    return rows;
  },

  /** The entries that those with these ids are about in the end (or these themselves), and every correction of them. */
  async correctedEntries(tx: Transaction, ids: readonly (PatientKey & { eventId: string })[]): Promise<StoredEntry[]> {
    if (ids.length === 0) return [];
    const { rows } = await tx.query<StoredEntry>({
      name: 'timeline-corrected-entries',
      text: `WITH roots AS (
         SELECT DISTINCT e.org, e.patient, coalesce(e.root, e.event_id) AS root
           FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS k (org, patient, event_id)
           JOIN timeline_v2.timeline_entries e ON e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id)
       SELECT ${entryColumns} FROM roots r
         JOIN timeline_v2.timeline_entries e ON e.org = r.org AND e.patient = r.patient AND e.event_id = r.root
       UNION ALL
       SELECT ${entryColumns} FROM roots r
         JOIN timeline_v2.timeline_entries e ON e.org = r.org AND e.patient = r.patient AND e.root = r.root`,
      values: [ids.map((id) => id.org), ids.map((id) => id.patient), ids.map((id) => id.eventId)],
    });
    return rows;
  },

  /** The entries of these topics, and every correction of them. */
  async entriesOf(tx: Transaction, topics: readonly (PatientKey & { topic: string })[]): Promise<StoredEntry[]> {
    if (topics.length === 0) return [];
    const { rows } = await tx.query<StoredEntry>({
      name: 'timeline-entries-of-topics',
      text: `WITH wanted AS (
         SELECT k.org, k.patient, array_agg(k.topic) AS topics
           FROM unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, topic) GROUP BY k.org, k.patient),
       found AS (
         SELECT e.* FROM wanted w
           JOIN timeline_v2.timeline_entries e ON e.org = w.org AND e.patient = w.patient AND e.topics && w.topics)
       SELECT ${entryColumns} FROM found e
       UNION ALL
       SELECT ${entryColumns} FROM found f
         JOIN timeline_v2.timeline_entries e ON e.org = f.org AND e.patient = f.patient AND e.root = f.event_id`,
      values: [topics.map((key) => key.org), topics.map((key) => key.patient), topics.map((key) => key.topic)],
    });
    return rows;
  },

  async insertEntries(tx: Transaction, rows: readonly EntryRow[]): Promise<void> {
    const sources = rows.map(({ header }) => parseSource(header.source));
    await tx.query({
      name: 'timeline-insert-entries',
      text: `INSERT INTO timeline_v2.timeline_entries
         (org, patient, stream_version, event_id, type, schema_version, stated_at, recorded_at, store_id, epoch, shard, position,
          actor, actor_role, facility, data, root, topics, struck_by, amended_by, corrected_at, late, occurred_at)
       SELECT k.org, k.patient, k.stream_version, k.event_id, k.type, k.schema_version, k.stated_at, k.recorded_at, k.store_id, k.epoch, k.shard,
              k.position, k.actor, k.actor_role, k.facility, k.data, k.root, k.topics::text[], k.struck_by, k.amended_by, k.corrected_at, k.late,
              coalesce(k.corrected_at, k.stated_at)::timestamptz
         FROM unnest(
           $1::text[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::timestamptz[], $9::uuid[], $10::int[], $11::int[],
           $12::bigint[], $13::text[], $14::text[], $15::text[], $16::json[], $17::uuid[], $18::text[], $19::uuid[], $20::uuid[], $21::text[],
           $22::boolean[]) AS k
           (org, patient, stream_version, event_id, type, schema_version, stated_at, recorded_at, store_id, epoch, shard, position,
            actor, actor_role, facility, data, root, topics, struck_by, amended_by, corrected_at, late)`,
      values: [
        rows.map(({ header }) => header.org),
        rows.map(({ header }) => header.subject),
        rows.map(({ header }) => header.streamversion),
        rows.map(({ header }) => header.id),
        rows.map(({ header }) => header.type),
        rows.map(({ header }) => parseDataschema(header.dataschema).version),
        rows.map(({ header }) => header.occurredat),
        rows.map(({ header }) => header.time),
        sources.map((source) => source.storeId),
        sources.map((source) => source.epoch),
        rows.map(({ header }) => header.shard),
        rows.map(({ header }) => header.position),
        rows.map(({ header }) => header.actor),
        rows.map(({ header }) => header.actorrole),
        rows.map(({ header }) => header.facility ?? null),
        jsonArray(rows.map(({ entry }) => (entry.data === null ? null : JSON.stringify(entry.data)))),
        rows.map(({ entry }) => entry.root),
        rows.map(({ entry }) => arrayText(entry.topics)),
        rows.map(({ entry }) => entry.struckBy),
        rows.map(({ entry }) => entry.amendedBy),
        rows.map(({ entry }) => entry.correctedAt),
        rows.map(({ entry }) => entry.late),
      ],
    });
  },

  /** Entries that stand otherwise than they are stored. */
  async saveStandings(tx: Transaction, rows: readonly StoredEntry[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query({
      name: 'timeline-save-standings',
      text: `UPDATE timeline_v2.timeline_entries e
          SET topics = k.topics::text[], struck_by = k.struck_by, amended_by = k.amended_by, corrected_at = k.corrected_at, late = k.late,
              occurred_at = coalesce(k.corrected_at, e.stated_at)::timestamptz
         FROM unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::boolean[])
           AS k (org, patient, stream_version, topics, struck_by, amended_by, corrected_at, late)
        WHERE e.org = k.org AND e.patient = k.patient AND e.stream_version = k.stream_version`,
      values: [
        rows.map((row) => row.org),
        rows.map((row) => row.patient),
        rows.map((row) => row.streamVersion),
        rows.map((row) => arrayText(row.topics)),
        rows.map((row) => row.struckBy),
        rows.map((row) => row.amendedBy),
        rows.map((row) => row.correctedAt),
        rows.map((row) => row.late),
      ],
    });
  },

  async savePatients(tx: Transaction, rows: readonly PatientRow[]): Promise<void> {
    const sources = rows.map(({ last }) => parseSource(last.source));
    await tx.query({
      name: 'timeline-save-patients',
      text: `INSERT INTO timeline_v2.patients AS p
         (org, patient, stream_version, store_id, epoch, shard, position, last_recorded_at, record, summary)
       SELECT * FROM unnest(
         $1::text[], $2::uuid[], $3::int[], $4::uuid[], $5::int[], $6::int[], $7::bigint[], $8::timestamptz[], $9::json[], $10::json[])
       ON CONFLICT (org, patient) DO UPDATE SET
         stream_version = excluded.stream_version, store_id = excluded.store_id, epoch = excluded.epoch, shard = excluded.shard,
         position = excluded.position, last_recorded_at = excluded.last_recorded_at, record = excluded.record, summary = excluded.summary`,
      values: [
        rows.map((row) => row.org),
        rows.map((row) => row.patient),
        rows.map((row) => row.last.streamversion),
        sources.map((source) => source.storeId),
        sources.map((source) => source.epoch),
        rows.map((row) => row.last.shard),
        rows.map((row) => row.last.position),
        rows.map((row) => row.last.time),
        jsonArray(rows.map((row) => JSON.stringify(row.record))),
        jsonArray(rows.map((row) => JSON.stringify(row.summary))),
      ],
    });
  },
};

/** An array as PostgreSQL writes one: `unnest` would take an array of arrays apart into its elements. */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
