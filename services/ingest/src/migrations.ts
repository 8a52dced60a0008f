import { fileURLToPath } from 'node:url';
import { accessLogMigrations } from '@everchart/access-log';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';

const directory = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Database `ingest`: the event store first, this service grants its roles to its own. */
export const migrationSets: readonly MigrationSet[] = [eventStoreMigrations, { name: 'ingest', directory: directory('migrations') }];

/** Database `ingest_accesses`: an event store of its own, which is published and restored by itself. */
export const accessMigrationSets: readonly MigrationSet[] = [
  eventStoreMigrations,
  accessLogMigrations,
  { name: 'ingest-accesses', directory: directory('migrations-accesses') },
];
