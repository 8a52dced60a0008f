import { fileURLToPath } from 'node:url';
import { accessLogMigrations } from '@everchart/access-log';
import { destructionMigrations } from '@everchart/destruction';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import { directoryMigrations } from '@everchart/organisation-directory';
import type { MigrationSet } from '@everchart/postgres';
import { releasesMigrations } from '@everchart/releases';
import { streamConsumerMigrations } from '@everchart/stream';

const [api, worker] = ['retention_api', 'retention_worker'];

/** Database `retention`: the schemas of the libraries, then its own. */
export const migrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: api, relay: worker } },
  { ...accessLogMigrations, roles: { recorder: api, counter: worker } },
  { ...destructionMigrations, roles: { holder: worker, reader: api } },
  { ...releasesMigrations, roles: { keeper: worker } },
  { ...streamConsumerMigrations, roles: { consumer: worker, reader: api } },
  { ...directoryMigrations, roles: { reader: api, projector: worker } },
  { name: 'retention', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
  { name: 'retention-destructions', directory: fileURLToPath(new URL('../migrations-destructions', import.meta.url)) },
];

/** Database `retention_events`: an event store of its own, which is published and restored by itself. */
export const eventMigrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: 'retention_events_api', relay: 'retention_events_worker' } },
];

/** Where what was published is kept in a table: another database, that is restored apart from `retention`. */
export const publishedMigrationSets: readonly MigrationSet[] = [
  {
    name: 'published',
    directory: fileURLToPath(new URL('../migrations-published', import.meta.url)),
    roles: { publisher: 'retention_published' },
  },
];
