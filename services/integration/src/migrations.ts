import { fileURLToPath } from 'node:url';
import { accessLogMigrations } from '@everchart/access-log';
import { destructionMigrations } from '@everchart/destruction';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { releasesMigrations } from '@everchart/releases';
import { streamConsumerMigrations } from '@everchart/stream';

const [api, worker] = ['integration_api', 'integration_worker'];

/** Database `integration`: the schemas of the libraries, then its own. */
export const migrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: api, relay: worker } },
  { ...accessLogMigrations, roles: { recorder: api, counter: worker } },
  { ...streamConsumerMigrations, roles: { consumer: worker, reader: api } },
  { ...destructionMigrations, roles: { holder: worker, reader: api } },
  { ...releasesMigrations, roles: { keeper: worker } },
  { name: 'integration', directory: fileURLToPath(new URL('../migrations', import.meta.url)) },
];
