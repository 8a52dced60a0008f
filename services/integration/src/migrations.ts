import { fileURLToPath } from 'node:url';
import { accessLogMigrations } from '@everchart/access-log';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { streamConsumerMigrations } from '@everchart/stream';

/** Database `integration`: the schemas of the libraries first, this service grants their roles to its own. */
export const migrationSets: readonly MigrationSet[] = [
  eventStoreMigrations,
  accessLogMigrations,
  streamConsumerMigrations,
  { name: 'integration', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
