import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { streamConsumerMigrations } from '@everchart/stream';
import { fileURLToPath } from 'node:url';

/** Database `timeline`: the libraries' schemas first, this service grants their roles to its own. */
export const migrationSets: readonly MigrationSet[] = [
  eventStoreMigrations,
  streamConsumerMigrations,
  { name: 'patient-timeline', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
