export * from './date.js';
export * from './instant.js';
export * from './range.js';
export * from './json.js';
export * from './json-in-turns.js';
export * from './names.js';
export * from './uuid.js';
export * from './faults.js';
