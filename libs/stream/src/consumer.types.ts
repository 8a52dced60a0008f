import type { Envelope } from '@everchart/envelope';
import type { Pool, Transaction } from '@everchart/postgres';
import type { Registry } from 'prom-client';
import type { ReceivedHead } from './decode.js';
import type { StreamLogger } from './logger.js';
import type { InboundRecord, StreamTransport } from './port.js';
import type { LossReason } from './topic.loss.js';

/** One event, as the handler gets it: each once, in order within (store, org, stream), without gaps. */
export interface ReceivedEvent extends Envelope {
  /** W3C trace context of the request that recorded it, if the record has one. */
  traceparent?: string;
  record: InboundRecord;
  /**
   * It cannot be applied, for the reason of this code. The handler notes that, so that what it shows is not taken for
   * complete, and applies what follows.
   */
  unreadable?: string;
  /** A later position of its shard was taken before: readers that follow the positions have passed it. */
  late?: true;
}

/** A position of a shard of a store. */
export interface ShardPosition {
  org: string;
  storeId: string;
  shard: number;
  position: number;
}

/**
 * What a consumer does with events. Its effects live in the database of `tx`, so that they and the checkpoint are
 * committed together and each event has one effect.
 */
export interface EventHandler<Prepared = void> {
  /**
   * Optional work before the transaction (fetch keys, decrypt, validate). It must have no effect that matters: it may
   * run again for the same events, or for a part of them. May throw the same errors as `handle`.
   */
  prepare?(events: readonly ReceivedEvent[]): Promise<Prepared>;
  /**
   * Applies the events in the transaction that also moves the checkpoint. Must not commit, roll back or keep `tx`. May
   * be called again with fewer events after its work was rolled back, and with an event that was unreadable, long after
   * others that follow it in its stream.
   * @throws PoisonEventError that event cannot be applied: it comes again, marked as `unreadable`
   * @throws TransientError the same events are tried again. Any other error: errors of connections, locks and resources
   * count as transient; for the rest the events are tried in parts, and those that fail come again, marked as
   * `unreadable` with the code `handler-failed`. The stream of an event that cannot even be handled so marked stops.
   */
  handle(tx: Transaction, events: readonly ReceivedEvent[], prepared: Prepared): Promise<void>;
  /**
   * What sources have stated of their shards, each once, before the events that came with it are applied. Without it
   * they are passed over.
   */
  takeHeads?(tx: Transaction, heads: readonly ReceivedHead[], events: readonly ReceivedEvent[]): Promise<void>;
  /**
   * A store was restored, and writes other events from this position on: the streams of which an event at or behind it
   * was applied here and cannot stand. They are stopped until what was applied is rebuilt. None: nothing that was
   * applied contradicts what the store says now.
   */
  streamsApplied(tx: Transaction, from: ShardPosition): Promise<readonly string[]>;
}

export interface ConsumerOptions<Prepared = void> {
  transport: StreamTransport;
  /** Database of the effects, with the `stream_consumer` tables, as a role with the group role `stream_consumer`. */
  pool: Pool;
  /** Name of the consumer: its group on the stream and the key of its progress in the database. */
  group: string;
  topics: readonly string[];
  handler: EventHandler<Prepared>;
  logger: StreamLogger;
  /** Prometheus registry of the service. Several consumers may share it. */
  registry: Registry;
  /** Records per transaction at most. Default 500. */
  maxBatch?: number;
  /**
   * Milliseconds from taking records to asking for more, at least, while the consumer keeps up: those that come
   * meanwhile are taken together, and a transaction for many costs hardly more than one for a few. An event that comes
   * after a quiet moment does not wait. Default 20.
   */
  restMs?: number;
  /** The same where `fullRestFrom` records come in a second, or more. Default 250. */
  longRestMs?: number;
  /** Fewer records a second wait for a part of `longRestMs`, see `restOf`, and for `restMs` at least. Default 3770. */
  fullRestFrom?: number;
  /** Milliseconds a transient error is tried again before the consumer crashes. Default 60,000. */
  retryForMs?: number;
  /**
   * Stops a shard at an event that does not follow the one that was taken before it. Default true; false for a handler
   * that follows the chain itself, and keeps such an event as evidence.
   */
  followsChain?: boolean;
  /**
   * Tells sessions that listen on this channel, with the organisation as payload, that a shard has moved: in the
   * transaction that moves it. Default: none.
   */
  notifies?: string | false;
}

/** The options with their defaults. */
export type ConsumerSettings<Prepared = void> = Required<ConsumerOptions<Prepared>>;

export interface ConsumerStatus {
  state: 'stopped' | 'running' | 'crashed';
  /**
   * False while the stream cannot be reached, or a topic is not there yet: the consumer tries again without end, what
   * was applied stays readable.
   */
  connected: boolean;
  partitions: readonly { topic: string; partition: number; nextOffset: bigint }[];
  /** Streams of this consumer that are stopped, in all partitions, at the last look (every few seconds). */
  stoppedStreams: number;
  /** Events that are unreadable and not accepted, at the last look. */
  unreadableEvents: number;
  /** Records of the assigned partitions that are not applied yet, at the last look. */
  lagRecords: number;
}

/** What came of an operator's request. */
export interface StreamOutcome {
  /** Events that have their effects now. */
  applied: number;
  /** Events that are accepted as unreadable now. */
  accepted: number;
  /** Events of the stream that are unreadable, and not accepted. */
  unreadable: number;
  /** Parts of the stream that are stopped. */
  stopped: readonly StoppedStream[];
}

/** Who accepted that something cannot be read, and why. */
export interface Acceptance {
  by: string;
  reason: string;
}

/** A stream (patient), or one event of it; or a record's key (`<org>/<shard>`): records that were no events. */
export interface StreamChoice {
  org: string;
  stream: string;
  eventId?: string | undefined;
}

/** A record of the topic that comes by another way: from the store whose events the topic has. */
export interface SuppliedRecord extends Pick<InboundRecord, 'key' | 'headers' | 'value' | 'writer'> {
  /** Of the event in its shard. */
  position: number;
}

export interface Consumer {
  /**
   * Takes records that the topic does not have any more, in the order of their positions: before `start`, or while
   * nothing else takes these shards. Each has one effect: what was taken is known by its position.
   * @throws StreamError `refused`: one of them is no event, or not of its writer
   */
  supply(records: readonly SuppliedRecord[]): Promise<void>;
  /**
   * Starts in the background: an unreachable stream, or a topic that its owner has not created yet, does not reject. It
   * is waited for (see `status().connected`).
   * Rejects when the database cannot be used.
   */
  start(): Promise<void>;
  /** Stops reading, waits for the batch under way, leaves the group. */
  stop(): Promise<void>;
  /**
   * Resolves with the error when the consumer cannot go on; the process is expected to end. Stays pending otherwise.
   */
  readonly crashed: Promise<Error>;
  /**
   * Applies again what is unreadable or waits, in order: the cause was mended. Any member may do it, also one that does
   * not own the partition.
   */
  retry(choice: StreamChoice): Promise<StreamOutcome>;
  /** Accepts for good what is unreadable, or missing, and lets what waits follow. */
  skip(choice: StreamChoice, acceptance: Acceptance): Promise<StreamOutcome>;
  status(): ConsumerStatus;
}

/** Why a stream of this consumer waits. */
export type StopReason =
  /** An event before it is missing. The stream goes on when it arrives. */
  | 'gap'
  /** A record is no event, or an event can neither be applied nor be noted as unreadable. Waits for an operator. */
  | 'poison'
  /** The store was restored, and has taken back events that were applied here. What is applied must be rebuilt. */
  | 'fork';

export interface StoppedStream {
  org: string;
  /** Store the events come from; empty for records that are no event. */
  storeId: string;
  /** Stream id; the record's key for records that are no event, and for a shard with two histories. */
  stream: string;
  reason: StopReason;
  code: string;
  since: Date;
  /** The event that stopped it (for a gap: the first one after the gap). Undefined for records that are no event. */
  eventId?: string;
  streamVersion?: number;
  position?: number;
  parkedEvents: number;
}

/** An event that could not be applied. Its stream went on without it. */
export interface UnreadableEvent {
  storeId: string;
  shard: number;
  position: number;
  stream: string;
  eventId: string;
  /** `unknown`: the event never came. */
  eventType: string;
  streamVersion: number;
  recordedAt: Date;
  /** Why: stable, without patient data. */
  code: string;
  since: Date;
  triedAt: Date;
  accepted?: Acceptance & { at: Date };
}

/** How far a consumer has taken a shard of a store. */
export interface ShardProgress {
  storeId: string;
  shard: number;
  /** The latest that was seen. */
  epoch: number;
  /** Everything up to this position was taken: applied, or parked with its stream stopped. */
  position: number;
  /** The last position that was taken: another one than `position` while positions between them are missing. */
  taken: number;
  /** Chain value at `taken`, lower-case hex; null where it is not known. */
  chain?: string | null;
}

export interface OrganisationProgress {
  shards: readonly ShardProgress[];
  /** Streams that are stopped, with `<reason>:<code>`. */
  stopped: ReadonlyMap<string, string>;
  /** The stream lacks records that were not taken: of any organisation something may be missing. */
  lost?: LossReason | undefined;
  /**
   * Everything that was published before this moment was taken, by the clock of the database; undefined before the
   * first look at the end of the stream. It stands still while the stream is away, and while the consumer does not run.
   */
  asOf?: { at: Date; ageSeconds: number } | undefined;
}
