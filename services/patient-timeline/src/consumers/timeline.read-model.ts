import type { Standings } from '@everchart/clinical-facts';
import { parseDataschema } from '@everchart/envelope';
import type { Transaction } from '@everchart/postgres';
import { fileURLToPath } from 'node:url';
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
import { renderEntry, renderTopic } from '../domain/rendering.js';
import { countsOf } from '../domain/summary.js';
import type { PatientKey } from '../domain/patient-key.js';
import {
  appliedFrom,
  readCorrected,
  readEntriesOf,
  readHeld,
  removeTopics,
  timelineTables,
  writeRun,
  writeStandings,
  type EntryRow,
  type PatientRow,
  type StoredEntry,
  type TopicKey,
  type TopicRow,
} from '../infrastructure/timeline.tables.js';
import type { OpenedEvent, PatientRun, ReadModel } from './read-model.js';

/** Of a run's patient: what the run concerns, as stored, and how entries stand with the run. */
interface LoadedRun {
  record: PatientRecord;
  standings: Standings;
}

interface Changes {
  entries: EntryRow[];
  standings: StoredEntry[];
  topics: TopicRow[];
  gone: TopicKey[];
  patients: PatientRow[];
}

/** Summary and timeline of each patient. */
export const timeline: ReadModel<readonly LoadedRun[], Changes> = {
  name: 'timeline',
  version: 1,
  migrations: { name: 'timeline-v1', directory: fileURLToPath(new URL('../../migrations/timeline-v1', import.meta.url)) },
  tables: timelineTables,

  /** One round trip; one or two more when entries are corrected, or settled topics touched again. */
  async load(tx, schema, runs) {
    const corrected = await loadCorrected(tx, schema, runs);
    const standings = runs.map(({ opened }, run) => standingsAfter(corrected(run), opened.map(({ event }) => event))); // prettier-ignore
    const records = await loadRecords(tx, schema, runs, standings);
    const refolded = runs.flatMap((key, run) => topicsToRefold(records[run]!, standings[run]!).map((topic) => keyOf(key, topic)));
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
    return runs.map((_, run) => ({ record: records[run]!, standings: standings[run]! }));
  },

  fold(runs, loaded) {
    const changes: Changes = { entries: [], standings: [], topics: [], gone: [], patients: [] };
    for (const [run, { org, patient, opened }] of runs.entries()) {
      const { record: before, standings } = loaded[run]!;
      const { record, entries, changed } = applyEvents(before, standings);
      const key = { org, patient };
      entries.forEach((entry, index) => {
        changes.entries.push({ ...key, entry, document: documentOf(opened[index]!) });
      });
      changes.standings.push(...changed.map((entry) => ({ ...key, ...entry })));
      for (const topic of topicsConcerned(standings)) {
        const facts = record.facts[topic];
        if (facts !== undefined) {
          if (facts !== before.facts[topic]) changes.topics.push({ ...key, topic, facts, shown: renderTopic(shownOf(topic, facts)) });
        } else if (record.settled.includes(topic)) {
          if (!before.settled.includes(topic)) changes.topics.push({ ...key, topic, facts: null, shown: null });
        } else if (before.facts[topic] || before.settled.includes(topic)) changes.gone.push({ ...key, topic });
      }
      changes.patients.push({ ...key, last: opened.at(-1)!.header, counts: countsOf(record) });
    }
    return changes;
  },

  async save(tx, schema, { entries, standings, topics, gone, patients }) {
    await writeRun(tx, schema, { entries, topics, patients });
    await writeStandings(tx, schema, standings);
    await removeTopics(tx, schema, gone);
  },

  appliedFrom,
};

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

/** The topics that each run concerns, and the counts, as stored. */
async function loadRecords(
  tx: Transaction,
  schema: string,
  runs: readonly PatientRun[],
  standings: readonly Standings[],
): Promise<PatientRecord[]> {
  const concerned = runs.map((key, run) => topicsConcerned(standings[run]!).map((topic) => keyOf(key, topic)));
  const held = await readHeld(tx, schema, runs, concerned.flat());
  return runs.map((key, run) => {
    const record: PatientRecord = { ...emptyRecord, facts: {}, settled: [] };
    const counts = held.counts.get(key);
    if (counts) Object.assign(record, { counts: counts.byType, struck: counts.struck, unread: counts.unread });
    for (const topicKey of concerned[run]!) {
      const facts = held.topics.get(topicKey);
      if (facts) record.facts[topicKey.topic] = facts;
      else if (facts === null) record.settled.push(topicKey.topic);
    }
    return record;
  });
}

function documentOf({ header, event, data }: OpenedEvent): string {
  const { version } = parseDataschema(header.dataschema);
  return renderEntry(event, { schemaVersion: version, actorRole: header.actorrole, facility: header.facility }, data);
}

function keyOf({ org, patient }: PatientKey, topic: string): TopicKey {
  return { org, patient, topic };
}

function nameOf({ org, patient }: PatientKey): string {
  return `${org}/${patient}`;
}
