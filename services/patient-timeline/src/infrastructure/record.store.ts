import { OrganisationLanes, Turn } from '@everchart/platform';
import type { Lane, Pool, PoolLanes } from '@everchart/postgres';
import { utcOf } from '@everchart/primitives';
import { API_LANES } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { ReadQueues } from './read.queues.js';
import type { ReadModels } from '../consumers/read-model.js';
import { largeSummaryBytesMax, rankCharacters, topicsBytesMax, topicsMax } from '../domain/bounded-topics.js';
import type { Place } from '../domain/freshness.js';
import { markDependent, renderCorrected, renderSummary, type EntryDocument, type RenderedSummary } from '../domain/rendering.js';
import { lacksVital, topicsByNeed, type More } from '../domain/sections.js';
import { isFiltering, isWanted, type TimelineFilter } from '../domain/timeline-filter.js';
import { consumerPrefix, PROJECTION } from '../projections.js';
import { GatheredReads } from './gathered-reads.js';
import type { Kept } from './kept.js';
import { KeptRecords, recordName } from './kept.records.js';
import { lookedAtBytesMax, lookedAtMax, takeWanted, wantedEntries, wantedValues, type WantedColumns } from './wanted.entries.js';

/** What every read returns in addition to its data. */
export interface Standing {
  /** Version of the patient's stream that is applied; undefined when no event of the patient is. */
  streamVersion: number | undefined;
  /** Place of the patient's last applied event. */
  last: Place | undefined;
  /**
   * Whether the read model has reached the end of the stream once: until then records are missing, or parts of them.
   */
  built: boolean;
  /** Entries that cannot be read and whose effect is therefore not known. */
  unreadable: number;
  /** That more is on record than is shown, of what may do harm when it is not known. */
  lacksVital?: boolean;
}

export interface SummaryRow extends Standing {
  lastRecordedAt: string;
  /** JSON text. */
  summary: string;
  /** What it does not show. */
  more: More;
  alertsAt: RenderedSummary['alertsAt'];
}

export interface TimelinePage extends Standing {
  /**
   * JSON text: an array. Not as a string: large ones are made again in the heap for each answer, and the process stands
   * still while they are removed.
   */
  entries: Buffer;
  shown: number;
  /** Where the next page begins; undefined on the last page. */
  next: TimelineCursor | undefined;
}

/** Wanted entries as the timeline shows them, and where to go on. */
export interface Walked extends Standing {
  found: { text: string; document: EntryDocument }[];
  next: TimelineCursor | undefined;
}

export interface TimelineCursor {
  /** RFC 3339 UTC with six fractional digits. */
  occurredAt: string;
  streamVersion: number;
}

export interface TimelineQuery extends TimelineFilter {
  limit: number;
  from?: string | undefined;
  to?: string | undefined;
  before?: TimelineCursor | undefined;
}

/** What {@link standingColumns} answer. */
export interface StandingRow {
  stream_version: number | null;
  store_id: string;
  epoch: number;
  shard: number;
  position: number;
  built: boolean;
  unreadable: number | null;
}

interface SummaryColumns extends StandingRow {
  last_recorded_at: string;
  state: string;
  /** Null, as the topics, when the state is the one of which a summary is kept. */
  counts: string | null;
  topics: string | null;
  large: boolean;
}

/** A summary, and the state of the record of which it was made. */
interface KeptSummary {
  state: string;
  shown: Pick<SummaryRow, 'summary' | 'more' | 'alertsAt' | 'lacksVital'>;
  bytes: number;
}

/** The newest entries: a page that begins at none, and has no bounds. */
interface KeptPage {
  state: string;
  page: Pick<TimelinePage, 'entries' | 'shown' | 'next'>;
  bytes: number;
}

type LoadedSummary = SummaryColumns & { kept: KeptSummary | undefined };

/** All that summaries wait for: those of one lane for nothing of the other. */
interface SummaryLane {
  pool: Pool;
  many: OrganisationLanes;
  large: OrganisationLanes;
  gathered: GatheredReads<LoadedSummary>;
}

interface EntryColumns {
  entry: string | null;
  occurred_at: string;
  version: number;
  corrected_at: string | null;
  strike: EntryDocument | null;
  amendment: EntryDocument | null;
  /** Entries of the page and one of the next, as far as there are any, without regard to their bytes. */
  found: number;
}

/** A page ends with the entry at which it has so many bytes: it has one more entry than fits, and one at least. */
export const pageBytesMax = 1024 * 1024;

/**
 * Pages and large summaries of one organisation that are read at the same time. Beside others it is one, and its place
 * rests for nine times as long as it took: a tenth of the time.
 */
export const dearReads = { atOnce: 2, besideOthers: 1, rests: 9, bytesPerMs: 128 * 1024 };
/** Summaries have places beside others only: an organisation of a thousand beds never needs them all. */
const manyReads = { atOnce: Infinity, besideOthers: 8, rests: 3, bytesPerMs: 32 * 1024 };

/** Summaries that a process keeps: each is read more often than it changes. Most have 10 to 30 kilobytes. */
const keptMost = { values: 5000, bytes: 32 * 1024 * 1024 };
/** The same of pages. */
const pagesMost = { values: 2000, bytes: 32 * 1024 * 1024 };

const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Names the organisation to row-level security, as `o.org`: see {@link RecordStore}. */
export const organisation = `set_config('app.org', $1, true) AS o (org)`;

/** Setting of the connections of a process whose release reads one version, whichever the organisations have. */
export const ownVersion = 'app.projection';

/** The version of the projection that the organisation reads. */
export const servedVersion = `coalesce(nullif(current_setting('${ownVersion}', true), '')::integer,
  (SELECT s.version FROM projections.served s WHERE s.org IN ('', o.org) ORDER BY s.org DESC LIMIT 1))`;

/** The consumer that keeps this version up to date. */
export const servedConsumer = `('${consumerPrefix}' || ${servedVersion})`;

/** Of the patient `p`: another text when anything of the record is another, as another version may make it. */
export const recordState = stateUnder(servedVersion);

function stateUnder(version: string): string {
  return `concat_ws('/', ${version}, p.store_id, p.epoch, p.stream_version, p.unreadable)`;
}

/** Of the patient `p`. */
export function standingColumns(schema: string): string {
  return `p.stream_version, p.store_id, p.epoch, p.shard, p.position, p.unreadable, EXISTS (SELECT FROM ${schema}.built) AS built`;
}

/** Joins the row of a stream, if there is one, as `p`. */
export function patientJoin(schema: string, id: string, heads = 'patients'): string {
  return `LEFT JOIN LATERAL (SELECT * FROM ${schema}.${heads} p WHERE p.org = o.org AND p.patient = ${id} LIMIT 1) p ON true`;
}

/**
 * Reads of the read model `timeline`, as `timeline_api`: a plain prepared statement for a page of a timeline, and one
 * for the summaries that are read at the same time.
 *
 * A statement names the organisation to row-level security itself, for its own implicit transaction: with a transaction
 * around it a read would be four round trips. The rows come from lateral subqueries that need the organisation so named
 * (`o.org`), and that the planner cannot pull up (LIMIT, aggregates): so it is named before any row is looked at. Were
 * that not so, the policies would hide every row.
 */
@Injectable()
export class RecordStore {
  readonly statements: Record<
    'summary' | 'largeSummary' | 'timeline' | 'wanted' | 'wantedOfCode' | 'location' | 'unreadable' | 'standing' | 'built',
    { name: string; text: string }
  >;
  private readonly dear: OrganisationLanes;
  private readonly summaries: Readonly<Record<Lane, SummaryLane>>;
  private readonly pool: Pool;
  private readonly kept: Kept<KeptSummary>;
  private readonly pages: Kept<KeptPage>;

  constructor(
    @Inject(API_LANES) private readonly lanes: PoolLanes,
    @Inject(PROJECTION) { models }: ReadModels,
    @Inject(ReadQueues) queues = new ReadQueues(),
    @Inject(KeptRecords) readonly keptRecords = new KeptRecords(),
  ) {
    this.pool = lanes.usual;
    this.dear = queues.add(dearReads);
    this.kept = keptRecords.add(keptMost);
    this.pages = keptRecords.add(pagesMost);
    this.summaries = { vital: this.summaryLane(lanes.vital), usual: this.summaryLane(lanes.usual) };
    const { schema } = models.find(({ model }) => model.name === 'timeline')!;
    const standing = standingColumns(schema);
    const ofPatient = (id: string): string => patientJoin(schema, id);
    const correction = (id: string): string =>
      `SELECT c.entry, c.bytes FROM ${schema}.timeline_entries c WHERE c.org = o.org AND c.patient = $2 AND c.event_id = ${id} LIMIT 1`;
    // Of a record whose summary is kept no topic is looked at. OFFSET: what is worked out once is not pulled up to each
    // of the places that name it.
    const isOther = 'k.state IS DISTINCT FROM s.state';
    // Some entries are left out: it ends where it has looked at enough of them.
    const wanted = (ofCode: boolean): string =>
      `SELECT ${standing}, e.entry::text AS entry, ${utc('e.occurred_at')} AS occurred_at, e.stream_version AS version, e.corrected_at,
            e.strike, e.amendment, e.found, e.is_last, e.is_wanted
          FROM ${organisation} ${ofPatient('$2')}
          LEFT JOIN LATERAL (SELECT * FROM (
            SELECT e.*, strike.entry AS strike, amendment.entry AS amendment, count(*) OVER ()::integer AS found,
              sum(e.bytes + coalesce(strike.bytes, 0) + coalesce(amendment.bytes, 0))
                OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
            FROM (${wantedEntries(
              schema,
              `e.org = o.org AND e.patient = $2 AND (e.occurred_at, e.stream_version) < ($3::timestamptz, $4::integer)
                 AND e.occurred_at < $5::timestamptz AND e.occurred_at >= $6::timestamptz`,
              9,
              ofCode,
            )} ORDER BY e.occurred_at DESC, e.stream_version DESC LIMIT $7::integer + 2) e
            LEFT JOIN LATERAL (${correction('e.struck_by')}) strike ON true
            LEFT JOIN LATERAL (${correction('e.amended_by')}) amendment ON true) e
           WHERE coalesce(e.bytes_before, 0) < $8::bigint) e ON true
          ORDER BY e.occurred_at DESC, e.stream_version DESC`;
    this.statements = {
      summary: {
        name: 'read-summary',
        text: `SELECT ${standing}, ${utc('p.last_recorded_at')} AS last_recorded_at, s.state,
            CASE WHEN ${isOther} THEN p.counts::text END AS counts, t.topics, t.large
          FROM ${organisation} CROSS JOIN LATERAL (SELECT ${servedVersion} AS version OFFSET 0) v
          CROSS JOIN unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS k (patient, state, n) ${ofPatient('k.patient')}
          CROSS JOIN LATERAL (SELECT ${stateUnder('v.version')} AS state OFFSET 0) s
          CROSS JOIN LATERAL (
            SELECT string_agg(t.shown, E'\\n') FILTER (WHERE t.bytes <= ${topicsBytesMax}) AS topics,
                count(*) > ${topicsMax} OR coalesce(max(t.bytes) > ${topicsBytesMax}, false) AS large
              FROM (SELECT t.shown, sum(octet_length(t.shown)) OVER (ROWS UNBOUNDED PRECEDING) AS bytes
                FROM ${schema}.topics t WHERE t.org = o.org AND t.patient = k.patient AND NOT t.settled AND ${isOther}
                LIMIT ${topicsMax + 1}) t) t
          ORDER BY k.n`,
      },
      largeSummary: {
        name: 'read-large-summary',
        text: `SELECT t.prefix, string_agg(t.shown, E'\\n') FILTER (WHERE t.bytes <= ${largeSummaryBytesMax}) AS topics,
            (count(*) FILTER (WHERE t.bytes > ${largeSummaryBytesMax}))::integer AS unread
          FROM ${organisation} CROSS JOIN LATERAL (
            SELECT t.prefix, t.shown,
                sum(octet_length(t.shown)) OVER (ORDER BY t.need, t.head COLLATE "C" DESC, t.topic COLLATE "C" ROWS UNBOUNDED PRECEDING) AS bytes
              FROM (SELECT t.topic, t.shown, split_part(t.topic, '/', 1) AS prefix, left(t.shown, ${rankCharacters}) AS head,
                  array_position($3::text[], split_part(t.topic, '/', 1)) AS need
                FROM ${schema}.topics t WHERE t.org = o.org AND t.patient = $2 AND NOT t.settled AND t.shown IS NOT NULL) t) t
          GROUP BY t.prefix`,
      },
      // One entry more than the limit is looked at, to know whether there is a next page. Open ends are infinities that
      // come as parameters: row-level security lets the order's index bound the scan only by what can leak nothing,
      // which PostgreSQL does not take `coalesce` for. The page ends with the entry at which it has its bytes: what is
      // beyond is counted, and its texts are not read.
      timeline: {
        name: 'read-timeline',
        text: `SELECT ${standing}, e.entry::text AS entry, ${utc('e.occurred_at')} AS occurred_at, e.stream_version AS version, e.corrected_at,
            e.strike, e.amendment, e.found, s.state
          FROM ${organisation} ${ofPatient('$2')} CROSS JOIN LATERAL (SELECT ${recordState} AS state) s
          LEFT JOIN LATERAL (SELECT * FROM (
            SELECT e.*, strike.entry AS strike, amendment.entry AS amendment, count(*) OVER ()::integer AS found,
              sum(e.bytes + coalesce(strike.bytes, 0) + coalesce(amendment.bytes, 0))
                OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
            FROM (SELECT e.* FROM ${schema}.timeline_entries e
             WHERE e.org = o.org AND e.patient = $2 AND $9::text IS DISTINCT FROM s.state
               AND (e.occurred_at, e.stream_version) < ($3::timestamptz, $4::integer)
               AND e.occurred_at < $5::timestamptz
               AND e.occurred_at >= $6::timestamptz
             ORDER BY e.occurred_at DESC, e.stream_version DESC
             LIMIT $7::integer + 1) e
            LEFT JOIN LATERAL (${correction('e.struck_by')}) strike ON true
            LEFT JOIN LATERAL (${correction('e.amended_by')}) amendment ON true) e
           WHERE coalesce(e.bytes_before, 0) < $8::bigint) e ON true
          ORDER BY e.occurred_at DESC, e.stream_version DESC`,
      },
      wanted: { name: 'read-wanted', text: wanted(false) },
      wantedOfCode: { name: 'read-wanted-of-code', text: wanted(true) },
      location: {
        name: 'read-location',
        text: `SELECT s.facility, s.unit FROM ${organisation} JOIN LATERAL (SELECT * FROM ${schema}.places s
          WHERE s.org = o.org AND s.patient = $2 ORDER BY s.admitted_at DESC, s.stay_id LIMIT 1) s ON true`,
      },
      unreadable: {
        name: 'read-unreadable',
        text: `SELECT e.event_id FROM ${organisation}
          JOIN LATERAL (SELECT e.event_id FROM ${schema}.timeline_entries e WHERE e.org = o.org AND e.patient = $2 AND e.unreadable LIMIT 10000) e ON true`,
      },
      standing: { name: 'read-standing', text: `SELECT ${standing} FROM ${organisation} ${ofPatient('$2')}` },
      built: { name: 'read-built', text: `SELECT EXISTS (SELECT FROM ${schema}.built) AS built` },
    };
  }

  /** @param lane `vital`: of one patient, to one who needs it now */
  async summary(org: string, patient: string, lane: Lane = 'usual'): Promise<SummaryRow> {
    const { many, gathered } = this.summaries[lane];
    const row = await many.run(
      org,
      () => gathered.read(org, patient),
      ({ kept, topics }) => (kept?.shown.summary ?? topics ?? '').length,
    );
    const standing = standingOf(row);
    if (standing.streamVersion === undefined)
      return { ...standing, lastRecordedAt: row.last_recorded_at, summary: 'null', more: {}, alertsAt: () => [] };
    const shown = row.kept?.shown ?? (await this.renderedSummary(org, patient, row, this.summaries[lane]));
    return { ...standing, lastRecordedAt: row.last_recorded_at, ...shown };
  }

  async timeline(org: string, patient: string, query: TimelineQuery): Promise<TimelinePage> {
    if (!isFiltering(query))
      return this.dear.run(
        org,
        () => this.page(org, patient, query),
        ({ entries }) => entries.length,
      );
    const { found, ...walked } = await this.walk(org, patient, query);
    return { ...walked, entries: Buffer.from(`[${found.map(({ text }) => text).join(',')}]`), shown: found.length };
  }

  private async page(org: string, patient: string, { limit, from, to, before }: TimelineQuery): Promise<TimelinePage> {
    const name = from === undefined && to === undefined && before === undefined ? `${recordName(org, patient)}/${limit}` : undefined;
    const kept = name === undefined ? undefined : this.pages.get(name);
    const values = [
      org,
      patient,
      before?.occurredAt ?? 'infinity',
      before?.streamVersion ?? 0,
      to === undefined ? 'infinity' : utcOf(to),
      from === undefined ? '-infinity' : utcOf(from),
      limit,
      pageBytesMax,
      kept?.state ?? null,
    ];
    const { rows } = await this.pool.query<StandingRow & EntryColumns & { state: string }>({ ...this.statements.timeline, values });
    const standing = standingOf(rows[0]!);
    const { state } = rows[0]!;
    if (state === kept?.state) return { ...standing, ...kept.page };
    const found = rows.filter(({ entry }) => entry !== null);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    let entries = shown.map(renderRow);
    if (standing.unreadable > 0) {
      const unreadable = await this.unreadableEntries(org, patient);
      entries = entries.map((entry) => markDependent(entry, unreadable));
    }
    const page = {
      entries: ownBytes(`[${entries.join(',')}]`),
      shown: shown.length,
      next: last && found[0]!.found > shown.length ? { occurredAt: last.occurred_at, streamVersion: last.version } : undefined,
    };
    // The ids of what cannot be read are of a second statement.
    if (name !== undefined && last && standing.unreadable === 0) this.pages.set(name, { state, page, bytes: page.entries.length });
    return { ...standing, ...page };
  }

  /**
   * A part of the entries: those that are wanted, as far as it looks. It may find none, and say where to go on.
   * @param lookedAt entries that it looks at, at most
   */
  async walk(
    org: string,
    patient: string,
    query: TimelineQuery,
    { bytesMax = pageBytesMax, lookedAt = lookedAtMax }: { bytesMax?: number; lookedAt?: number } = {},
  ): Promise<Walked> {
    const { limit, from, to, before } = query;
    const values = [
      org,
      patient,
      before?.occurredAt ?? 'infinity',
      before?.streamVersion ?? 0,
      to === undefined ? 'infinity' : utcOf(to),
      from === undefined ? '-infinity' : utcOf(from),
      limit,
      bytesMax,
      ...wantedValues(query, lookedAt, Math.max(lookedAtBytesMax, bytesMax)),
    ];
    const statement = query.code ? this.statements.wantedOfCode : this.statements.wanted;
    const read = () => this.pool.query<StandingRow & EntryColumns & WantedColumns>({ ...statement, values });
    const { rows } = await this.dear.run(org, read, (found) => sumOf(found.rows, ({ entry }) => entry?.length ?? 0));
    const standing = standingOf(rows[0]!);
    const unreadable = standing.unreadable > 0 ? await this.unreadableEntries(org, patient) : undefined;
    const found: Walked['found'] = [];
    const entries = rows.filter(({ entry }) => entry !== null);
    const last = await takeWanted(entries, limit, new Turn(org), (row) => {
      const text = unreadable ? markDependent(renderRow(row), unreadable) : renderRow(row);
      const document = JSON.parse(text) as EntryDocument;
      return isWanted(document, query) && found.push({ text, document }) > 0;
    });
    return { ...standing, found, next: last && placeIn(last) };
  }

  /** Where the open stay is that began last. */
  async location(org: string, patient: string): Promise<{ facility?: string; unit?: string } | undefined> {
    const { rows } = await this.pool.query<{ facility: string | null; unit: string | null }>({
      ...this.statements.location,
      values: [org, patient],
    });
    const [location] = rows;
    if (!location) return undefined;
    const { facility, unit } = location;
    return { ...(facility !== null && { facility }), ...(unit !== null && { unit }) };
  }

  private summaryLane(pool: Pool): SummaryLane {
    return {
      pool,
      many: new OrganisationLanes(manyReads),
      large: new OrganisationLanes(dearReads),
      gathered: new GatheredReads((org, patients) => this.loadSummaries(pool, org, patients)),
    };
  }

  private async renderedSummary(org: string, patient: string, row: SummaryColumns, lane: SummaryLane): Promise<KeptSummary['shown']> {
    const { topics, unread } = row.large ? await this.largeSummary(org, patient, lane) : { topics: row.topics, unread: {} };
    const { text: summary, more, alertsAt } = renderSummary(topics, row.counts!, unread);
    const shown = { summary, more, alertsAt, lacksVital: lacksVital(more) };
    // Topics that were read by a second statement may be those of a later state.
    if (!row.large) this.kept.set(recordName(org, patient), { state: row.state, shown, bytes: summary.length + (topics?.length ?? 0) });
    return shown;
  }

  private async largeSummary(org: string, patient: string, { large, pool }: SummaryLane): Promise<{ topics: string | null; unread: More }> {
    const values = [org, patient, Object.keys(topicsByNeed)];
    const { rows } = await large.run(org, () =>
      pool.query<{ prefix: keyof typeof topicsByNeed; topics: string | null; unread: number }>({
        ...this.statements.largeSummary,
        values,
      }),
    );
    const texts = rows.flatMap(({ topics }) => topics ?? []);
    const unread: More = {};
    for (const { prefix, unread: count } of rows) if (count > 0) unread[topicsByNeed[prefix]] = count;
    return { topics: texts.length === 0 ? null : texts.join('\n'), unread };
  }

  private async unreadableEntries(org: string, patient: string): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ event_id: string }>({ ...this.statements.unreadable, values: [org, patient] });
    return new Set(rows.map(({ event_id: id }) => id));
  }

  private async loadSummaries(pool: Pool, org: string, patients: readonly string[]): Promise<LoadedSummary[]> {
    const kept = patients.map((patient) => this.kept.get(recordName(org, patient)));
    const values = [org, patients, kept.map((each) => each?.state ?? null)];
    const { rows } = await pool.query<SummaryColumns>({ ...this.statements.summary, values });
    return rows.map((row, index) => Object.assign(row, { kept: row.state === kept[index]?.state ? kept[index] : undefined }));
  }

  async standing(org: string, patient: string): Promise<Standing> {
    const { rows } = await this.pool.query<StandingRow>({ ...this.statements.standing, values: [org, patient] });
    return standingOf(rows[0]!);
  }

  /** See {@link Standing.built}. */
  async isBuilt(): Promise<boolean> {
    const { rows } = await this.lanes.vital.query<{ built: boolean }>(this.statements.built);
    return rows[0]!.built;
  }
}

function sumOf<Each>(all: readonly Each[], bytesOf: (each: Each) => number): number {
  return all.reduce((sum, each) => sum + bytesOf(each), 0);
}

/** Of its own memory: a small one would keep all of the memory that it shares with others. */
function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}

function placeIn({ occurred_at: occurredAt, version: streamVersion }: EntryColumns): TimelineCursor {
  return { occurredAt, streamVersion };
}

function renderRow({ entry, corrected_at: correctedAt, strike, amendment }: EntryColumns): string {
  if (!strike && !amendment) return entry!;
  return renderCorrected(JSON.parse(entry!) as EntryDocument, { strike, amendment, correctedAt });
}

export function standingOf(row: StandingRow): Standing {
  const known = row.stream_version !== null;
  return {
    streamVersion: row.stream_version ?? undefined,
    last: known ? placeOf(row) : undefined,
    built: row.built,
    unreadable: row.unreadable ?? 0,
  };
}

function placeOf({ store_id: storeId, epoch, shard, position }: StandingRow): Place {
  return { storeId, epoch, shard, position };
}
