import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';

/** After those of the event store. */
export const accessLogMigrations: MigrationSet = {
  name: 'access-log',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
