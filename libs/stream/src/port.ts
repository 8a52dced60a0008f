import type { Forgery, RecordSeal } from './record-seal.js';
import type { PartitionExtent } from './topic.loss.js';

/**
 * One port for event streams. Two adapters keep the same contract (`transport.contract.ts`): `kafka` and `postgres`.
 * Delivery is at-least-once and in order per key; the consumer runner makes the effect happen once.
 */

export interface OutboundRecord {
  /** Instead of the one that follows from the key. */
  partition?: number;
  /** Records of one key stay in order. */
  key: string;
  /** Those that `record-seal.ts` names: each costs on every way. */
  headers: Readonly<Record<string, string>>;
  value: Uint8Array;
}

export interface InboundRecord {
  topic: string;
  partition: number;
  offset: bigint;
  key: string;
  headers: Readonly<Record<string, string>>;
  value: Buffer;
  /** The service with whose key it is signed. */
  writer: string;
  /** It is of no writer of its topic: it has a place, and else nothing. */
  forged?: Forgery;
}

export interface TopicDeclaration {
  topic: string;
  partitions: number;
  /** Milliseconds a record is kept by the broker; undefined = without limit. */
  retentionMs?: number;
}

export interface StreamProducer {
  /**
   * Resolves when every record is durable (Kafka: `acks=-1`), in the order given. Rejects when any is not: the caller
   * sends again from its checkpoint.
   */
  send(topic: string, records: readonly OutboundRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface AssignedPartition {
  topic: string;
  partition: number;
}

export interface BatchContext {
  /** Keeps the membership while the batch is worked on. */
  heartbeat: () => Promise<void>;
  /** Records behind these are known to wait. */
  more: boolean;
}

export interface SubscriptionHandler {
  /**
   * Called when this member gets partitions. Answers the next offset to read of each (the consumer's own checkpoint);
   * a partition left out is read from the beginning.
   */
  onAssigned(partitions: readonly AssignedPartition[]): Promise<ReadonlyMap<string, bigint>>;
  /**
   * A run of records of one partition, in order, never concurrently for one partition. Rejecting with a FencedError
   * makes the member leave and join again; with any other error it ends through `onCrash`.
   */
  onBatch(records: readonly InboundRecord[], context: BatchContext): Promise<void>;
  onRevoked(partitions: readonly AssignedPartition[]): Promise<void>;
  /** The stream was reached, or cannot be reached for now: the subscription retries without limit. */
  onConnection?(connected: boolean): void;
  /** The subscription cannot go on. The process is expected to end, so that it is restarted clean. */
  onCrash(error: Error): void;
}

/** Key of the map that `onAssigned` answers. */
export function partitionKey(partition: AssignedPartition): string {
  return `${partition.topic}/${partition.partition}`;
}

export interface Subscription {
  /** Stops reading, waits for a batch under way, leaves the group. */
  stop(): Promise<void>;
}

export interface SubscribeOptions {
  group: string;
  topics: readonly string[];
  handler: SubscriptionHandler;
  /** Records per `onBatch` at most. Default {@link defaultMaxBatch}. */
  maxBatch?: number;
}

export const defaultMaxBatch = 500;

/**
 * Bytes that are read of a partition at once: room for what may be taken together, as most records have less than 1
 * KiB, and for the largest one.
 */
export function bytesAtOnce({ maxBatch = defaultMaxBatch }: Pick<SubscribeOptions, 'maxBatch'>): number {
  return Math.max(maxBatch, 1024) * 1024;
}

export interface TopicExtent {
  /** Another topic of the same name has another one. */
  id: string;
  partitions: ReadonlyMap<number, PartitionExtent>;
}

export interface StreamTransport {
  readonly kind: 'kafka' | 'postgres';
  /** Signs what is sent, and checks what is read. */
  readonly seal: RecordSeal;
  /** Creates what is not there. Called by the service that writes to a topic, and by no reader. */
  ensureTopics(topics: readonly TopicDeclaration[]): Promise<void>;
  /** Which of these topics are not there. Creates none. */
  missingTopics(topics: readonly string[]): Promise<string[]>;
  createProducer(): Promise<StreamProducer>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Next offset to be written per partition (high watermark). Rejects when the topic is not there. */
  endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>>;
  /** What the topic is, and what it holds. Rejects when it is not there. */
  extentOf(topic: string): Promise<TopicExtent>;
  /** The last records of each partition, at most so many of each, in order. None where there is no topic. */
  lastRecords(topic: string, perPartition: number): Promise<InboundRecord[]>;
  /** Rejects when the stream cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
