import { chainLinkOf, contentDigest, logEntryBytes, parseSource, type ChainLink, type Envelope } from '@everchart/envelope';
import { leafHash, longestEntry } from '@everchart/transparency-log';

/**
 * An event as it goes into the log: its header, which carries the digest of its content, and nothing that could be read
 * by a person.
 */
export interface LogEntry {
  /** The bytes under the leaf hash, see {@link logEntryBytes}. */
  text: string;
  leaf: Buffer;
  eventId: string;
  service: string;
  storeId: string;
  epoch: number;
  shard: number;
  link: ChainLink;
}

/** An event that must not go into the log as it is. `code` is stable. */
export class EntryRefusedError extends Error {
  override readonly name = 'EntryRefusedError';
  constructor(readonly code: 'content-digest-mismatch' | 'entry-too-long') {
    super(`the event cannot become an entry: ${code}`);
  }
}

/** @throws EntryRefusedError */
export function logEntryOf({ header, store, writer, payload }: Envelope): LogEntry {
  if (contentDigest(payload).toString('hex') !== header.contentdigest) throw new EntryRefusedError('content-digest-mismatch');
  const bytes = logEntryBytes(writer, store);
  if (bytes.length > longestEntry) throw new EntryRefusedError('entry-too-long');
  return {
    text: bytes.toString('utf8'),
    leaf: leafHash(bytes),
    eventId: header.id,
    shard: header.shard,
    ...parseSource(header.source),
    link: chainLinkOf(writer, store),
  };
}
