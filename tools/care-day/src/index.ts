export * from './care-day.js';
export * from './care-home.js';
export * from './replay.js';
export * from './seeded-random.js';
