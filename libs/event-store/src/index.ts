export * from './event-store.js';
export * from './event-store.errors.js';
export * from './event-store.types.js';
export * from './migrations.js';
export * from './relay.js';
export * from './shard-verification.js';
export * from './store-size.js';
