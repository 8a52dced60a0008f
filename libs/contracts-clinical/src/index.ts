export {
  isTimeZone,
  textFaults,
  UnknownEventTypeError,
  type EventMapping,
  type Fault,
  type JsonSchema,
  type StatedTime,
  type TimeMeaning,
  type Upcaster,
} from '@everchart/contracts';
export * from './asyncapi.js';
export { codingFault } from './coding.js';
export * from './concept-key.js';
export * from './event-types.js';
export * from './generated/event-data.js';
export * from './late.js';
export { saysNoneKnown } from './none-known.js';
export * from './references.js';
export * from './times.js';
export { convertedTo, isUcumCode, ratioOfUnits } from './ucum.js';
export * from './upcast.js';
export * from './validate.js';
