import { createPool, type Pool } from '@everchart/postgres';
import { crc32 } from 'node:zlib';
import { StreamError } from './errors.js';
import { describeError, type StreamLogger } from './logger.js';
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
import { boundedColumns, readRecord, type RecordRow } from './postgres.record.js';
import { PostgresSubscription } from './postgres.subscription.js';
import { RecordSeal } from './record-seal.js';
import { StreamKeys } from './stream-keys.js';
import type { PostgresTransportOptions } from './transport.options.js';

/** Bytes of one record at most, as a Kafka broker's default. */
const recordBytesMax = 1024 * 1024;
/** Bytes of the last records of a partition that are looked at. */
const lastBytesMax = 4 * 1024 * 1024;

/**
 * Topics in a PostgreSQL database, for a single machine. An append locks its partitions' rows, so offsets are committed
 * in their own order and a reader misses nothing.
 */
export class PostgresTransport implements StreamTransport {
  readonly kind = 'postgres';
  readonly seal: RecordSeal;
  readonly #pool: Pool;
  readonly #topicPrefix: string;
  readonly #partitions = new Map<string, number>();

  constructor(
    private readonly options: PostgresTransportOptions,
    private readonly logger: StreamLogger,
  ) {
    this.seal = new RecordSeal(new StreamKeys(options.keys), options.writer);
    this.#topicPrefix = options.topicPrefix ?? '';
    this.#pool = createPool(
      { connectionString: options.connectionString, applicationName: `${options.clientId} stream`, max: 8 },
      (error) => logger.warn({ event: 'stream.connection-lost', ...describeError(error) }),
    );
  }

  async ensureTopics(topics: readonly TopicDeclaration[]): Promise<void> {
    await this.#query(
      `WITH declared AS (
         INSERT INTO streams.topics (topic, partitions, retention_ms)
         SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) ON CONFLICT (topic) DO NOTHING RETURNING topic, partitions
       )
       INSERT INTO streams.partitions (topic, partition)
       SELECT topic, partition FROM declared, generate_series(0, partitions - 1) AS partition`,
      [
        topics.map(({ topic }) => this.#topicPrefix + topic),
        topics.map(({ partitions }) => partitions),
        topics.map(({ retentionMs }) => retentionMs ?? null),
      ],
    );
  }

  async missingTopics(topics: readonly string[]): Promise<string[]> {
    const names = topics.map((topic) => this.#topicPrefix + topic);
    const rows = await this.#query<{ topic: string }>('SELECT topic FROM streams.topics WHERE topic = ANY ($1)', [names]);
    const there = new Set(rows.map(({ topic }) => topic));
    return topics.filter((topic) => !there.has(this.#topicPrefix + topic));
  }

  async createProducer(): Promise<StreamProducer> {
    await this.ping();
    let closed = false;
    return {
      send: async (topic, records) => {
        if (closed) throw new StreamError('closed', 'the producer is closed');
        if (records.length > 0) await this.#append(topic, records.map((record) => this.seal.seal(topic, record))); // prettier-ignore
      },
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    };
  }

  subscribe(options: SubscribeOptions): Promise<Subscription> {
    const subscription = new PostgresSubscription(
      this.#pool,
      {
        ...options,
        group: (this.options.groupPrefix ?? '') + options.group,
        topicPrefix: this.#topicPrefix,
        connectionString: this.options.connectionString,
      },
      this.logger,
      this.seal,
    );
    subscription.begin();
    return Promise.resolve(subscription);
  }

  async endOffsets(topic: string): Promise<ReadonlyMap<number, bigint>> {
    const rows = await this.#query<{ partition: number; next_offset: number }>(
      'SELECT partition, next_offset FROM streams.partitions WHERE topic = $1',
      [this.#topicPrefix + topic],
    );
    if (rows.length === 0) throw topicUnknown();
    return new Map(rows.map((row) => [row.partition, BigInt(row.next_offset)]));
  }

  async extentOf(topic: string): Promise<TopicExtent> {
    const rows = await this.#query<{ id: string; partition: number; first: number; end: number }>(
      `SELECT t.id, p.partition, p.next_offset AS end, coalesce(
         (SELECT min(r.record_offset) FROM streams.records r WHERE r.topic = p.topic AND r.partition = p.partition), p.next_offset) AS first
       FROM streams.topics t JOIN streams.partitions p USING (topic) WHERE t.topic = $1`,
      [this.#topicPrefix + topic],
    );
    if (rows.length === 0) throw topicUnknown();
    const partitions = rows.map(({ partition, first, end }) => [partition, { first: BigInt(first), end: BigInt(end) }] as const);
    return { id: rows[0]!.id, partitions: new Map(partitions) };
  }

  async lastRecords(topic: string, perPartition: number): Promise<InboundRecord[]> {
    const rows = await this.#query<RecordRow>(
      `SELECT ${boundedColumns} FROM streams.partitions p CROSS JOIN LATERAL (
         SELECT *, sum(octet_length(value)) OVER (ORDER BY record_offset DESC) - octet_length(value) AS bytes_behind FROM streams.records
         WHERE topic = p.topic AND partition = p.partition AND record_offset >= p.next_offset - $2 AND record_offset < p.next_offset) r
       WHERE p.topic = $1 AND r.bytes_behind < $3 ORDER BY r.partition, r.record_offset`,
      [this.#topicPrefix + topic, perPartition, lastBytesMax],
    );
    return rows.map((row) => this.seal.open(readRecord(topic, row)));
  }

  async ping(): Promise<void> {
    await this.#query('SELECT', []);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #append(topic: string, records: readonly OutboundRecord[]): Promise<void> {
    const name = this.#topicPrefix + topic;
    const partitions = await this.#partitionsOf(name);
    if (records.some(({ value }) => value.byteLength > recordBytesMax)) {
      throw new StreamError('record-too-large', `a record is larger than ${recordBytesMax} bytes`);
    }
    await this.#query('SELECT streams.append($1, $2::int[], $3::text[], $4::text[], $5::bytea[])', [
      name,
      records.map(({ key, partition }) => partition ?? crc32(key) % partitions),
      records.map(({ key }) => key),
      records.map(({ headers }) => JSON.stringify(headers)),
      records.map(({ value }) => Buffer.from(value.buffer, value.byteOffset, value.byteLength)),
    ]);
  }

  async #partitionsOf(name: string): Promise<number> {
    let partitions = this.#partitions.get(name);
    if (partitions === undefined) {
      const [row] = await this.#query<{ partitions: number }>('SELECT partitions FROM streams.topics WHERE topic = $1', [name]);
      if (!row) throw topicUnknown();
      this.#partitions.set(name, (partitions = row.partitions));
    }
    return partitions;
  }

  async #query<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.#pool.query<Row>(sql, [...values])).rows;
    } catch (cause) {
      const code = (cause as { code?: unknown }).code;
      if (code === 'P0002') throw topicUnknown(cause);
      throw new StreamError(
        typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? 'send-failed' : 'unreachable',
        'the stream database did not answer',
        {
          cause,
        },
      );
    }
  }
}

function topicUnknown(cause?: unknown): StreamError {
  return new StreamError('topic-unknown', 'there is no such topic', { cause });
}
