import { organisationStream } from '@everchart/contracts';
import { foldOrganisation, PlaceIndex, type OrganisationEvent, type OrganisationStatements } from '@everchart/contracts-organisation';
import type { Pool, Queryable } from '@everchart/postgres';

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

/** Organisations whose directory is kept in memory: those that were read last. */
const keptMax = 50;

/** Reads directories, and folds each once for each state. As the `reader` or the `projector` of the migrations. */
export class Directories {
  readonly statement: { name: string; text: string };
  readonly #folded = new Map<string, Folded>();

  constructor(
    private readonly pool: Pool,
    schema: string,
    /** SQL of what else names a state, where the schema shows one of several versions; `o.org` is the organisation. */
    version = `''`,
  ) {
    const state = `concat_ws('/', ${version}, p.store_id, p.epoch, p.stream_version, p.unreadable)`;
    // The organisation is named to row-level security before any row is looked at: the lateral subqueries need it.
    this.statement = {
      name: 'read-directory',
      text: `SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position, p.unreadable,
          EXISTS (SELECT FROM ${schema}.built) AS built, ${state} AS state, e.events
        FROM set_config('app.org', $1, true) AS o (org)
        LEFT JOIN LATERAL (SELECT * FROM ${schema}.organisations p WHERE p.org = o.org AND p.patient = $2 LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT json_agg(e.event ORDER BY e.stream_version) AS events FROM ${schema}.events e
          WHERE e.org = o.org AND e.patient = $2 AND e.event IS NOT NULL AND ${state} IS DISTINCT FROM $3) e ON true`,
    };
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
