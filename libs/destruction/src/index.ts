export * from './copies.js';
export * from './destruction.consumer.js';
export * from './migrations.js';
export * from './tombstones.js';
