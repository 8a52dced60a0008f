export * from './prepare-databases.js';
