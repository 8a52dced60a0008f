import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/** After those of the event store. `recorder` is the login that answers requests; the name here is for tests. */
export const accessLogMigrations = {
  name: 'access-log',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { recorder: 'access_log' },
} as const satisfies MigrationSet;
