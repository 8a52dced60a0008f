import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Queryable } from './pool.js';

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
  /**
   * Names of the database roles that `{{key}}` stands for in the files. A library's schema is in several databases, and
   * roles are the whole cluster's: rights that were given to a role by that name would count in all of them.
   */
  roles?: Readonly<Record<string, string>>;
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
    await client.query('GRANT SELECT ON public.applied_migrations TO PUBLIC'); // read by requireMigrated
    // PostgreSQL lets every role execute a new function; here each says who may.
    await client.query('ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC');
    // From here on only: another process's migration is waited for without end.
    await client.query("SELECT set_config('lock_timeout', $1, false)", [`${lockTimeoutMs}ms`]);
    const applied: string[] = [];
    for (const set of sets) await createRoles(client, set);
    for (const set of sets) applied.push(...(await migrateSet(client, set)));
    return applied;
  } finally {
    await client.end();
  }
}

/**
 * Whether a database has everything that these sets hold, as any of its roles: for a service, which has no right to
 * migrate.
 * @throws MigrationError when it has not
 */
export async function requireMigrated(database: Queryable, sets: readonly MigrationSet[]): Promise<void> {
  const needed = (await Promise.all(sets.map(async (set) => (await filesOf(set)).map((file) => `${set.name}/${file}`)))).flat();
  let known: string[];
  try {
    const { rows } = await database.query<{ file: string }>("SELECT set_name || '/' || file AS file FROM public.applied_migrations");
    known = rows.map(({ file }) => file);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42P01') throw error;
    known = []; // there is no such table
  }
  const missing = needed.filter((file) => !known.includes(file));
  if (missing.length > 0) throw new MigrationError(`the database lacks ${missing.join(', ')}: run the migration of this version first`);
}

/** Without the right to make roles (tools/databases makes them before) a missing one is a fault. */
async function createRoles(client: pg.Client, { name, roles = {} }: MigrationSet): Promise<void> {
  for (const role of Object.values(roles)) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount! > 0) continue;
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN`).catch((cause: Error & { code?: string }) => {
      // Another database of the cluster was migrated at the same moment.
      if (cause.code === '42710' || cause.code === '23505') return;
      throw new MigrationError(`${name}: the role ${role} is missing and cannot be made: ${cause.message}`, { cause });
    });
  }
}

/** The text of a file of a set, with the names of its roles. */
export function withRoles(sql: string, { name, roles = {} }: Pick<MigrationSet, 'name' | 'roles'>, file: string): string {
  return sql.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => {
    if (roles[key] === undefined) throw new MigrationError(`${name}/${file}: no role is given for ${key}`);
    return pg.escapeIdentifier(roles[key]);
  });
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
    const sql = withRoles(await readFile(join(set.directory, file), 'utf8'), set, file);
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
