import { hash } from 'node:crypto';

/** Bytes of every hash of the tree. */
export const hashLength = 32;

const leafPrefix = 0x00;
const nodePrefix = 0x01;
/** Room for what is hashed: most entries have some hundred bytes. */
const scratch = Buffer.allocUnsafe(8192);

/** RFC 6962 section 2.1: the root of a tree without leaves. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** RFC 6962 section 2.1: `SHA-256(0x00 ‖ entry)`. */
export function leafHash(entry: Uint8Array): Buffer {
  const bytes = entry.length < scratch.length ? scratch : Buffer.allocUnsafe(1 + entry.length);
  bytes[0] = leafPrefix;
  bytes.set(entry, 1);
  return sha256(bytes.subarray(0, 1 + entry.length));
}

/** RFC 6962 section 2.1: `SHA-256(0x01 ‖ left ‖ right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  scratch[0] = nodePrefix;
  scratch.set(left, 1);
  scratch.set(right, 1 + left.length);
  return sha256(scratch.subarray(0, 1 + left.length + right.length));
}

/** By way of a text: a buffer that is made outside of V8's heap costs a third more, and as much again to collect. */
function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
}
