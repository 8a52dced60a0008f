import { accessLogMigrations } from '@everchart/access-log';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';

/** Database `ingest`: the API records and reads one organisation at a time, the worker publishes. */
export const migrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_api', relay: 'ingest_worker' } },
];

/** Database `ingest_accesses`: an event store of its own, which is published and restored by itself. */
export const accessMigrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'ingest_accesses_api', relay: 'ingest_accesses_worker' } },
  { ...accessLogMigrations, roles: { recorder: 'ingest_accesses_api' } },
];
