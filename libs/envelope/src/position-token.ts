import type { StoreIdentity } from './header.js';
import { EnvelopeError } from './header.js';

/** "At least as fresh as": a position of one shard in one store's epoch. Opaque to clients. */
export interface PositionToken extends StoreIdentity {
  org: string;
  shard: number;
  position: number;
}

/** Opaque text for the `Everchart-Position` and `Everchart-At-Least` headers (base64url, version 1). */
export function encodePositionToken(token: PositionToken): string {
  return Buffer.from(JSON.stringify([1, token.storeId, token.epoch, token.org, token.shard, token.position])).toString('base64url');
}

/** @throws EnvelopeError `token-malformed` */
export function decodePositionToken(text: string): PositionToken {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw Object.assign(new EnvelopeError('token-malformed', 'the position token cannot be read'), { cause });
  }
  if (Array.isArray(parts) && parts.length === 6 && parts[0] === 1) {
    const [, storeId, epoch, org, shard, position] = parts as unknown[];
    if (typeof storeId === 'string' && typeof org === 'string' && isCount(epoch) && isCount(shard) && isCount(position)) {
      return { storeId, epoch, org, shard, position };
    }
  }
  throw new EnvelopeError('token-malformed', 'the position token cannot be read');
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
