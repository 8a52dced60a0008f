import type { EventHeader } from '@everchart/envelope';
import { parseDataschema, parseSource } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import type { KnownEntry, PatientRecord, Strike } from '../domain/patient-record.js';
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
  entry: TimelineEntry & { struck: Strike | null };
}

export interface StrikeChange extends PatientKey {
  eventId: string;
  struck: Strike | null;
}

/** The projection's tables, written in bulk: a handful of statements per batch, whatever its size. */
export const projectionStore = {
  async records(tx: Transaction, keys: readonly PatientKey[]): Promise<(PatientKey & { record: PatientRecord })[]> {
    const { rows } = await tx.query<PatientKey & { record: PatientRecord }>(
      `SELECT p.org, p.patient, p.record
         FROM unnest($1::text[], $2::uuid[]) AS k (org, patient)
         JOIN timeline_v1.patients p ON p.org = k.org AND p.patient = k.patient`,
      [keys.map((key) => key.org), keys.map((key) => key.patient)],
    );
    return rows;
  },

  async topicsOf(
    tx: Transaction,
    ids: readonly (PatientKey & { eventId: string })[],
  ): Promise<(PatientKey & { eventId: string; topic: string })[]> {
    if (ids.length === 0) return [];
    const { rows } = await tx.query<PatientKey & { eventId: string; topic: string }>(
      `SELECT e.org, e.patient, e.event_id AS "eventId", e.topic
         FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS k (org, patient, event_id)
         JOIN timeline_v1.timeline_entries e ON e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id`,
      [ids.map((id) => id.org), ids.map((id) => id.patient), ids.map((id) => id.eventId)],
    );
    return rows;
  },

  async entriesOf(tx: Transaction, topics: readonly (PatientKey & { topic: string })[]): Promise<(PatientKey & KnownEntry)[]> {
    if (topics.length === 0) return [];
    const { rows } = await tx.query<PatientKey & KnownEntry>(
      `SELECT e.org, e.patient, e.event_id AS "eventId", e.stream_version AS "streamVersion", e.type, e.topic, e.stated_at AS "occurredAt",
              to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt", e.late, e.data, e.struck_by AS "struckBy"
         FROM unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, topic)
         JOIN timeline_v1.timeline_entries e ON e.org = k.org AND e.patient = k.patient AND e.topic = k.topic
        ORDER BY e.org, e.patient, e.stream_version`,
      [topics.map((key) => key.org), topics.map((key) => key.patient), topics.map((key) => key.topic)],
    );
    return rows;
  },

  async insertEntries(tx: Transaction, rows: readonly EntryRow[]): Promise<void> {
    const sources = rows.map(({ header }) => parseSource(header.source));
    await tx.query(
      `INSERT INTO timeline_v1.timeline_entries
         (org, patient, stream_version, event_id, type, schema_version, topic, occurred_at, stated_at, recorded_at, late,
          store_id, epoch, shard, position, actor, actor_role, facility, data, struck_by, struck_reason, struck_at)
       SELECT * FROM unnest(
         $1::text[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::timestamptz[], $9::text[], $10::timestamptz[],
         $11::boolean[], $12::uuid[], $13::int[], $14::int[], $15::bigint[], $16::text[], $17::text[], $18::text[], $19::json[],
         $20::uuid[], $21::text[], $22::timestamptz[])`,
      [
        rows.map(({ header }) => header.org),
        rows.map(({ header }) => header.subject),
        rows.map(({ header }) => header.streamversion),
        rows.map(({ header }) => header.id),
        rows.map(({ header }) => header.type),
        rows.map(({ header }) => parseDataschema(header.dataschema).version),
        rows.map(({ entry }) => entry.topic),
        rows.map(({ header }) => header.occurredat),
        rows.map(({ header }) => header.occurredat),
        rows.map(({ header }) => header.time),
        rows.map(({ entry }) => entry.late),
        sources.map((source) => source.storeId),
        sources.map((source) => source.epoch),
        rows.map(({ header }) => header.shard),
        rows.map(({ header }) => header.position),
        rows.map(({ header }) => header.actor),
        rows.map(({ header }) => header.actorrole),
        rows.map(({ header }) => header.facility ?? null),
        rows.map(({ entry }) => (entry.data === null ? null : JSON.stringify(entry.data))),
        rows.map(({ entry }) => entry.struck?.by ?? null),
        rows.map(({ entry }) => entry.struck?.reason ?? null),
        rows.map(({ entry }) => entry.struck?.at ?? null),
      ],
    );
  },

  async markStruck(tx: Transaction, changes: readonly StrikeChange[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.query(
      `UPDATE timeline_v1.timeline_entries e SET struck_by = k.struck_by, struck_reason = k.reason, struck_at = k.at
         FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) AS k (org, patient, event_id, struck_by, reason, at)
        WHERE e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id`,
      [
        changes.map((change) => change.org),
        changes.map((change) => change.patient),
        changes.map((change) => change.eventId),
        changes.map((change) => change.struck?.by ?? null),
        changes.map((change) => change.struck?.reason ?? null),
        changes.map((change) => change.struck?.at ?? null),
      ],
    );
  },

  async savePatients(tx: Transaction, rows: readonly PatientRow[]): Promise<void> {
    const sources = rows.map(({ last }) => parseSource(last.source));
    await tx.query(
      `INSERT INTO timeline_v1.patients AS p
         (org, patient, stream_version, store_id, epoch, shard, position, last_recorded_at, record, summary)
       SELECT * FROM unnest(
         $1::text[], $2::uuid[], $3::int[], $4::uuid[], $5::int[], $6::int[], $7::bigint[], $8::timestamptz[], $9::json[], $10::json[])
       ON CONFLICT (org, patient) DO UPDATE SET
         stream_version = excluded.stream_version, store_id = excluded.store_id, epoch = excluded.epoch, shard = excluded.shard,
         position = excluded.position, last_recorded_at = excluded.last_recorded_at, record = excluded.record, summary = excluded.summary`,
      [
        rows.map((row) => row.org),
        rows.map((row) => row.patient),
        rows.map((row) => row.last.streamversion),
        sources.map((source) => source.storeId),
        sources.map((source) => source.epoch),
        rows.map((row) => row.last.shard),
        rows.map((row) => row.last.position),
        rows.map((row) => row.last.time),
        rows.map((row) => JSON.stringify(row.record)),
        rows.map((row) => JSON.stringify(row.summary)),
      ],
    );
  },
};
