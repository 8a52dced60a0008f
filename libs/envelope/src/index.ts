export * from './access-receipt.js';
export * from './canonical-json.js';
export * from './chain-link.js';
export * from './cloud-event.js';
export {
  chainDigest,
  chainGenesis,
  formatMicroseconds,
  parseMicroseconds,
  sha256,
  sha256Hex,
  writerBytes,
  type StorePart,
} from './digest.js';
export * from './envelope.js';
export * from './facts-part.js';
export * from './header.js';
export * from './hmac.js';
export { logEntryBytes, parseLogEntry, type ParsedLogEntry } from './log-entry.js';
export * from './position-token.js';
export * from './keyed-payload.js';
export * from './sealed-payload.js';
export * from './source-head.js';
export * from './sealed-list.js';
