export * from './commands.js';
export * from './republish.js';
export * from './shown.record.js';
export * from './streams.js';
