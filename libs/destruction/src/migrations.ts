import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * After those of the event store of accesses. `holder` is the login that consumes, `reader` the one that answers
 * requests; the names here are for tests.
 */
export const destructionMigrations = {
  name: 'destruction',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { holder: 'destruction_holder', reader: 'destruction_reader' },
} as const satisfies MigrationSet;
