import type { EventHeader, StorePart, WriterHeader } from '@everchart/envelope';

/** What the writer knows of its stream, checked under the shard's lock. */
export type ExpectedVersion =
  | { kind: 'any' }
  /** The stream must not exist yet. */
  | { kind: 'new' }
  /** The stream must exist. */
  | { kind: 'existing' }
  /** `If-Match`: the stream must be exactly at this version. */
  | { kind: 'exact'; version: number };

/** State of one aggregate as the rules know it; the store does not look into it. */
export type AggregateState = NonNullable<unknown>;

/** Changed states by the place of their key in `keys`, or why the item is refused. */
export type Decided = { accepted: true; changed: ReadonlyMap<number, AggregateState> } | { accepted: false; refusal: unknown };

/**
 * Rules of an item. They are decided outside the lock, under the states as this process knows them, and hold only if
 * the append finds, under the lock, that those states are still the newest; otherwise they are decided again. So
 * `decide` must be pure and may run several times.
 */
export interface ItemDecision {
  /** Opaque names (1 to 32 bytes, each once) of the aggregates of the item's stream that the rules look at. */
  keys: readonly Buffer[];
  /** @param states by the place of their key in `keys` */
  decide(states: readonly (AggregateState | undefined)[]): Decided;
  /** Sealed state → state. */
  open(sealed: Buffer, key: Buffer): AggregateState;
  seal(state: AggregateState, key: Buffer): Buffer;
}

/** Decision state of a whole stream, rebuilt from its events. */
export interface RebuiltDecisions {
  /** Version of the stream that it was rebuilt from. */
  version: number;
  aggregates: readonly { key: Buffer; version: number; sealed: Buffer }[];
}

/** The rules by which a store's decision state is kept. */
export interface DecisionRules {
  /**
   * Raised whenever other rules would keep other state: streams are then rebuilt when they are next written to. 1 or
   * more.
   */
  version: number;
  /** Replays a stream; called when its state is missing, of another version, or behind its events. */
  rebuild(org: string, stream: string): Promise<RebuiltDecisions>;
}

export interface AppendItem {
  /** Its `contentdigest` is that of `payload`: the row keeps the payload only, and the digest is made of that again. */
  header: WriterHeader;
  /** Canonical bytes of `header`: what is stored, published and chained. */
  writer: Buffer;
  /** Sealed payload (COSE bytes). */
  payload: Buffer;
  /**
   * Keyed digest of the content as the client sent it: distinguishes a repeated post from another one with the same id.
   * 32 bytes.
   */
  commitment: Buffer;
  expected: ExpectedVersion;
  /**
   * W3C trace context of the request that records the event: it goes with the event to the stream, and is not stored.
   */
  traceparent?: string;
  /** Events of the same stream that must exist (a struck entry, a changed flag). */
  references?: readonly string[];
  /** Needs `rules` of the store. */
  decision?: ItemDecision;
  /**
   * Items of one call that follow each other with the same number are recorded together, in one transaction, or not at
   * all.
   */
  group?: number;
}

export interface Recorded {
  id: string;
  streamVersion: number;
  position: number;
  shard: number;
  /** The chain of the shard up to the event, lower-case hex: evidence of which event it is. */
  chain: string;
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
  /** The keys of its subject were destroyed. */
  | { outcome: 'stream-closed' }
  /** Those of the class that it is sealed in: the record goes on. */
  | { outcome: 'class-gone' }
  | { outcome: 'reference-missing'; reference: string }
  /** The item's own rules do not allow it. */
  | { outcome: 'refused'; refusal: unknown }
  /** Another item of its group was not accepted. */
  | { outcome: 'group-refused' };

/** What would become of an item. */
export type Judgement =
  | { outcome: 'acceptable' }
  /** What it is decided under kept changing. */
  | { outcome: 'undecided' }
  | Exclude<AppendOutcome, { outcome: 'created' | 'duplicate' }>;

export interface StoredEvent {
  header: EventHeader;
  store: StorePart;
  /** Canonical bytes of the writer header. */
  writer: Buffer;
  payload: Buffer;
}

/** An event that was just committed, as it is published. */
export interface CommittedEvent {
  header: WriterHeader;
  store: StorePart;
  writer: Buffer;
  payload: Buffer;
  traceparent?: string;
}
