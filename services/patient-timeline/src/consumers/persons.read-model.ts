import { isCorrection, mayConcernPerson, speaksOfPerson, targetOf, type PatientEvent } from '@everchart/clinical-facts';
import { parseSource } from '@everchart/envelope';
import { bigintArray, integerArray, jsonArray, textArray, uuidArray, type Transaction } from '@everchart/postgres';
import { readUuid } from '@everchart/primitives';
import { fileURLToPath } from 'node:url';
import type { PatientKey } from '../domain/patient-key.js';
import { foundPerson, type FoundPerson } from '../domain/persons/person.js';
import { termsOf } from '../domain/persons/terms.js';
import type { OpenedEvent, PatientRun, ReadModel } from './read-model.js';

/** An entry that speaks of a person, and its place in the store. */
interface PersonEntry {
  event: PatientEvent;
  storeId: string;
  epoch: number;
  shard: number;
  position: number;
}

interface Change {
  key: PatientKey;
  written: readonly PersonEntry[];
  /** Ids of entries that turned out to speak of no person. */
  removed: readonly string[];
  /** Undefined: no entry speaks of the person. */
  person: { found: FoundPerson; last: PersonEntry; unreadable: number } | undefined;
  terms: { added: readonly string[]; removed: readonly string[] };
}

/** The stored entries of those patients whose persons the runs may concern. */
type Loaded = ReadonlyMap<PatientRun, readonly PersonEntry[]>;

/** Who the patients are, and what they are found by: few events speak of it, and no other one costs anything here. */
export const persons: ReadModel<Loaded, readonly Change[]> = {
  name: 'persons',
  version: 1,
  of: 'patients',
  migrations: { name: 'persons-v1', directory: fileURLToPath(new URL('../../migrations/persons-v1', import.meta.url)) },
  tables: ['entries', 'terms', 'persons'],
  heads: 'persons',

  /** No round trip for events that do not speak of a person. */
  async load(tx, schema, runs) {
    const concerned = runs.filter(({ opened }) => opened.some(({ event }) => mayConcernPerson(event.type)));
    if (concerned.length === 0) return new Map();
    const certain = concerned.filter(({ opened }) => opened.some(({ event }) => event.unreadable || !isCorrection(event)));
    const named = concerned
      .filter((run) => !certain.includes(run))
      .flatMap((run) =>
        run.opened.flatMap(({ event }) => (isCorrection(event) ? [{ ...keyOf(run), eventId: readUuid(targetOf(event)) }] : [])),
      );
    const stored = Map.groupBy(await readEntries(tx, schema, certain, named), nameOf);
    return new Map(concerned.map((run) => [run, (stored.get(nameOf(run)) ?? []).map(({ entry }) => entry)]));
  },

  fold: (_runs, loaded) => [...loaded].flatMap(([run, stored]) => changeOf(run, stored)),

  async save(tx, schema, changes) {
    if (changes.length === 0) return;
    await writeEntries(tx, schema, changes);
    await writePersons(tx, schema, changes);
    await writeTerms(tx, schema, changes);
  },

  async appliedFrom(tx, schema, { org, storeId, shard, position }) {
    const { rows } = await tx.query<{ patient: string }>(
      `SELECT DISTINCT patient FROM ${schema}.entries e WHERE e.org = $1 AND e.store_id = $2 AND e.shard = $3 AND e.position >= $4`,
      [org, storeId, shard, position],
    );
    return rows.map(({ patient }) => patient);
  },
};

function changeOf(run: PatientRun, stored: readonly PersonEntry[]): Change[] {
  const events = new Map(stored.map((entry) => [entry.event.eventId, entry]));
  const added = run.opened.filter(({ event }) => mayConcernPerson(event.type)).map(entryOf);
  // One that could not be read may be readable now; what was read is not forgotten.
  for (const entry of added) {
    const before = events.get(entry.event.eventId);
    if (!before || (before.event.unreadable && !entry.event.unreadable)) events.set(entry.event.eventId, entry);
  }
  const inOrder = [...events.values()].sort((a, b) => a.event.streamVersion - b.event.streamVersion);
  const kept: PersonEntry[] = [];
  const known: PatientEvent[] = [];
  for (const entry of inOrder) {
    if (!speaksOfPerson(entry.event, known)) continue;
    kept.push(entry);
    known.push(entry.event);
  }
  const written = kept.filter((entry) => !stored.includes(entry));
  const removed = stored
    .filter(({ event }) => !kept.some((entry) => entry.event.eventId === event.eventId))
    .map(({ event }) => event.eventId);
  if (written.length === 0 && removed.length === 0) return [];
  const before = stored.length === 0 ? [] : termsOf(foundPerson(stored.map(({ event }) => event)));
  const found = foundPerson(known);
  const after = kept.length === 0 ? [] : termsOf(found);
  const [had, has] = [new Set(before), new Set(after)];
  return [
    {
      key: keyOf(run),
      written,
      removed,
      person:
        kept.length === 0 ? undefined : { found, last: kept.at(-1)!, unreadable: known.filter(({ unreadable }) => unreadable).length },
      terms: { added: after.filter((term) => !had.has(term)), removed: before.filter((term) => !has.has(term)) },
    },
  ];
}

function entryOf({ header, event }: OpenedEvent): PersonEntry {
  const { storeId, epoch } = parseSource(header.source);
  return { event, storeId, epoch, shard: header.shard, position: header.position };
}

interface EntryColumns extends PatientKey, Omit<PersonEntry, 'event'> {
  event: PatientEvent;
}

/** All entries of these patients, and of those of whom an entry has one of these ids. */
async function readEntries(
  tx: Transaction,
  schema: string,
  patients: readonly PatientKey[],
  named: readonly (PatientKey & { eventId: string | undefined })[],
): Promise<(PatientKey & { entry: PersonEntry })[]> {
  const { rows } = await tx.query<EntryColumns>({
    name: `${schema}.read-entries`,
    text: `WITH wanted AS (
        SELECT * FROM unnest($1::text[], $2::uuid[]) AS k (org, patient)
        UNION
        SELECT k.org, k.patient FROM unnest($3::text[], $4::uuid[], $5::uuid[]) AS k (org, patient, event_id)
          JOIN ${schema}.entries e ON e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id)
      SELECT e.org, e.patient, e.store_id AS "storeId", e.epoch, e.shard, e.position, e.event
        FROM wanted w JOIN ${schema}.entries e ON e.org = w.org AND e.patient = w.patient ORDER BY e.stream_version`,
    values: [
      textArray(patients.map(({ org }) => org)),
      uuidArray(patients.map(({ patient }) => patient)),
      textArray(named.map(({ org }) => org)),
      uuidArray(named.map(({ patient }) => patient)),
      uuidArray(named.map(({ eventId }) => eventId ?? null)),
    ],
  });
  return rows.map(({ org, patient, ...entry }) => ({ org, patient, entry }));
}

async function writeEntries(tx: Transaction, schema: string, changes: readonly Change[]): Promise<void> {
  const removed = changes.flatMap(({ key, removed }) => removed.map((eventId) => ({ ...key, eventId })));
  if (removed.length > 0)
    await tx.query(
      `DELETE FROM ${schema}.entries e USING unnest($1::text[], $2::uuid[], $3::uuid[]) AS k (org, patient, event_id)
        WHERE e.org = k.org AND e.patient = k.patient AND e.event_id = k.event_id`,
      [
        textArray(removed.map(({ org }) => org)),
        uuidArray(removed.map(({ patient }) => patient)),
        uuidArray(removed.map(({ eventId }) => eventId)),
      ],
    );
  const written = changes.flatMap(({ key, written }) => written.map((entry) => ({ ...key, ...entry })));
  if (written.length === 0) return;
  await tx.query({
    name: `${schema}.write-entries`,
    text: `INSERT INTO ${schema}.entries (event, org, patient, event_id, stream_version, store_id, epoch, shard, position)
      SELECT * FROM unnest($1::json[], $2::text[], $3::uuid[], $4::uuid[], $5::integer[], $6::uuid[], $7::integer[], $8::integer[], $9::bigint[])
      ON CONFLICT (org, patient, event_id) DO UPDATE SET event = excluded.event`,
    values: [
      jsonArray(written.map(({ event }) => JSON.stringify(event))),
      textArray(written.map(({ org }) => org)),
      uuidArray(written.map(({ patient }) => patient)),
      uuidArray(written.map(({ event }) => event.eventId)),
      integerArray(written.map(({ event }) => event.streamVersion)),
      uuidArray(written.map(({ storeId }) => storeId)),
      integerArray(written.map(({ epoch }) => epoch)),
      integerArray(written.map(({ shard }) => shard)),
      bigintArray(written.map(({ position }) => position)),
    ],
  });
}

async function writePersons(tx: Transaction, schema: string, changes: readonly Change[]): Promise<void> {
  const gone = changes.filter(({ person }) => person === undefined).map(({ key }) => key);
  if (gone.length > 0)
    await tx.query(
      `DELETE FROM ${schema}.persons p USING unnest($1::text[], $2::uuid[]) AS k (org, patient) WHERE p.org = k.org AND p.patient = k.patient`,
      [textArray(gone.map(({ org }) => org)), uuidArray(gone.map(({ patient }) => patient))],
    );
  const written = changes.flatMap(({ key, person }) => (person ? [{ ...key, ...person }] : []));
  if (written.length === 0) return;
  await tx.query({
    name: `${schema}.write-persons`,
    text: `INSERT INTO ${schema}.persons (person, org, patient, stream_version, store_id, epoch, shard, position, unreadable)
      SELECT * FROM unnest($1::json[], $2::text[], $3::uuid[], $4::integer[], $5::uuid[], $6::integer[], $7::integer[], $8::bigint[], $9::integer[])
      ON CONFLICT (org, patient) DO UPDATE SET person = excluded.person, stream_version = excluded.stream_version, store_id = excluded.store_id,
        epoch = excluded.epoch, shard = excluded.shard, position = excluded.position, unreadable = excluded.unreadable`,
    values: [
      jsonArray(written.map(({ found }) => JSON.stringify(found))),
      textArray(written.map(({ org }) => org)),
      uuidArray(written.map(({ patient }) => patient)),
      integerArray(written.map(({ last }) => last.event.streamVersion)),
      uuidArray(written.map(({ last }) => last.storeId)),
      integerArray(written.map(({ last }) => last.epoch)),
      integerArray(written.map(({ last }) => last.shard)),
      bigintArray(written.map(({ last }) => last.position)),
      integerArray(written.map(({ unreadable }) => unreadable)),
    ],
  });
}

async function writeTerms(tx: Transaction, schema: string, changes: readonly Change[]): Promise<void> {
  const rowsOf = (which: 'added' | 'removed') => changes.flatMap(({ key, terms }) => terms[which].map((term) => ({ ...key, term })));
  const columns = (rows: readonly (PatientKey & { term: string })[]) => [
    textArray(rows.map(({ org }) => org)),
    textArray(rows.map(({ term }) => term)),
    uuidArray(rows.map(({ patient }) => patient)),
  ];
  const [removed, added] = [rowsOf('removed'), rowsOf('added')];
  if (removed.length > 0)
    await tx.query(
      `DELETE FROM ${schema}.terms t USING unnest($1::text[], $2::text[], $3::uuid[]) AS k (org, term, patient)
        WHERE t.org = k.org AND t.term = k.term COLLATE "C" AND t.patient = k.patient`,
      columns(removed),
    );
  if (added.length > 0)
    await tx.query({
      name: `${schema}.write-terms`,
      text: `INSERT INTO ${schema}.terms (org, term, patient) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])`,
      values: columns(added),
    });
}

function keyOf({ org, patient }: PatientKey): PatientKey {
  return { org, patient };
}

function nameOf({ org, patient }: PatientKey): string {
  return `${org}/${patient}`;
}
