export { configSchema, type TimelineConfig } from './configuration.js';
export { createApp } from './create-app.js';
export { api } from './http/api.js';
export { migrationSets } from './migrations.js';
export { rebuildProjection, type Rebuilt } from './rebuild.js';
