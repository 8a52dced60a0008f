import { configTypes } from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { runMigration } from '@everchart/service-kit';
import { z } from 'zod';
import { migrateClusters, ownerUrls } from './clusters.js';
import { ownerConfig } from './configuration.js';
import { accessMigrationSets } from './migrations.js';

await runMigration(z.object({ ...ownerConfig, ACCESS_DATABASE_OWNER_URL: configTypes.url }), async (config) => [
  ...(await migrateClusters(ownerUrls(config))),
  ...(await migrate(config.ACCESS_DATABASE_OWNER_URL, accessMigrationSets)).map((file) => `accesses: ${file}`),
]);
