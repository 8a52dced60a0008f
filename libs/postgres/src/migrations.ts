import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** A numbered series of plain SQL files owned by one part (`0001-name.sql`, `0002-…`). */
export interface MigrationSet {
  name: string;
  directory: string;
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Any constant: one migration at a time per database. */
const advisoryLockKey = 7_220_114_001;

/**
 * Applies the files that are not yet applied, each in a transaction of its own, in the order of the sets and of their numbers.
 * Two processes may call it at once: an advisory lock lets one work and the other wait.
 * @returns the applied files as `<set>/<file>`
 * @throws MigrationError when an applied file was changed or is missing, or when numbers are not 1, 2, 3 …
 */
export async function migrate(connectionString: string, sets: readonly MigrationSet[]): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'everchart-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    await client.query(`
      CREATE TABLE IF NOT EXISTS public.applied_migrations (
        set_name text NOT NULL, file text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (set_name, file))`);
    const applied: string[] = [];
    for (const set of sets) applied.push(...(await migrateSet(client, set)));
    return applied;
  } finally {
    await client.end();
  }
}

async function migrateSet(client: pg.Client, set: MigrationSet): Promise<string[]> {
  const files = (await readdir(set.directory)).filter((file) => file.endsWith('.sql')).sort();
  files.forEach((file, index) => {
    if (Number(/^(\d{4})-/.exec(file)?.[1]) !== index + 1) {
      throw new MigrationError(`${set.name}/${file}: expected number ${String(index + 1).padStart(4, '0')}`);
    }
  });
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
    if (before !== undefined) throw new MigrationError(`${set.name}/${file} was changed after it had been applied; add a new file instead`);
    await client.query('BEGIN');
    try {
      await client.query(sql);
      await client.query('INSERT INTO public.applied_migrations (set_name, file, sha256) VALUES ($1, $2, $3)', [set.name, file, sha256]);
      await client.query('COMMIT');
    } catch (cause) {
      await client.query('ROLLBACK');
      throw new MigrationError(`${set.name}/${file} failed: ${(cause as Error).message}`, { cause });
    }
    applied.push(`${set.name}/${file}`);
  }
  return applied;
}
