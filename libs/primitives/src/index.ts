export * from './date.js';
export * from './instant.js';
export * from './json.js';
export * from './uuid.js';
