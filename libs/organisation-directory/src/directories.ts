import { organisationStream } from '@everchart/contracts';
import {
  foldOrganisation,
  longestRoundHours,
  PlaceIndex,
  type OrganisationEvent,
  type OrganisationStatements,
  type RoundTakenOver,
} from '@everchart/contracts-organisation';
import type { Pool, Queryable } from '@everchart/postgres';
import { utcOf } from '@everchart/primitives';

/** What an organisation states of itself, and up to where. */
export interface Directory extends OrganisationStatements {
  /** Version of the organisation's stream; undefined when it has stated nothing. */
  streamVersion: number | undefined;
  /** Place of the last event in its source. */
  last: { storeId: string; epoch: number; shard: number; position: number } | undefined;
  /** Whether the read model was declared built, by services that build versions of it side by side. */
  built: boolean;
  /** Events that cannot be read and whose effect is therefore not known. */
  unreadable: number;
  /** Finds the places that entries name. */
  readonly index: PlaceIndex;
}

/** What is made of the events of one state. */
interface Folded {
  /** Names the state: the same events have the same one. */
  state: string;
  statements: OrganisationStatements;
  index?: PlaceIndex;
}

interface StateRow {
  stream_version: number | null;
  store_id: string;
  epoch: number;
  shard: number;
  position: number;
  unreadable: number | null;
  built: boolean;
  state: string;
  events: OrganisationEvent[] | null;
}

/** A directory as it was known at an instant. */
export type PastDirectory = OrganisationStatements & { readonly index: PlaceIndex };

/** Rounds of which the slot meets a time, or that were recorded after an instant; as known at an instant. */
export interface RoundsQuery {
  /** The slot ends after it. */
  from?: string | undefined;
  /** The slot begins before it. */
  to?: string | undefined;
  recordedAfter?: string | undefined;
  knownAt?: string | undefined;
  happenedBy?: string | undefined;
}

interface RoundRow {
  id: string;
  occurredAt: string;
  recordedAt: string;
  actor: string;
  actorRole: string;
  data: Omit<RoundTakenOver, 'id' | 'by' | 'role' | 'occurredAt' | 'recordedAt'>;
}

/** Rounds of one answer at most: the last ones. */
const roundsMax = 1000;

/** Organisations whose directory is kept in memory: those that were read last. */
const keptMax = 50;

/** Reads directories, and folds each once for each state. As the `reader` or the `projector` of the migrations. */
export class Directories {
  readonly statement: { name: string; text: string };
  readonly #past: { name: string; text: string };
  readonly #rounds: { name: string; text: string };
  readonly #folded = new Map<string, Folded>();

  constructor(
    private readonly pool: Pool,
    schema: string,
    /** SQL of what else names a state, where the schema shows one of several versions; `o.org` is the organisation. */
    version = `''`,
  ) {
    // Rounds leave the directory what it is.
    const lastVersion = `(SELECT max(v.stream_version) FROM ${schema}.events v WHERE v.org = p.org AND v.patient = p.patient AND v.about = 'directory')`;
    const state = `concat_ws('/', ${version}, p.store_id, p.epoch, ${lastVersion}, p.unreadable)`;
    // The organisation is named to row-level security before any row is looked at: the lateral subqueries need it.
    this.statement = {
      name: 'read-directory',
      text: `SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position, p.unreadable,
          EXISTS (SELECT FROM ${schema}.built) AS built, ${state} AS state, e.events
        FROM set_config('app.org', $1, true) AS o (org)
        LEFT JOIN LATERAL (SELECT * FROM ${schema}.organisations p WHERE p.org = o.org AND p.patient = $2 LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT json_agg(e.event ORDER BY e.stream_version) AS events FROM ${schema}.events e
          WHERE e.org = o.org AND e.patient = $2 AND e.about = 'directory' AND e.event IS NOT NULL AND ${state} IS DISTINCT FROM $3) e ON true`,
    };
    this.#past = {
      name: 'read-past-directory',
      text: `SELECT e.events FROM set_config('app.org', $1, true) AS o (org)
        CROSS JOIN LATERAL (SELECT json_agg(e.event ORDER BY e.stream_version) AS events FROM ${schema}.events e
          WHERE e.org = o.org AND e.patient = $2 AND e.about = 'directory' AND (e.event->>'recordedAt')::timestamptz <= $3::timestamptz) e`,
    };
    this.#rounds = {
      name: 'read-rounds',
      text: `SELECT e.event FROM set_config('app.org', $1, true) AS o (org)
        JOIN LATERAL (SELECT e.event, e.stream_version FROM ${schema}.events e
          WHERE e.org = o.org AND e.patient = $2 AND e.about = 'rounds'
            AND e.slot_from > $3::timestamptz - interval '${longestRoundHours} hours' AND e.slot_from < $4::timestamptz
            AND (e.event->'data'->>'to')::timestamptz > $3::timestamptz
            AND (e.event->>'recordedAt')::timestamptz > $5::timestamptz AND (e.event->>'recordedAt')::timestamptz <= $6::timestamptz
            AND (e.event->>'occurredAt')::timestamptz <= $7::timestamptz
          ORDER BY e.stream_version DESC LIMIT ${roundsMax}) e ON true ORDER BY e.stream_version DESC`,
    };
  }

  /** As it was known at an instant. It is folded for each read: few are of the past. */
  async past(org: string, knownAt: string): Promise<PastDirectory> {
    const values = [org, organisationStream(org), utcOf(knownAt)];
    const { rows } = await this.pool.query<{ events: OrganisationEvent[] | null }>({ ...this.#past, values });
    const statements = foldOrganisation(rows[0]!.events ?? []);
    return { ...statements, index: new PlaceIndex(statements.places) };
  }

  /** Rounds that were taken over, the last one first. */
  async rounds(org: string, { from, to, recordedAfter, knownAt, happenedBy }: RoundsQuery): Promise<RoundTakenOver[]> {
    const or = (instant: string | undefined, otherwise: string): string => (instant === undefined ? otherwise : utcOf(instant));
    const values = [
      org,
      organisationStream(org),
      or(from, '-infinity'),
      or(to, 'infinity'),
      or(recordedAfter, '-infinity'),
      or(knownAt, 'infinity'),
      or(happenedBy, 'infinity'),
    ];
    const { rows } = await this.pool.query<{ event: RoundRow }>({ ...this.#rounds, values });
    return rows.map(({ event: { actor, actorRole, data, ...event } }) => {
      const { id, occurredAt, recordedAt } = event;
      return { ...data, id, by: actor, role: actorRole, occurredAt, recordedAt };
    });
  }

  /**
   * One round trip; the events come along only when they are others than were folded last.
   * @param db a transaction that has to see the directory as it is now
   */
  async read(org: string, db: Queryable = this.pool): Promise<Directory> {
    const known = this.#folded.get(org);
    const { rows } = await db.query<StateRow>({
      ...this.statement,
      values: [org, organisationStream(org), known?.state ?? null],
    });
    const row = rows[0]!;
    const folded: Folded = known?.state === row.state ? known : { state: row.state, statements: foldOrganisation(row.events ?? []) };
    this.#keep(org, folded);
    const stated = row.stream_version !== null;
    return {
      streamVersion: row.stream_version ?? undefined,
      last: stated ? { storeId: row.store_id, epoch: row.epoch, shard: row.shard, position: row.position } : undefined,
      built: row.built,
      unreadable: row.unreadable ?? 0,
      ...folded.statements,
      get index() {
        return (folded.index ??= new PlaceIndex(folded.statements.places));
      },
    };
  }

  /** The one that was read last is the last one in the map. */
  #keep(org: string, folded: Folded): void {
    this.#folded.delete(org);
    this.#folded.set(org, folded);
    if (this.#folded.size > keptMax) this.#folded.delete(this.#folded.keys().next().value!);
  }
}
