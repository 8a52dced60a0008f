import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * After those of the event store. `recorder` is the login that answers requests, `counter` that of the process's own
 * work; the names here are for tests.
 */
export const accessLogMigrations = {
  name: 'access-log',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { recorder: 'access_log', counter: 'access_log_counter' },
} as const satisfies MigrationSet;
