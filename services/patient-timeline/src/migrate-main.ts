import { configTypes } from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { runMigration } from '@everchart/service-kit';
import { z } from 'zod';
import { migrationSets } from './migrations.js';

await runMigration(z.object({ DATABASE_OWNER_URL: configTypes.url }), (config) => migrate(config.DATABASE_OWNER_URL, migrationSets));
