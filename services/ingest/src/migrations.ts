import { fileURLToPath } from 'node:url';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';

/** Database `ingest`: the event store first, this service grants its roles to its own. */
export const migrationSets: readonly MigrationSet[] = [
  eventStoreMigrations,
  { name: 'ingest', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
