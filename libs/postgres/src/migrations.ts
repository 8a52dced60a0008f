import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/**
 * SQL files owned by one part, all in one directory:
 * - numbered ones (`0001-name.sql`, `0002-…`), each applied once and never changed afterwards;
 * - repeatable ones (`R-name.sql`), applied after the numbered ones whenever their content has changed: functions,
 *   which stand there in their one present form. Such a file must be able to run over what an earlier content of it
 *   left.
 */
export interface MigrationSet {
  name: string;
  directory: string;
}

export interface MigrateOptions {
  /**
   * How long a migration may wait for the lock of a table before it fails; others who want the table wait behind it.
   * Default 5,000.
   */
  lockTimeoutMs?: number;
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Any constant: one migration at a time per database. */
const advisoryLockKey = 7_220_114_001;

/**
 * First line of a file that must not run in a transaction (`CREATE INDEX CONCURRENTLY`). Such a file holds one
 * statement, and runs again when the process ends before the file is noted as applied.
 */
const outsideTransaction = '-- outside a transaction';

const repeatable = /^R-[a-z0-9-]+\.sql$/;

/**
 * Applies the files that are to be applied, each in a transaction of its own, in the order of the sets, numbers and
 * names. Two processes may call it at once: an advisory lock lets one work and the other wait.
 * @returns the applied files as `<set>/<file>`
 * @throws MigrationError when an applied file was changed or is missing, when numbers are not 1, 2, 3 …, or when a file
 * fails
 */
export async function migrate(
  connectionString: string,
  sets: readonly MigrationSet[],
  { lockTimeoutMs = 5000 }: MigrateOptions = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'everchart-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    await client.query(`
      CREATE TABLE IF NOT EXISTS public.applied_migrations (
        set_name text NOT NULL, file text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (set_name, file))`);
    // From here on only: another process's migration is waited for without end.
    await client.query("SELECT set_config('lock_timeout', $1, false)", [`${lockTimeoutMs}ms`]);
    const applied: string[] = [];
    for (const set of sets) applied.push(...(await migrateSet(client, set)));
    return applied;
  } finally {
    await client.end();
  }
}

async function migrateSet(client: pg.Client, set: MigrationSet): Promise<string[]> {
  const files = await filesOf(set);
  const { rows } = await client.query<{ file: string; sha256: string }>(
    'SELECT file, sha256 FROM public.applied_migrations WHERE set_name = $1',
    [set.name],
  );
  const known = new Map(rows.map((row) => [row.file, row.sha256]));
  for (const file of known.keys()) {
    if (!files.includes(file)) throw new MigrationError(`${set.name}/${file} was applied to this database but is missing here`);
  }
  const applied: string[] = [];
  for (const file of files) {
    const sql = await readFile(join(set.directory, file), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const before = known.get(file);
    if (before === sha256) continue;
    if (before !== undefined && !repeatable.test(file))
      throw new MigrationError(`${set.name}/${file} was changed after it had been applied; add a new file instead`);
    await apply(client, set.name, { file, sql, sha256 });
    applied.push(`${set.name}/${file}`);
  }
  return applied;
}

async function filesOf(set: MigrationSet): Promise<string[]> {
  const files = (await readdir(set.directory)).filter((file) => file.endsWith('.sql')).sort();
  const numbered = files.filter((file) => !repeatable.test(file));
  numbered.forEach((file, index) => {
    if (Number(/^(\d{4})-/.exec(file)?.[1]) !== index + 1) {
      throw new MigrationError(`${set.name}/${file}: expected number ${String(index + 1).padStart(4, '0')}`);
    }
  });
  return [...numbered, ...files.filter((file) => repeatable.test(file))];
}

async function apply(client: pg.Client, set: string, { file, sql, sha256 }: { file: string; sql: string; sha256: string }): Promise<void> {
  const inTransaction = !sql.startsWith(outsideTransaction);
  try {
    if (inTransaction) await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO public.applied_migrations (set_name, file, sha256) VALUES ($1, $2, $3)
         ON CONFLICT (set_name, file) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()`,
      [set, file, sha256],
    );
    if (inTransaction) await client.query('COMMIT');
  } catch (cause) {
    if (inTransaction) await client.query('ROLLBACK');
    const locked = (cause as { code?: unknown }).code === '55P03';
    const reason = locked ? 'another session keeps a lock that it needs: run it again' : (cause as Error).message;
    throw new MigrationError(`${set}/${file} failed: ${reason}`, { cause });
  }
}
