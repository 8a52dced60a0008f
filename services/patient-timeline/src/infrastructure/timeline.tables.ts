import type { EventHeader } from '@everchart/envelope';
import { parseSource } from '@everchart/envelope';
import {
  bigintArray,
  booleanArray,
  copyRows,
  CopyRows,
  integerArray,
  jsonArray,
  textArray,
  uuidArray,
  type Transaction,
} from '@everchart/postgres';
import type { ShardPosition } from '@everchart/stream';
import { utcOf } from '@everchart/primitives';
import { isLate } from '@everchart/contracts-clinical';
import { normalName } from '@everchart/contracts-organisation';
import type { TopicFacts } from '@everchart/clinical-facts';
import { codeKeyOf, severalCodes } from '../domain/code-key.js';
import { eventOf, type EntryDocument } from '../domain/rendering.js';
import type { Counts } from '../domain/summary.js';
import type { Entry } from '@everchart/clinical-facts';
import type { PatientKey } from '../domain/patient-key.js';
import type { KnownSojourn, SojournRow } from '../domain/sojourns.js';

/** Tables of the read model `timeline`, in addition to `built`. */
export const timelineTables = ['timeline_entries', 'timeline_blocks', 'topics', 'places', 'sojourns', 'patients'] as const;

export interface PatientRow extends PatientKey {
  /** Header of the last applied event. */
  last: EventHeader;
  counts: Counts;
}

export interface TopicKey extends PatientKey {
  topic: string;
}

export interface TopicRow extends TopicKey {
  /** Null: settled. */
  facts: TopicFacts | null;
  shown: string | null;
}

/** An entry as the timeline shows it, and its place in the shard. */
export interface PlacedDocument {
  /** JSON text. */
  document: string;
  epoch: number;
  position: number;
}

export interface EntryRow extends PatientKey, PlacedDocument {
  entry: Entry;
  shard: number;
}

/** An open stay, and where the patient is in it. */
export interface PlaceRow extends PatientKey {
  stayId: string;
  class: string;
  location: { facility?: string; unit?: string; room?: string; bed?: string };
  admittedAt: string;
}

export type StoredEntry = PatientKey & Entry;

/** What is stored of the requested patients and topics; those that are not stored are missing. */
export interface Held {
  counts: ReadonlyMap<PatientKey, Counts>;
  /** Version of the last event that was applied, and the store that it came from. */
  versions: ReadonlyMap<PatientKey, { version: number; storeId: string }>;
  topics: ReadonlyMap<TopicKey, TopicFacts | null>;
}

interface EntryColumns extends PatientKey {
  entry: EntryDocument;
  root: string | null;
  topics: string[];
  struckBy: string | null;
  amendedBy: string | null;
  correctedAt: string | null;
}

const entryColumns = `e.org, e.patient, e.entry, e.root, e.topics, e.struck_by AS "struckBy", e.amended_by AS "amendedBy", e.corrected_at AS "correctedAt"`;

/** One round trip for a batch of any size. */
export async function readHeld(
  tx: Transaction,
  schema: string,
  patients: readonly PatientKey[],
  topics: readonly TopicKey[],
): Promise<Held> {
  const { rows } = await tx.query<{
    patient: number | null;
    topic: number | null;
    version: number | null;
    store: string | null;
    held: unknown;
  }>({
    name: `${schema}.read-held`,
    text: `SELECT k.n::integer AS patient, NULL::integer AS topic, p.stream_version AS version, p.store_id AS store, p.counts AS held
         FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS k (org, patient, n)
         JOIN ${schema}.patients p ON p.org = k.org AND p.patient = k.patient
       UNION ALL
       SELECT NULL, k.n::integer, NULL, NULL, t.facts
         FROM unnest($3::text[], $4::uuid[], $5::text[]) WITH ORDINALITY AS k (org, patient, topic, n)
         JOIN ${schema}.topics t ON t.org = k.org AND t.patient = k.patient AND t.topic = k.topic`,
    values: [
      textArray(patients.map(({ org }) => org)),
      uuidArray(patients.map(({ patient }) => patient)),
      textArray(topics.map(({ org }) => org)),
      uuidArray(topics.map(({ patient }) => patient)),
      textArray(topics.map(({ topic }) => topic)),
    ],
  });
  const counts = new Map<PatientKey, Counts>();
  const versions = new Map<PatientKey, { version: number; storeId: string }>();
  const facts = new Map<TopicKey, TopicFacts | null>();
  for (const { patient, topic, version, store, held } of rows) {
    if (patient !== null) {
      counts.set(patients[patient - 1]!, held as Counts);
      versions.set(patients[patient - 1]!, { version: version!, storeId: store! });
    } else facts.set(topics[topic! - 1]!, held as TopicFacts | null);
  }
  return { counts, versions, topics: facts };
}

/** The entries that those with these ids are about in the end (or these themselves), and every correction of them. */
export async function readCorrected(
  tx: Transaction,
  schema: string,
  ids: readonly (PatientKey & { eventId: string })[],
): Promise<StoredEntry[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<EntryColumns>({
    name: `${schema}.read-corrected`,
    text: `WITH roots AS (
       SELECT DISTINCT e.org, e.patient, coalesce(e.root, e.event_id) AS root
         FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS k (org, patient, event_id)
         JOIN ${schema}.timeline_entries e ON e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id)
     SELECT ${entryColumns} FROM roots r
       JOIN ${schema}.timeline_entries e ON e.org = r.org AND e.patient = r.patient AND e.event_id = r.root
     UNION ALL
     SELECT ${entryColumns} FROM roots r
       JOIN ${schema}.timeline_entries e ON e.org = r.org AND e.patient = r.patient AND e.root = r.root`,
    values: [ids.map((id) => id.org), ids.map((id) => id.patient), ids.map((id) => id.eventId)],
  });
  return rows.map(storedEntry);
}

/** The entries of these topics, and every correction of them. */
export async function readEntriesOf(tx: Transaction, schema: string, topics: readonly TopicKey[]): Promise<StoredEntry[]> {
  if (topics.length === 0) return [];
  const { rows } = await tx.query<EntryColumns>({
    name: `${schema}.read-entries-of`,
    text: `WITH wanted AS (
       SELECT k.org, k.patient, array_agg(k.topic) AS topics
         FROM unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, topic) GROUP BY k.org, k.patient),
     found AS (
       SELECT e.* FROM wanted w
         JOIN ${schema}.timeline_entries e ON e.org = w.org AND e.patient = w.patient AND e.topics && w.topics)
     SELECT ${entryColumns} FROM found e
     UNION ALL
     SELECT ${entryColumns} FROM found f
       JOIN ${schema}.timeline_entries e ON e.org = f.org AND e.patient = f.patient AND e.root = f.event_id`,
    values: [topics.map((key) => key.org), topics.map((key) => key.patient), topics.map((key) => key.topic)],
  });
  return rows.map(storedEntry);
}

/** All that a batch without corrections writes, in one round trip. */
export async function writeRun(
  tx: Transaction,
  schema: string,
  { entries, topics, patients }: { entries: readonly EntryRow[]; topics: readonly TopicRow[]; patients: readonly PatientRow[] },
): Promise<void> {
  const sources = patients.map(({ last }) => parseSource(last.source));
  await tx.query({
    name: `${schema}.write-run`,
    text: `WITH entries AS (
       INSERT INTO ${schema}.timeline_entries
         (org, patient, event_id, stream_version, epoch, shard, position, type, entry, root, topics, struck_by, amended_by, corrected_at, occurred_at, unreadable, code_key)
       SELECT k.org, k.patient, k.event_id, k.stream_version, k.epoch, k.shard, k.position, k.type, k.entry, k.root, k.topics::text[], k.struck_by, k.amended_by,
              k.corrected_at, k.occurred_at, k.unreadable, k.code_key
         FROM unnest($5::text[], $6::uuid[], $7::uuid[], $8::int[], $9::text[], $1::json[], $10::uuid[], $11::text[], $12::uuid[], $13::uuid[],
                     $14::text[], $15::text[]::timestamptz[], $27::boolean[], $29::int[], $30::bigint[], $31::int[], $32::int[])
           AS k (org, patient, event_id, stream_version, type, entry, root, topics, struck_by, amended_by, corrected_at, occurred_at, unreadable, epoch,
                 position, shard, code_key)),
     topics AS (
       INSERT INTO ${schema}.topics (org, patient, topic, facts, shown)
       SELECT * FROM unnest($16::text[], $17::uuid[], $18::text[], $2::json[], $3::text[])
       ON CONFLICT (org, patient, topic) DO UPDATE SET facts = excluded.facts, shown = excluded.shown)
     INSERT INTO ${schema}.patients (org, patient, stream_version, store_id, epoch, shard, position, last_recorded_at, counts, unreadable)
     SELECT * FROM unnest($19::text[], $20::uuid[], $21::int[], $22::uuid[], $23::int[], $24::int[], $25::bigint[], $26::text[]::timestamptz[], $4::json[], $28::int[])
     ON CONFLICT (org, patient) DO UPDATE SET
       stream_version = excluded.stream_version, store_id = excluded.store_id, epoch = excluded.epoch, shard = excluded.shard,
       position = excluded.position, last_recorded_at = excluded.last_recorded_at, counts = excluded.counts, unreadable = excluded.unreadable`,
    // The largest first: the driver's buffer then grows three times and not twelve, each time with a copy of it all.
    values: [
      jsonArray(entries.map(({ document }) => document)),
      jsonArray(topics.map(({ facts }) => facts && JSON.stringify(facts))),
      textArray(topics.map(({ shown }) => shown)),
      jsonArray(patients.map(({ counts }) => JSON.stringify(counts))),
      textArray(entries.map(({ org }) => org)),
      uuidArray(entries.map(({ patient }) => patient)),
      uuidArray(entries.map(({ entry }) => entry.eventId)),
      integerArray(entries.map(({ entry }) => entry.streamVersion)),
      textArray(entries.map(({ entry }) => entry.type)),
      uuidArray(entries.map(({ entry }) => entry.root)),
      textArray(entries.map(({ entry }) => arrayText(entry.topics))),
      uuidArray(entries.map(({ entry }) => entry.struckBy)),
      uuidArray(entries.map(({ entry }) => entry.amendedBy)),
      textArray(entries.map(({ entry }) => entry.correctedAt)),
      textArray(entries.map(({ entry }) => happenedAt(entry))),
      textArray(topics.map(({ org }) => org)),
      uuidArray(topics.map(({ patient }) => patient)),
      textArray(topics.map(({ topic }) => topic)),
      textArray(patients.map(({ org }) => org)),
      uuidArray(patients.map(({ patient }) => patient)),
      integerArray(patients.map(({ last }) => last.streamversion)),
      uuidArray(sources.map(({ storeId }) => storeId)),
      integerArray(sources.map(({ epoch }) => epoch)),
      integerArray(patients.map(({ last }) => last.shard)),
      bigintArray(patients.map(({ last }) => last.position)),
      textArray(patients.map(({ last }) => last.time)),
      booleanArray(entries.map(({ entry }) => entry.unreadable !== undefined)),
      integerArray(patients.map(({ counts }) => counts.unreadable)),
      integerArray(entries.map(({ epoch }) => epoch)),
      bigintArray(entries.map(({ position }) => position)),
      integerArray(entries.map(({ shard }) => shard)),
      integerArray(entries.map(({ entry }) => codeKeyIn(entry))),
    ],
  });
}

/** The same entries as by {@link writeRun}, for runs of many. */
export async function copyEntries(tx: Transaction, schema: string, entries: readonly EntryRow[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = new CopyRows(17);
  for (const { org, patient, entry, document, epoch, shard, position } of entries)
    rows
      .row()
      .text(document)
      .text(org)
      .uuid(patient)
      .uuid(entry.eventId)
      .integer(entry.streamVersion)
      .text(entry.type)
      .uuid(entry.root)
      .texts(entry.topics)
      .uuid(entry.struckBy)
      .uuid(entry.amendedBy)
      .text(entry.correctedAt)
      .instant(happenedAt(entry))
      .boolean(entry.unreadable !== undefined)
      .integer(epoch)
      .bigint(position)
      .integer(shard)
      .integer(codeKeyIn(entry));
  const columns =
    'entry, org, patient, event_id, stream_version, type, root, topics, struck_by, amended_by, corrected_at, occurred_at, unreadable, epoch, position, shard, code_key';
  await copyRows(tx, `${schema}.timeline_entries (${columns})`, rows);
}

/** By the time that counts, in UTC. */
function happenedAt({ correctedAt, occurredAt }: Entry): string {
  return utcOf(correctedAt ?? occurredAt);
}

/** Entries that stand otherwise than they are stored. */
export async function writeStandings(tx: Transaction, schema: string, entries: readonly StoredEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query({
    name: `${schema}.write-standings`,
    text: `UPDATE ${schema}.timeline_entries e
        SET topics = k.topics::text[], struck_by = k.struck_by, amended_by = k.amended_by, corrected_at = k.corrected_at, occurred_at = k.occurred_at,
          code_key = k.code_key
       FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::timestamptz[], $9::int[])
         AS k (org, patient, event_id, topics, struck_by, amended_by, corrected_at, occurred_at, code_key)
      WHERE e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id`,
    values: [
      entries.map((entry) => entry.org),
      entries.map((entry) => entry.patient),
      entries.map((entry) => entry.eventId),
      entries.map((entry) => arrayText(entry.topics)),
      entries.map((entry) => entry.struckBy),
      entries.map((entry) => entry.amendedBy),
      entries.map((entry) => entry.correctedAt),
      entries.map(happenedAt),
      entries.map(codeKeyIn),
    ],
  });
}

/** What an amendment states is in another row. */
function codeKeyIn({ data, amendedBy, unreadable }: Entry): number {
  return amendedBy !== null || unreadable !== undefined ? severalCodes : codeKeyOf(data);
}

/** All entries of these patients, with their JSON text. */
export async function readWhole(
  tx: Transaction,
  schema: string,
  patients: readonly PatientKey[],
): Promise<(StoredEntry & PlacedDocument)[]> {
  if (patients.length === 0) return [];
  const { rows } = await tx.query<EntryColumns & PlacedDocument>({
    name: `${schema}.read-whole`,
    text: `SELECT ${entryColumns}, e.entry::text AS document, e.epoch, e.position FROM unnest($1::text[], $2::uuid[]) AS k (org, patient)
      JOIN ${schema}.timeline_entries e ON e.org = k.org AND e.patient = k.patient`,
    values: [patients.map(({ org }) => org), patients.map(({ patient }) => patient)],
  });
  return rows.map(({ document, epoch, position, ...row }) => ({ ...storedEntry(row), document, epoch, position }));
}

/** Counts of patients whose last event stays the one that it is. */
export async function writeCounts(tx: Transaction, schema: string, patients: readonly (PatientKey & { counts: Counts })[]): Promise<void> {
  for (const { org, patient, counts } of patients)
    await tx.query(`UPDATE ${schema}.patients SET counts = $3, unreadable = $4 WHERE org = $1 AND patient = $2`, [
      org,
      patient,
      JSON.stringify(counts),
      counts.unreadable,
    ]);
}

/** Entries, blocks and topics of patients whose records are made again in the same transaction. */
export async function removeRecords(tx: Transaction, schema: string, patients: readonly PatientKey[]): Promise<void> {
  if (patients.length === 0) return;
  for (const table of ['timeline_entries', 'timeline_blocks', 'topics', 'places', 'sojourns'])
    await tx.query(
      `DELETE FROM ${schema}.${table} t USING unnest($1::text[], $2::uuid[]) AS k (org, patient) WHERE t.org = k.org AND t.patient = k.patient`,
      [patients.map(({ org }) => org), patients.map(({ patient }) => patient)],
    );
}

/** @param left stays that are not open any more */
export async function writePlaces(
  tx: Transaction,
  schema: string,
  { taken, left }: { taken: readonly PlaceRow[]; left: readonly (PatientKey & { stayId: string })[] },
): Promise<void> {
  if (left.length > 0)
    await tx.query(
      `DELETE FROM ${schema}.places p USING unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, stay_id)
        WHERE p.org = k.org AND p.patient = k.patient AND p.stay_id = k.stay_id`,
      [left.map(({ org }) => org), left.map(({ patient }) => patient), left.map(({ stayId }) => stayId)],
    );
  if (taken.length > 0)
    await tx.query(
      `INSERT INTO ${schema}.places (org, patient, stay_id, class, facility, unit, room, bed, admitted_at, facility_key, unit_key)
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::text[])
       ON CONFLICT (org, patient, stay_id) DO UPDATE SET class = excluded.class, facility = excluded.facility, unit = excluded.unit,
         room = excluded.room, bed = excluded.bed, admitted_at = excluded.admitted_at,
         facility_key = excluded.facility_key, unit_key = excluded.unit_key`,
      [
        taken.map(({ org }) => org),
        taken.map(({ patient }) => patient),
        taken.map(({ stayId }) => stayId),
        taken.map((row) => row.class),
        ...(['facility', 'unit', 'room', 'bed'] as const).map((part) => taken.map(({ location }) => location[part] ?? null)),
        taken.map(({ admittedAt }) => utcOf(admittedAt)),
        ...(['facility', 'unit'] as const).map((part) =>
          taken.map(({ location: { [part]: text } }) => (text === undefined ? null : normalName(text))),
        ),
      ],
    );
}

/** The sojourns that hold by what is known, of these stays. No round trip for none. */
export async function readSojourns(
  tx: Transaction,
  schema: string,
  stays: readonly (PatientKey & { stayId: string })[],
): Promise<(PatientKey & KnownSojourn & { stayId: string })[]> {
  if (stays.length === 0) return [];
  const utc = (column: string): string => `to_char(s.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const { rows } = await tx.query<PatientKey & Omit<KnownSojourn, 'location'> & { stayId: string } & LocationColumns>({
    name: `${schema}.read-sojourns`,
    text: `SELECT s.org, s.patient, s.id, s.stay_id AS "stayId", s.facility, s.unit, s.room, s.bed, ${utc('admitted_at')} AS "admittedAt",
        ${utc('happened_from')} AS "from", CASE WHEN s.happened_until < 'infinity' THEN ${utc('happened_until')} END AS "until"
      FROM unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, stay_id)
      JOIN ${schema}.sojourns s ON s.org = k.org AND s.patient = k.patient AND s.stay_id = k.stay_id AND s.known_until = 'infinity'`,
    values: [
      textArray(stays.map(({ org }) => org)),
      uuidArray(stays.map(({ patient }) => patient)),
      textArray(stays.map(({ stayId }) => stayId)),
    ],
  });
  return rows.map(({ facility, unit, room, bed, ...row }) => ({ ...row, location: locationOf({ facility, unit, room, bed }) }));
}

export interface LocationColumns {
  facility: string | null;
  unit: string | null;
  room: string | null;
  bed: string | null;
}

/** Without what is not stated. */
export function locationOf({ facility, unit, room, bed }: LocationColumns): PlaceRow['location'] {
  return Object.fromEntries(Object.entries({ facility, unit, room, bed }).filter(([, part]) => part !== null));
}

/** @param ended rows that held before, and do not any more */
export async function writeSojourns(
  tx: Transaction,
  schema: string,
  { added, ended }: { added: readonly (PatientKey & SojournRow)[]; ended: readonly (PatientKey & { id: string; knownUntil: string })[] },
): Promise<void> {
  if (ended.length > 0)
    await tx.query({
      name: `${schema}.end-sojourns`,
      text: `UPDATE ${schema}.sojourns s SET known_until = k.known_until FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[])
        AS k (org, patient, id, known_until) WHERE s.org = k.org AND s.patient = k.patient AND s.id = k.id`,
      values: [
        ended.map(({ org }) => org),
        ended.map(({ patient }) => patient),
        ended.map(({ id }) => id),
        ended.map(({ knownUntil }) => utcOf(knownUntil)),
      ],
    });
  if (added.length === 0) return;
  const part = (name: keyof LocationColumns): (string | null)[] => added.map(({ location }) => location[name] ?? null);
  const key = (text: string | null): string | null => (text === null ? null : normalName(text));
  const instant = (text: string | null): string => (text === null ? 'infinity' : utcOf(text));
  await tx.query({
    name: `${schema}.add-sojourns`,
    text: `INSERT INTO ${schema}.sojourns (org, patient, id, stay_id, facility, unit, room, bed, admitted_at, happened_from, happened_until,
        known_from, known_until, facility_key, unit_key)
      SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
        $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::text[], $15::text[])`,
    values: [
      added.map(({ org }) => org),
      added.map(({ patient }) => patient),
      added.map(({ id }) => id),
      added.map(({ stayId }) => stayId),
      part('facility'),
      part('unit'),
      part('room'),
      part('bed'),
      added.map(({ admittedAt }) => admittedAt),
      added.map(({ from }) => from),
      added.map(({ until }) => instant(until)),
      added.map(({ knownFrom }) => instant(knownFrom)),
      added.map(({ knownUntil }) => instant(knownUntil)),
      part('facility').map(key),
      part('unit').map(key),
    ],
  });
}

/** Topics of which nothing in force speaks any more. */
export async function removeTopics(tx: Transaction, schema: string, topics: readonly TopicKey[]): Promise<void> {
  if (topics.length === 0) return;
  await tx.query({
    name: `${schema}.remove-topics`,
    text: `DELETE FROM ${schema}.topics t USING unnest($1::text[], $2::uuid[], $3::text[]) AS k (org, patient, topic)
      WHERE t.org = k.org AND t.patient = k.patient AND t.topic = k.topic`,
    values: [topics.map((key) => key.org), topics.map((key) => key.patient), topics.map((key) => key.topic)],
  });
}

/**
 * The patients of whom events were applied from a position of a shard on. Called when a restored store contradicts what
 * was applied: it needs no index.
 */
export async function appliedFrom(tx: Transaction, schema: string, { org, storeId, shard, position }: ShardPosition): Promise<string[]> {
  const { rows } = await tx.query<{ patient: string }>({
    name: `${schema}.applied-from`,
    text: `SELECT p.patient FROM ${schema}.patients p WHERE p.org = $1 AND p.store_id = $2 AND p.shard = $3 AND p.position >= $4`,
    values: [org, storeId, shard, position],
  });
  return rows.map(({ patient }) => patient);
}

function storedEntry({ org, patient, entry, ...standing }: EntryColumns): StoredEntry {
  const event = eventOf(entry);
  return { org, patient, ...event, ...standing, late: isLate(standing.correctedAt ?? event.occurredAt, event.recordedAt) };
}

/** An array as PostgreSQL writes one: `unnest` would take an array of arrays apart into its elements. */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
