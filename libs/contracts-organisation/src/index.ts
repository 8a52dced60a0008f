export * from './asyncapi.js';
export * from './directory.js';
export * from './event-types.js';
export * from './generated/event-data.js';
export * from './jurisdiction.js';
export { compareNaturally } from './natural-order.js';
export { normalName, PlaceIndex, textsOf, type Located, type PlaceFault, type StatedLocation } from './place-index.js';
export * from './upcast.js';
export * from './validate.js';
