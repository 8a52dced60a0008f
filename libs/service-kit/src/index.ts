export * from './boot.js';
export * from './lifecycle.js';
export * from './run.js';
export * from './service-kit.js';
export * from './service.js';
