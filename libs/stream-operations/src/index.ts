export * from './stream.desk.js';
export * from './streams.controller.js';
