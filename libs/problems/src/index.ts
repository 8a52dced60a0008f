export * from './problem.table.js';
