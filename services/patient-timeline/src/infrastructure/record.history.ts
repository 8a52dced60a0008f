import { leavesOpen, type PatientEvent, type Standing as EntryStanding } from '@everchart/clinical-facts';
import { OrganisationLanes, Turn } from '@everchart/platform';
import { withOrganisation, type Pool, type Transaction } from '@everchart/postgres';
import { compareInstants, utcOf } from '@everchart/primitives';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '../consumers/read-model.js';
import { Alerts, topicOfAlert } from '../domain/alerts.js';
import { blockOf, blockSize, fullBlocks } from '../domain/blocks.js';
import { boundedTopics, type TopicText } from '../domain/bounded-topics.js';
import { shownOf } from '../domain/concepts/concepts.js';
import type { EntryInForce } from '../domain/doses/course.js';
import { courseTypes, doseTypes, presenceTypes } from '../domain/doses/doses.js';
import { changesBetween, type ShownByTopic } from '../domain/difference.js';
import type { Place } from '../domain/freshness.js';
import { hadHappened, RecordSum, standingsAfter, type RecordPart } from '../domain/patient-record.js';
import { eventOf, markDependent, renderCorrected, renderSummary, renderTopic, type EntryDocument } from '../domain/rendering.js';
import { lacksVital } from '../domain/sections.js';
import { countsOf } from '../domain/summary.js';
import { isFiltering, isWanted } from '../domain/timeline-filter.js';
import { PROJECTION } from '../projections.js';
import { pageBytesMax, type Standing, type SummaryRow, type TimelinePage, type TimelineQuery } from './record.store.js';
import { coursesMax, dosesMax, inForce, medicationBytesMax, presenceMax, type MedicationEntries } from './doses.store.js';
import { alone } from './timeline.blocks.js';
import { lookedAtBytesMax, lookedAtMax, takeWanted, wantedEntries, wantedValues, type WantedColumns } from './wanted.entries.js';

/**
 * From where a record is looked at: by what was recorded up to an instant or a version, or all of it; and of that what
 * had happened by an instant, or all of it.
 */
export interface Viewpoint {
  knownAt?: string | undefined;
  atVersion?: number | undefined;
  happenedBy?: string | undefined;
  /** The access that names this state, as it was requested. */
  asServed?: string | undefined;
}

/** The state that is shown. */
export interface PastState {
  /** 0: nothing was recorded yet. */
  version: number;
  /** Of the last event that is known; undefined at version 0. */
  place: Place | undefined;
  recordedAt: string | undefined;
  /** The record goes on to here. */
  recordVersion: number;
  recordedUntil: string;
}

/** A past state; the standing itself is that of the whole record, but for the entries that cannot be read. */
export type Past<Row> = Row & { past: PastState };

/** Names an entry, with both its clocks. */
export interface EntryReference {
  entryId: string;
  type: string;
  streamVersion: number;
  occurredAt: string;
  recordedAt: string;
  actor: string;
}

export interface CorrectedReference extends EntryReference {
  by: EntryReference;
  reason: unknown;
}

/** What an earlier state had not. Lists have the newest {@link referencesMax}; `more` says how many they lack. */
export interface DifferenceRow extends Standing {
  past: PastState;
  from: PastState;
  entries: {
    added: EntryReference[];
    amended: CorrectedReference[];
    struck: CorrectedReference[];
    /** Whose correction was struck: they stand as before it. */
    restored: EntryReference[];
    more: Partial<Record<'added' | 'amended' | 'struck' | 'restored', number>>;
  };
  summary: ReturnType<typeof changesBetween>;
}

/** Of each list of a difference. */
const referencesMax = 200;

interface BlockHead {
  block: number;
  recordedUntil: string;
  happenedFrom: string | null;
  happenedUntil: string | null;
}

/** What is read of a record, in one snapshot of the database. */
export interface Looked extends Standing {
  heads: readonly BlockHead[];
  past: PastState;
}

interface EntryRow {
  entry: EntryDocument;
  root: string | null;
  bytes: number;
}

/** An entry that others speak of, that speaks of others, or that cannot be read: as it stands in what is known. */
interface Concerned {
  standing: EntryStanding;
  row: EntryRow;
  /** Of its strike and its amendment in force. */
  strike: EntryRow | null;
  amendment: EntryRow | null;
}

/** Reads of one organisation at a time, and those that may wait; in all of the process. */
const ofOrganisation = { atOnce: 1, waiting: 8, rests: 1 };
const ofProcess = 3;
/** Rows of one round trip: what they take is done in one turn. */
const rowsAtOnce = 200;
const blocksAtOnce = 5;
/** With more bytes in a round trip the next ones have fewer rows. */
const roundTripBytes = 512 * 1024;

/**
 * Reads of what a record was, as `timeline_api`: the entries up to a version, in blocks that were summed up and one by
 * one where a block has others, folded as the projection does it. Several statements in one snapshot. They are dear, so
 * an organisation has few at a time.
 */
@Injectable()
export class RecordHistory {
  private readonly lanes = new OrganisationLanes(ofOrganisation);
  private readonly places = new OrganisationLanes({ atOnce: ofProcess });
  private readonly schema: string;

  constructor(
    @Inject(API_POOL) private readonly pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
  ) {
    this.schema = models.find(({ model }) => model.name === 'timeline')!.schema;
  }

  /** @throws LaneFullError */
  summary(org: string, patient: string, viewpoint: Viewpoint): Promise<Past<SummaryRow>> {
    return this.look(org, patient, viewpoint, async (read, looked) => (await read.summary(looked)).row);
  }

  /** @throws LaneFullError */
  timeline(org: string, patient: string, viewpoint: Viewpoint, query: TimelineQuery): Promise<Past<TimelinePage>> {
    return this.look(org, patient, viewpoint, async (read, looked) => {
      const { entries, next, unreadable, unreadableIds } = await read.page(looked, query);
      const texts = entries.map(({ text }) => (unreadable > 0 ? markDependent(text(), unreadableIds) : text()));
      return {
        ...looked,
        unreadable,
        entries: Buffer.from(`[${texts.join(',')}]`),
        shown: entries.length,
        next: next && { occurredAt: next.occurredAt, streamVersion: next.version },
      };
    });
  }

  /** @throws LaneFullError */
  difference(org: string, patient: string, from: Viewpoint, to: Viewpoint): Promise<DifferenceRow> {
    return this.look(org, patient, to, async (read, looked) => {
      const earlier = read.from(from);
      const before = await earlier.begin();
      const { standings: was } = await earlier.corrected(before);
      const { standings: is, unreadable } = await read.corrected(looked);
      const summary = changesBetween(await earlier.elements(before), await read.elements(looked));
      const { added, count } = await read.added(before, looked, from.happenedBy);
      const entries: DifferenceRow['entries'] = { added, amended: [], struck: [], restored: [], more: {} };
      for (const { standing, row, strike, amendment } of is.values()) {
        const { eventId, streamVersion, root, struckBy, amendedBy, correctedAt } = standing.entry;
        const then = was.get(eventId)?.standing.entry;
        if (root !== null || streamVersion > before.past.version) continue;
        if (struckBy !== null && (then?.struckBy ?? null) === null) entries.struck.push(correctedReference(row, strike!));
        else if (struckBy === null && (then?.struckBy ?? null) !== null) entries.restored.push(referenceOf(row.entry));
        if (amendedBy !== null && (amendedBy !== (then?.amendedBy ?? null) || correctedAt !== (then?.correctedAt ?? null)))
          entries.amended.push(correctedReference(row, amendment!));
        else if (amendedBy === null && (then?.amendedBy ?? null) !== null) entries.restored.push(referenceOf(row.entry));
      }
      for (const list of ['amended', 'struck', 'restored'] as const) {
        entries[list].sort((a, b) => b.streamVersion - a.streamVersion);
        if (entries[list].length > referencesMax) entries.more[list] = entries[list].splice(referencesMax).length;
      }
      if (count > added.length) entries.more.added = count - added.length;
      return { ...looked, unreadable, from: before.past, entries, summary };
    });
  }

  /** Several records in one snapshot: together they count as one read. @throws LaneFullError */
  together<Result>(
    org: string,
    viewpoint: Viewpoint,
    work: (tx: Transaction, schema: string, readerOf: (patient: string) => HistoryReader) => Promise<Result>,
  ): Promise<Result> {
    return this.inSnapshot(org, (tx) => {
      // Each has cursors of its own.
      let readers = 0;
      return work(tx, this.schema, (patient) => new HistoryReader(tx, this.schema, { org, patient }, viewpoint, `at_${(readers += 1)}`));
    });
  }

  private look<Row extends object>(
    org: string,
    patient: string,
    viewpoint: Viewpoint,
    work: (read: HistoryReader, looked: Looked) => Promise<Row>,
  ): Promise<Row> {
    return this.inSnapshot(org, async (tx) => {
      const read = new HistoryReader(tx, this.schema, { org, patient }, viewpoint);
      return work(read, await read.begin());
    });
  }

  private inSnapshot<Result>(org: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.lanes.run(org, () => this.places.run('', () => withOrganisation(this.pool, org, work, { snapshot: true })));
  }
}

export interface PageEntry {
  /** In UTC with microseconds, as the database has it. */
  occurredAt: string;
  version: number;
  bytes: number;
  text: () => string;
}

/** The statements of one read of a record. */
export class HistoryReader {
  private cursors = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly schema: string,
    private readonly key: { org: string; patient: string },
    private readonly viewpoint: Viewpoint,
    private readonly name = 'at',
  ) {}

  /** Where the record stands, and the state that is to be shown of it. */
  async begin(): Promise<Looked> {
    const { org, patient } = this.key;
    const { rows } = await this.tx.query<{
      version: number | null;
      store_id: string;
      epoch: number;
      shard: number;
      position: number;
      recorded_until: string;
      built: boolean;
    }>(
      `SELECT p.stream_version AS version, p.store_id, p.epoch, p.shard, p.position, EXISTS (SELECT FROM ${this.schema}.built) AS built,
         to_char(p.last_recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_until
       FROM (SELECT) one LEFT JOIN ${this.schema}.patients p ON p.org = $1 AND p.patient = $2`,
      [org, patient],
    );
    const { version, store_id: storeId, epoch, shard, position, recorded_until: recordedUntil, built } = rows[0]!;
    const nothing = { version: 0, place: undefined, recordedAt: undefined };
    if (version === null)
      return {
        streamVersion: undefined,
        last: undefined,
        built,
        unreadable: 0,
        heads: [],
        past: { ...nothing, recordVersion: 0, recordedUntil: '' },
      };
    const { rows: heads } = await this.tx.query<BlockHead>(
      `SELECT block, recorded_until AS "recordedUntil", happened_from AS "happenedFrom", happened_until AS "happenedUntil"
       FROM ${this.schema}.timeline_blocks WHERE org = $1 AND patient = $2 AND facts IS NOT NULL ORDER BY block`,
      [org, patient],
    );
    const standing = { streamVersion: version, last: { storeId, epoch, shard, position }, built, unreadable: 0, heads };
    const shown = await this.versionIn(version, heads);
    const { rows: lasts } = await this.tx.query<{ epoch: number; position: number; recordedAt: string }>(
      `SELECT epoch, position, entry->>'recordedAt' AS "recordedAt" FROM ${this.schema}.timeline_entries
       WHERE org = $1 AND patient = $2 AND stream_version = $3`,
      [org, patient, shown],
    );
    const last = lasts[0];
    const place = last && { storeId, shard, epoch: last.epoch, position: last.position };
    return { ...standing, past: { version: shown, place, recordedAt: last?.recordedAt, recordVersion: version, recordedUntil } };
  }

  /** The version that the record had. Events of a patient are recorded in the order of their versions. */
  private async versionIn(recordVersion: number, heads: readonly BlockHead[]): Promise<number> {
    const { knownAt, atVersion } = this.viewpoint;
    if (atVersion !== undefined) return Math.min(atVersion, recordVersion);
    if (knownAt === undefined) return recordVersion;
    const isKnown = ({ recordedUntil }: BlockHead): boolean => compareInstants(recordedUntil, knownAt) <= 0;
    const endOf = (head: BlockHead | undefined): number | undefined => head && (head.block + 1) * blockSize;
    // Blocks that are due are not among the heads.
    const known = endOf(heads.findLast(isKnown)) ?? 0;
    const until = endOf(heads.find((head) => !isKnown(head))) ?? recordVersion;
    const { rows } = await this.tx.query<{ version: number | null }>(
      `SELECT max(stream_version) AS version FROM ${this.schema}.timeline_entries
       WHERE org = $1 AND patient = $2 AND stream_version > $3 AND stream_version <= $4 AND (entry->>'recordedAt')::timestamptz <= $5`,
      // Cut, not rounded: what is recorded has microseconds.
      [this.key.org, this.key.patient, known, until, `${utcOf(knownAt).slice(0, 'YYYY-MM-DDTHH:MM:SS.ffffff'.length)}Z`],
    );
    return rows[0]!.version ?? known;
  }

  /** The same record in the same snapshot, from elsewhere. */
  from(viewpoint: Viewpoint): HistoryReader {
    return new HistoryReader(this.tx, this.schema, this.key, viewpoint, 'from');
  }

  /** With the names of the topics that are open. */
  async summary(looked: Looked): Promise<{ row: Past<SummaryRow>; open: ReadonlySet<string> }> {
    const sum = await this.sum(looked);
    const topics: TopicText[] = [];
    for await (const [topic, facts] of this.inTurns(sum.topics()))
      if (facts !== null) topics.push({ topic, shown: renderTopic(shownOf(topic, facts)) });
    const { texts, unread } = boundedTopics(topics);
    const counts = countsOf(sum.counts);
    const { text: summary, more, alertsAt } = renderSummary(texts, JSON.stringify(counts), unread);
    const { unreadable } = counts;
    const lastRecordedAt = looked.past.recordedAt ?? '';
    const row = { ...looked, unreadable, lastRecordedAt, summary, more, alertsAt, lacksVital: lacksVital(more) };
    return { row, open: new Set(topics.map(({ topic }) => topic)) };
  }

  /** The entries that decide what is due, as `DosesStore` has them of the present. @param since of doses */
  async medication({ past: { version } }: Looked, open: ReadonlySet<string>, since: string): Promise<MedicationEntries> {
    const { happenedBy } = this.viewpoint;
    const found: { topics: readonly string[]; entry: EntryInForce }[] = [];
    let bytes = 0;
    const inList = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(', ');
    const entries = (types: readonly string[]): string =>
      `SELECT e.entry, e.bytes FROM ${this.schema}.timeline_entries e WHERE e.org = $1 AND e.patient = $2 AND e.type IN (${inList(types)})
         AND e.stream_version <= $3 AND e.occurred_at <= $4::timestamptz AND ${alone(this.schema)}`;
    const statement = `${entries([...courseTypes, ...presenceTypes])} UNION ALL ${entries(doseTypes)} AND e.occurred_at >= $5::timestamptz`;
    const values = [version, happenedBy === undefined ? 'infinity' : utcOf(happenedBy), since];
    for await (const rows of this.rowsOf<EntryRow>(statement, values, rowsAtOnce)) {
      for (const { entry, bytes: own } of rows) {
        const [standing] = standingsAfter([], [eventOf(entry)]).added;
        found.push({ topics: standing!.entry.topics, entry: inForce({ entry, corrected_at: null, amendment: null }) });
        bytes += own;
      }
      if (bytes > medicationBytesMax) break;
    }
    const decides = new Set<string>([...courseTypes, ...presenceTypes, ...doseTypes]);
    for await (const concerned of this.concerned(version)) {
      for (const { standing, row, amendment } of concerned) {
        const { topics, type, struckBy, unreadable, correctedAt } = standing.entry;
        if (!decides.has(type) || struckBy !== null || (unreadable && !amendment) || !hadHappened(standing.entry, happenedBy)) continue;
        found.push({ topics, entry: inForce({ entry: row.entry, corrected_at: correctedAt, amendment: amendment?.entry ?? null }) });
        bytes += row.bytes + (amendment?.bytes ?? 0);
      }
    }
    return bytes > medicationBytesMax ? { entries: [], bytes, tooMany: true } : { bytes, ...decisive(found, open, since) };
  }

  /** The entries of a time, the newest first. */
  async *entries(looked: Looked, window: { from: string; to?: string | undefined }): AsyncGenerator<PageEntry, void, void> {
    let before: TimelineQuery['before'];
    do {
      const { entries, next } = await this.page(looked, { limit: rowsAtOnce, ...window, before });
      yield* entries;
      before = next && { occurredAt: next.occurredAt, streamVersion: next.version };
    } while (before);
  }

  async elements(looked: Looked): Promise<ShownByTopic[]> {
    const shown: ShownByTopic[] = [];
    const sum = await this.sum(looked);
    for await (const [topic, facts] of this.inTurns(sum.topics()))
      if (facts !== null) shown.push(...shownOf(topic, facts).map((each) => ({ ...each, topic })));
    const alerts = new Alerts(shown, (value) => value as Record<string, unknown>).ofRecord();
    return [...shown, ...alerts.map((each) => ({ ...each, topic: topicOfAlert(each.value) }))];
  }

  /** By id, the entries that others speak of or that speak of others. */
  async corrected({ past: { version } }: Looked): Promise<{ standings: ReadonlyMap<string, Concerned>; unreadable: number }> {
    const standings = new Map<string, Concerned>();
    let unreadable = 0;
    for await (const some of this.concerned(version))
      for (const each of some) {
        unreadable += Number(leavesOpen(each.standing.entry) && hadHappened(each.standing.entry, this.viewpoint.happenedBy));
        if (each.strike || each.amendment || each.row.root === null) standings.set(each.row.entry.id, each);
      }
    return { standings, unreadable };
  }

  /** Entries that the earlier state had not, corrections left out: the newest, and how many there are. */
  async added(
    { past: from }: Looked,
    { past: to }: Looked,
    happenedAfter: string | undefined,
  ): Promise<{ added: EntryReference[]; count: number }> {
    const { happenedBy } = this.viewpoint;
    const isByTime = happenedAfter !== undefined;
    const { rows } = await this.tx.query<{ entry: EntryDocument; at: string | null; count: number }>(
      `SELECT e.entry, e.corrected_at AS at, count(*) OVER ()::integer AS count FROM ${this.schema}.timeline_entries e
       WHERE e.org = $1 AND e.patient = $2 AND e.stream_version > $3 AND e.stream_version <= $4
         AND e.occurred_at > $5::timestamptz AND e.occurred_at <= $6::timestamptz AND e.root IS NULL
       ORDER BY e.stream_version DESC LIMIT ${referencesMax}`,
      [
        this.key.org,
        this.key.patient,
        isByTime ? 0 : from.version,
        to.version,
        isByTime ? utcOf(happenedAfter) : '-infinity',
        happenedBy === undefined ? 'infinity' : utcOf(happenedBy),
      ],
    );
    const added = rows.map(({ entry, at }) => referenceOf(isByTime && at !== null ? { ...entry, occurredAt: at } : entry));
    return { added, count: rows[0]?.count ?? 0 };
  }

  /** What the record was: blocks that lie wholly in what is shown, and the other entries one by one. */
  async sum({ heads, past: { version } }: Looked): Promise<RecordSum> {
    const { happenedBy } = this.viewpoint;
    const sum = new RecordSum(happenedBy);
    const full = heads.filter(({ block }) => block < fullBlocks(version));
    const whole = full.filter(
      ({ happenedUntil }) => happenedUntil === null || hadHappened({ occurredAt: happenedUntil, correctedAt: null }, happenedBy),
    );
    const later = full.filter(
      ({ happenedFrom }) => happenedFrom !== null && !hadHappened({ occurredAt: happenedFrom, correctedAt: null }, happenedBy),
    );
    const left = new Set([...whole, ...later].map(({ block }) => block));
    for await (const { facts, counts, unread } of this.blocks(whole.map(({ block }) => block)))
      sum.addPart({ facts: JSON.parse(facts) as RecordPart['facts'], counts: JSON.parse(counts) as RecordPart['counts'], unread });
    for await (const rows of this.entriesAlone(rangesWithout(left, version)))
      sum.add(standingsAfter([], rows.map(({ entry }) => eventOf(entry))).added); // prettier-ignore
    for await (const concerned of this.concerned(version)) sum.add(concerned.map(({ standing }) => standing));
    return sum;
  }

  /** A page of the timeline: entries that stand alone, and those that others speak of in their places among them. */
  async page({ heads, past: { version } }: Looked, query: TimelineQuery) {
    const { limit, before } = query;
    const { happenedBy } = this.viewpoint;
    const isInPage = ({ occurredAt, version: own }: PageEntry, counted: string): boolean =>
      (before === undefined || occurredAt < before.occurredAt || (occurredAt === before.occurredAt && own < before.streamVersion)) &&
      (query.to === undefined || compareInstants(counted, query.to) < 0) &&
      (query.from === undefined || compareInstants(counted, query.from) >= 0);
    let unreadable = 0;
    const unreadableIds = new Set<string>();
    let corrected: PageEntry[] = [];
    for await (const some of this.concerned(version)) {
      for (const { standing, row, strike, amendment } of some) {
        const { entry } = standing;
        if (entry.unreadable) unreadableIds.add(entry.eventId);
        if (!hadHappened(entry, happenedBy)) continue;
        unreadable += Number(leavesOpen(entry));
        const { correctedAt } = entry;
        const shown: PageEntry = {
          occurredAt: microsecondsOf(correctedAt ?? entry.occurredAt),
          version: entry.streamVersion,
          bytes: row.bytes + (strike?.bytes ?? 0) + (amendment?.bytes ?? 0),
          text: () =>
            strike || amendment
              ? renderCorrected(row.entry, { strike: strike?.entry ?? null, amendment: amendment?.entry ?? null, correctedAt })
              : JSON.stringify(row.entry),
        };
        if (!isInPage(shown, correctedAt ?? entry.occurredAt)) continue;
        if (isWanted(strike || amendment ? (JSON.parse(shown.text()) as EntryDocument) : row.entry, query)) corrected.push(shown);
      }
      if (corrected.length > 4 * limit) corrected = corrected.sort(newestFirst).slice(0, limit + 1);
    }
    const { rows: standAlone, end } = await this.pageAlone(heads, version, query);
    // What lies beyond what was looked at is for the next page.
    const within = end ? corrected.filter((each) => newestFirst(each, end) <= 0) : corrected;
    const candidates = [...within, ...standAlone].sort(newestFirst);
    const entries: PageEntry[] = [];
    for (let bytes = 0; entries.length < Math.min(limit, candidates.length) && bytes < pageBytesMax;) {
      const next = candidates[entries.length]!;
      entries.push(next);
      bytes += next.bytes;
    }
    const next = entries.length < candidates.length ? entries.at(-1) : end;
    return { entries, next, unreadable, unreadableIds };
  }

  private async pageAlone(
    heads: readonly BlockHead[],
    version: number,
    query: TimelineQuery,
  ): Promise<{ rows: PageEntry[]; end: PageEntry | undefined }> {
    const { limit, before, from, to } = query;
    // What was recorded later, and happened after all that is known, need not be gone through.
    const known = heads.filter(({ block }) => block <= blockOf(version));
    const happened = known.length > blockOf(version) ? known.flatMap(({ happenedUntil }) => happenedUntil ?? []) : [];
    const bounds = [this.viewpoint.happenedBy, happened.sort(compareInstants).at(-1)].filter((each) => each !== undefined);
    const { rows } = await this.tx.query<{ entry: string; occurred_at: string; version: number; bytes: number } & WantedColumns>(
      `SELECT e.entry::text AS entry, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS occurred_at,
         e.stream_version AS version, e.bytes, e.found, e.is_last, e.is_wanted
       FROM (SELECT e.*, count(*) OVER ()::integer AS found, coalesce(sum(e.bytes) OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
         FROM (${wantedEntries(
           this.schema,
           `e.org = $1 AND e.patient = $2 AND (e.occurred_at, e.stream_version) < ($3::timestamptz, $4::integer)
              AND e.occurred_at < $5::timestamptz AND e.occurred_at <= $6::timestamptz AND e.occurred_at >= $7::timestamptz
              AND e.stream_version <= $8 AND ${alone(this.schema)}`,
           11,
           query.code !== undefined,
         )} ORDER BY e.occurred_at DESC, e.stream_version DESC LIMIT $9::integer + 2) e) e
       WHERE e.before < $10::bigint ORDER BY e.occurred_at DESC, e.stream_version DESC`,
      [
        this.key.org,
        this.key.patient,
        before?.occurredAt ?? 'infinity',
        before?.streamVersion ?? 0,
        to === undefined ? 'infinity' : utcOf(to),
        bounds.map(utcOf).sort(compareInstants)[0] ?? 'infinity',
        from === undefined ? '-infinity' : utcOf(from),
        version,
        limit,
        pageBytesMax,
        ...wantedValues(query, isFiltering(query) ? lookedAtMax : limit + 1, lookedAtBytesMax),
      ],
    );
    const placed = rows.map(({ entry, occurred_at: occurredAt, version: own, bytes, ...columns }) => ({
      occurredAt,
      version: own,
      bytes,
      text: () => entry,
      ...columns,
    }));
    const taken: PageEntry[] = [];
    const take = (row: (typeof placed)[number]): boolean =>
      (!isFiltering(query) || isWanted(JSON.parse(row.text()) as EntryDocument, query)) && taken.push(row) > 0;
    const end = await takeWanted(placed, limit, new Turn(this.key.org), take);
    return { rows: taken, end };
  }

  /** The entries that others speak of or that speak of others, by what is known, and those that cannot be read. */
  async *concerned(version: number): AsyncGenerator<Concerned[], void, void> {
    const statement = `WITH named AS (
        SELECT root AS id FROM ${this.schema}.timeline_entries WHERE org = $1 AND patient = $2 AND root IS NOT NULL
        UNION SELECT event_id FROM ${this.schema}.timeline_entries WHERE org = $1 AND patient = $2 AND root IS NOT NULL
        UNION SELECT event_id FROM ${this.schema}.timeline_entries WHERE org = $1 AND patient = $2 AND unreadable)
      SELECT e.entry, e.root, e.bytes FROM named n
        JOIN ${this.schema}.timeline_entries e ON e.org = $1 AND e.patient = $2 AND e.event_id = n.id
      WHERE e.stream_version <= $3 ORDER BY coalesce(e.root, e.event_id), e.stream_version`;
    let group: EntryRow[] = [];
    const rootOf = ({ root, entry: { id } }: EntryRow): string => root ?? id;
    for await (const rows of this.rowsOf<EntryRow>(statement, [version], rowsAtOnce)) {
      const done: Concerned[] = [];
      for (const row of rows) {
        if (group.length > 0 && rootOf(group[0]!) !== rootOf(row)) {
          done.push(...concernedIn(group));
          group = [];
        }
        group.push(row);
      }
      yield done;
    }
    if (group.length > 0) yield concernedIn(group);
  }

  private async *entriesAlone(ranges: readonly Range[]): AsyncGenerator<EntryRow[], void, void> {
    if (ranges.length === 0) return;
    const { happenedBy } = this.viewpoint;
    const statement = `SELECT e.entry, e.bytes FROM unnest($3::integer[], $4::integer[]) AS r (after, until)
      JOIN ${this.schema}.timeline_entries e ON e.org = $1 AND e.patient = $2 AND e.stream_version > r.after AND e.stream_version <= r.until
      WHERE e.occurred_at <= $5::timestamptz + interval '1 microsecond' AND ${alone(this.schema)}`;
    const values = [
      ranges.map(({ after }) => after),
      ranges.map(({ until }) => until),
      happenedBy === undefined ? 'infinity' : utcOf(happenedBy),
    ];
    yield* this.rowsOf<EntryRow>(statement, values, rowsAtOnce);
  }

  private async *blocks(blocks: readonly number[]): AsyncGenerator<{ facts: string; counts: string; unread: number }, void, void> {
    if (blocks.length === 0) return;
    const statement = `SELECT facts, counts, unread, length(facts) AS bytes FROM ${this.schema}.timeline_blocks
      WHERE org = $1 AND patient = $2 AND block = ANY ($3::integer[])`;
    const rows = this.rowsOf<{ facts: string; counts: string; unread: number; bytes: number }>(statement, [blocks], blocksAtOnce);
    for await (const some of rows) for await (const each of this.inTurns(some)) yield each;
  }

  /** The rows of a statement, as many at a time as are worked on in one turn. */
  private async *rowsOf<Row extends { bytes: number }>(
    statement: string,
    values: readonly unknown[],
    atOnce: number,
  ): AsyncGenerator<Row[], void, void> {
    const name = `${this.name}_${(this.cursors += 1)}`;
    await this.tx.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${statement}`, [this.key.org, this.key.patient, ...values]);
    let count = Math.min(atOnce, 50);
    for (;;) {
      const { rows } = await this.tx.query<Row>(`FETCH ${count} FROM ${name}`);
      if (rows.length > 0) yield rows;
      if (rows.length < count) break;
      const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
      count = Math.max(1, Math.min(atOnce, Math.floor((count * roundTripBytes) / Math.max(1, bytes))));
    }
    await this.tx.query(`CLOSE ${name}`);
  }

  /** Others have their turns in between. */
  async *inTurns<T>(all: Iterable<T>): AsyncGenerator<T, void, void> {
    const turn = new Turn(this.key.org);
    for (const each of all) {
      yield each;
      if (turn.isOver()) await turn.next();
    }
  }
}

/** Of the entries that speak of medication and stays those that the present would be read by. */
function decisive(
  found: readonly { topics: readonly string[]; entry: EntryInForce }[],
  open: ReadonlySet<string>,
  since: string,
): { entries: EntryInForce[]; tooMany: boolean } {
  const isIn = (types: readonly string[], { type }: EntryInForce): boolean => types.includes(type);
  const isSince = ({ occurredAt }: EntryInForce): boolean => since === '-infinity' || compareInstants(occurredAt, since) >= 0;
  const wanted = new Set([...open].filter((topic) => topic.startsWith('prescription/')));
  for (const { topics, entry } of found) if (entry.type === 'medication.stopped' && isSince(entry) && topics[0]) wanted.add(topics[0]);
  const courses = found.filter(({ topics, entry }) => isIn(courseTypes, entry) && topics.some((topic) => wanted.has(topic)));
  const isPresent = ({ topics, entry }: (typeof found)[number]): boolean =>
    entry.type.startsWith('patient.') || topics.some((topic) => topic.startsWith('stay/') && open.has(topic));
  const presence = found
    .filter(({ entry }) => isIn(presenceTypes, entry))
    .sort((a, b) => Number(isPresent(b)) - Number(isPresent(a)) || compareInstants(b.entry.occurredAt, a.entry.occurredAt))
    .slice(0, presenceMax);
  const doses = found.filter(({ entry }) => isIn(doseTypes, entry) && isSince(entry));
  return {
    entries: [...courses, ...presence, ...doses].map(({ entry }) => entry),
    tooMany: courses.length > coursesMax || doses.length > dosesMax,
  };
}

function referenceOf({ id, type, streamVersion, occurredAt, recordedAt, actor }: EntryDocument): EntryReference {
  return { entryId: id, type, streamVersion, occurredAt, recordedAt, actor };
}

function correctedReference({ entry }: EntryRow, { entry: correction }: EntryRow): CorrectedReference {
  const { reason, changeLog } = (correction.data ?? {}) as { reason?: unknown; changeLog?: { reason: unknown } };
  return { ...referenceOf(entry), by: referenceOf(correction), reason: reason ?? changeLog?.reason };
}

/** Of an entry, all that is said of it up to a version. */
function concernedIn(rows: readonly EntryRow[]): Concerned[] {
  const events = rows.map(({ entry }): PatientEvent => eventOf(entry));
  const byId = new Map(rows.map((row) => [row.entry.id, row]));
  return standingsAfter([], events).added.map((standing, index) => {
    const { struckBy, amendedBy } = standing.entry;
    const named = (id: string | null): EntryRow | null => (id === null ? null : byId.get(id)!);
    return { standing, row: rows[index]!, strike: named(struckBy), amendment: named(amendedBy) };
  });
}

interface Range {
  after: number;
  until: number;
}

/** The versions up to one that are in none of these blocks. */
function rangesWithout(blocks: ReadonlySet<number>, version: number): Range[] {
  const ranges: Range[] = [];
  for (let after = 0; after < version; after += blockSize) {
    if (blocks.has(after / blockSize)) continue;
    const until = Math.min(version, after + blockSize);
    const last = ranges.at(-1);
    if (last?.until === after) last.until = until;
    else ranges.push({ after, until });
  }
  return ranges;
}

function newestFirst(a: PageEntry, b: PageEntry): number {
  return a.occurredAt === b.occurredAt ? b.version - a.version : a.occurredAt < b.occurredAt ? 1 : -1;
}

/** As the database has it: rounded. */
function microsecondsOf(instant: string): string {
  const utc = utcOf(instant);
  const wholeMs = Date.parse(`${utc.slice(0, 'YYYY-MM-DDTHH:MM:SS.fff'.length)}Z`);
  const rest = utc.slice('YYYY-MM-DDTHH:MM:SS.fff'.length, -1);
  const micros = Math.round(Number(rest) / 10 ** (rest.length - 3));
  const ms = new Date(wholeMs + Math.floor(micros / 1000)).toISOString();
  return `${ms.slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
}
