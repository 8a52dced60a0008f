export * from './binary-array.js';
export * from './lanes.js';
export * from './migrations.js';
export * from './notification.listener.js';
export * from './pool.js';
