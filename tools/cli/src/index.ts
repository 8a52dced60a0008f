export * from './commands.js';
export * from './streams.js';
