import { randomBytes, randomUUID } from 'node:crypto';
import { encodeEnvelope } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, describeWithKafka, testStream, testStreamKeys, until, type TestDatabase } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CompressionTypes, Kafka, logLevel, type IHeaders, type Producer } from 'kafkajs';
import { Registry } from 'prom-client';
import { newStreams, SampleStore, type SampleRecord } from '../test/sample-events.js';
import {
  accessTopic,
  clinicalTopic as topic,
  createConsumer,
  createTransport,
  decodeRecord,
  forgedRecords,
  lostOf,
  newStreamKey,
  organisationProgress,
  RecordSeal,
  republishedMark,
  stoppedStreams,
  streamConsumerMigrations,
  StreamKeys,
  streamsTransportMigrations,
  type Consumer,
  type EventHandler,
  type OutboundRecord,
  type StreamTransport,
  type TransportOptions,
} from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const partitions = 4;
const home = 2;

/** A record as a stranger writes it, around everything that signs. */
interface RawRecord {
  partition?: number;
  key: string | null;
  headers: IHeaders;
  value: Uint8Array | null;
}
interface Stranger {
  write(topic: string, records: readonly RawRecord[]): Promise<void>;
  close(): Promise<void>;
}

const keys = new StreamKeys(testStreamKeys);
const ingest = new RecordSeal(keys, 'ingest');
const sealed = (record: OutboundRecord): RawRecord => ({ ...ingest.seal(topic, record), key: record.key });

/**
 * What a client with the right to write to the topic may try, from an event that has not been published: by the code
 * that it gets.
 */
const forgeries: Record<string, (next: () => SampleRecord) => Record<string, RawRecord[]>> = {
  'an event that is not signed': (next) => ({ 'key-unknown': [{ ...next() }] }),
  'an event that a stranger signs': (next) => ({
    'key-unknown': [{ ...new RecordSeal(new StreamKeys(newStreamKey('ingest')), 'ingest').seal(topic, next()), key: next().key }],
  }),
  'an event that another writer signs': (next) => {
    const record = new RecordSeal(keys, 'retention').seal(accessTopic, next());
    return { 'mac-wrong': [{ ...record }] };
  },
  'an event of ingest that is signed with the key of retention': (next) => {
    const stolen = testStreamKeys.split(',').find((line) => line.startsWith('retention '))!.replace('retention', 'ingest'); // prettier-ignore
    return { 'writer-wrong': [{ ...new RecordSeal(new StreamKeys(stolen), 'ingest').seal(topic, next()) }] };
  },
  'a record of another topic': (next) => ({ 'mac-wrong': [{ ...ingest.seal(accessTopic, next()) }] }),
  'a byte of any field': (next) => ({
    'key-unknown': [0, 7].map((at) => changed(sealed(next()), at)),
    // MAC, version, position, previous, version of the stream, time, chain, length, header, payload.
    'mac-wrong': [8, 23, 24, 25, 32, 33, 41, 45, 53, 84, 85, 87, 120, -1].map((at) => changed(sealed(next()), at)),
  }),
  'another key': (next) => ({
    'mac-wrong': ['other/0', `${next().key}1`, '', next().key.toUpperCase()].map((key) => ({ ...sealed(next()), key })),
    'out-of-bounds': ['x'.repeat(500_000), `${next().key}\n`, 'é'].map((key) => ({ ...sealed(next()), key })),
  }),
  'other headers': (next) => {
    const { headers } = next();
    const with_ = (more: IHeaders): RawRecord => ({ ...sealed(next()), headers: { ...headers, ...more } });
    return {
      'mac-wrong': [with_({ traceparent: 'another' }), { ...sealed(next()), headers: {} }, with_({ 'everchart-republished': 'all' })],
      'out-of-bounds': [with_({ unknown: 'x' }), with_({ traceparent: 'x'.repeat(500_000) }), with_(Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`h${n}`, 'x'])))],
    }; // prettier-ignore
  },
  'a record that ends too early': (next) => ({
    'mac-missing': [0, 1, 23].map((length) => cut(sealed(next()), length)),
    'mac-wrong': [24, 25, 60, 200].map((length) => cut(sealed(next()), length)),
  }),
  'a large value': (next) => ({ 'key-unknown': [{ ...next(), value: randomBytes(900_000) }] }),
  'an event of a future epoch and a far position, under the id of a key': (next) => {
    const { id } = keys.of('ingest')!;
    const value = encodeEnvelope(Buffer.from('{}'), { position: 2 ** 50, previous: 0, streamVersion: 1, recordedAtUs: 1, chain: Buffer.alloc(32) }, Buffer.alloc(9)); // prettier-ignore
    return { 'mac-wrong': [{ ...next(), value: Buffer.concat([id, randomBytes(16), value]) }] };
  },
  'a mark that everything was published again': () => {
    const mark = republishedMark({ topicId: randomUUID(), partition: home, end: 0n });
    const genuine = { ...ingest.seal(topic, { ...mark, partition: 0 }), key: mark.key, partition: home };
    const elsewhere = ingest.seal(topic, republishedMark({ topicId: randomUUID(), partition: 0, end: 0n }));
    const later = ingest.seal(topic, republishedMark({ topicId: randomUUID(), partition: home, end: 1_000_000n }));
    return {
      'mac-missing': [{ ...mark, value: Buffer.alloc(0) }],
      'key-unknown': [{ ...mark }],
      'mac-wrong': [changed(genuine, -1)],
      'out-of-place': [elsewhere, later].map((record) => ({ ...record })),
    };
  },
};

function changed(record: RawRecord, at: number): RawRecord {
  const value = Buffer.from(record.value!);
  const place = at < 0 ? value.length + at : at;
  value[place]! ^= 1;
  return { ...record, value };
}

function cut(record: RawRecord, length: number): RawRecord {
  return { ...record, value: Buffer.from(record.value!).subarray(0, length) };
}

function attacks(options: () => TransportOptions, stranger: (options: TransportOptions) => Promise<Stranger>): void {
  let database: TestDatabase;
  let owner: Pool;
  let pool: Pool;
  let transport: StreamTransport;
  let attacker: Stranger;
  let org: string;
  let store: SampleStore;
  let streams: string[];
  let settings: TransportOptions;
  const consumers: Consumer[] = [];
  const undo: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    database = await createTestDatabase([streamConsumerMigrations]);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    pool = createPool({ connectionString: database.url('stream_consumer'), applicationName: 'consumer', max: 6 }, () => undefined);
    await owner.query(`
      CREATE TABLE effects (org text, id text, n bigint GENERATED ALWAYS AS IDENTITY);
      GRANT SELECT, INSERT ON effects TO stream_consumer`);
  });
  afterAll(async () => {
    await Promise.all([owner, pool].map((each) => each?.end()));
    await database?.drop();
  });

  beforeEach(async () => {
    org = `org-${randomUUID()}`;
    store = new SampleStore();
    streams = newStreams(3);
    settings = options();
    transport = connect();
    await transport.ensureTopics([{ topic, partitions }]);
    attacker = await stranger(settings);
    undo.push(() => attacker.close());
  });
  afterEach(async () => {
    for (const consumer of consumers.splice(0)) await consumer.stop();
    for (const step of undo.splice(0).reverse()) await step();
  });

  function connect(more: Partial<TransportOptions> = {}): StreamTransport {
    const connected = createTransport({ ...settings, ...more } as TransportOptions, silent);
    undo.push(() => connected.close());
    return connected;
  }
  const handler: EventHandler = {
    handle: async (tx, events) => {
      for (const { header } of events) await tx.query('INSERT INTO effects (org, id) VALUES ($1, $2)', [header.org, header.id]);
    },
    streamsApplied: () => Promise.resolve([]),
  };
  const registry = new Registry();
  async function start(by = transport): Promise<Consumer> {
    const consumer = createConsumer({ transport: by, pool, group: org, topics: [topic], handler, logger: silent, registry });
    consumers.push(consumer);
    await consumer.start();
    return consumer;
  }
  const send = async (records: readonly OutboundRecord[], by = transport): Promise<void> => {
    const producer = await by.createProducer();
    await producer.send(topic, records.map((record) => ({ ...record, partition: home }))).finally(() => producer.close()); // prettier-ignore
  };
  const effects = async () =>
    (await owner.query<{ id: string }>('SELECT id FROM effects WHERE org = $1 ORDER BY n', [org])).rows.map(({ id }) => id);
  const settled = (consumer: Consumer): Promise<void> =>
    until(async () => {
      const ends = await transport.endOffsets(topic);
      const { partitions: held } = consumer.status();
      return held.length === partitions && held.every(({ partition, nextOffset }) => nextOffset === ends.get(partition));
    }, { what: 'everything read', timeoutMs: 40_000 }); // prettier-ignore
  /** Everything is as if nothing but these had come. */
  const expectGenuine = async (records: readonly SampleRecord[]): Promise<void> => {
    expect(await effects()).toEqual(records.map(({ id }) => id));
    const position = records.length;
    expect(await organisationProgress(owner, org, org)).toMatchObject({
      shards: [{ storeId: store.storeId, shard: 0, epoch: 1, position, taken: position }],
      stopped: new Map(),
    });
    expect(await stoppedStreams(owner, org, org)).toEqual([]);
    for (const table of ['parked_events', 'unreadable_events', 'stopped_streams'])
      expect((await owner.query(`SELECT FROM stream_consumer.${table} WHERE consumer = $1`, [org])).rowCount).toBe(0);
    expect((await owner.query('SELECT FROM stream_consumer.shard_progress WHERE consumer = $1', [org])).rowCount).toBe(1);
  };
  const counted = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await forgedRecords(owner, org)).map(({ code, records }) => [code, records]));

  it.each(Object.entries(forgeries))(
    '%s is dropped, counted, and stops nothing',
    async (_what, forge) => {
      const before = store.take(org, streams, 2);
      const after = store.take(org, streams, 2);
      const forged = forge(() => store.next(org, streams[0]!));
      const consumer = await start();
      await send(before);
      await attacker.write(
        topic,
        Object.values(forged)
          .flat()
          .map((record) => ({ ...record, partition: home })),
      );
      await send(after);
      await settled(consumer);
      await expectGenuine([...before, ...after]);
      const expected = Object.fromEntries(Object.entries(forged).map(([code, records]) => [code, records.length]));
      expect(await counted()).toEqual(expected);
      await until(async () => {
      const metric = await registry.getSingleMetric('everchart_consumer_forged_records')!.get();
      const values = metric.values.filter(({ labels, value }) => labels.consumer === org && value > 0);
      return JSON.stringify(values.map(({ labels, value }) => [labels.reason, value]).sort()) === JSON.stringify(Object.entries(expected).sort());
    }, { what: 'the metric' }); // prettier-ignore
      expect((await transport.lastRecords(topic, 100)).filter((record) => decodeRecord(record).kind === 'event')).toHaveLength(12);
      expect(consumer.status()).toMatchObject({ state: 'running', stoppedStreams: 0, unreadableEvents: 0 });
      expect(await lostOf(owner, org)).toBeUndefined();
    },
    60_000,
  );

  it('a genuine record that is brought to another place has its effect once, and to another organisation none', async () => {
    const records = store.take(org, streams, 3);
    const consumer = await start();
    await send(records);
    await settled(consumer);
    const again = records.map(sealed);
    await attacker.write(topic, again.flatMap((record) => [0, 1, home, 3].map((partition) => ({ ...record, partition })))); // prettier-ignore
    await attacker.write(topic, again.map((record) => ({ ...record, key: 'another/0', partition: home }))); // prettier-ignore
    await settled(consumer);
    await expectGenuine(records);
    expect(await counted()).toEqual({ 'mac-wrong': 9 });
    // Before it was read where it belongs.
    const next = store.take(org, streams, 1);
    await attacker.write(topic, next.map((record) => ({ ...sealed(record), partition: 0 }))); // prettier-ignore
    await send(next);
    await settled(consumer);
    await expectGenuine([...records, ...next]);
  }, 60_000);

  it('a genuine mark that is brought again does not hide a loss that came after it', async () => {
    const consumer = await start();
    const markNow = async (): Promise<OutboundRecord> => {
      const { id: topicId, partitions: extents } = await transport.extentOf(topic);
      return republishedMark({ topicId, partition: home, end: extents.get(home)!.end });
    };
    const old = await markNow();
    await send([old, ...store.take(org, streams, 1)]);
    await settled(consumer);
    await until(async () => (await owner.query('SELECT FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic_id IS NOT NULL', [org])).rowCount === partitions, { what: 'the id of the topic' }); // prettier-ignore
    await owner.query(`UPDATE stream_consumer.checkpoints SET lost = 'records-deleted', lost_at = now(), whole_from = next_offset WHERE consumer = $1 AND partition = $2`, [org, home]); // prettier-ignore
    await attacker.write(topic, [{ ...sealed(old), partition: home }]);
    await settled(consumer);
    expect(await lostOf(owner, org)).toBe('records-deleted');
    await send([await markNow()]);
    await until(async () => (await lostOf(owner, org)) === undefined, { what: 'the end of the loss' });
  }, 60_000);

  it('records of a key that comes late are read again when it has come', async () => {
    const [first, second] = [store.take(org, streams, 2), store.take(org, streams, 2)];
    const [changedKeys, formerKeys] = [`${newStreamKey('ingest')},${testStreamKeys}`, testStreamKeys];
    const consumer = await start();
    await send(first);
    await send(second, connect({ keys: changedKeys }));
    await settled(consumer);
    await expectGenuine(first);
    expect(await counted()).toEqual({ 'key-unknown': 6 });
    await consumers.pop()!.stop();
    expect(formerKeys).not.toBe(changedKeys);
    await settled(await start(connect({ keys: changedKeys })));
    await expectGenuine([...first, ...second]);
    expect(await counted()).toEqual({});
  }, 60_000);

  it('a consumer does not start without the key of a writer that it reads', async () => {
    await expect(start(connect({ keys: newStreamKey('retention') }))).rejects.toMatchObject({ code: 'no-key' });
    consumers.pop();
  });
}

describe('forged records on PostgreSQL', () => {
  let streams: TestDatabase;
  beforeAll(async () => {
    streams = await createTestDatabase([streamsTransportMigrations]);
  });
  afterAll(() => streams?.drop());
  attacks(
    () => testStream('postgres', streams.url('streams_user')),
    (settings) => {
      const { connectionString, topicPrefix } = settings as TransportOptions & { kind: 'postgres' };
      const pool = createPool({ connectionString, applicationName: 'stranger', max: 1 }, () => undefined);
      return Promise.resolve({
        write: async (of, records) => {
          await pool.query('SELECT streams.append($1, $2::int[], $3::text[], $4::text[], $5::bytea[])', [
            topicPrefix! + of,
            records.map(({ partition }) => partition),
            records.map(({ key }) => key ?? ''),
            records.map(({ headers }) => JSON.stringify(headers)),
            records.map(({ value }) => Buffer.from(value ?? [])),
          ]);
        },
        close: () => pool.end(),
      });
    },
  );
});

describe('a record behind the end of a partition', () => {
  it('hides none that is appended, on PostgreSQL', async () => {
    const streams = await createTestDatabase([streamsTransportMigrations]);
    const owner = createPool({ connectionString: streams.ownerUrl, applicationName: 'stranger', max: 1 }, () => undefined);
    const transport = createTransport(testStream('postgres', streams.url('streams_user')), silent);
    await transport.ensureTopics([{ topic, partitions: 1 }]);
    await owner.query(`INSERT INTO streams.records (topic, partition, record_offset, record_key, headers, value, appended_at)
      SELECT topic, 0, 1e15, 'x', '{}', '', now() FROM streams.topics`);
    const producer = await transport.createProducer();
    const got: bigint[] = [];
    const subscription = await transport.subscribe({
      group: 'g',
      topics: [topic],
      handler: {
        onAssigned: () => Promise.resolve(new Map()),
        onBatch: (records) => Promise.resolve(void got.push(...records.map(({ offset }) => offset))),
        onRevoked: () => Promise.resolve(),
        onCrash: () => undefined,
      },
    });
    const store = new SampleStore();
    for (const sent of [1, 2]) {
      await producer.send(topic, store.take('home', newStreams(1), 1));
      await until(() => got.length >= sent, { what: 'the record' });
    }
    expect(got).toEqual([0n, 1n]);
    expect((await transport.lastRecords(topic, 10)).map(({ offset }) => offset)).toEqual([0n, 1n]);
    await subscription.stop();
    await transport.close();
    await owner.end();
    await streams.drop();
  }, 60_000);
});

describeWithKafka('forged records on Kafka', () => {
  const rawProducer = async (settings: TransportOptions, transactionalId?: string): Promise<Producer> => {
    const { brokers } = settings as TransportOptions & { kind: 'kafka' };
    const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ allowAutoTopicCreation: false, ...(transactionalId && { transactionalId, idempotent: true, maxInFlightRequests: 1 }) }); // prettier-ignore
    await producer.connect();
    return producer;
  };
  const messages = (records: readonly RawRecord[]) =>
    records.map((record) => ({ ...record, value: record.value && Buffer.from(record.value) }));

  attacks(
    () => testStream('kafka'),
    async (settings) => {
      const producer = await rawProducer(settings);
      return {
        write: async (of, records) => {
          // Larger ones one by one: a batch is bounded.
          for (const record of messages(records)) await producer.send({ topic: settings.topicPrefix! + of, messages: [record] });
        },
        close: () => producer.disconnect(),
      };
    },
  );

  it('a compressed batch, a null record and a transaction that is left open hold nothing up', async () => {
    const settings = testStream('kafka');
    const transport = createTransport(settings, silent);
    await transport.ensureTopics([{ topic, partitions: 1 }]);
    const name = settings.topicPrefix + topic;
    const plain = await rawProducer(settings);
    const open = await rawProducer(settings, `open-${randomUUID()}`);
    const record = { key: null, value: Buffer.alloc(500_000) };
    const producer = await transport.createProducer();
    const got: (string | undefined)[] = [];
    await plain.send({ topic: name, compression: CompressionTypes.GZIP, messages: [record] });
    await plain.send({ topic: name, messages: [{ key: null, value: null }] });
    await expect(plain.send({ topic: name, compression: CompressionTypes.GZIP, messages: [{ ...record, value: Buffer.alloc(3_000_000) }] })).rejects.toMatchObject({ type: 'MESSAGE_TOO_LARGE' }); // prettier-ignore
    const transaction = await open.transaction();
    await transaction.send({ topic: name, messages: [{ key: 'x', value: 'x' }] });
    await producer.send(topic, new SampleStore().take('home', newStreams(1), 1));
    const subscription = await transport.subscribe({
      group: 'g',
      topics: [topic],
      handler: {
        onAssigned: () => Promise.resolve(new Map()),
        onBatch: (records) => Promise.resolve(void got.push(...records.map(({ forged, writer }) => forged ?? writer))),
        onRevoked: () => Promise.resolve(),
        onCrash: (error) => got.push(error.name),
      },
    });
    await until(() => got.includes('ingest'), { what: 'the genuine record' });
    expect(got).toEqual(['out-of-bounds', 'out-of-bounds', 'mac-missing', 'ingest']);
    await subscription.stop();
    await transaction.abort();
    await Promise.all([plain.disconnect(), open.disconnect(), producer.close()]);
    await transport.close();
  }, 60_000);
});
