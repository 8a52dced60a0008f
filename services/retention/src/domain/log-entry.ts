import { canonicalJson, chainLinkOf, parseSource, sha256, type ChainLink, type EventHeader } from '@everchart/envelope';
import { leafHash, longestEntry } from '@everchart/transparency-log';

/** An event as it goes into the log: its header, which carries the digest of its content, and nothing that could be read by a person. */
export interface LogEntry {
  /** Canonical JSON of the header: the bytes under the leaf hash. */
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
  constructor(readonly code: 'content-digest-mismatch' | 'entry-too-long' | 'header-malformed') {
    super(`the event cannot become an entry: ${code}`);
  }
}

/** @throws EntryRefusedError */
export function logEntryOf(header: EventHeader, payload: Uint8Array): LogEntry {
  if (sha256(payload).toString('hex') !== header.contentdigest) throw new EntryRefusedError('content-digest-mismatch');
  const text = canonicalJson(header);
  const bytes = Buffer.from(text);
  if (bytes.length > longestEntry) throw new EntryRefusedError('entry-too-long');
  const place = { ...parseSource(header.source), link: linkOf(header) };
  return { text, leaf: leafHash(bytes), eventId: header.id, shard: header.shard, ...place };
}

function linkOf(header: EventHeader): ChainLink {
  try {
    return chainLinkOf(header);
  } catch (error) {
    if (error instanceof RangeError) throw new EntryRefusedError('header-malformed');
    throw error;
  }
}
