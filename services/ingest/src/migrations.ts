import { accessLogMigrations } from '@everchart/access-log';
import { destructionMigrations } from '@everchart/destruction';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { releasesMigrations } from '@everchart/releases';
import { streamConsumerMigrations } from '@everchart/stream';

/**
 * Database `ingest`: the API records and reads one organisation at a time. The worker publishes, and keeps which
 * release serves whom (in the first of several clusters).
 */
export const migrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_api', relay: 'ingest_worker' } },
  { ...releasesMigrations, roles: { keeper: 'ingest_worker' } },
];

/**
 * Database `ingest_accesses`: an event store of its own, which is published and restored by itself, and what is known
 * of destructions.
 */
export const accessMigrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_accesses_api', relay: 'ingest_accesses_worker' } },
  { ...accessLogMigrations, roles: { recorder: 'ingest_accesses_api', counter: 'ingest_accesses_worker' } },
  { ...streamConsumerMigrations, roles: { consumer: 'ingest_accesses_worker', reader: 'ingest_accesses_api' } },
  { ...destructionMigrations, roles: { holder: 'ingest_accesses_worker', reader: 'ingest_accesses_api' } },
];
