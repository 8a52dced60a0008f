export * from './checkpoint.js';
export * from './frontier.js';
export * from './hashing.js';
export * from './note.js';
export * from './proofs.js';
export * from './tiles.js';
