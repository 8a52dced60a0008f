import { hash } from 'node:crypto';

/** A key of HMAC-SHA-256 (RFC 2104): padded to a block, and combined with the two constants. */
export interface HmacKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const blockBytes = 64;

/** @throws RangeError for a key that is longer than a block: ours have 32 bytes */
export function hmacKey(key: Uint8Array): HmacKey {
  if (key.length > blockBytes) throw new RangeError('the key is longer than a block');
  const padded = (constant: number): Buffer => Buffer.from(Array.from({ length: blockBytes }, (_, at) => (key[at] ?? 0) ^ constant));
  return { inner: padded(0x36), outer: padded(0x5c) };
}

const scratch = Buffer.allocUnsafe(16_384);
const second = Buffer.allocUnsafe(blockBytes + 32);

/**
 * HMAC-SHA-256, lower-case hex, of a text (its UTF-8) and what follows it. Two calls of `hash` cost half of what
 * `createHmac` does, which makes a stream.
 */
export function hmacHex({ inner, outer }: HmacKey, text: string, more: string | Uint8Array = ''): string {
  // UTF-8 has three bytes at most for each unit of UTF-16.
  const most = blockBytes + 3 * text.length + (typeof more === 'string' ? 3 : 1) * more.length;
  const message = most <= scratch.length ? scratch : Buffer.allocUnsafe(most);
  message.set(inner, 0);
  let end = blockBytes + message.write(text, blockBytes);
  if (typeof more === 'string') end += message.write(more, end);
  else {
    message.set(more, end);
    end += more.length;
  }
  second.set(outer, 0);
  second.write(hash('sha256', message.subarray(0, end), 'binary'), blockBytes, 'binary');
  return hash('sha256', second, 'hex');
}
