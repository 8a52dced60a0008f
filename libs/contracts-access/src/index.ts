export * from './asyncapi.js';
export * from './event-types.js';
export * from './generated/event-data.js';
export * from './upcast.js';
export * from './validate.js';
