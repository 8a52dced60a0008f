import { createPool, type Pool } from '@everchart/postgres';
import { createTestDatabase, testStream, until, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Registry } from 'prom-client';
import { createConsumer, createTransport, streamConsumerMigrations, streamsTransportMigrations, type StreamTransport } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topic = 'assignment';

describe('a consumer that gets partitions', () => {
  let database: TestDatabase;
  let streams: TestDatabase;
  let pool: Pool;
  let owner: Pool;
  let holder: pg.Client;
  let transport: StreamTransport;

  beforeAll(async () => {
    [database, streams] = await Promise.all([
      createTestDatabase([streamConsumerMigrations]),
      createTestDatabase([streamsTransportMigrations]),
    ]);
    pool = createPool({ connectionString: database.url('stream_consumer'), applicationName: 'test' }, () => undefined);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 }, () => undefined);
    holder = new pg.Client({ connectionString: database.ownerUrl });
    await holder.connect();
    transport = createTransport(testStream('postgres', streams.url('streams_user')), silent);
    await transport.ensureTopics([{ topic, partitions: 1 }]);
  });
  afterAll(async () => {
    await transport.close();
    await holder.end();
    await owner.end();
    await pool.end();
    await Promise.all([database.drop(), streams.drop()]);
  });

  it('lives through the loss of its database connection', async () => {
    const consumer = createConsumer({
      transport,
      pool,
      group: 'assignment',
      topics: [topic],
      logger: silent,
      registry: new Registry(),
      handler: { handle: () => Promise.resolve(), streamsApplied: () => Promise.resolve([]) },
    });
    let crashed = false;
    void consumer.crashed.then(() => (crashed = true));
    await holder.query('BEGIN; LOCK TABLE stream_consumer.checkpoints IN EXCLUSIVE MODE');
    await consumer.start();
    try {
      for (let lost = 0; lost < 2; lost += 1) {
        await until(
          async () => {
            const { rowCount } = await owner.query(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO stream_consumer.checkpoints%'`,
            );
            return rowCount! > 0;
          },
          { what: 'the claim of a partition' },
        );
      }
      await holder.query('COMMIT');
      await until(() => consumer.status().partitions.length === 1, { what: 'the partition' });
      expect(crashed).toBe(false);
    } finally {
      await consumer.stop();
    }
  });
});
