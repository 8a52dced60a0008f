import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { newStreams, SampleStore } from '../test/sample-events.js';
import { createConsumer, streamConsumerMigrations, type StreamTransport, type SubscriptionHandler } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topic = 'rest';
const restMs = 200;
const longRestMs = 1000;

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

  /** @returns milliseconds until the consumer takes more, of so many records on each partition */
  async function restAfter(perPartition: number, more = false): Promise<number> {
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
    const began = performance.now();
    await Promise.all(
      partitions.map((partition) => {
        const records = new SampleStore()
          .take(`org-${partition}`, newStreams(1), perPartition)
          .map((record, at) => ({ ...record, topic, partition, offset: BigInt(at), value: Buffer.from(record.value), writer: 'ingest' }));
        return handler!.onBatch(records, { heartbeat: () => Promise.resolve(), more });
      }),
    );
    const tookMs = performance.now() - began;
    await consumer.stop();
    return tookMs;
  }

  it('waits longer for more after many records, of all partitions together', async () => {
    expect(await restAfter(60)).toBeGreaterThanOrEqual(longRestMs - 1);
    const aFew = await restAfter(20);
    expect(aFew).toBeGreaterThanOrEqual(restMs - 1);
    expect(aFew).toBeLessThan(longRestMs - 1);
  });

  it('does not wait while records are known to be there', async () => {
    expect(await restAfter(60, true)).toBeLessThan(longRestMs - 1);
  });
});
