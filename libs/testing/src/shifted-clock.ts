import type { Pool } from '@everchart/postgres';

/**
 * A database whose clock can be set: PostgreSQL's own cannot. Every call of `clock_timestamp()` in the functions of a
 * schema is replaced by one of a function that adds an offset, and so is what statements of connections from then on
 * call by that name; nothing else is changed.
 */
export class ShiftedClock {
  private constructor(private readonly owner: Pool) {}

  /** @param owner as the owner of the schema */
  static async of(owner: Pool, schema: string): Promise<ShiftedClock> {
    await owner.query(
      `CREATE SCHEMA shifted;
       CREATE TABLE shifted.by (seconds float8 NOT NULL); INSERT INTO shifted.by VALUES (0);
       CREATE FUNCTION shifted.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS
         'SELECT pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => seconds) FROM shifted.by';
       CREATE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT shifted.clock()';
       GRANT USAGE ON SCHEMA shifted TO PUBLIC; GRANT SELECT ON shifted.by TO PUBLIC;
       GRANT EXECUTE ON FUNCTION shifted.clock, shifted.clock_timestamp TO PUBLIC;
       DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = shifted, pg_catalog, public', current_database()); END $$`,
    );
    const { rows } = await owner.query<{ definition: string }>(
      `SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = $1::regnamespace AND prosrc LIKE '%clock_timestamp()%'`,
      [schema],
    );
    if (rows.length === 0) throw new Error(`no function of ${schema} reads the clock`);
    for (const { definition } of rows) await owner.query(definition.replaceAll('clock_timestamp()', 'shifted.clock()'));
    return new ShiftedClock(owner);
  }

  async set(seconds: number): Promise<void> {
    await this.owner.query('UPDATE shifted.by SET seconds = $1', [seconds]);
  }
}
