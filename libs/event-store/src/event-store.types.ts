import type { EventHeader, WriterHeader } from '@everchart/envelope';

/** What the writer knows of its stream, checked under the shard's lock. */
export type ExpectedVersion =
  | { kind: 'any' }
  /** The stream must not exist yet. */
  | { kind: 'new' }
  /** The stream must exist. */
  | { kind: 'existing' }
  /** `If-Match`: the stream must be exactly at this version. */
  | { kind: 'exact'; version: number };

export interface AppendItem {
  header: WriterHeader;
  /** Sealed payload (COSE bytes). */
  payload: Buffer;
  /** Keyed digest of the content as the client sent it: tells a repeated post from another one with the same id. 32 bytes. */
  commitment: Buffer;
  expected: ExpectedVersion;
  /** Events of the same stream that must exist (a struck entry, a changed flag). */
  references?: readonly string[];
}

export interface Recorded {
  id: string;
  streamVersion: number;
  position: number;
  shard: number;
  /** RFC 3339 UTC, six fractional digits. */
  recordedAt: string;
}

export type AppendOutcome =
  | ({ outcome: 'created' } & Recorded)
  /** Same id, same content: the first answer again. */
  | ({ outcome: 'duplicate' } & Recorded)
  /** Same id, other content. */
  | { outcome: 'id-conflict' }
  | { outcome: 'version-conflict'; streamVersion: number }
  | { outcome: 'stream-exists'; streamVersion: number }
  | { outcome: 'stream-missing' }
  | { outcome: 'reference-missing'; reference: string };

export interface StoredEvent {
  header: EventHeader;
  payload: Buffer;
}
