import { accessLogMigrations } from '@everchart/access-log';
import { destructionMigrations } from '@everchart/destruction';
import { migrations as eventStoreMigrations } from '@everchart/event-store';
import type { MigrationSet } from '@everchart/postgres';
import { releasesMigrations } from '@everchart/releases';
import { streamConsumerMigrations } from '@everchart/stream';
import { fileURLToPath } from 'node:url';
import { firstProjection } from './projections.js';

const [api, worker] = ['timeline_api', 'timeline_worker'];

/** Database `timeline`: the schemas of the libraries, then those of its read models. */
export const migrationSets: readonly MigrationSet[] = [
  { ...eventStoreMigrations, roles: { append: api, relay: worker } },
  { ...accessLogMigrations, roles: { recorder: api, counter: worker } },
  { ...streamConsumerMigrations, roles: { consumer: worker, reader: api } },
  { ...destructionMigrations, roles: { holder: worker, reader: api } },
  { ...releasesMigrations, roles: { keeper: worker } },
  ...['emergencies', 'access-index', 'exports'].map((name) => ({
    name,
    directory: fileURLToPath(new URL(`../migrations/${name}`, import.meta.url)),
    roles: { api, worker },
  })),
  ownSet('projections'),
  ...firstProjection.models.map(({ model }) => model.migrations),
  // Behind all tables that reads see.
  ownSet('served'),
  ownSet('live'),
];

function ownSet(name: string): MigrationSet {
  return { name, directory: fileURLToPath(new URL(`../migrations/${name}`, import.meta.url)) };
}
