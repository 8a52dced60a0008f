import { configTypes } from '@everchart/platform';
import { migrate } from '@everchart/postgres';
import { runMigration } from '@everchart/service-kit';
import { z } from 'zod';
import { eventMigrationSets, migrationSets, publishedMigrationSets } from './migrations.js';

await runMigration(
  z.object({
    DATABASE_OWNER_URL: configTypes.url,
    EVENTS_DATABASE_OWNER_URL: configTypes.url,
    LOG_PUBLISHED_DATABASE_OWNER_URL: configTypes.url.optional(),
  }),
  async ({ DATABASE_OWNER_URL: url, EVENTS_DATABASE_OWNER_URL: events, LOG_PUBLISHED_DATABASE_OWNER_URL: published }) => [
    ...(await migrate(url, migrationSets)),
    ...(await migrate(events, eventMigrationSets)).map((file) => `events: ${file}`),
    ...(published === undefined ? [] : await migrate(published, publishedMigrationSets)),
  ],
);
