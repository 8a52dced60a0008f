import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeEnvelope } from '@everchart/envelope';
import { createPool, type Pool } from '@everchart/postgres';
import type { OutboundRecord, StreamProducer } from '@everchart/stream';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { Registry } from 'prom-client';
import { sampleItem } from '../test/sample-events.js';
import { EventStore, migrations, recordOf, Relay, type RelayOptions } from './index.js';

/** A stream whose outages the test decides. The relay against real streams: `services/ingest/src/faults`. */
class ControlledStream {
  readonly records: OutboundRecord[] = [];
  readonly sends: number[] = [];
  down = false;
  producers = 0;
  #gate: Promise<void> | undefined;
  #open: (() => void) | undefined;
  waiting = 0;

  createProducer = (): Promise<StreamProducer> => {
    if (this.down) return Promise.reject(new Error('the stream is down'));
    this.producers += 1;
    return Promise.resolve({
      send: async (_topic, records) => {
        if (this.#gate) {
          this.waiting += 1;
          await this.#gate;
          this.waiting -= 1;
        }
        if (this.down) throw new Error('the stream is down');
        this.records.push(...records);
        this.sends.push(records.length);
      },
      close: () => Promise.resolve(),
    });
  };

  /** Sends wait until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  release(): void {
    this.#gate = undefined;
    this.#open?.();
  }

  positions(org: string): number[] {
    return this.records
      .map(({ value }) => decodeEnvelope(Buffer.from(value)))
      .flatMap(({ header }) => (header.org === org ? [header.position] : []));
  }
}

describe('relay', () => {
  let database: TestDatabase;
  let apiPool: Pool;
  let relayPool: Pool;
  let owner: Pool;
  let store: EventStore;
  let org: string;
  let stream: ControlledStream;
  let relays: Relay[];
  const log: Record<string, unknown>[] = [];
  const write = (fields: Record<string, unknown>): void => void log.push(fields);
  const logger = { info: write, warn: write, error: write };

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    const connect = (url: string): Pool => createPool({ connectionString: url, applicationName: 'test' }, () => undefined);
    apiPool = connect(database.url('event_store_append'));
    relayPool = connect(database.url('event_store_relay'));
    owner = connect(database.ownerUrl);
    store = new EventStore({ pool: apiPool, service: 'test' });
  });

  afterAll(async () => {
    await store.close();
    await Promise.all([apiPool.end(), relayPool.end(), owner.end()]);
    await database.drop();
  });

  beforeEach(() => {
    org = `org-${randomUUID()}`;
    stream = new ControlledStream();
    relays = [];
    log.length = 0;
  });

  afterEach(async () => {
    stream.down = false;
    stream.release();
    await Promise.all(relays.map((relay) => relay.stop()));
  });

  async function startRelay(options: Partial<RelayOptions> = {}): Promise<Relay> {
    const relay = new Relay({
      pool: relayPool,
      createProducer: stream.createProducer,
      topic: 'topic',
      owner: 'relay',
      logger,
      pollMs: 20,
      retryMs: { first: 10, longest: 50 },
      ...options,
    });
    relays.push(relay);
    await relay.start();
    return relay;
  }

  const record = async (count: number, of = org): Promise<void> => {
    await store.append(
      of,
      Array.from({ length: count }, () => sampleItem({ org: of, stream: randomUUID() })),
    );
  };
  const published = (positions: number, of = org): Promise<void> =>
    until(() => stream.positions(of).length >= positions, { what: `${positions} events on the stream` });
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);
  const checkpoint = async (): Promise<{ position: number; fence: number } | undefined> =>
    (await owner.query<{ position: number; fence: number }>('SELECT position, fence FROM event_store.relays WHERE org = $1', [org]))
      .rows[0];

  it('publishes in order what was recorded before and after its start, of every organisation', async () => {
    const second = `org-${randomUUID()}`;
    await record(20);
    await startRelay({ maxBatch: 7 });
    await record(5);
    await record(5, second);
    await published(25);
    await published(5, second);
    expect(stream.positions(org)).toEqual(upTo(25));
    expect(stream.positions(second)).toEqual(upTo(5));
    const [first] = await store.readShard(org, 0, 0, 1);
    const sent = stream.records.find(({ key }) => key === `${org}/0`)!;
    expect(sent).toEqual({
      ...recordOf(first!),
      headers: { 'content-type': 'application/vnd.everchart.event', traceparent: expect.any(String) },
    });
    expect(decodeEnvelope(Buffer.from(sent.value))).toEqual(first);
    await until(async () => (await checkpoint())?.position === 25, { what: 'the checkpoint' });
  });

  it('is woken in its process and by other processes; polling is not needed for it', async () => {
    await record(1);
    const relay = await startRelay({ pollMs: 60_000, listenConnectionString: database.url('event_store_relay') });
    await published(1);
    await record(1); // by NOTIFY
    await published(2);
    const unsubscribe = store.onCommitted((news) => relay.committed(news));
    await record(1);
    await published(3);
    unsubscribe();
  });

  it('goes on when a shard is published while it renews its lease: that answer is older than what it has published', async () => {
    let claims = 0;
    /** Of the second claim the answer comes late. */
    const late = {
      query: async (text: string, values?: unknown[]) => {
        const result = await relayPool.query(text, values);
        if (!String(text).includes('relay_claim') || (claims += 1) !== 2) return result;
        await record(1);
        await published(2);
        await until(async () => (await checkpoint())?.position === 2, { what: 'the checkpoint' });
        return result;
      },
    } as unknown as Pool;
    await record(1);
    const relay = await startRelay({ pool: late, leaseMs: 900 });
    const unsubscribe = store.onCommitted((news) => relay.committed(news));
    await until(() => claims > 2, { what: 'another claim' });
    await record(1);
    await published(3);
    unsubscribe();
    expect(log.filter(({ event }) => event === 'relay.failed')).toEqual([]);
  });

  it('lets events gather while it rests, and publishes all of them', async () => {
    const relay = await startRelay({ restMs: 500, pollMs: 60_000 });
    const unsubscribe = store.onCommitted((news) => relay.committed(news));
    await record(1);
    await published(1);
    for (let more = 0; more < 11; more += 1) await record(1);
    await published(12);
    unsubscribe();
    expect(stream.positions(org)).toEqual(upTo(12));
    expect(stream.sends.length).toBeLessThan(6);
  });

  it('rests for less where fewer events come', async () => {
    const relay = await startRelay({ restMs: 3_600_000, fullRestFrom: 1e6, pollMs: 3_600_000 });
    const unsubscribe = store.onCommitted((news) => relay.committed(news));
    for (let count = 1; count < 5; count += 1) {
      await record(1);
      await published(count);
    }
    unsubscribe();
    expect(stream.positions(org)).toEqual(upTo(4));
  });

  it('publishes after its rest what another process has recorded meanwhile', async () => {
    const relay = await startRelay({ restMs: 500, pollMs: 60_000 });
    const unsubscribe = store.onCommitted((news) => relay.committed(news));
    await record(1);
    await published(1);
    unsubscribe();
    await record(1);
    relay.wake();
    await published(2);
  });

  it('does not rest while its publications are full of bytes', async () => {
    await record(8);
    await startRelay({ restMs: 60_000, pollMs: 60_000, maxBatchBytes: 1000 });
    await published(8);
    expect(Math.max(...stream.sends)).toBeLessThan(3);
  });

  it('goes on from the checkpoint after a restart', async () => {
    await record(10);
    const first = await startRelay();
    await published(10);
    await first.stop();
    await record(3);
    await startRelay();
    await published(13);
    expect(stream.positions(org)).toEqual(upTo(13));
  });

  it('publishes again what was sent but not checkpointed when it crashed', async () => {
    await record(4);
    const crashing = await startRelay();
    await published(4);
    await until(async () => (await checkpoint())?.position === 4, { what: 'the checkpoint' });
    await crashing.stop();
    await owner.query('UPDATE event_store.relays SET position = 2 WHERE org = $1', [org]);
    await startRelay();
    await published(6);
    expect(stream.positions(org)).toEqual([1, 2, 3, 4, 3, 4]);
  });

  it('tries again while the stream is down, loses nothing, and lets recording go on', async () => {
    const registry = new Registry();
    stream.down = true;
    const relay = await startRelay({ registry });
    await record(3);
    await until(() => log.filter(({ event }) => event === 'relay.failed').length >= 3, { what: 'three attempts' });
    await record(3);
    await until(() => relay.status().failing === 1, { what: 'the shard to wait' });
    expect(await relay.lag()).toMatchObject({ oldestSeconds: expect.any(Number) });
    expect((await relay.lag()).events).toBeGreaterThanOrEqual(6);
    await until(async () => /everchart_relay_backlog_events [1-9]/.test(await registry.metrics()), { what: 'the backlog metric' });
    stream.down = false;
    await published(6);
    expect(stream.positions(org)).toEqual(upTo(6));
    await until(() => relay.status().failing === 0, { what: 'the relay to be well' });
    expect(await registry.metrics()).toMatch(/everchart_relay_failures_total\{phase="publish"\} [1-9]/);
    expect(JSON.stringify(log)).not.toContain('the stream is down');
  });

  it('lets one relay work at a time; another takes over when it stops', async () => {
    const first = await startRelay({ owner: 'first' });
    await record(5);
    await published(5);
    const second = await startRelay({ owner: 'second' });
    await record(5);
    await published(10);
    expect(second.status().held).toBe(0);
    await first.stop();
    await record(5);
    await published(15);
    expect(second.status().held).toBeGreaterThan(0);
    expect(stream.positions(org)).toEqual(upTo(15));
  });

  it('takes over from one that vanished, and fences it from the checkpoint when it comes back', async () => {
    const registry = new Registry();
    const zombieStream = new ControlledStream();
    await record(3);
    zombieStream.hold();
    // Paused between reading and publishing; its lease is not renewed by anything meanwhile.
    const zombie = await startRelay({
      owner: 'zombie',
      registry,
      createProducer: zombieStream.createProducer,
      leaseMs: 600_000,
      pollMs: 600_000, // else it may find its lease ended before the heir does
    });
    await until(() => zombieStream.waiting === 1, { what: 'the zombie to be in the middle' });
    const before = (await checkpoint())!;
    await owner.query("UPDATE event_store.relays SET leased_until = '-infinity'"); // its time is up
    const heir = await startRelay({ owner: 'heir' });
    await published(3);
    await record(2);
    await published(5);
    await until(async () => (await checkpoint())?.position === 5, { what: "the heir's checkpoint" });
    zombieStream.release();
    await until(() => log.some(({ event, fence }) => event === 'relay.shard-lost' && fence === before.fence), {
      what: 'the zombie to notice',
    });
    expect(zombieStream.positions(org)).toEqual(upTo(3)); // duplicates, which consumers recognise
    expect(await checkpoint()).toEqual({ position: 5, fence: before.fence + 1 });
    await until(() => zombie.status().held === 0, { what: 'the zombie to know that it holds nothing' });
    expect(heir.status().held).toBeGreaterThan(0);
    expect(await registry.metrics()).toMatch(/everchart_relay_fenced_total [1-9]/);
  });

  it('keeps each publication below the size that a broker takes', async () => {
    const payload = Buffer.alloc(200_000, 1);
    await store.append(
      org,
      Array.from({ length: 7 }, () => sampleItem({ org, stream: randomUUID(), payload })),
    );
    await startRelay({ maxBatchBytes: 450_000 });
    await published(7);
    expect(stream.positions(org)).toEqual(upTo(7));
    expect(Math.max(...stream.sends)).toBe(2);
    const huge = Buffer.alloc(500_000, 1);
    await store.append(org, [
      sampleItem({ org, stream: randomUUID(), payload: huge }),
      sampleItem({ org, stream: randomUUID(), payload: huge }),
    ]);
    await published(9);
  });

  it('survives the loss of its database connections', async () => {
    const relay = await startRelay({ listenConnectionString: database.url('event_store_relay') });
    await record(2);
    await published(2);
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'event_store_relay' AND datname = current_database()",
    );
    await record(2);
    await published(4);
    expect(stream.positions(org)).toEqual(upTo(4));
    expect(relay.status().held).toBeGreaterThan(0);
  });

  it('publishes in the trace of the request also what it reads from the database, where the trace is sampled', async () => {
    const items = [sampleItem({ org, stream: randomUUID() }), sampleItem({ org, stream: randomUUID() })];
    const sampled = items[0]!.traceparent!;
    items[1] = { ...items[1]!, traceparent: sampled.replace(/01$/, '00') };
    await store.append(org, items);
    await startRelay();
    await published(2);
    expect(stream.records.slice(-2).map(({ headers }) => headers['traceparent'])).toEqual([sampled, undefined]);
  });
});
