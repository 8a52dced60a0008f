import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/** Schema `releases`, in the database of each service. The service names its login; this one is for tests. */
export const releasesMigrations = {
  name: 'releases',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { keeper: 'releases_keeper' },
} as const satisfies MigrationSet;
