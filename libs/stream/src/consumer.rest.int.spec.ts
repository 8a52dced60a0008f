import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { newStreams, SampleStore } from '../test/sample-events.js';
import { createConsumer, streamConsumerMigrations, type StreamTransport, type SubscriptionHandler } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topic = 'rest';
const restMs = 200;
const longRestMs = 3000;
/** Records a second that this machine surely takes, and that it surely does not. */
const [slow, fast] = [100, 1_000_000];

describe('a consumer that has taken what there was', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase([streamConsumerMigrations]);
    pool = createPool({ connectionString: database.url('stream_consumer'), applicationName: 'test' }, () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /**
   * @param perPartition so many records of each partition, and as many again when the consumer takes more
   * @returns milliseconds until it takes more then
   */
  async function restAfter(perPartition: number, fullRestFrom: number, more = false): Promise<number> {
    let handler: SubscriptionHandler | undefined;
    const transport = {
      seal: { requireKeys: () => undefined, keysName: 'keys' },
      missingTopics: () => Promise.resolve([]),
      subscribe: (options: { handler: SubscriptionHandler }) => {
        handler = options.handler;
        return Promise.resolve({ stop: () => Promise.resolve() });
      },
    } as unknown as StreamTransport;
    const consumer = createConsumer({
      transport,
      pool,
      restMs,
      longRestMs,
      fullRestFrom,
      group: `rest-${perPartition}-${more}`,
      topics: [topic],
      logger: silent,
      registry: new Registry(),
      handler: { handle: () => Promise.resolve(), streamsApplied: () => Promise.resolve([]) },
    });
    await consumer.start();
    await until(() => handler !== undefined, { what: 'the subscription' });
    const partitions = [0, 1];
    await handler!.onAssigned(partitions.map((partition) => ({ topic, partition })));
    const records = partitions.map((partition) =>
      new SampleStore()
        .take(`org-${partition}`, newStreams(1), 2 * perPartition)
        .map((record, at) => ({ ...record, topic, partition, offset: BigInt(at), value: Buffer.from(record.value), writer: 'ingest' })),
    );
    const take = async (from: number, to: number): Promise<number> => {
      const began = performance.now();
      await Promise.all(records.map((each) => handler!.onBatch(each.slice(from, to), { heartbeat: () => Promise.resolve(), more })));
      return performance.now() - began;
    };
    // The first ones come after a pause without end: no rate is known of them.
    await take(0, perPartition);
    const tookMs = await take(perPartition, 2 * perPartition);
    await consumer.stop();
    return tookMs;
  }

  it('waits longer for more where many come in a second, of all partitions together', async () => {
    expect(await restAfter(500, slow)).toBeGreaterThanOrEqual(longRestMs - 1);
  });

  it('waits hardly at all where few come', async () => {
    const tookMs = await restAfter(1, fast);
    expect(tookMs).toBeGreaterThanOrEqual(restMs - 1);
    expect(tookMs).toBeLessThan(longRestMs - 1);
  });

  it('does not wait while records are known to be there', async () => {
    expect(await restAfter(20, slow, true)).toBeLessThan(longRestMs - 1);
  });
});
