import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { WriterHeader } from './header.js';

/** By way of a text: a buffer that is made outside of V8's heap costs a third more, and as much again to collect. */
export function sha256(bytes: Uint8Array | string): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
}

/** Lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Canonical JSON of a writer header, in UTF-8: what is stored, published and hashed. */
export function writerBytes(header: WriterHeader): Buffer {
  return Buffer.from(canonicalJson(header));
}

/** chain(0) of every shard: 32 zero bytes. */
export const chainGenesis: Buffer = Buffer.alloc(32);

/** What the store adds to an event under the shard's lock. */
export interface StorePart {
  position: number;
  /** Position of the event before it in its stream; 0 for the first. */
  previous: number;
  streamVersion: number;
  /** Microseconds since 1970-01-01T00:00:00Z. */
  recordedAtUs: number;
  chain: Buffer;
}

const chained = Buffer.allocUnsafe(92);

/**
 * `chain(n) = SHA-256(chain(n-1) ‖ SHA-256(writer header) ‖ position ‖ previous ‖ streamversion ‖ recordedAt)`,
 * integers big-endian of 8, 8, 4 and 8 bytes. The same bytes as the database's append function.
 * @param writerDigest SHA-256 of {@link writerBytes}
 */
export function chainDigest(before: Uint8Array, writerDigest: Uint8Array, store: Omit<StorePart, 'chain'>): Buffer {
  const bytes = chained;
  bytes.set(before, 0);
  bytes.set(writerDigest, 32);
  writeUInt64(bytes, store.position, 64);
  writeUInt64(bytes, store.previous, 72);
  bytes.writeUInt32BE(store.streamVersion, 80);
  writeUInt64(bytes, store.recordedAtUs, 84);
  return sha256(bytes);
}

/** Eight bytes, big-endian, of a whole number from 0 that a double holds exactly. @throws RangeError */
export function writeUInt64(bytes: Buffer, value: number, at: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an integer from 0 to 2^53');
  bytes.writeUInt32BE(Math.floor(value / 0x1_0000_0000), at);
  bytes.writeUInt32BE(value % 0x1_0000_0000, at + 4);
}

/** The inverse of {@link writeUInt64}. @throws RangeError */
export function readUInt64(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer beyond 2^53');
  return value;
}

/** Events of one transaction have one time: the text of the last one is kept. */
let lastTime = { us: Number.NaN, text: '' };

/** Microseconds since the epoch → RFC 3339 UTC with six fractional digits. */
export function formatMicroseconds(us: number): string {
  if (lastTime.us === us) return lastTime.text;
  const rest = us % 1000;
  const text = `${new Date((us - rest) / 1000).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
  lastTime = { us, text };
  return text;
}

/** The exact inverse of {@link formatMicroseconds}. @throws RangeError for a text that it would not write */
export function parseMicroseconds(time: string): number {
  const us = Date.parse(`${time.slice(0, 23)}Z`) * 1000 + Number(time.slice(23, 26));
  if (formatMicroseconds(us) !== time) throw new RangeError('time is not RFC 3339 UTC with six fractional digits');
  return us;
}
