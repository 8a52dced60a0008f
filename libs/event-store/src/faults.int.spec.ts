import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeEnvelope } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import { createTransport, type InboundRecord, type StreamTransport, type Subscription } from '@everchart/stream';
import { createTestDatabase, describeWithKafka, testStream, until, type TestDatabase } from '@everchart/testing';
import pg from 'pg';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, migrations, Relay, type Recorded } from './index.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const topic = 'faults';

/** Sessions that a test opens and leaves open. */
class HeldSessions {
  readonly #clients: pg.Client[] = [];

  async open(url: string, ...statements: string[]): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    this.#clients.push(client);
    for (const statement of statements) await client.query(statement);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.end()));
  }
}

describeWithKafka('an open transaction held in another session', () => {
  let database: TestDatabase;
  let elsewhere: TestDatabase;
  let transport: StreamTransport;
  let pools: Pool[];
  let store: EventStore;
  let relay: Relay;
  let subscription: Subscription;
  const sessions = new HeldSessions();
  const published: InboundRecord[] = [];
  const positions = (org: string): number[] =>
    published.map(({ value }) => decodeEnvelope(value)).flatMap(({ header }) => (header.org === org ? [header.position] : []));
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

  beforeAll(async () => {
    [database, elsewhere] = await Promise.all([createTestDatabase([migrations]), createTestDatabase([])]);
    const connect = (role: string): Pool => createPool({ connectionString: database.url(role), applicationName: 'test' }, () => undefined);
    const [append, publish] = [connect('event_store_append'), connect('event_store_relay')];
    pools = [append, publish];
    store = new EventStore({ pool: append, service: 'test' });
    transport = createTransport({ ...testStream('kafka'), writer: 'ingest' }, silent);
    await transport.ensureTopics([{ topic, partitions: 1 }]);
    relay = new Relay({
      pool: publish,
      createProducer: () => transport.createProducer(),
      topic,
      owner: 'relay',
      logger: silent,
      pollMs: 20,
    });
    await relay.start();
    subscription = await transport.subscribe({
      group: 'test',
      topics: [topic],
      handler: {
        onAssigned: () => Promise.resolve(new Map()),
        onBatch: (records) => Promise.resolve(void published.push(...records)),
        onRevoked: () => Promise.resolve(),
        onCrash: (error) => {
          throw error;
        },
      },
    });
  });

  afterAll(async () => {
    await sessions.close();
    await relay.stop();
    await subscription.stop();
    await store.close();
    await transport.close();
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([database.drop(), elsewhere.drop()]);
  });

  async function record(org: string, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await store.append(org, [sampleItem({ org, stream: randomUUID() })]);
  }

  it('holds up neither appends nor the relay, in this database or in another of the cluster', async () => {
    const org = `org-${randomUUID()}`;
    await record(org, 1);
    // A number of its own and an old snapshot: what a relay that reads behind the oldest transaction of the cluster
    // would wait for.
    const held = ['BEGIN ISOLATION LEVEL REPEATABLE READ', 'SELECT pg_current_xact_id()'];
    await sessions.open(database.ownerUrl, ...held, 'SELECT count(*) FROM event_store.events');
    await sessions.open(elsewhere.ownerUrl, ...held);
    await record(org, 25);
    await until(() => positions(org).length === 26, { what: 'everything published beside the held transactions' });
    expect(positions(org)).toEqual(upTo(26));
  });

  it('of one organisation, in the middle of an append, holds up no other; when it ends nothing is missing', async () => {
    const [org, other] = [`org-${randomUUID()}`, `org-${randomUUID()}`];
    await record(org, 3);
    const appending = await sessions.open(database.ownerUrl, 'BEGIN');
    await appending.query('SELECT FROM event_store.shards WHERE org = $1 FOR UPDATE', [org]); // as an append holds it until its commit
    const behind = record(org, 2);
    await record(other, 20);
    await until(() => positions(other).length === 20, { what: 'the other organisation published' });
    expect(positions(other)).toEqual(upTo(20));
    expect(await store.readShard(org, 0, 0, 10)).toHaveLength(3);
    await appending.query('COMMIT');
    await behind;
    await until(() => positions(org).length === 5, { what: 'what had waited published' });
    expect(positions(org)).toEqual(upTo(5));
  });
});

describe('backends that are killed in the middle of appends under load', () => {
  let database: TestDatabase;
  const pools: Pool[] = [];

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
  });
  const connect = (url: string): Pool => {
    const pool = createPool({ connectionString: url, applicationName: 'test', max: 4 }, () => undefined);
    pools.push(pool);
    return pool;
  };

  it('lose nothing that was acknowledged, record nothing twice and nothing by half', async () => {
    const org = `org-${randomUUID()}`;
    const owner = connect(database.ownerUrl);
    // Three processes' worth of stores: their transactions compete for the shard as those of three services do.
    const stores = Array.from({ length: 3 }, () => new EventStore({ pool: connect(database.url('event_store_append')), service: 'test' }));
    const acknowledged = new Map<string, Recorded[]>();
    let failures = 0;
    let over = false;
    const count = (): number => [...acknowledged.values()].reduce((sum, recorded) => sum + recorded.length, 0);

    const write = async (store: EventStore, size: number): Promise<void> => {
      const stream = randomUUID();
      const recorded: Recorded[] = [];
      acknowledged.set(stream, recorded);
      while (!over) {
        const items = Array.from({ length: size }, () => sampleItem({ org, stream }));
        for (let answered = false; !answered;) {
          try {
            for (const outcome of await store.append(org, items)) {
              if (outcome.outcome !== 'created' && outcome.outcome !== 'duplicate') throw new Error(`refused: ${outcome.outcome}`);
              recorded.push(outcome);
            }
            answered = true;
          } catch (error) {
            if ((error as Error).message.startsWith('refused')) throw error;
            failures += 1; // the outcome is unknown: the same ids again
          }
        }
      }
    };
    const writers = stores.flatMap((store) => [1, 1, 1, 5].map((size) => write(store, size)));
    let killed = 0;
    for (let round = 0; round < 15 || killed <= 5; round += 1) {
      const before = count();
      await until(() => count() > before + 60, { what: 'appends' });
      const { rowCount } = await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND usename = 'event_store_append' AND state = 'active' LIMIT 2`,
      );
      killed += rowCount!;
    }
    over = true;
    await Promise.all(writers);

    expect(killed).toBeGreaterThan(5);
    expect(failures).toBeGreaterThan(0);
    const stored = await stores[0]!.readShard(org, 0, 0, 1_000_000);
    expect(stored).toHaveLength(count());
    const byId = new Map(stored.map(({ header }) => [header.id, header]));
    for (const [stream, recorded] of acknowledged) {
      recorded.forEach(({ id, position, streamVersion }, n) => {
        expect(byId.get(id)).toMatchObject({ subject: stream, position, streamversion: streamVersion });
        expect(streamVersion).toBe(n + 1);
      });
    }
    expect(await stores[0]!.verifyShard(org, 0)).toMatchObject({ ok: true, events: count() });
    await Promise.all(stores.map((store) => store.close()));
  }, 60_000);
});
