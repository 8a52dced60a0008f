export * from './directories.js';
export * from './directory.projector.js';
export * from './migrations.js';
export * from './projection.js';
