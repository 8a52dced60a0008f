import { canonicalJson } from './canonical-json.js';
import { formatMicroseconds } from './digest.js';
import { EnvelopeError } from './header.js';
import { integer, readEntry, recordedAt } from './log-entry.js';

/** `content-type` of a record that states a head. */
export const headContentType = 'application/vnd.everchart.head';

/**
 * What a source says of one of its shards at a moment: everything up to the position is on disk there, and the chain
 * has this value. It is stated by the process that has committed it, from its memory: the owner of the database cannot
 * take it back.
 */
export interface SourceHead {
  org: string;
  shard: number;
  /** See `formatSource`. */
  source: string;
  position: number;
  chain: Buffer;
  statedAtUs: number;
}

/** A head on the stream, and as an entry of the transparency log: canonical JSON (RFC 8785). */
export function headEntryBytes({ org, shard, source, position, chain, statedAtUs }: SourceHead): Buffer {
  const time = formatMicroseconds(statedAtUs);
  return Buffer.from(canonicalJson({ chain: chain.toString('hex'), head: { org, shard, source }, position, time }));
}

const memberAt = '{"chain":"'.length + 64 + '",'.length;
const member = '"head":';

/** Whether an entry of a log is a head, and no event. */
export function isHeadEntry(bytes: Buffer): boolean {
  return bytes.toString('latin1', memberAt, memberAt + member.length) === member;
}

/** @throws EnvelopeError for bytes that are no head, or not in their canonical form */
export function parseHeadEntry(bytes: Buffer): SourceHead {
  const { chain, head, position, time } = readEntry(bytes);
  const { org, shard, source } = (typeof head === 'object' && head !== null ? head : {}) as Record<string, unknown>;
  if (typeof chain !== 'string' || typeof org !== 'string' || typeof source !== 'string' || typeof time !== 'string')
    throw new EnvelopeError('head-malformed', 'the entry is no head');
  const parsed = {
    org,
    shard: integer(shard),
    source,
    position: integer(position),
    chain: Buffer.from(chain, 'hex'),
    statedAtUs: recordedAt(time),
  };
  if (parsed.position === 0 || parsed.chain.length !== 32 || !isCanonical(parsed, bytes))
    throw new EnvelopeError('head-malformed', 'the head is not in its canonical form');
  return parsed;
}

function isCanonical(head: SourceHead, bytes: Buffer): boolean {
  try {
    return headEntryBytes(head).equals(bytes);
  } catch {
    return false; // half of a character has no canonical form
  }
}
