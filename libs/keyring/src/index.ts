export * from './file-key-provider.js';
export * from './key-provider.js';
export * from './keyring.errors.js';
export * from './keyring.js';
export * from './migrations.js';
