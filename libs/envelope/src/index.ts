export * from './chain-link.js';
export * from './digest.js';
export * from './header.js';
export * from './position-token.js';
export * from './sealed-payload.js';
