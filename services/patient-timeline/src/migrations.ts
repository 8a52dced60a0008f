import { accessLogMigrations } from '@everchart/access-log';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { streamConsumerMigrations } from '@everchart/stream';
import { fileURLToPath } from 'node:url';
import { shownProjection } from './projections.js';

/**
 * Database `timeline`: the libraries' schemas first, this service grants their roles to its own; then those of its read
 * models.
 */
export const migrationSets: readonly MigrationSet[] = [
  eventStoreMigrations,
  accessLogMigrations,
  streamConsumerMigrations,
  { name: 'patient-timeline', directory: fileURLToPath(new URL('../migrations/patient-timeline', import.meta.url)) },
  ...shownProjection.models.map(({ model }) => model.migrations),
];
