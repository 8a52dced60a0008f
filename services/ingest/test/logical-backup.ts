import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * The rows of a database as of one moment, as plain files: what a dump holds in addition to the schema, which is the
 * migrations'. (PostgreSQL's own tools do not come with the server that tests use, and those of another version refuse
 * it.)
 */
export class LogicalBackup {
  private constructor(
    private readonly directory: string,
    private readonly tables: readonly string[],
  ) {}

  /** @param url of a superuser */
  static async take(url: string, schema: string): Promise<LogicalBackup> {
    const directory = mkdtempSync(join(tmpdir(), 'everchart-backup-'));
    chmodSync(directory, 0o777); // the server writes the files
    return connected(url, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await client.query<{ name: string }>(
        "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = $1::regnamespace ORDER BY 1",
        [schema],
      );
      const tables = rows.map(({ name }) => name);
      for (const table of tables) await client.query(`COPY ${table} TO ${pg.escapeLiteral(join(directory, table))}`);
      await client.query('COMMIT');
      return new LogicalBackup(directory, tables);
    });
  }

  /** Into a database that has the schema and no rows. */
  async restore(url: string): Promise<void> {
    await connected(url, async (client) => {
      await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
      for (const table of this.tables) await client.query(`COPY ${table} FROM ${pg.escapeLiteral(join(this.directory, table))}`);
      await client.query('COMMIT; ANALYZE');
    });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
