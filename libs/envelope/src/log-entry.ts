import { isUtf8 } from 'node:buffer';
import { parseJson } from '@everchart/primitives';
import { chainLinkOf, type ChainLink } from './chain-link.js';
import { canonicalJson } from './canonical-json.js';
import { formatMicroseconds, parseMicroseconds, type StorePart } from './digest.js';
import { headerOf, parseWriter } from './envelope.js';
import { EnvelopeError, type EventHeader } from './header.js';

/**
 * An event as an entry of the transparency log: canonical JSON (RFC 8785), put together from the writer header's bytes
 * as they are.
 * @param writer canonical bytes of the writer header
 */
export function logEntryBytes(writer: Uint8Array, store: StorePart): Buffer {
  const before = `{"chain":"${store.chain.toString('hex')}","event":`;
  const after = `,"position":${store.position},"previous":${store.previous},"streamversion":${store.streamVersion},"time":"${formatMicroseconds(store.recordedAtUs)}"}`;
  const bytes = Buffer.allocUnsafe(before.length + writer.length + after.length);
  bytes.write(before, 0, 'latin1');
  bytes.set(writer, before.length);
  bytes.write(after, before.length + writer.length, 'latin1');
  return bytes;
}

export interface ParsedLogEntry {
  header: EventHeader;
  link: ChainLink;
  /** Whether the bytes are those that the content has in canonical form. */
  canonical: boolean;
}

/** @throws EnvelopeError for bytes that are no entry */
export function parseLogEntry(bytes: Buffer): ParsedLogEntry {
  const { chain, event, position, previous, streamversion, time } = readEntry(bytes);
  if (typeof chain !== 'string' || !/^[0-9a-f]{64}$/.test(chain) || typeof time !== 'string' || typeof event !== 'object' || event === null)
    throw new EnvelopeError('entry-malformed', 'the entry is no event');
  const writer = canonicalOf(event);
  const store = {
    position: integer(position),
    previous: integer(previous),
    streamVersion: integer(streamversion),
    recordedAtUs: recordedAt(time),
    chain: Buffer.from(chain, 'hex'),
  };
  return {
    header: headerOf(parseWriter(writer), store),
    link: chainLinkOf(writer, store),
    canonical: logEntryBytes(writer, store).equals(bytes),
  };
}

/** The members of an entry. @throws EnvelopeError */
export function readEntry(bytes: Buffer): Partial<Record<string, unknown>> {
  if (!isUtf8(bytes)) throw new EnvelopeError('entry-malformed', 'the entry is no text');
  try {
    return parseJson(bytes.toString('utf8')) ?? {};
  } catch (cause) {
    throw new EnvelopeError('entry-malformed', 'the entry is no JSON', { cause });
  }
}

/** Half of a character, or levels without end, have no canonical form. */
function canonicalOf(event: object): Buffer {
  try {
    return Buffer.from(canonicalJson(event));
  } catch (cause) {
    throw new EnvelopeError('entry-malformed', 'the event of the entry has no canonical form', { cause });
  }
}

export function integer(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new EnvelopeError('entry-malformed', 'the entry has no place in its shard');
  return value as number;
}

export function recordedAt(time: string): number {
  try {
    return parseMicroseconds(time);
  } catch (cause) {
    throw new EnvelopeError('entry-malformed', 'the entry has no time', { cause });
  }
}
