import { chainLinkOf, contentDigest, headEntryBytes, logEntryBytes, parseSource, type ChainLink, type Envelope, type SourceHead } from '@everchart/envelope'; // prettier-ignore
import { leafHash, longestEntry } from '@everchart/transparency-log';

/** What a source has recorded, or stated, as it goes into the log. */
export interface LogEntry {
  /** What the leaf hash covers, JSON text, see {@link logEntryBytes} and {@link headEntryBytes}. */
  bytes: Buffer;
  leaf: Buffer;
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
}

/** An event: its header, which carries the digest of its content, and nothing that could be read by a person. */
export interface EventEntry extends LogEntry {
  eventId: string;
  link: ChainLink;
}

/** A head. */
export interface HeadEntry extends LogEntry {
  stated: SourceHead;
}

/** An event that must not go into the log as it is. `code` is stable. */
export class EntryRefusedError extends Error {
  override readonly name = 'EntryRefusedError';
  constructor(readonly code: 'content-digest-mismatch' | 'entry-too-long') {
    super(`the event cannot become an entry: ${code}`);
  }
}

/** @throws EntryRefusedError */
export function logEntryOf({ header, store, writer, payload }: Envelope): EventEntry {
  if (contentDigest(payload).toString('hex') !== header.contentdigest) throw new EntryRefusedError('content-digest-mismatch');
  const bytes = logEntryBytes(writer, store);
  if (bytes.length > longestEntry) throw new EntryRefusedError('entry-too-long');
  return {
    bytes,
    leaf: leafHash(bytes),
    eventId: header.id,
    shard: header.shard,
    ...parseSource(header.source),
    link: chainLinkOf(writer, store),
  };
}

export function headEntryOf(stated: SourceHead): HeadEntry {
  const bytes = headEntryBytes(stated);
  return { bytes, leaf: leafHash(bytes), shard: stated.shard, ...parseSource(stated.source), stated };
}
