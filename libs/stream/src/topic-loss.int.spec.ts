import { randomUUID } from 'node:crypto';
import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, describeWithKafka, testStream, until, type TestDatabase } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Registry } from 'prom-client';
import { newStreams, SampleStore, type SampleRecord } from '../test/sample-events.js';
import {
  createConsumer,
  createTransport,
  lostOf,
  organisationProgress,
  republishedMark,
  streamConsumerMigrations,
  streamsTransportMigrations,
  type Consumer,
  type OutboundRecord,
  type StreamTransport,
  type TransportOptions,
} from './index.js';

const topic = 'everchart.clinical.v1';
const partitions = 3;

/** What happens to a topic behind the back of its readers. */
interface Harm {
  options: TransportOptions;
  removeTopic(name: string): Promise<void>;
  /** Deletes all records of a partition that are there now. */
  deleteRecords(name: string, partition: number, before: bigint): Promise<void>;
  close(): Promise<void>;
}

function losses(prepare: () => Promise<Harm>): void {
  let harm: Harm;
  let database: TestDatabase;
  let owner: Pool;
  let pool: Pool;
  let transport: StreamTransport;
  let org: string;
  let store: SampleStore;
  let prefix: string;
  let consumer: Consumer | undefined;
  let registry: Registry;
  const log: Record<string, unknown>[] = [];
  const write = (fields: object): void => void log.push({ ...fields });
  const logger = { debug: () => undefined, info: write, warn: write, error: write };
  let turn = 0;

  beforeAll(async () => {
    harm = await prepare();
    database = await createTestDatabase([streamConsumerMigrations]);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    pool = createPool({ connectionString: database.url('stream_consumer'), applicationName: 'consumer', max: 4 }, () => undefined);
    await owner.query(
      'CREATE TABLE effects (org text, id text, n bigint GENERATED ALWAYS AS IDENTITY); GRANT INSERT ON effects TO stream_consumer',
    );
  });
  afterAll(async () => {
    await pool?.end();
    await owner?.end();
    await database?.drop();
    await harm?.close();
  });

  beforeEach(async () => {
    log.length = 0;
    org = `org-${randomUUID()}`;
    store = new SampleStore();
    prefix = `${harm.options.topicPrefix}l${(turn += 1)}.`;
    transport = createTransport({ ...harm.options, topicPrefix: prefix, groupPrefix: prefix }, logger);
    await transport.ensureTopics([{ topic, partitions }]);
  });
  afterEach(async () => {
    await consumer?.stop();
    await transport.close();
  });

  async function start(): Promise<Consumer> {
    registry = new Registry();
    consumer = createConsumer({
      transport,
      pool,
      group: org,
      topics: [topic],
      logger,
      registry,
      handler: {
        handle: async (tx, events) => {
          for (const { header } of events) await tx.query('INSERT INTO effects (org, id) VALUES ($1, $2)', [header.org, header.id]);
        },
        streamsApplied: () => Promise.resolve([]),
      },
    });
    await consumer.start();
    return consumer;
  }
  const send = async (records: readonly OutboundRecord[]): Promise<void> => {
    const producer = await transport.createProducer();
    await producer.send(topic, records);
    await producer.close();
  };
  const effects = async () =>
    (await owner.query<{ id: string }>('SELECT id FROM effects WHERE org = $1 ORDER BY n', [org])).rows.map(({ id }) => id);
  const applied = (records: readonly SampleRecord[]): Promise<void> =>
    until(async () => (await effects()).length >= records.length, { what: `${records.length} effects`, timeoutMs: 60_000 });
  const lost = () => lostOf(owner, org);
  const isLost = (reason: string | undefined): Promise<void> =>
    until(async () => (await lost()) === reason, { what: `the loss to be ${reason}`, timeoutMs: 60_000 });
  /** As `everchart republish` does. */
  const republish = async (records: readonly SampleRecord[]): Promise<void> => {
    await send(records);
    const { id: topicId, partitions } = await transport.extentOf(topic);
    await send([...partitions].map(([partition, { end }]) => republishedMark({ topicId, partition, end })));
  };
  const extentOfAll = async () => (await transport.extentOf(topic)).partitions;
  const ids = (records: readonly SampleRecord[]): string[] => records.map(({ id }) => id);

  it('a topic that was made again: what comes is applied, all is marked until it was published again, and each has one effect', async () => {
    const [known, fresh] = newStreams(2);
    const before = store.take(org, [known!], 5);
    const running = await start();
    await send(before);
    await applied(before);
    await until(async () => (await owner.query('SELECT FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic_id IS NOT NULL', [org])).rowCount === partitions, { what: 'the topic to be known', timeoutMs: 20_000 }); // prettier-ignore
    expect(await organisationProgress(owner, org, org)).toMatchObject({ lost: undefined });

    // Of what was published the topic lost one event that had not been read.
    await harm.removeTopic(prefix + topic);
    await until(async () => transport.ensureTopics([{ topic, partitions }]).then(() => transport.extentOf(topic)).then(() => true, () => false), { what: 'the new topic', timeoutMs: 60_000 }); // prettier-ignore
    const unread = store.take(org, [fresh!], 1);
    const after = store.take(org, [known!], 2);
    await send(after);
    await applied([...before, ...after]);
    await isLost('topic-remade');
    expect(await organisationProgress(owner, org, org)).toMatchObject({ lost: 'topic-remade', shards: [{ position: 5, taken: 8 }] });
    expect(log).toContainEqual(expect.objectContaining({ event: 'consumer.topic-lost', topic, reason: 'topic-remade' }));
    await until(async () => /lost_partitions\{[^}]*topic-remade[^}]*\} 3/.test(await registry.metrics()), { what: 'the metric' });
    expect(running.status().lagRecords).toBeGreaterThanOrEqual(0);

    const all = [...before, ...unread, ...after];
    await send(all.slice(0, 6));
    await applied(all);
    expect(await lost()).toBe('topic-remade');
    await republish(all);
    await isLost(undefined);
    expect((await effects()).sort()).toEqual(ids(all).sort());
    expect(await organisationProgress(owner, org, org)).toMatchObject({ lost: undefined, shards: [{ position: 8, taken: 8 }] });
  }, 180_000);

  it('offsets beyond the end of the topic: it is read again from its beginning, and nothing that comes is dropped', async () => {
    const [stream] = newStreams(1);
    const first = store.take(org, [stream!], 4);
    await start();
    await send(first);
    await applied(first);
    await consumer!.stop();
    // A broker whose disk was set back.
    await owner.query('UPDATE stream_consumer.checkpoints SET next_offset = next_offset + 1000 WHERE consumer = $1', [org]);
    await start();
    const later = store.take(org, [stream!], 2);
    await send(later);
    await isLost('records-lost');
    await applied([...first, ...later]);
    expect(await effects()).toEqual(ids([...first, ...later]));
    await republish([...first, ...later]);
    await isLost(undefined);
    expect(await effects()).toEqual(ids([...first, ...later]));
    expect(consumer!.status().lagRecords).toBeGreaterThanOrEqual(0);
  }, 120_000);

  it('records that were deleted before they were read are known to be missing, of new patients too', async () => {
    const [known, fresh] = newStreams(2);
    const before = store.take(org, [known!], 3);
    await start();
    await send(before);
    await applied(before);
    await consumer!.stop();
    const unread = [...store.take(org, [fresh!], 2), ...store.take(org, [known!], 1)];
    await send(unread);
    for (const [partition, { end }] of await extentOfAll()) if (end > 0n) await harm.deleteRecords(prefix + topic, partition, end);
    await start();
    await isLost('records-deleted');
    const all = [...before, ...unread];
    expect(await effects()).toEqual(ids(before));
    // A mark of before the loss says nothing.
    await republish(all);
    await isLost(undefined);
    await applied(all);
    expect((await effects()).sort()).toEqual(ids(all).sort());
  }, 120_000);
}

describe('losses of a stream, on PostgreSQL', () =>
  losses(async () => {
    const streams = await createTestDatabase([streamsTransportMigrations]);
    const owner = createPool({ connectionString: streams.ownerUrl, applicationName: 'test', max: 2 }, () => undefined);
    return {
      options: testStream('postgres', streams.url('streams_user')),
      removeTopic: async (name) => {
        for (const table of ['records', 'partitions', 'topics']) await owner.query(`DELETE FROM streams.${table} WHERE topic = $1`, [name]);
      },
      deleteRecords: async (name, partition, before) =>
        void (await owner.query('DELETE FROM streams.records WHERE topic = $1 AND partition = $2 AND record_offset < $3', [name, partition, before])), // prettier-ignore
      close: async () => {
        await owner.end();
        await streams.drop();
      },
    };
  }));

describeWithKafka('losses of a stream, on Kafka', () =>
  losses(async () => {
    const options = testStream('kafka');
    const admin = new Kafka({ clientId: 'test', brokers: options.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    return {
      options,
      removeTopic: (name) => admin.deleteTopics({ topics: [name] }),
      deleteRecords: async (name, partition, before) => {
        await admin.fetchTopicOffsets(name); // kafkajs looks for the leader among what it knows
        await admin.deleteTopicRecords({ topic: name, partitions: [{ partition, offset: String(before) }] });
      },
      close: () => admin.disconnect(),
    };
  }),
);
