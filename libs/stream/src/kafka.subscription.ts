import { envelopeContentType } from '@everchart/envelope';
import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { FencedError } from './errors.js';
import { describeError, type StreamLogger } from './logger.js';
import { defaultMaxBatch, partitionKey, type AssignedPartition, type SubscribeOptions, type Subscription } from './port.js';
import { recordLimits, type ReadRecord, type RecordSeal } from './record-seal.js';

/**
 * Partitions whose batches are handed over at once: all that one fetch may bring, so that the consumer can take them
 * together.
 */
const concurrentPartitions = 64;
const retryMs = 1000;

interface Assignment {
  partition: AssignedPartition;
  /** The consumer's own checkpoint, moved on with every batch. Rejects when it cannot be had. */
  nextOffset: Promise<bigint>;
  /** The fetcher stands where the checkpoint is. */
  positioned: boolean;
}

/**
 * One member of a consumer group. The group's committed offsets are not used: every assignment begins at the consumer's
 * own checkpoint. kafkajs tells of an assignment without waiting, so a batch that was fetched from elsewhere is dropped
 * and the fetcher is set. After every change in the group it fetches from the beginning, as nothing is committed: also
 * partitions that this member keeps.
 */
export class KafkaSubscription implements Subscription {
  readonly #assignments = new Map<string, Assignment>();
  #state: 'running' | 'crashed' | 'stopped' = 'running';
  #connected: boolean | undefined;
  #restarting: Promise<void> | undefined;
  #beginning: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(
    private readonly consumer: Consumer,
    private readonly options: SubscribeOptions,
    private readonly topicPrefix: string,
    private readonly logger: StreamLogger,
    private readonly seal: RecordSeal,
  ) {}

  begin(): void {
    const { GROUP_JOIN, FETCH, CRASH, DISCONNECT } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, ({ payload }) => this.#joined(payload.memberAssignment));
    this.consumer.on(FETCH, () => this.#setConnected(true));
    this.consumer.on(DISCONNECT, () => this.#setConnected(false));
    this.consumer.on(CRASH, ({ payload: { error, restart } }) => {
      this.#setConnected(false);
      this.logger.warn({ event: 'subscription.interrupted', group: this.options.group, restart, ...describeError(error) });
      this.#dropAll();
      if (!restart) this.#restart();
    });
    this.#beginning = this.#run();
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#wake?.();
    await this.#beginning;
    await this.#restarting;
    await this.consumer.disconnect();
    this.#dropAll();
  }

  /** Connects and joins; tries again without end. */
  async #run(): Promise<void> {
    while (this.#state === 'running') {
      try {
        await this.consumer.connect();
        await this.consumer.subscribe({ topics: this.options.topics.map((topic) => this.topicPrefix + topic), fromBeginning: true });
        await this.consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: concurrentPartitions,
          eachBatch: (payload) => this.#eachBatch(payload),
        });
        return;
      } catch (error) {
        this.#setConnected(false);
        this.logger.warn({ event: 'subscription.unreachable', group: this.options.group, ...describeError(error) });
        await this.#pause(retryMs);
      }
    }
  }

  /** Leaves the group and joins again. Not awaited by a batch: leaving waits for batches. */
  #restart(): void {
    this.#restarting ??= this.consumer
      .stop()
      .catch((error: unknown) => this.logger.warn({ event: 'subscription.leave-failed', ...describeError(error) }))
      .then(() => this.#run())
      .finally(() => (this.#restarting = undefined));
  }

  #joined(memberAssignment: Readonly<Record<string, number[]>>): void {
    const partitions = Object.entries(memberAssignment).flatMap(([topic, numbers]) =>
      numbers.map((partition) => ({ topic: topic.slice(this.topicPrefix.length), partition })),
    );
    const now = new Set(partitions.map(partitionKey));
    this.#drop([...this.#assignments.keys()].filter((key) => !now.has(key)));
    for (const kept of this.#assignments.values()) kept.positioned = false;
    const added = partitions.filter((partition) => !this.#assignments.has(partitionKey(partition)));
    if (added.length === 0) return;
    const offsets = this.options.handler.onAssigned(added);
    offsets.catch((error: unknown) => this.#crash(error));
    for (const partition of added) {
      const key = partitionKey(partition);
      const nextOffset = offsets.then((map) => map.get(key) ?? 0n);
      nextOffset.catch(() => undefined); // reported by the crash above
      this.#assignments.set(key, { partition, nextOffset, positioned: false });
    }
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    if (this.#state !== 'running') return;
    const topic = batch.topic.slice(this.topicPrefix.length);
    const { partition } = batch;
    const assignment = this.#assignments.get(partitionKey({ topic, partition }));
    // Fetched before the partition was taken away.
    if (!assignment) return;
    try {
      if (!assignment.positioned) {
        const nextOffset = await assignment.nextOffset;
        assignment.positioned = true;
        if (batch.messages.length === 0 || BigInt(batch.messages[0]!.offset) !== nextOffset) {
          this.consumer.seek({ topic: batch.topic, partition, offset: nextOffset.toString() });
          return;
        }
      }
      const maxBatch = this.options.maxBatch ?? defaultMaxBatch;
      for (let from = 0; from < batch.messages.length; from += maxBatch) {
        if (!payload.isRunning() || payload.isStale() || this.#state !== 'running') return;
        const messages = batch.messages.slice(from, from + maxBatch);
        const { taken, nextOffset } = this.#handOver(topic, payload, messages);
        await taken;
        payload.resolveOffset(String(nextOffset - 1n));
        assignment.nextOffset = Promise.resolve(nextOffset);
        await payload.heartbeat();
      }
    } catch (error) {
      if (isKafkaError(error)) throw error; // a rebalance or a lost broker: kafkajs joins again
      if (error instanceof FencedError) {
        this.logger.warn({ event: 'subscription.fenced', group: this.options.group, topic, partition });
        this.#dropAll();
        this.#restart();
      } else this.#crash(error);
    }
  }

  /** Nothing here holds the records while the consumer rests: they would outlive the collector's next round. */
  #handOver(topic: string, payload: EachBatchPayload, messages: readonly KafkaMessage[]): { taken: Promise<void>; nextOffset: bigint } {
    const { partition, highWatermark } = payload.batch;
    const records = messages.map((message) => this.seal.open(readRecord(topic, partition, message)));
    letGoOf(messages);
    const nextOffset = records.at(-1)!.offset + 1n;
    const more = nextOffset < BigInt(highWatermark);
    return { taken: this.options.handler.onBatch(records, { heartbeat: () => payload.heartbeat(), more }), nextOffset };
  }

  #crash(error: unknown): void {
    if (this.#state !== 'running') return;
    this.#state = 'crashed';
    this.consumer.pause(this.options.topics.map((topic) => ({ topic: this.topicPrefix + topic })));
    this.options.handler.onCrash(error instanceof Error ? error : new Error(String(error)));
  }

  #dropAll(): void {
    this.#drop([...this.#assignments.keys()]);
  }

  #drop(keys: readonly string[]): void {
    const partitions = keys.map((key) => this.#assignments.get(key)!.partition);
    for (const key of keys) this.#assignments.delete(key);
    if (partitions.length > 0) this.options.handler.onRevoked(partitions).catch((error: unknown) => this.#crash(error));
  }

  #setConnected(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    this.options.handler.onConnection?.(connected);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Nothing is made into text that is larger than it may be. */
function readRecord(topic: string, partition: number, { offset, key, headers, value }: KafkaMessage): ReadRecord {
  return {
    topic,
    partition,
    offset: BigInt(offset),
    key: key && key.length <= recordLimits.keyBytes ? key.toString('latin1') : undefined,
    headers: textHeaders(headers),
    value: value && value.length <= recordLimits.valueBytes ? value : undefined,
  };
}

/** Most records have this header alone, and a run of them is alive at once. */
const eventHeaders: Readonly<Record<string, string>> = Object.freeze({ 'content-type': envelopeContentType });

/** What is made again of the same bytes is the same object, see `patches/`. */
let lastHeaders: { read: IHeaders; texts: Readonly<Record<string, string>> | undefined } | undefined;

function textHeaders(headers: IHeaders = {}): Readonly<Record<string, string>> | undefined {
  if (lastHeaders?.read !== headers) lastHeaders = { read: headers, texts: textsOf(headers) };
  return lastHeaders.texts;
}

function textsOf(headers: IHeaders): Readonly<Record<string, string>> | undefined {
  const texts: Record<string, string> = {};
  let count = 0;
  for (const name in headers) {
    const value = headers[name];
    count += 1;
    // One that stands there twice is an array.
    if (count > recordLimits.headers || !Buffer.isBuffer(value) || value.length > recordLimits.headerBytes) return undefined;
    texts[name] = value.toString('latin1');
  }
  return count === 1 && texts['content-type'] === envelopeContentType ? eventHeaders : texts;
}

/**
 * kafkajs holds its messages until the batch is done. What was read of them is not needed any more, and the collector
 * would carry it from one place to another meanwhile.
 */
function letGoOf(messages: readonly KafkaMessage[]): void {
  for (const message of messages) {
    message.key = null;
    message.value = null;
    message.headers = undefined;
  }
}

function isKafkaError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}
