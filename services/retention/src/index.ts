export { configSchema, type RetentionConfig } from './configuration.js';
export { createApp, type CreatedApp } from './create-app.js';
export { migrationSets } from './migrations.js';
