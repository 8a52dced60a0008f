export * from './asyncapi.js';
export type { EventMapping } from './catalogue.js';
export * from './event-types.js';
export * from './fault.js';
export * from './generated/event-data.js';
export * from './late.js';
export * from './references.js';
export * from './upcast.js';
export * from './validate.js';
