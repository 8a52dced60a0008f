import { createPool, type Pool } from '@everchart/postgres';
import { setTimeout as pause } from 'node:timers/promises';

/** Of the suite: those that persons are deleted from, and keys. */
export const sweptDatabases = ['timeline', 'integration', 'retention', 'keyring'];

/** What became of the room of deleted rows in one database. */
export interface Swept {
  database: string;
  tables: number;
}

/** What is left of the log that was written before a server was swept. */
export interface SweptLog {
  server: string;
  /**
   * Files of before that the server still keeps: for a replica, a slot, or an archive that lags; or to write over them
   * later, where its settings cannot be changed.
   */
  keptSegments: number;
}

/** No person is deleted from these: events, and where consumers stand. */
const neverDeleted = ['event_store', 'stream_consumer', 'streams', 'information_schema', 'pg_catalog'];

/**
 * Until one has no file prepared from its beginning to its end: a checkpoint under way, or a setting read late,
 * prepares more.
 */
const roundsMax = 25;
const betweenRoundsMs = 200;

/**
 * Writes the tables of persons of a database again, and what statistics say of their values. VACUUM alone
 * leaves the bytes of deleted rows in the pages. Each table is locked while it is written.
 * @param url of a superuser
 */
export function sweepDatabase(url: string): Promise<Swept> {
  return withSuperuser(url, async (pool) => {
    const { rows } = await pool.query<{ name: string; database: string }>(
      `WITH of_persons AS (
         SELECT c.oid FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text <> ALL ($1)
           AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('patient', 'subject')))
       SELECT oid::regclass::text AS name, current_database() AS database FROM of_persons
       UNION SELECT f.conrelid::regclass::text, current_database() FROM pg_constraint f JOIN of_persons p ON p.oid = f.confrelid ORDER BY name`,
      [neverDeleted],
    );
    for (const { name } of rows) await pool.query(`ANALYZE ${name}`);
    for (const { name } of rows) await pool.query(`VACUUM (FULL) ${name}`);
    await pool.query('VACUUM (FULL) pg_catalog.pg_statistic');
    return { database: rows[0]?.database ?? new URL(url).pathname.slice(1), tables: rows.length };
  });
}

/**
 * Ends what the log of a server holds of before: it goes on in new files, and the old ones are removed instead of being
 * written over later.
 * @param url of a superuser
 */
export function sweepLog(url: string): Promise<SweptLog> {
  return withSuperuser(url, async (pool) => {
    const before = await segmentOf(pool);
    await pool.query('ALTER SYSTEM SET wal_recycle = off');
    await pool.query('SELECT pg_reload_conf()');
    try {
      for (let round = 1; round <= roundsMax; round += 1) {
        const ahead = await segmentsAhead(pool);
        await leaveSegments(pool, ahead + 1);
        // Files of before the last checkpoint but one may be needed by a recovery.
        for (const _ of [1, 2]) await pool.query("SELECT pg_logical_emit_message(true, 'everchart', 'sweep'); CHECKPOINT");
        if (round > 1 && ahead === 0 && (await segmentsAhead(pool)) === 0) break;
        await pause(betweenRoundsMs);
      }
    } finally {
      await pool.query('ALTER SYSTEM RESET wal_recycle');
      await pool.query('SELECT pg_reload_conf()');
    }
    const { rows } = await pool.query<{ kept: number }>(
      "SELECT count(*) AS kept FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND (name <= $1 OR name > pg_walfile_name(pg_current_wal_lsn()))",
      [before],
    );
    const { host } = new URL(url);
    return { server: host, keptSegments: rows[0]!.kept };
  });
}

async function segmentOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS name');
  return rows[0]!.name;
}

/**
 * What was prepared of old files is in use, one after the other, and is then removed. The one in use is overwritten
 * only when it is left: leave one more than are prepared.
 */
async function leaveSegments(pool: Pool, count: number): Promise<void> {
  for (let step = 0; step < count; step += 1)
    await pool.query("SELECT pg_logical_emit_message(true, 'everchart', 'sweep'); SELECT pg_switch_wal()");
}

async function segmentsAhead(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name > pg_walfile_name(pg_current_wal_lsn())",
  );
  return rows[0]!.count;
}

async function withSuperuser<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ connectionString: url, applicationName: 'everchart sweep', max: 1, statementTimeoutMs: 0 }, () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
