export { bigintArray, booleanArray, byteaArray, integerArray, jsonArray, textArray, uuidArray } from './binary-array.js';
export * from './copy-rows.js';
export * from './lanes.js';
export * from './migrations.js';
export * from './notification.listener.js';
export * from './pool.js';
