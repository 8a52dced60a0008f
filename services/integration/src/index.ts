export { configSchema, type IntegrationConfig } from './configuration.js';
export { createApp } from './create-app.js';
export { api } from './http/api.js';
export { migrationSets } from './migrations.js';
