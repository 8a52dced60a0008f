export { configSchema, type RetentionConfig } from './configuration.js';
export { createApp } from './create-app.js';
export { api } from './http/api.js';
export { eventMigrationSets, migrationSets, publishedMigrationSets } from './migrations.js';
