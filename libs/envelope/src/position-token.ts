import { parseJson } from '@everchart/primitives';
import type { StoreIdentity } from './header.js';
import { EnvelopeError } from './header.js';

/** Positions by shard. */
export type Positions = Readonly<Record<number, number>>;

/** "At least as fresh as": positions of an organisation's shards in one epoch of one store. Opaque to clients. */
export interface PositionToken extends StoreIdentity {
  org: string;
  positions: Positions;
  /**
   * Chain values (lower-case hex) at these positions, where they are known: evidence of which events they are, also
   * when the store says otherwise later.
   */
  chains?: Readonly<Record<number, string>> | undefined;
  /**
   * So many entries that were applied when later positions had been shown are in, too: of a read model that counts
   * them. Nothing is requested by it.
   */
  late?: number | undefined;
}

/**
 * Opaque text for the `Everchart-Position` and `Everchart-At-Least` headers: base64url of `[1, store, epoch, org,
 * [[shard, position, chain], …], late]`, without the chain where it is not known, and without `late` where it is 0.
 */
export function encodePositionToken({ storeId, epoch, org, positions, chains = {}, late = 0 }: PositionToken): string {
  const shards = Object.entries(positions).map(([shard, position]) => {
    const chain = chains[Number(shard)];
    return [Number(shard), position, ...(chain === undefined ? [] : [chain])];
  });
  return Buffer.from(JSON.stringify([1, storeId, epoch, org, shards, ...(late > 0 ? [late] : [])])).toString('base64url');
}

/** @throws EnvelopeError `token-malformed` */
export function decodePositionToken(text: string): PositionToken {
  let parts: unknown;
  try {
    if (!/^[\w-]*$/.test(text)) throw new SyntaxError('it is not base64url');
    parts = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new EnvelopeError('token-malformed', 'the position token cannot be read', { cause });
  }
  if (Array.isArray(parts) && (parts.length === 5 || parts.length === 6) && parts[0] === 1) {
    const [, storeId, epoch, org, shards] = parts as unknown[];
    const late: unknown = parts.length === 6 ? parts[5] : undefined;
    if (
      typeof storeId === 'string' &&
      typeof org === 'string' &&
      isCount(epoch) &&
      Array.isArray(shards) &&
      shards.every(isPlace) &&
      (parts.length === 5 || (isCount(late) && late > 0))
    ) {
      const places = shards;
      const chains = Object.fromEntries(places.flatMap(([shard, , chain]) => (chain === undefined ? [] : [[shard, chain]])));
      const positions = Object.fromEntries(places.map(([shard, position]) => [shard, position]));
      return { storeId, epoch, org, positions, ...(Object.keys(chains).length > 0 && { chains }), ...(isCount(late) && { late }) };
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

type Place = [shard: number, position: number, chain?: string];

function isPlace(value: unknown): value is Place {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const [shard, position, chain] = value as unknown[];
  return isCount(shard) && isCount(position) && (chain === undefined || (typeof chain === 'string' && /^[0-9a-f]{64}$/.test(chain)));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
