import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/**
 * Schema `event_store`. `append` may append, and read one organisation at a time; `relay` may read every organisation
 * and move relay checkpoints. A service gives the names of its own logins; these are for tests.
 */
export const migrations = {
  name: 'event-store',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
  roles: { append: 'event_store_append', relay: 'event_store_relay' },
} as const satisfies MigrationSet;
