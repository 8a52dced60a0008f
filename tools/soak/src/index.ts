export type { Held } from './checker.js';
export type { Finding } from './findings.js';
export { finish, load, openRecords } from './load.js';
export { Organisation } from './organisation.js';
export { settled } from './settled.js';
export type { Site } from './site.js';
