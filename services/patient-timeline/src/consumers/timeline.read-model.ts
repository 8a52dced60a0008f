import { destroyedCode, type PatientEvent, type Standings, type TopicFacts } from '@everchart/clinical-facts';
import { parseDataschema, parseSource } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import { fileURLToPath } from 'node:url';
import { blockOf, fullBlocks } from '../domain/blocks.js';
import { shownOf } from '../domain/concepts/concepts.js';
import {
  applyEvents,
  correctedElsewhere,
  emptyRecord,
  standingsAfter,
  topicsConcerned,
  topicsToRefold,
  type PatientRecord,
} from '../domain/patient-record.js';
import { renderEntry, renderTopic, type EntryDocument } from '../domain/rendering.js';
import {
  openPlaceIn,
  sojournChanges,
  sojournSteps,
  stayPrefix,
  staysStated,
  staysToRead,
  type KnownSojourn,
  type SojournRow,
} from '../domain/sojourns.js';
import { countsOf, type Counts } from '../domain/summary.js';
import type { PatientKey } from '../domain/patient-key.js';
import { markBlocks, type BlockKey } from '../infrastructure/timeline.blocks.js';
import {
  appliedFrom,
  copyEntries,
  readCorrected,
  readEntriesOf,
  readHeld,
  readSojourns,
  readWhole,
  removeRecords,
  removeTopics,
  timelineTables,
  writeCounts,
  writePlaces,
  writeRun,
  writeSojourns,
  writeStandings,
  type EntryRow,
  type PatientRow,
  type PlacedDocument,
  type PlaceRow,
  type StoredEntry,
  type TopicKey,
  type TopicRow,
} from '../infrastructure/timeline.tables.js';
import type { OpenedEvent, PatientRun, ReadModel } from './read-model.js';

/** Of a run's patient: what the run concerns, as stored, and how entries stand with the run. */
interface LoadedRun {
  record: PatientRecord;
  standings: Standings;
  /** Of the last event that was applied. */
  version: number;
  /**
   * The record is made again from all its entries, as the run has an event whose followers were applied: the stored
   * entries by id.
   */
  documents?: ReadonlyMap<string, PlacedDocument>;
  /** Where the record is; of a run without an event only. */
  shard?: number;
  /** The sojourns that hold, by stay; none of a record that is made again. */
  sojourns: ReadonlyMap<string, readonly KnownSojourn[]>;
}

interface Changes {
  /** Patients whose records are made again from all their entries. */
  remade: PatientKey[];
  /** Of these the ones whose last event stays the one that it is. */
  counted: (PatientKey & { counts: Counts })[];
  entries: EntryRow[];
  standings: StoredEntry[];
  topics: TopicRow[];
  gone: TopicKey[];
  patients: PatientRow[];
  /** That are full now, or of which an entry is corrected for the first time. */
  blocks: BlockKey[];
  places: { taken: PlaceRow[]; left: (PatientKey & { stayId: string })[] };
  sojourns: { added: (PatientKey & SojournRow)[]; ended: (PatientKey & { id: string; knownUntil: string })[] };
}

/** Summary and timeline of each patient. */
export const timeline: ReadModel<readonly LoadedRun[], Changes> = {
  name: 'timeline',
  version: 1,
  of: 'patients',
  migrations: { name: 'timeline-v1', directory: fileURLToPath(new URL('../../migrations/timeline-v1', import.meta.url)) },
  tables: timelineTables,
  indexesOfReads: [
    'timeline_entries_places',
    'timeline_entries_courses',
    'timeline_entries_not_given',
    'timeline_entries_unreadable',
    'topics_unsettled',
    'topics_open_stays',
    'places_in',
    'sojourns_in',
  ],
  heads: 'patients',

  /** One round trip; one or two more when entries are corrected, or settled topics touched again. */
  async load(tx, schema, runs) {
    const corrected = await loadCorrected(tx, schema, runs);
    const standings = runs.map(({ opened }, run) => standingsAfter(corrected(run), opened.map(({ event }) => event))); // prettier-ignore
    const { records, versions } = await loadRecords(tx, schema, runs, standings);
    const refolded = runs.flatMap((key, run) => topicsToRead(records[run]!, standings[run]!).map((topic) => keyOf(key, topic)));
    if (refolded.length > 0) {
      const ofTopics = Map.groupBy(await readEntriesOf(tx, schema, refolded), nameOf);
      for (const [run, key] of runs.entries()) {
        const found = ofTopics.get(nameOf(key));
        if (!found) continue;
        const known = new Map([...corrected(run), ...found].map((entry) => [entry.streamVersion, entry]));
        const inOrder = [...known.values()].sort((a, b) => a.streamVersion - b.streamVersion);
        standings[run] = standingsAfter(inOrder, key.opened.map(({ event }) => event)); // prettier-ignore
      }
    }
    const late = runs.flatMap((key, run) =>
      key.opened[0]!.event.streamVersion <= versions[run]! ? [{ ...key, version: versions[run]! }] : [],
    );
    const remade = await loadWhole(tx, schema, late);
    const sojourns = await loadSojourns(tx, schema, runs, { records, standings });
    return runs.map(
      (key, run) =>
        remade.get(nameOf(key)) ?? { record: records[run]!, standings: standings[run]!, version: versions[run]!, sojourns: sojourns(run) },
    );
  },

  fold(runs, loaded) {
    const changes: Changes = {
      remade: [],
      counted: [],
      entries: [],
      standings: [],
      topics: [],
      gone: [],
      patients: [],
      blocks: [],
      places: { taken: [], left: [] },
      sojourns: { added: [], ended: [] },
    };
    for (const [run, { org, patient, opened }] of runs.entries()) {
      const { record: before, standings, version, documents, sojourns: known } = loaded[run]!;
      const own = new Map(opened.map((each) => [each.event.eventId, each]));
      const { record, entries, changed } = applyEvents(before, standings);
      const key = { org, patient };
      // A patient lives in one shard.
      const shard = opened[0]?.header.shard ?? loaded[run]!.shard!;
      for (const entry of entries) {
        const event = own.get(entry.eventId);
        changes.entries.push({ ...key, entry, shard, ...(event ? documentOf(event) : documents!.get(entry.eventId)!) });
      }
      if (documents) changes.remade.push(key);
      changes.standings.push(...changed.map((entry) => ({ ...key, ...entry })));
      for (const topic of topicsConcerned(standings)) {
        const facts = record.facts[topic];
        if (topic.startsWith(stayPrefix)) {
          const stayId = topic.slice(stayPrefix.length);
          const place = placeOf(key, stayId, facts);
          if (place) changes.places.taken.push(place);
          else changes.places.left.push({ ...key, stayId });
        }
        if (facts !== undefined) {
          if (facts !== before.facts[topic]) changes.topics.push({ ...key, topic, facts, shown: renderTopic(shownOf(topic, facts)) });
        } else if (record.settled.includes(topic)) {
          if (!before.settled.includes(topic)) changes.topics.push({ ...key, topic, facts: null, shown: null });
        } else if (before.facts[topic] || before.settled.includes(topic)) changes.gone.push({ ...key, topic });
      }
      for (const [topic, steps] of sojournSteps(before, standings)) {
        const stayId = topic.slice(stayPrefix.length);
        const { added, ended } = sojournChanges(stayId, known.get(stayId) ?? [], steps);
        changes.sojourns.added.push(...added.map((each) => ({ ...key, ...each })));
        changes.sojourns.ended.push(...ended.map((each) => ({ ...key, ...each })));
      }
      const last = opened.at(-1);
      const lastVersion = last?.event.streamVersion ?? version;
      for (const block of blocksConcerned(loaded[run]!, lastVersion)) changes.blocks.push({ ...key, block });
      const counts = countsOf(record);
      if (documents && lastVersion <= version) changes.counted.push({ ...key, counts });
      else changes.patients.push({ ...key, last: last!.header, counts });
    }
    return changes;
  },

  async save(tx, schema, { remade, counted, entries, standings, topics, gone, patients, blocks, places, sojourns }, filling) {
    await removeRecords(tx, schema, remade);
    if (filling) await copyEntries(tx, schema, entries);
    await writeRun(tx, schema, { entries: filling ? [] : entries, topics, patients });
    await writeCounts(tx, schema, counted);
    await writeStandings(tx, schema, standings);
    await removeTopics(tx, schema, gone);
    await markBlocks(tx, schema, blocks);
    await writePlaces(tx, schema, places);
    await writeSojourns(tx, schema, sojourns);
  },

  appliedFrom,
};

/**
 * Makes a record again without the content of some entries: a note stands in the place of each, as in a rebuild that
 * comes to them when they are destroyed. What corrects them goes with them.
 * @returns how many entries
 */
export async function destroyEntries(
  tx: Transaction,
  schema: string,
  key: PatientKey,
  isDestroyed: (entry: PatientEvent) => boolean,
): Promise<number> {
  const { rows } = await tx.query<{ version: number; shard: number }>(
    `SELECT stream_version AS version, shard FROM ${schema}.patients WHERE org = $1 AND patient = $2 FOR UPDATE`,
    [key.org, key.patient],
  );
  const [head] = rows;
  const stored = head ? await readWhole(tx, schema, [key]) : [];
  const gone = new Set(stored.filter(isDestroyed).map(({ eventId }) => eventId));
  if (gone.size === 0) return 0;
  for (const { eventId, root } of stored) if (root !== null && gone.has(root)) gone.add(eventId);
  const documents = new Map<string, PlacedDocument>();
  const events = stored.map((entry): PatientEvent => {
    const { eventId, epoch, position, document } = entry;
    const note = gone.has(eventId) ? noteOf(entry) : undefined;
    documents.set(eventId, {
      document: note ? renderEntry(note, JSON.parse(document) as EntryDocument, 'null') : document,
      epoch,
      position,
    });
    return note ?? entry;
  });
  const standings = standingsAfter([], events.sort((a, b) => a.streamVersion - b.streamVersion)); // prettier-ignore
  const loaded: LoadedRun = { record: emptyRecord, standings, ...head!, documents, sojourns: new Map() };
  await timeline.save(tx, schema, timeline.fold([{ ...key, opened: [] }], [loaded]));
  return gone.size;
}

function noteOf({ eventId, streamVersion, type, actor, occurredAt, recordedAt, position }: StoredEntry & PlacedDocument): PatientEvent {
  return { eventId, streamVersion, type, actor, occurredAt, recordedAt, data: null, unreadable: { code: destroyedCode, position } };
}

/** The blocks that are due after a run. @param last version that the run comes to */
function blocksConcerned({ standings: { stored, roots }, version, documents }: LoadedRun, last: number): Set<number> {
  const known = documents ? 0 : fullBlocks(version);
  const blocks = new Set<number>();
  for (let block = known; block < fullBlocks(Math.max(version, last)); block += 1) blocks.add(block);
  // Entries that were corrected before are in no block.
  const before = new Set([...stored.values()].flatMap(({ was }) => (was!.root === null ? [] : [was!.root])));
  for (const root of roots) {
    const entry = stored.get(root)?.entry;
    if (entry && !before.has(root) && blockOf(entry.streamVersion) < known) blocks.add(blockOf(entry.streamVersion));
  }
  return blocks;
}

/** Topics of which all entries are needed: they are folded again, or where the patient was by them is. */
function topicsToRead(before: PatientRecord, standings: Standings): string[] {
  return [...new Set([...topicsToRefold(before, standings), ...staysToRead(before, standings)])];
}

/** By run and stay. No round trip where no stay is concerned. */
async function loadSojourns(
  tx: Transaction,
  schema: string,
  runs: readonly PatientRun[],
  { records, standings }: { records: readonly PatientRecord[]; standings: readonly Standings[] },
): Promise<(run: number) => ReadonlyMap<string, readonly KnownSojourn[]>> {
  const stays = runs.flatMap(({ org, patient }, run) => {
    const topics = new Set([...staysStated(standings[run]!), ...staysToRead(records[run]!, standings[run]!)]);
    return [...topics].map((topic) => ({ org, patient, stayId: topic.slice(stayPrefix.length) }));
  });
  const ofPatients = Map.groupBy(await readSojourns(tx, schema, stays), nameOf);
  return (run) => Map.groupBy(ofPatients.get(nameOf(runs[run]!)) ?? [], ({ stayId }) => stayId);
}

/** Where the patient is by a stay; undefined when that is not open. */
function placeOf({ org, patient }: PatientKey, stayId: string, facts: TopicFacts | undefined): PlaceRow | undefined {
  const place = openPlaceIn(facts);
  return place && { org, patient, stayId, ...place };
}

/** By run: the stored entries that its corrections speak of, and all that is said of these. */
async function loadCorrected(
  tx: Transaction,
  schema: string,
  runs: readonly PatientRun[],
): Promise<(run: number) => readonly StoredEntry[]> {
  const named = runs.flatMap(({ org, patient, opened }) =>
    correctedElsewhere(opened.map(({ event }) => event)).map((eventId) => ({ org, patient, eventId })),
  );
  const corrected = Map.groupBy(await readCorrected(tx, schema, named), nameOf);
  return (run) => corrected.get(nameOf(runs[run]!)) ?? [];
}

/**
 * Records with runs that come late: an event that was unreadable has its effect in its own place, before what was
 * applied since. They are folded from all their entries, as in a rebuild.
 */
async function loadWhole(
  tx: Transaction,
  schema: string,
  runs: readonly (PatientRun & { version: number })[],
): Promise<Map<string, LoadedRun>> {
  const stored = Map.groupBy(await readWhole(tx, schema, runs), nameOf);
  return new Map(
    runs.map((key) => {
      const added = key.opened.map(({ event }) => event);
      const places = new Set(added.map(({ streamVersion }) => streamVersion));
      const others = (stored.get(nameOf(key)) ?? []).filter(({ streamVersion, unreadable }) => !unreadable || !places.has(streamVersion));
      const events = [...others, ...added].sort((a, b) => a.streamVersion - b.streamVersion);
      const documents = new Map(others.map(({ eventId, document, epoch, position }) => [eventId, { document, epoch, position }]));
      return [
        nameOf(key),
        { record: emptyRecord, standings: standingsAfter([], events), version: key.version, documents, sojourns: new Map() },
      ];
    }),
  );
}

/** The topics that each run concerns, the counts and the versions, as stored. */
async function loadRecords(
  tx: Transaction,
  schema: string,
  runs: readonly PatientRun[],
  standings: readonly Standings[],
): Promise<{ records: PatientRecord[]; versions: number[] }> {
  const concerned = runs.map((key, run) =>
    [...new Set([...topicsConcerned(standings[run]!), ...staysStated(standings[run]!)])].map((topic) => keyOf(key, topic)),
  );
  const held = await readHeld(tx, schema, runs, concerned.flat());
  // Another store counts its own versions.
  const versions = runs.map((key) => {
    const last = held.versions.get(key);
    return last && parseSource(key.opened[0]!.header.source).storeId === last.storeId ? last.version : 0;
  });
  const records = runs.map((key, run) => {
    const record: PatientRecord = { ...emptyRecord, facts: {}, settled: [] };
    const counts = held.counts.get(key);
    if (counts) Object.assign(record, { ...counts, counts: counts.byType });
    for (const topicKey of concerned[run]!) {
      const facts = held.topics.get(topicKey);
      if (facts) record.facts[topicKey.topic] = facts;
      else if (facts === null) record.settled.push(topicKey.topic);
    }
    return record;
  });
  return { records, versions };
}

function documentOf({ header, event, data }: OpenedEvent): PlacedDocument {
  const schemaVersion = event.unreadable === undefined ? parseDataschema(header.dataschema).version : versionIn(header.dataschema);
  const document = renderEntry(event, { schemaVersion, actorRole: header.actorrole, facility: header.facility }, data);
  return { document, epoch: parseSource(header.source).epoch, position: header.position };
}

/** Of an event that cannot be read, as far as it can be known. */
function versionIn(dataschema: string): number {
  return Number(/:(\d{1,4})$/.exec(dataschema)?.[1] ?? 0);
}

function keyOf({ org, patient }: PatientKey, topic: string): TopicKey {
  return { org, patient, topic };
}

function nameOf({ org, patient }: PatientKey): string {
  return `${org}/${patient}`;
}
