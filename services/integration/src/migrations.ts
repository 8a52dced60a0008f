import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@everchart/postgres';
import { streamConsumerMigrations } from '@everchart/stream';

/** Database `integration`: the consumer's schema first, this service grants its role to its own. */
export const migrationSets: readonly MigrationSet[] = [
  streamConsumerMigrations,
  { name: 'integration', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
