import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { WriterHeader } from './header.js';

/** RFC 8785 (JCS) text of a JSON value. */
export function canonicalJson(value: unknown): string {
  if (isCanonicalAsItStands(value)) return JSON.stringify(value);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/**
 * A flat object whose members are texts and whole numbers in the order of their names, as headers are: RFC 8785 writes those as ECMAScript does, and only the
 * order of members is its own. Headers are most of what is written canonically, several times per event.
 */
function isCanonicalAsItStands(value: unknown): value is Record<string, string | number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let previous = '';
  for (const name of Object.keys(value)) {
    const member: unknown = (value as Record<string, unknown>)[name];
    if (name <= previous || !name.isWellFormed()) return false;
    if (typeof member === 'string' ? !member.isWellFormed() : !Number.isSafeInteger(member)) return false;
    previous = name;
  }
  return true;
}

export function sha256(bytes: Uint8Array | string): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** SHA-256 of the canonical writer header: 32 bytes. */
export function writerDigest(header: WriterHeader): Buffer {
  return sha256(canonicalJson(header));
}

/** chain(0) of every shard: 32 zero bytes. */
export const chainGenesis: Buffer = Buffer.alloc(32);

/**
 * `chain(n) = SHA-256(chain(n-1) ‖ writerdigest(n) ‖ position ‖ streamversion ‖ recordedAt)`, integers big-endian of
 * 8, 4 and 8 bytes, recordedAt in microseconds since 1970-01-01T00:00:00Z. The same bytes as the database's append function.
 */
export function chainDigest(
  previous: Uint8Array,
  digest: Uint8Array,
  position: number,
  streamVersion: number,
  recordedAtUs: bigint,
): Buffer {
  const bytes = Buffer.alloc(previous.length + digest.length + 20);
  bytes.set(previous, 0);
  bytes.set(digest, previous.length);
  const integers = previous.length + digest.length;
  bytes.writeBigUInt64BE(BigInt(position), integers);
  bytes.writeUInt32BE(streamVersion, integers + 8);
  bytes.writeBigInt64BE(recordedAtUs, integers + 12);
  return hash('sha256', bytes, 'buffer');
}

/** Microseconds since the epoch → RFC 3339 UTC with six fractional digits. */
export function formatMicroseconds(us: bigint): string {
  const ms = us / 1000n;
  const rest = (us % 1000n).toString().padStart(3, '0');
  return new Date(Number(ms)).toISOString().replace('Z', `${rest}Z`);
}

/** The exact inverse of {@link formatMicroseconds}. */
export function parseMicroseconds(time: string): bigint {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3})(\d{3})Z$/.exec(time);
  if (!match) throw new RangeError('time is not RFC 3339 UTC with six fractional digits');
  return BigInt(Date.parse(`${match[1]}Z`)) * 1000n + BigInt(match[2]!);
}
