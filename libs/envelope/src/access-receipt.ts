import { hashLength, verifyInclusion } from '@everchart/transparency-log';
import { parseJson } from '@everchart/primitives';
import { parseMicroseconds } from './digest.js';
import { EnvelopeError, type StoreIdentity } from './header.js';
import type { ParsedLogEntry } from './log-entry.js';

/** Integers of PostgreSQL. */
const largestInteger = 2 ** 31 - 1;

/**
 * What an answer says of the access that is on record of it: the event that holds it, and its leaf there. The chain
 * value binds the event, and all before it; the path binds the leaf. Opaque to clients.
 */
export interface AccessReceipt extends StoreIdentity {
  org: string;
  shard: number;
  position: number;
  /** Chain value at the position, lower-case hex. */
  chain: string;
  /** When the event was recorded, as the store states it. */
  recordedAt: string;
  /** Place of the access among the leaves of the event, and how many there are. */
  index: number;
  leaves: number;
  /** Hash of the leaf, and its audit path up to the digest of the event's content. */
  leaf: Buffer;
  path: readonly Buffer[];
}

/**
 * Opaque text for the `Everchart-Access` header: base64url of `["access", store, epoch, org, shard, position, chain,
 * recordedAt, index, leaves, leaf, path]`, hashes in base64url.
 */
export function encodeAccessReceipt(receipt: AccessReceipt): string {
  const { storeId, epoch, org, shard, position, chain, recordedAt, index, leaves, leaf, path } = receipt;
  const hashes = Buffer.concat(path).toString('base64url');
  const parts = ['access', storeId, epoch, org, shard, position, chain, recordedAt, index, leaves, leaf.toString('base64url'), hashes];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws EnvelopeError `receipt-malformed` */
export function decodeAccessReceipt(receiptText: string): AccessReceipt {
  let parts: unknown;
  try {
    parts = parseJson(Buffer.from(receiptText, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new EnvelopeError('receipt-malformed', 'the receipt cannot be read', { cause });
  }
  if (!Array.isArray(parts) || parts.length !== 12 || parts[0] !== 'access') throw malformed();
  const [, storeId, epoch, org, shard, position, chain, recordedAt, index, leaves, leaf, path] = parts as unknown[];
  const [id, organisation, value, time, hash, hashes] = [storeId, org, chain, recordedAt, leaf, path].map(text) as [string, string, string, string, string, string]; // prettier-ignore
  const above = Buffer.from(hashes, 'base64url');
  const receipt: AccessReceipt = {
    storeId: id,
    epoch: integer(epoch, largestInteger),
    org: organisation,
    shard: integer(shard, largestInteger),
    position: integer(position),
    chain: value,
    recordedAt: time,
    index: integer(index),
    leaves: integer(leaves),
    leaf: Buffer.from(hash, 'base64url'),
    path: Array.from({ length: above.length / hashLength }, (_, at) => above.subarray(at * hashLength, (at + 1) * hashLength)),
  };
  const isForm = /^[0-9a-f-]{36}$/.test(id) && /^[0-9a-f]{64}$/.test(value) && receipt.leaf.length === hashLength && isTime(time);
  if (!isForm || encodeAccessReceipt(receipt) !== receiptText) throw malformed();
  return receipt;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw malformed();
  return value;
}

function integer(value: unknown, largest = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0 || (value as number) > largest) throw malformed();
  return value as number;
}

function isTime(time: string): boolean {
  try {
    parseMicroseconds(time);
    return true;
  } catch {
    return false; // a RangeError: the caller refuses it
  }
}

/**
 * What a log says of an access:
 * `included` = the event is there, and the access in it;
 * `differs` = another event stands at its place: it was removed, and others were recorded;
 * `missing` = it is not there, and what its source recorded after it is: it was removed, or its source was restored;
 * `awaited` = nothing that its source recorded after it is there, either: it may be on its way;
 * `not-in-event` = the event is there, and holds another access: the receipt was changed, or made for no access.
 */
export type ReceiptVerdict = 'included' | 'differs' | 'missing' | 'awaited' | 'not-in-event';

/**
 * @param entry of the position that the receipt names, in its store, epoch and shard
 * @param passed whether the log knows of a later position of the shard, or a later epoch of the store
 */
export function judgeReceipt(receipt: AccessReceipt, entry: ParsedLogEntry | undefined, passed: boolean): ReceiptVerdict {
  if (!entry) return passed ? 'missing' : 'awaited';
  if (entry.header.chain !== receipt.chain) return 'differs';
  const { path, leaf, index, leaves } = receipt;
  return verifyInclusion(path, leaf, index, leaves, Buffer.from(entry.header.contentdigest, 'hex')) ? 'included' : 'not-in-event';
}

function malformed(): EnvelopeError {
  return new EnvelopeError('receipt-malformed', 'the receipt cannot be read');
}
