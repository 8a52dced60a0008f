export * from './commands.js';
export * from './republish.js';
export * from './streams.js';
