import { randomUUID } from 'node:crypto';
import { CompressionTypes, Kafka, logLevel, Partitioners, type Admin, type Producer } from 'kafkajs';
import { StreamError } from './errors.js';
import { connectionOf } from './kafka.connection.js';
import { KafkaSubscription } from './kafka.subscription.js';
import { KafkaTopicIds } from './kafka.topic-id.js';
import { describeError, type StreamLogger } from './logger.js';
import { bytesAtOnce, partitionKey } from './port.js';
import type {
  InboundRecord,
  OutboundRecord,
  StreamProducer,
  StreamTransport,
  SubscribeOptions,
  Subscription,
  TopicDeclaration,
  TopicExtent,
} from './port.js';
import { RecordSeal } from './record-seal.js';
import { lastRecordsGroup } from './stream-access.js';
import { StreamKeys } from './stream-keys.js';
import type { KafkaTransportOptions } from './transport.options.js';

/** Bytes of a batch of records at most, with what is around them: the broker refuses more. */
const recordBatchBytes = 1024 * 1024 + 12;
/** Bytes of one produce request. */
const requestBytes = 700 * 1024;
/** Bytes of a fetch of all partitions, unless one may be larger. */
const fetchBytes = 10 * 1024 * 1024;
/** Bytes of a record in addition to key, headers and value. */
const recordOverheadBytes = 100;

/** A broker lets a new group wait for members for three seconds unless configured otherwise. */
const lastRecordsWithinMs = 20_000;

/** Kafka through kafkajs, the only place that names it. */
export class KafkaTransport implements StreamTransport {
  readonly kind = 'kafka';
  readonly seal: RecordSeal;
  readonly #kafka: Kafka;
  readonly #topicPrefix: string;
  readonly #groupPrefix: string;
  readonly #logger: StreamLogger;
  readonly #topicIds: KafkaTopicIds;
  #admin: Promise<Admin> | undefined;

  constructor(options: KafkaTransportOptions, logger: StreamLogger) {
    this.#topicPrefix = options.topicPrefix ?? '';
    this.#groupPrefix = options.groupPrefix ?? '';
    this.#logger = logger;
    this.seal = new RecordSeal(new StreamKeys(options.keys), options.writer);
    this.#kafka = new Kafka({
      ...connectionOf(options),
      connectionTimeout: 3000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 5 },
      logLevel: logLevel.WARN,
      logCreator:
        () =>
        ({ namespace, level, log }) => {
          const code = (log as { error?: unknown }).error;
          const fields = { event: 'kafka.client', part: namespace, ...(typeof code === 'string' ? { code: code.slice(0, 120) } : {}) };
          if (level === logLevel.ERROR) logger.warn(fields);
          else logger.debug(fields);
        },
    });
    this.#topicIds = new KafkaTopicIds(this.#kafka);
  }

  async ensureTopics(topics: readonly TopicDeclaration[]): Promise<void> {
    await this.#withAdmin((admin) =>
      admin.createTopics({
        waitForLeaders: true,
        topics: topics.map(({ topic, partitions, retentionMs }) => ({
          topic: this.#topicPrefix + topic,
          numPartitions: partitions,
          replicationFactor: -1, // the broker's own default
          configEntries: [
            { name: 'cleanup.policy', value: 'delete' },
            // The broker unpacks what a producer has packed: a consumer never meets a packing that it does not know, or
            // one that unpacks to more than this.
            { name: 'compression.type', value: 'uncompressed' },
            { name: 'max.message.bytes', value: String(recordBatchBytes) },
            { name: 'retention.ms', value: String(retentionMs ?? -1) },
          ],
        })),
      }),
    );
  }

  async missingTopics(topics: readonly string[]): Promise<string[]> {
    // The metadata of all topics: for one that is not there kafkajs would try again for seconds.
    const there = new Set(await this.#withAdmin((admin) => admin.listTopics()));
    return topics.filter((topic) => !there.has(this.#topicPrefix + topic));
  }

  async createProducer(): Promise<StreamProducer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner,
    });
    try {
      await producer.connect();
    } catch (cause) {
      await producer
        .disconnect()
        .catch((error: unknown) => this.#logger.debug({ event: 'kafka.disconnect-failed', ...describeError(error) }));
      throw new StreamError(codeOf(cause, 'unreachable'), 'no broker can be reached', { cause });
    }
    return { send: (topic, records) => this.#send(producer, topic, records), close: () => producer.disconnect() };
  }

  subscribe(options: SubscribeOptions): Promise<Subscription> {
    const consumer = this.#kafka.consumer({
      groupId: this.#groupPrefix + options.group,
      sessionTimeout: 10_000,
      rebalanceTimeout: 20_000,
      heartbeatInterval: 2000,
      // A fetch answers as soon as there is a byte; the wait bounds how long an idle one stays open, and so how fast a
      // stop is.
      minBytes: 1,
      maxWaitTimeInMs: 200,
      maxBytesPerPartition: bytesAtOnce(options),
      maxBytes: Math.max(fetchBytes, bytesAtOnce(options)),
      allowAutoTopicCreation: false,
      // No writer of ours has transactions: one that is left open would hold all that comes after it.
      readUncommitted: true,
      retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 5, restartOnFailure: () => Promise.resolve(true) },
    });
    const subscription = new KafkaSubscription(consumer, options, this.#topicPrefix, this.#logger, this.seal);
    subscription.begin();
    return Promise.resolve(subscription);
  }

  async endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>> {
    const offsets = await this.#withAdmin((admin) => admin.fetchTopicOffsets(this.#topicPrefix + topic));
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  }

  async extentOf(topic: string): Promise<TopicExtent> {
    const name = this.#topicPrefix + topic;
    const offsets = await this.#withAdmin((admin) => admin.fetchTopicOffsets(name));
    const id = await this.#topicIds.of(name).catch((cause: unknown) => {
      throw new StreamError(codeOf(cause, 'unreachable'), 'the brokers did not answer', { cause });
    });
    if (id === undefined) throw new StreamError('topic-unknown', 'there is no such topic');
    return { id, partitions: new Map(offsets.map(({ partition, low, high }) => [partition, { first: BigInt(low), end: BigInt(high) }])) };
  }

  /** Read as a group of its own, which is taken away afterwards: kafkajs has no reader without one. */
  async lastRecords(topic: string, perPartition: number): Promise<InboundRecord[]> {
    if ((await this.missingTopics([topic])).length > 0) return [];
    const { partitions } = await this.extentOf(topic);
    const filled = [...partitions].filter(([, { first, end }]) => end > first);
    if (filled.length === 0) return [];
    const ends = new Map(filled.map(([partition, { end }]) => [partition, end]));
    const from = new Map(
      [...partitions].map(([partition, { first, end }]): [string, bigint] => {
        const begin = end - BigInt(perPartition);
        return [partitionKey({ topic, partition }), begin > first ? begin : first];
      }),
    );
    const records: InboundRecord[] = [];
    const { promise: done, resolve, reject } = Promise.withResolvers<void>();
    const group = lastRecordsGroup + randomUUID();
    const subscription = await this.subscribe({
      group,
      topics: [topic],
      handler: {
        onAssigned: () => Promise.resolve(from),
        onBatch: (batch) => {
          const { partition } = batch[0]!;
          const end = ends.get(partition);
          records.push(...batch.filter(({ offset }) => end !== undefined && offset < end));
          if (end !== undefined && batch.at(-1)!.offset >= end - 1n) ends.delete(partition);
          if (ends.size === 0) resolve();
          return Promise.resolve();
        },
        onRevoked: () => Promise.resolve(),
        onCrash: reject,
      },
    });
    const late = setTimeout(() => reject(new StreamError('unreachable', 'the end of the topic did not come in time')), lastRecordsWithinMs);
    try {
      await done;
    } finally {
      clearTimeout(late);
      await subscription.stop();
      await this.#withAdmin((admin) => admin.deleteGroups([this.#groupPrefix + group])).catch((error: unknown) =>
        this.#logger.debug({ event: 'kafka.group-kept', ...describeError(error) }),
      );
    }
    return records.sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset));
  }

  async ping(): Promise<void> {
    await this.#withAdmin((admin) => admin.describeCluster());
  }

  async close(): Promise<void> {
    const admin = this.#admin;
    this.#admin = undefined;
    await (await admin?.catch(() => undefined))?.disconnect();
    await this.#topicIds.close();
  }

  async #send(producer: Producer, topic: string, records: readonly OutboundRecord[]): Promise<void> {
    for (const part of partsOf(records.map((record) => this.seal.seal(topic, record)))) {
      try {
        await producer.send({
          topic: this.#topicPrefix + topic,
          acks: -1,
          compression: CompressionTypes.None, // sealed payloads do not shrink
          messages: part.map(({ partition, key, headers, value }) => ({
            ...(partition !== undefined && { partition }),
            key,
            headers: { ...headers },
            value: asBuffer(value),
          })),
        });
      } catch (cause) {
        throw new StreamError(codeOf(cause), 'the broker did not take the records', { cause });
      }
    }
  }

  async #withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    this.#admin ??= this.#connectAdmin();
    const connecting = this.#admin;
    try {
      return await work(await connecting);
    } catch (cause) {
      // A client that failed once is not trusted again.
      if (this.#admin === connecting) this.#admin = undefined;
      void connecting
        .then((admin) => admin.disconnect())
        .catch((error: unknown) => this.#logger.debug({ event: 'kafka.disconnect-failed', ...describeError(error) }));
      throw cause instanceof StreamError ? cause : new StreamError(codeOf(cause, 'unreachable'), 'the brokers did not answer', { cause });
    }
  }

  async #connectAdmin(): Promise<Admin> {
    const admin = this.#kafka.admin();
    await admin.connect();
    return admin;
  }
}

/** That of Kafka's own clients. Records of one key follow each other: its hash is computed once. */
function createPartitioner(): ReturnType<typeof Partitioners.DefaultPartitioner> {
  const partitionOf = Partitioners.DefaultPartitioner();
  let last: { key: unknown; topic: string; partitions: number; partition: number } | undefined;
  return (args) => {
    const { message, topic, partitionMetadata } = args;
    const { key } = message;
    if (message.partition !== undefined && message.partition !== null) return message.partition;
    const partitions = partitionMetadata.length;
    if (last === undefined || last.key !== key || last.topic !== topic || last.partitions !== partitions)
      last = { key, topic, partitions, partition: partitionOf(args) };
    return last.partition;
  };
}

/**
 * Runs of records that fit one request, in order. One that is larger than a request goes alone: the broker then refuses
 * it by name.
 */
function* partsOf(records: readonly OutboundRecord[]): Generator<OutboundRecord[]> {
  let part: OutboundRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (part.length > 0 && bytes + size > requestBytes) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(record);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

function sizeOf({ key, headers, value }: OutboundRecord): number {
  let bytes = recordOverheadBytes + key.length + value.byteLength;
  for (const [name, text] of Object.entries(headers)) bytes += name.length + text.length + 4;
  return bytes;
}

function asBuffer(value: Uint8Array): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function codeOf(error: unknown, otherwise: StreamError['code'] = 'send-failed'): StreamError['code'] {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { type, name, errors } = cause as { type?: string; name: string; errors?: unknown[] };
    if (errors !== undefined) return codeOf(errors[0], otherwise);
    if (type === 'UNKNOWN_TOPIC_OR_PARTITION') return 'topic-unknown';
    if (type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE') return 'record-too-large';
    if (type?.endsWith('AUTHORIZATION_FAILED') || name === 'KafkaJSSASLAuthenticationError') return 'refused';
    if (/^KafkaJS(Connection|BrokerNotFound|RequestTimeout)/.test(name)) return 'unreachable';
  }
  return otherwise;
}
