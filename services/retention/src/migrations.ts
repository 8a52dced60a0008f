import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';
import { streamConsumerMigrations } from '@everchart/stream';

/** Database `retention`: the consumer's schema first, this service grants its roles to its own. */
export const migrationSets: readonly MigrationSet[] = [
  streamConsumerMigrations,
  { name: 'retention', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
