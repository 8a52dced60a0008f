export { configSchema, type IngestConfig } from './configuration.js';
export { createApp } from './create-app.js';
export { api } from './http/api.js';
export { topicsDocument } from './http/topics-document.js';
export { accessMigrationSets, migrationSets } from './migrations.js';
