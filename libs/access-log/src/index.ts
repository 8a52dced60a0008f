export * from './access-keys.js';
export * from './access-list.js';
export * from './access-log.js';
export * from './access.decorator.js';
export { PERMISSION, type Permission } from './access.interceptor.js';
export { AccessMetrics } from './metrics.js';
export * from './migrations.js';
export * from './request-accesses.js';
export * from './shown.js';
