import { createPool, type Pool } from '@everchart/postgres';

/** What a copy has of its own holds this: each UUID of a template, and the names of its units. */
export const mark = 'facade';

/** As one copy has it. @param number below 2 ** 24 */
export function copied(text: string, number: number): string {
  return text.replaceAll(mark, tagOf(number));
}

/** Six digits of each UUID in it become the mark. */
export function markedAsTemplate<T>(template: T): T {
  const ids = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{6}([0-9a-f]{6})/g;
  return JSON.parse(JSON.stringify(template).replace(ids, `$1${mark}$2`)) as T;
}

function tagOf(number: number): string {
  return number.toString(16).padStart(mark.length, '0');
}

interface Table {
  name: string;
  columns: readonly { name: string; copy: string; compared: string | undefined }[];
}

/** Different in each recording of the same: `recordedAt`, which alone has six fractional digits, and places. */
const recordedAt = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z`;
const placesInStore = ['position', 'epoch', 'last_recorded_at'];
const copiesAtOnce = 10;

/**
 * Copies records in the tables of the read model `timeline`, faster than the projector makes them. A copy is what the
 * projector would write had the events of the template come with other ids: each text is the same but for the mark.
 * {@link differences} compares a copy with what the projector wrote.
 */
export class Copies {
  private constructor(
    private readonly pool: Pool,
    private readonly org: string,
    private readonly schema: string,
    private readonly tables: readonly Table[],
  ) {}

  /** @param databaseUrl of the timeline, for a role that row-level security lets see all */
  static async open(databaseUrl: string, org: string): Promise<Copies> {
    const pool = createPool(
      { connectionString: databaseUrl, applicationName: 'bench copies', max: 1, statementTimeoutMs: 0 },
      () => undefined,
    );
    const { rows: schemas } = await pool.query<{ schema: string }>(
      `SELECT table_schema AS schema FROM information_schema.tables WHERE table_schema LIKE 'timeline\\_v%' AND table_name = 'timeline_entries'
        ORDER BY length(table_schema) DESC, table_schema DESC LIMIT 1`,
    );
    const { schema } = schemas[0]!;
    const { rows } = await pool.query<{ table: string; column: string; type: string }>(
      `SELECT c.table_name AS table, c.column_name AS column, format_type(a.atttypid, a.atttypmod) AS type
         FROM information_schema.columns c
         JOIN pg_attribute a ON a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND a.attname = c.column_name
        WHERE c.table_schema = $1 AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position`,
      [schema],
    );
    const tables = [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
      name,
      columns: columns.map(({ column, type }) => {
        const texts = ['uuid', 'text', 'text[]', 'json'].includes(type);
        const copy = texts ? `replace(t.${column}::text, '${mark}', $1)::${type}` : `t.${column}`;
        const compared = placesInStore.includes(column)
          ? undefined
          : `regexp_replace(coalesce((${copy})::text, ''), '${recordedAt}', '', 'g')`;
        return { name: column, copy, compared };
      }),
    }));
    return new Copies(pool, org, schema, tables.filter(({ columns }) => columns.some(({ name }) => name === 'patient'))); // prettier-ignore
  }

  /** Copies with the numbers from `from` on, as many as `count`. */
  async make(patients: readonly string[], from: number, count: number, onProgress: (made: number) => void): Promise<void> {
    await this.pool.query('SET synchronous_commit = off');
    for (let made = 0; made < count;) {
      const next = Math.min(count, made + copiesAtOnce);
      for (const { name, columns } of this.tables)
        await this.pool.query(
          `INSERT INTO ${this.schema}.${name} (${columns.map((column) => column.name).join(', ')})
           SELECT ${columns.map(({ copy }) => copy.replace('$1', 'k.tag')).join(', ')} FROM ${this.schema}.${name} t
             CROSS JOIN (SELECT lpad(to_hex(n), ${mark.length}, '0') AS tag FROM generate_series($1::integer, $2::integer) n) k
            WHERE t.org = $4 AND t.patient = ANY ($3::uuid[])`,
          [from + made, from + next - 1, patients, this.org],
        );
      onProgress((made = next));
    }
  }

  /** What a database has done after a while in operation: statistics, and pages known to be visible to all. */
  async tidy(): Promise<void> {
    for (const { name } of this.tables) await this.pool.query(`VACUUM (ANALYZE) ${this.schema}.${name}`);
  }

  /** Blocks of entries are summed up after the runs that fill them. */
  async due(): Promise<number> {
    const { rows } = await this.pool.query<{ due: number }>(
      `SELECT count(*)::integer AS due FROM ${this.schema}.timeline_blocks WHERE facts IS NULL`,
    );
    return rows[0]!.due;
  }

  /**
   * Rows that a copy of one patient would have and the recorded one has not, and the other way round; but for when they
   * were recorded, and at which position. @param recorded what the projector made of the same events, as copied
   */
  async differences(patient: string, recorded: string, number: number): Promise<{ rows: number; differences: string[] }> {
    const found: string[] = [];
    let compared = 0;
    for (const { name, columns } of this.tables) {
      const row = `concat_ws('|', ${columns.flatMap((column) => column.compared ?? []).join(', ')})`;
      const rowsOf = (id: string): string =>
        `SELECT ${row} AS row FROM ${this.schema}.${name} t WHERE t.org = $4 AND t.patient = ${id}::uuid`;
      const { rows } = await this.pool.query<{ rows: number; copies: number; recorded: number }>(
        `WITH copies AS MATERIALIZED (${rowsOf('$2')}), recorded AS MATERIALIZED (${rowsOf('$3')})
         SELECT (SELECT count(*) FROM recorded)::integer AS rows,
           (SELECT count(*) FROM (TABLE copies EXCEPT ALL TABLE recorded) d)::integer AS copies,
           (SELECT count(*) FROM (TABLE recorded EXCEPT ALL TABLE copies) d)::integer AS recorded`,
        [tagOf(number), patient, recorded, this.org],
      );
      compared += rows[0]!.rows;
      if (rows[0]!.copies + rows[0]!.recorded > 0)
        found.push(`${name}: ${rows[0]!.copies} only copied, ${rows[0]!.recorded} only recorded`);
    }
    return { rows: compared, differences: found };
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
