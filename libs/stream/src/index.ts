export * from './port.js';
export * from './topics.js';
