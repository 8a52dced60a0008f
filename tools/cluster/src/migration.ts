import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Service, Site } from './site.js';

/**
 * Stops a migration half-way: it waits for a lock, inside its transaction and with tables made, when its pod is killed.
 * @returns what was seen
 */
export async function stopMigration(
  { kubernetes, outside }: Site,
  service: Service,
  database: string,
  install: () => Promise<void>,
): Promise<string> {
  const client = new pg.Client({ connectionString: outside.urlOf(database) });
  // In a transaction the activity would be seen as it was at its first look.
  const observer = new pg.Client({ connectionString: outside.urlOf(database) });
  await client.connect();
  await observer.connect();
  try {
    // Tables are made before triggers are.
    await client.query('BEGIN; LOCK TABLE pg_catalog.pg_trigger IN SHARE MODE');
    await install();
    const waits = `SELECT query FROM pg_stat_activity WHERE datname = $1 AND usename = $2 AND wait_event_type = 'Lock'`;
    const waitsFor = async (): Promise<boolean> => (await observer.query(waits, [database, `${database}_owner`])).rowCount !== 0;
    for (let looks = 0; !(await waitsFor()); looks += 1) {
      if (looks > 3000) throw new Error(`the migration of ${service} was not seen to wait`);
      await pause(50);
    }
    const selector = `app.kubernetes.io/name=${service},app.kubernetes.io/component=migration`;
    await kubernetes.kubectl(['delete', 'pods', '--selector', selector, '--grace-period=0', '--force']);
    await client.query('ROLLBACK');
    await kubernetes.kubectl(['wait', '--for=condition=complete', 'job', '--selector', selector, '--timeout=300s']);
    return `the migration of ${service} was killed inside its transaction; the next pod of the job did it whole`;
  } finally {
    await client.end();
    await observer.end();
  }
}
