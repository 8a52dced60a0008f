export * from './event-store.types.js';
