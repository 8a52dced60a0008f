import type { StoreIdentity } from './header.js';
import { EnvelopeError } from './header.js';

/** Positions by shard. */
export type Positions = Readonly<Record<number, number>>;

/** "At least as fresh as": positions of an organisation's shards in one epoch of one store. Opaque to clients. */
export interface PositionToken extends StoreIdentity {
  org: string;
  positions: Positions;
}

/**
 * Opaque text for the `Everchart-Position` and `Everchart-At-Least` headers: base64url of `[1, store, epoch, org,
 * [[shard, position], …]]`.
 */
export function encodePositionToken({ storeId, epoch, org, positions }: PositionToken): string {
  const shards = Object.entries(positions).map(([shard, position]) => [Number(shard), position]);
  return Buffer.from(JSON.stringify([1, storeId, epoch, org, shards])).toString('base64url');
}

/** @throws EnvelopeError `token-malformed` */
export function decodePositionToken(text: string): PositionToken {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new EnvelopeError('token-malformed', 'the position token cannot be read', { cause });
  }
  if (Array.isArray(parts) && parts.length === 5 && parts[0] === 1) {
    const [, storeId, epoch, org, shards] = parts as unknown[];
    if (typeof storeId === 'string' && typeof org === 'string' && isCount(epoch) && Array.isArray(shards) && shards.every(isPlace)) {
      return { storeId, epoch, org, positions: Object.fromEntries(shards) };
    }
  }
  throw new EnvelopeError('token-malformed', 'the position token cannot be read');
}

/** Of each shard the later position. */
export function latestOf(...all: readonly Positions[]): Positions {
  const latest: Record<number, number> = {};
  for (const positions of all) {
    for (const [shard, position] of Object.entries(positions)) latest[Number(shard)] = Math.max(latest[Number(shard)] ?? 0, position);
  }
  return latest;
}

function isPlace(value: unknown): value is [shard: number, position: number] {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
