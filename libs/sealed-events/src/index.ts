export * from './open.js';
export * from './seal.js';
