import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { createPool, NotificationListener, withTransaction, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import { Registry } from 'prom-client';
import { formatSource, headContentType, headEntryBytes, parseSource } from '@everchart/envelope';
import { newStreams, SampleStore } from '../test/sample-events.js';
import {
  createConsumer,
  createTransport,
  PoisonEventError,
  beginAnew,
  forkedShards,
  organisationProgress,
  ProgressReader,
  StreamRequests,
  stoppedStreams,
  unreadableEvents,
  streamConsumerMigrations,
  TransientError,
  type Consumer,
  type ConsumerOptions,
  type EventHandler,
  type OutboundRecord,
  type StreamProducer,
  type StreamTransport,
  type TransportOptions,
} from './index.js';

const topic = 'everchart.clinical.v1';
const log: Record<string, unknown>[] = [];
const write = (fields: object): void => void log.push({ ...fields });
const logger = { debug: () => undefined, info: write, warn: write, error: write };

/** What a consumer promises on every stream: each event has one effect, in order, without gaps. */
export function consumerContract(options: () => TransportOptions): void {
  let database: TestDatabase;
  let base: TransportOptions;
  let owner: Pool;
  let transport: StreamTransport;
  let producer: StreamProducer;
  let org: string;
  let store: SampleStore;
  const consumers: Consumer[] = [];
  const undo: (() => Promise<unknown>)[] = [];
  let turn = 0;

  beforeAll(async () => {
    base = options();
    database = await createTestDatabase([streamConsumerMigrations]);
    owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' }, () => undefined);
    await owner.query(`
      CREATE TABLE effects (org text, store_id text, shard int, position bigint, stream text, id text, version int, member text,
        n bigint GENERATED ALWAYS AS IDENTITY);
      GRANT SELECT, INSERT, DELETE ON effects TO stream_consumer`);
  });

  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  beforeEach(async () => {
    log.length = 0;
    org = `org-${randomUUID()}`;
    store = new SampleStore();
    transport = connect();
    await transport.ensureTopics([{ topic, partitions: 4 }]);
    producer = await transport.createProducer();
  });

  afterEach(async () => {
    for (const consumer of consumers.splice(0)) await consumer.stop();
    await producer.close();
    for (const step of undo.splice(0).reverse()) await step();
  });

  /**
   * The stream of this test.
   * @param members a name of its own makes it a group that knows nothing of the others, though it works on the same
   * checkpoints
   */
  function connect(members = 'members'): StreamTransport {
    turn += members === 'members' ? 1 : 0;
    const prefix = `${base.topicPrefix}c${turn}.`;
    const connected = createTransport({ ...base, topicPrefix: prefix, groupPrefix: `${prefix}${members}.` }, logger);
    undo.push(() => connected.close());
    return connected;
  }

  const effect =
    (member = 'only'): EventHandler['handle'] =>
    async (tx, events) => {
      for (const { header, store: place, unreadable } of events)
        await tx.query(
          'INSERT INTO effects (org, store_id, shard, position, stream, id, version, member) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
          [
            header.org,
            parseSource(header.source).storeId,
            header.shard,
            place.position,
            header.subject,
            header.id,
            header.streamversion,
            unreadable === undefined ? member : `unreadable: ${unreadable}`,
          ],
        );
    };
  const streamsApplied: EventHandler['streamsApplied'] = async (tx, { storeId, shard, position, ...from }) => {
    const { rows } = await tx.query<{ stream: string }>(
      'SELECT DISTINCT stream FROM effects WHERE org = $1 AND store_id = $2 AND shard = $3 AND position >= $4',
      [from.org, storeId, shard, position],
    );
    return rows.map(({ stream }) => stream);
  };

  async function start(more: Partial<ConsumerOptions<unknown>> = {}): Promise<Consumer> {
    const pool = createPool({ connectionString: database.url('stream_consumer'), applicationName: 'consumer', max: 6 }, () => undefined);
    undo.push(() => pool.end());
    const consumer = createConsumer({
      transport,
      pool,
      group: `consumer-${org}`,
      topics: [topic],
      handler: { handle: effect(), streamsApplied },
      logger,
      registry: new Registry(),
      ...more,
    });
    consumers.push(consumer);
    await consumer.start();
    return consumer;
  }

  const effects = async (stream?: string) =>
    (
      await owner.query<{ stream: string; id: string; version: number; member: string }>(
        'SELECT stream, id, version, member FROM effects WHERE org = $1 AND ($2::text IS NULL OR stream = $2) ORDER BY n',
        [org, stream ?? null],
      )
    ).rows;
  const applied = (count: number): Promise<void> =>
    until(async () => (await effects()).length >= count, { what: `${count} effects`, timeoutMs: 40_000 });
  const versions = async (stream: string): Promise<number[]> => (await effects(stream)).map(({ version }) => version);
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);
  const progress = () => organisationProgress(owner, `consumer-${org}`, org);
  const send = (records: readonly OutboundRecord[]): Promise<void> => producer.send(topic, records);
  const settled = (consumer: Consumer): Promise<void> =>
    until(async () => {
      const ends = await transport.endOffsets(topic);
      const { partitions } = consumer.status();
      return partitions.length === 4 && partitions.every(({ partition, nextOffset }) => nextOffset === ends.get(partition));
    }, { what: 'everything read', timeoutMs: 40_000 }); // prettier-ignore

  it('applies each event once and in order, whatever is repeated or comes again', async () => {
    const streams = newStreams(5);
    const records = store.take(org, streams, 20);
    const consumer = await start();
    await send(records.slice(0, 60));
    await send(records.slice(30, 60)); // a relay that had not kept its checkpoint
    await send(records);
    await settled(consumer);
    for (const stream of streams) expect(await versions(stream)).toEqual(upTo(20));
    expect(await progress()).toMatchObject({
      shards: [{ storeId: store.storeId, shard: 0, epoch: 1, position: 100, taken: 100 }],
      stopped: new Map(),
    });
    expect(consumer.status()).toMatchObject({ state: 'running', connected: true, stoppedStreams: 0 });
  }, 60_000);

  it('hands on what sources state, each once, with the checkpoint; a handler that has no place for it passes it over', async () => {
    const records = store.take(org, newStreams(2), 3);
    const stated = (position: number, key = `${org}/0`, of = org): OutboundRecord => {
      const head = { org: of, shard: 0, source: formatSource('ingest', store), position, chain: Buffer.alloc(32, position), statedAtUs: 1_772_350_200_000_000 }; // prettier-ignore
      return { key, headers: { 'content-type': headContentType }, value: headEntryBytes(head) };
    };
    await send([...records.slice(0, 3), stated(3), ...records.slice(3), stated(6), stated(7, 'another/0')]);
    const seen: unknown[] = [];
    let fails = true;
    const takeHeads: EventHandler['takeHeads'] = async (tx, heads, events) => {
      await tx.query('SELECT');
      if (fails) {
        fails = false;
        throw new TransientError('once');
      }
      seen.push(...heads.map(({ position, storeId, epoch, service }) => [position, storeId, epoch, service]));
      expect(events.every(({ header }) => header.org === org)).toBe(true);
    };
    const first = await start({ handler: { handle: effect(), streamsApplied, takeHeads } });
    await settled(first);
    expect(seen).toEqual([3, 6].map((position) => [position, store.storeId, 1, 'ingest']));
    expect(await effects()).toHaveLength(6);
    expect(await stoppedStreams(owner, `consumer-${org}`, 'another')).toMatchObject([{ stream: 'another/0', code: 'key-mismatch' }]);
    await first.stop();
    const again = await start({ handler: { handle: effect(), streamsApplied, takeHeads } });
    await settled(again);
    expect(seen).toHaveLength(2);
    const other = await start({ group: `other-${org}` });
    await settled(other);
    expect(other.status()).toMatchObject({ state: 'running', stoppedStreams: 0 });
  }, 60_000);

  it('waits for a topic that its owner has not created yet, says so once, and creates none', async () => {
    const late = 'late.v1';
    const looks = jest.spyOn(transport, 'missingTopics');
    const consumer = await start({ topics: [topic, late] });
    await send(store.take(org, newStreams(1), 3));
    await until(() => looks.mock.calls.length >= 3, { what: 'three looks' });
    expect(consumer.status()).toMatchObject({ state: 'running', connected: false, partitions: [] });
    const waiting = log.filter(({ event }) => event === 'consumer.topics-missing');
    expect(waiting).toEqual([{ event: 'consumer.topics-missing', consumer: `consumer-${org}`, topics: [late] }]);
    await transport.ensureTopics([{ topic: late, partitions: 1 }]);
    await applied(3);
    const idle = await start({ topics: ['never.v1'] });
    await idle.stop();
    expect(await transport.missingTopics(['never.v1'])).toEqual(['never.v1']);
  }, 60_000);

  it('tells the group that it lives while a batch takes long', async () => {
    const subscribe = transport.subscribe.bind(transport);
    const beat = Promise.withResolvers<void>();
    jest.spyOn(transport, 'subscribe').mockImplementation((options) =>
      subscribe({
        ...options,
        handler: {
          onAssigned: (assigned) => options.handler.onAssigned(assigned),
          onRevoked: (revoked) => options.handler.onRevoked(revoked),
          onCrash: (error) => options.handler.onCrash(error),
          onBatch: (records, context) =>
            options.handler.onBatch(records, {
              ...context,
              heartbeat: async () => {
                await context.heartbeat();
                beat.resolve();
              },
            }),
        },
      }),
    );
    const long: EventHandler['handle'] = async (tx, events) => {
      await beat.promise;
      await effect()(tx, events);
    };
    await start({ handler: { handle: long, streamsApplied } });
    await send(store.take(org, newStreams(1), 1));
    await applied(1);
  }, 60_000);

  it('goes on from its own checkpoint after a restart', async () => {
    const [stream] = newStreams(1);
    const records = store.take(org, [stream!], 30);
    const first = await start();
    await send(records.slice(0, 20));
    await applied(20);
    await first.stop();
    await send(records.slice(20));
    await start();
    await applied(30);
    expect(await versions(stream!)).toEqual(upTo(30));
  }, 90_000);

  it('leaves nothing of a transaction that breaks in the middle, and does it again', async () => {
    const streams = newStreams(3);
    let broken = 0;
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        await effect()(tx, events);
        if (broken++ < 2) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    };
    await owner.query('GRANT pg_signal_backend TO stream_consumer');
    await start({ handler });
    await send(store.take(org, streams, 10));
    await applied(30);
    for (const stream of streams) expect(await versions(stream)).toEqual(upTo(10));
    expect(broken).toBeGreaterThan(2);
  }, 60_000);

  it('fences a zombie: who lost a partition commits nothing any more', async () => {
    const streams = newStreams(8);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let waiting = 0;
    // Two members that do not know of each other, as after a network that was cut: both believe to own every partition.
    const zombie = await start({
      handler: {
        prepare: async () => {
          waiting += 1;
          await held;
        },
        handle: effect('zombie'),
        streamsApplied,
      },
    });
    await send(store.take(org, streams, 10));
    await until(() => waiting > 0, { what: 'the zombie in the middle of its batch', timeoutMs: 40_000 });
    const heir = await start({ transport: connect('heirs'), handler: { handle: effect('heir'), streamsApplied } });
    await applied(80);
    await heir.stop();
    expect((await effects()).every(({ member }) => member === 'heir')).toBe(true);
    release();
    await until(() => log.some(({ event }) => event === 'subscription.fenced'), { what: 'the zombie fenced', timeoutMs: 40_000 });
    await send(store.take(org, streams, 1));
    await applied(88);
    await settled(zombie);
    for (const stream of streams) expect(await versions(stream)).toEqual(upTo(11));
    expect((await effects()).slice(0, 80).every(({ member }) => member === 'heir')).toBe(true);
  }, 120_000);

  it('takes note of an event that cannot be applied, and goes on with its stream; it has its effect when it is tried again', async () => {
    const [bad, ...good] = newStreams(4);
    const records = store.take(org, [bad!, ...good], 6);
    const poison = records.find(({ stream, version }) => stream === bad && version === 3)!;
    let mended = false;
    const registry = new Registry();
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        if (!mended && events.some(({ header, unreadable }) => header.id === poison.id && unreadable === undefined))
          throw new PoisonEventError(poison.id, 'cannot-be-read');
        await effect()(tx, events);
      },
    };
    const consumer = await start({ handler, registry });
    const group = `consumer-${org}`;
    await send(records);
    await settled(consumer);
    for (const stream of [bad!, ...good]) expect(await versions(stream)).toEqual(upTo(6));
    expect((await effects()).filter(({ member }) => member !== 'only')).toMatchObject([{ id: poison.id, member: 'unreadable: cannot-be-read' }]); // prettier-ignore
    expect(await stoppedStreams(owner, group, org)).toEqual([]);
    expect(await unreadableEvents(owner, group, org)).toEqual([
      {
        storeId: store.storeId, shard: 0, position: poison.position, stream: bad, eventId: poison.id, eventType: 'note.written', streamVersion: 3,
        code: 'cannot-be-read', recordedAt: expect.any(Date), since: expect.any(Date), triedAt: expect.any(Date),
      },
    ]); // prettier-ignore
    await until(() => consumer.status().unreadableEvents === 1, { what: 'the unreadable event in the status' });
    await until(async () => /unreadable_events\{[^}]*\} 1/.test(await registry.metrics()), { what: 'the unreadable event in the metrics' });
    expect(log).toContainEqual(expect.objectContaining({ event: 'event.unreadable', eventId: poison.id, code: 'cannot-be-read' }));

    expect(await consumer.retry({ org, stream: bad! })).toEqual({ applied: 0, accepted: 0, unreadable: 1, stopped: [] });
    expect(await versions(bad!)).toEqual(upTo(6));
    mended = true;
    expect(await consumer.retry({ org, stream: good[0]! })).toMatchObject({ applied: 0 });
    expect(await consumer.retry({ org, stream: bad!, eventId: poison.id })).toEqual({
      applied: 1,
      accepted: 0,
      unreadable: 0,
      stopped: [],
    });
    expect((await effects(bad)).at(-1)).toMatchObject({ id: poison.id, member: 'only' });
    expect(await unreadableEvents(owner, group, org)).toEqual([]);
    await send(store.take(org, [bad!], 2));
    await settled(consumer);
    expect(await versions(bad!)).toEqual([...upTo(6), 3, 7, 8]);
  }, 90_000);

  it('does what an operator requests in the database, and says what came of it; what is accepted is no alarm any more', async () => {
    const [bad, good] = newStreams(2);
    const records = store.take(org, [bad!, good!], 4);
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        const hit = events.find(({ header, unreadable }) => header.subject === bad && unreadable === undefined);
        if (hit) throw new PoisonEventError(hit.header.id, 'cannot-be-read');
        await effect()(tx, events);
      },
    };
    const consumer = await start({ handler });
    const group = `consumer-${org}`;
    await send(records);
    await settled(consumer);
    expect((await unreadableEvents(owner, group, org)).map(({ streamVersion }) => streamVersion)).toEqual([4, 3, 2, 1]);
    const pool = createPool({ connectionString: database.url('stream_consumer_read'), applicationName: 'api', max: 2 }, () => undefined);
    undo.push(() => pool.end());
    const requests = new StreamRequests(pool, group);
    expect(await requests.make({ org, stream: bad! }, { action: 'retry', actor: 'operator-1' }, 20_000)).toMatchObject({
      applied: 0,
      unreadable: 4,
    });
    const skipped = await requests.make(
      { org, stream: bad! },
      { action: 'skip', actor: 'operator-1', reason: 'lost with its key' },
      20_000,
    );
    expect(skipped).toEqual({ applied: 0, accepted: 4, unreadable: 0, stopped: [] });
    expect(await requests.make({ org: `${org}-other`, stream: bad! }, { action: 'retry', actor: 'operator-2' }, 20_000)).toMatchObject({
      applied: 0,
    });
    await until(() => consumer.status().unreadableEvents === 0, { what: 'no alarm' });
    expect((await unreadableEvents(owner, group, org))[0]).toMatchObject({
      accepted: { by: 'operator-1', reason: 'lost with its key', at: expect.any(Date) },
    });
    await consumer.stop();
    expect(await requests.make({ org, stream: bad! }, { action: 'retry', actor: 'operator-1' }, 100)).toBeUndefined();
  }, 60_000);

  it('finds out which events the handler fails for, when it does not say, however many; all others have their effects', async () => {
    const streams = newStreams(6);
    const records = store.take(org, streams, 20);
    const failing = records.filter((_, at) => at % 13 === 5);
    let calls = 0;
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        calls += 1;
        await effect()(tx, events);
        for (const { header, unreadable } of events) {
          // A row that fits no index, and a text that is no number: both come from the event.
          if (unreadable === undefined && failing.some(({ id }) => id === header.id))
            await tx.query(header.position % 2 === 0 ? "SELECT 'x'::int" : "DO $$ BEGIN RAISE 'no' USING ERRCODE = '54000'; END $$");
        }
      },
    };
    const consumer = await start({ handler });
    await send(records);
    await settled(consumer);
    for (const stream of streams) expect(await versions(stream)).toEqual(upTo(20));
    const noted = (await effects()).filter(({ member }) => member === 'unreadable: handler-failed').map(({ id }) => id);
    expect(noted.sort()).toEqual(failing.map(({ id }) => id).sort());
    expect(await unreadableEvents(owner, `consumer-${org}`, org)).toHaveLength(failing.length);
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toEqual([]);
    expect(calls).toBeLessThan(failing.length * 20);
  }, 60_000);

  it('stops the stream of an event that cannot even be noted, until an operator lets it pass', async () => {
    const [bad, good] = newStreams(2);
    const records = store.take(org, [bad!, good!], 4);
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        await effect()(tx, events);
        for (const { header } of events) if (header.subject === bad && header.streamversion === 2) await tx.query("SELECT 'x'::int");
      },
    };
    const consumer = await start({ handler });
    await send(records);
    await settled(consumer);
    expect([await versions(bad!), await versions(good!)]).toEqual([[1], upTo(4)]);
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream: bad, reason: 'poison', code: 'handler-failed', streamVersion: 2, parkedEvents: 3 },
    ]);
    expect(await consumer.retry({ org, stream: bad! })).toMatchObject({ applied: 0, stopped: [{ reason: 'poison' }] });
    const outcome = await consumer.skip({ org, stream: bad! }, { by: 'operator-1', reason: 'made in a test' });
    expect(outcome).toEqual({ applied: 2, accepted: 1, unreadable: 0, stopped: [] });
    expect(await versions(bad!)).toEqual([1, 3, 4]);
    await send(store.take(org, [bad!], 1));
    await applied(8);
  }, 60_000);

  it('passes over what is missing when an operator accepts that it will not come', async () => {
    const [stream] = newStreams(1);
    const records = store.take(org, [stream!], 4);
    const consumer = await start();
    await send(records.filter((_, at) => at !== 1));
    await settled(consumer);
    expect(await versions(stream!)).toEqual([1]);
    const outcome = await consumer.skip({ org, stream: stream! }, { by: 'operator-1', reason: 'the store has it no more' });
    expect(outcome).toEqual({ applied: 2, accepted: 1, unreadable: 0, stopped: [] });
    expect((await effects(stream)).map(({ version, member }) => [version, member])).toEqual([[1, 'only'], [2, 'unreadable: event-missing'], [3, 'only'], [4, 'only']]); // prettier-ignore
    expect(await unreadableEvents(owner, `consumer-${org}`, org)).toMatchObject([
      { position: 2, streamVersion: 2, eventType: 'unknown', code: 'event-missing', accepted: { by: 'operator-1' } },
    ]);
    expect((await progress()).shards).toMatchObject([{ position: 4, taken: 4 }]);
    // It comes after all.
    await send([...records, ...store.take(org, [stream!], 1)]);
    await applied(6);
    expect(await versions(stream!)).toEqual([...upTo(5), 2]);
    expect(await unreadableEvents(owner, `consumer-${org}`, org)).toEqual([]);
  }, 60_000);

  it('tries all records again that were no events, however many there are', async () => {
    const [stream] = newStreams(1);
    const records = store.take(org, [stream!], 7);
    const consumer = await start({ maxBatch: 2 });
    await send(records.map((record, at) => (at < 6 ? { ...record, value: Buffer.from([9]) } : record)));
    await settled(consumer);
    const key = `${org}/0`;
    // Newer software reads the last of them, which stand behind a page of those that stay unreadable.
    await owner.query(
      `UPDATE stream_consumer.parked_events e SET value = k.value FROM unnest($2::bigint[], $3::bytea[]) AS k (number, value)
       WHERE e.stream = $1 AND k.number = (SELECT count(*) FROM stream_consumer.parked_events b WHERE b.stream = $1 AND b.record_offset < e.record_offset)`,
      [key, [4, 5], records.slice(4, 6).map(({ value }) => value)],
    );
    await consumer.retry({ org, stream: key });
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream: key, parkedEvents: 4 },
      { stream, reason: 'gap', parkedEvents: 3 },
    ]);
    expect(await consumer.skip({ org, stream: key }, { by: 'operator-1', reason: 'of a test' })).toMatchObject({
      accepted: 4,
      stopped: [],
    });
  }, 60_000);

  it('parks what is no event, and stops the stream that misses it only; newer software may read it', async () => {
    const [stream, other] = newStreams(2);
    const records = [...store.take(org, [stream!, other!], 1), ...store.take(org, [stream!, other!], 2)];
    const consumer = await start();
    const spoilt = { ...records[2]!, value: Buffer.from([9]) };
    await send([...records.slice(0, 2), spoilt, ...records.slice(3)]);
    await applied(4);
    await settled(consumer);
    expect([await versions(stream!), await versions(other!)]).toEqual([[1], upTo(3)]);
    const key = `${org}/0`;
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream: key, storeId: '', reason: 'poison', code: 'envelope-malformed', parkedEvents: 1 },
      { stream, storeId: store.storeId, reason: 'gap', code: 'event-missing', streamVersion: 3, parkedEvents: 1 },
    ]);
    expect((await progress()).shards).toMatchObject([{ position: 2, taken: 6 }]);
    expect(await consumer.retry({ org, stream: key })).toMatchObject({ applied: 0, stopped: [{ stream: key }] });
    await owner.query('UPDATE stream_consumer.parked_events SET value = $2 WHERE stream = $1', [key, records[2]!.value]);
    expect(await consumer.retry({ org, stream: key })).toMatchObject({ applied: 2, stopped: [] });
    expect([await versions(stream!), await stoppedStreams(owner, `consumer-${org}`, org)]).toEqual([upTo(3), []]);
    expect((await progress()).shards).toMatchObject([{ position: 6, taken: 6 }]);
    await send(store.take(org, [stream!], 1));
    await applied(7);
  }, 60_000);

  it('waits for an event that is missing, and goes on by itself when it arrives; who is not concerned does not wait', async () => {
    const [stream, other] = newStreams(2);
    const records = store.take(org, [stream!], 5);
    const registry = new Registry();
    const consumer = await start({ registry });
    await send([...records.filter((_, at) => at !== 2), ...store.take(org, [other!], 3)]);
    await applied(5);
    await settled(consumer);
    expect([await versions(stream!), await versions(other!)]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream, reason: 'gap', code: 'event-missing', streamVersion: 4, parkedEvents: 2 },
    ]);
    expect(await progress()).toMatchObject({ shards: [{ position: 2, taken: 8 }], stopped: new Map([[stream, 'gap:event-missing']]) });
    await until(async () => /missing_positions\{[^}]*\} 1/.test(await registry.metrics()), { what: 'the missing position in the metrics' });
    await send([records[2]!]);
    await applied(8);
    expect(await versions(stream!)).toEqual(upTo(5));
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toEqual([]);
    expect((await progress()).shards).toMatchObject([{ position: 8, taken: 8 }]);
  }, 60_000);

  it('marks what is applied behind later positions, and tells listeners of each commit, for which organisation', async () => {
    const [stream, other] = newStreams(2);
    const records = store.take(org, [stream!], 4);
    const told: string[] = [];
    const listener = new NotificationListener({
      connectionString: database.ownerUrl,
      applicationName: 'test',
      channel: `consumer-${org}`,
      onNotification: (payload) => told.push(payload),
      onListening: () => undefined,
      onFailure: () => undefined,
    });
    await listener.start();
    undo.push(() => listener.stop());
    const late: number[] = [];
    const handle: EventHandler['handle'] = async (tx, events, prepared) => {
      late.push(...events.flatMap((event) => (event.late ? event.store.position : [])));
      await effect()(tx, events, prepared);
    };
    const consumer = await start({ handler: { handle, streamsApplied }, notifies: `consumer-${org}` });
    await send([...records.filter((_, at) => at !== 1), ...store.take(org, [other!], 2)]);
    await applied(3);
    await settled(consumer);
    expect(late).toEqual([]);
    const before = told.length;
    expect(before).toBeGreaterThan(0);
    await send([records[1]!]);
    await applied(6);
    expect(late).toEqual([2, 3, 4]);
    await until(() => told.length > before + 1, { what: 'the notifications' });
    expect(new Set(told)).toEqual(new Set([org]));
  }, 60_000);

  it('keeps several shards and stores apart that come by the same partitions', async () => {
    const shards = [new SampleStore(3), new SampleStore(2)];
    const streams = newStreams(12);
    // Both stores have events of all streams, as after a change of the store.
    const records = shards.map((each) => each.take(org, streams, 6));
    const consumer = await start();
    const mixed = records[0]!.flatMap((record, at) => [record, records[1]![at]!]);
    await send([...mixed, ...mixed.slice(40)]);
    await settled(consumer);
    for (const stream of streams) {
      const rows = await effects(stream);
      for (const [at] of shards.entries()) {
        const ids = records[at]!.filter((record) => record.stream === stream).map(({ id }) => id);
        expect(rows.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids);
      }
      expect(rows).toHaveLength(12);
    }
    const taken = (await progress()).shards.map(({ storeId, shard, position }) => [storeId, shard, position]);
    const expected = shards.flatMap(({ storeId }, at) =>
      [...Map.groupBy(records[at]!, ({ key }) => Number(key.split('/')[1]))].map(([shard, of]) => [storeId, shard, of.length]),
    );
    expect(new Set(taken.map(String))).toEqual(new Set(expected.map(String)));
  }, 60_000);

  it('stops exactly the streams that a restored store contradicts, and is right again when all is applied anew', async () => {
    const [kept, lost, after] = newStreams(3);
    const consumer = await start();
    await send([...store.take(org, [kept!, lost!], 3), ...store.take(org, [lost!], 2)]);
    await applied(8);
    store.restore(org, 6);
    const later = [store.next(org, after!), store.next(org, kept!), store.next(org, lost!), store.next(org, kept!)];
    await send(later);
    await applied(11);
    await settled(consumer);
    expect([await versions(kept!), await versions(lost!), await versions(after!)]).toEqual([upTo(5), upTo(5), [1]]);
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream: lost, reason: 'fork', code: 'position-reused', position: 7, parkedEvents: 1 },
    ]);
    expect(await progress()).toMatchObject({ shards: [{ epoch: 2, position: 10, taken: 10 }] });
    expect(await consumer.retry({ org, stream: lost! })).toMatchObject({ applied: 0, stopped: [{ reason: 'fork' }] });
    expect(await consumer.skip({ org, stream: lost! }, { by: 'operator-1', reason: 'no' })).toMatchObject({ accepted: 0, stopped: [{ reason: 'fork' }] }); // prettier-ignore

    await withTransaction(owner, async (tx) => {
      await tx.query('DELETE FROM effects WHERE org = $1', [org]);
      await beginAnew(tx, `consumer-${org}`);
    });
    await applied(10);
    await settled(consumer);
    expect([await versions(kept!), await versions(lost!), await versions(after!)]).toEqual([upTo(5), upTo(4), [1]]);
    expect((await effects(lost)).at(-1)).toMatchObject({ id: later[2]!.id });
    expect(await progress()).toMatchObject({ shards: [{ epoch: 2, position: 10, taken: 10 }], stopped: new Map() });
  }, 90_000);

  it('stops a shard of which two histories come, drops nothing of them, and goes on when a newer epoch says from which', async () => {
    const [kept, lost] = newStreams(2);
    const [elsewhere] = newStreams(1);
    const other = `org-${randomUUID()}`;
    const registry = new Registry();
    const consumer = await start({ registry });
    const first = [...store.take(org, [kept!, lost!], 3), ...store.take(org, [lost!], 2)];
    await send(first);
    await applied(8);
    store.goBack(org, 6);
    const second = store.take(org, [kept!], 3);
    await send([...second.slice(0, 1), ...store.take(other, [elsewhere!], 2), ...second.slice(1), ...first.slice(6), second[0]!]);
    await until(async () => /forked_shards\{[^}]*\} 1/.test(await registry.metrics()), { what: 'the fork in the metrics' });
    await settled(consumer);
    const key = `${org}/0`;
    const forked = { storeId: store.storeId, stream: key, reason: 'fork', code: 'position-reused', position: 7, parkedEvents: 4 };
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([forked]);
    expect([await forkedShards(owner, `consumer-${org}`), (await progress()).stopped.get(key)]).toEqual([1, 'fork:position-reused']);
    expect([await versions(kept!), await versions(lost!)]).toEqual([upTo(3), upTo(5)]);
    expect((await owner.query('SELECT version FROM effects WHERE org = $1', [other])).rows).toEqual([{ version: 1 }, { version: 2 }]);
    expect(await consumer.skip({ org, stream: key }, { by: 'operator-1', reason: 'no' })).toMatchObject({ accepted: 0, stopped: [forked] });

    store.epoch += 1;
    await send(store.take(org, [kept!], 2));
    await until(async () => (await versions(kept!)).length === 8, { what: 'the second history, and what follows it' });
    await settled(consumer);
    expect((await effects(kept)).slice(3, 6).map(({ id }) => id)).toEqual(second.map(({ id }) => id));
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([{ stream: lost, reason: 'fork', parkedEvents: 0 }]);
    expect(await progress()).toMatchObject({ shards: [{ epoch: 2, position: 11, taken: 11 }] });
    await until(async () => (await forkedShards(owner, `consumer-${org}`)) === 0, { what: 'the end of the alarm' });
  }, 60_000);

  it('stops a shard at an event that does not follow the one that was taken before it', async () => {
    const [stream] = newStreams(1);
    const consumer = await start();
    await send(store.take(org, [stream!], 3));
    await applied(3);
    store.goBack(org, 2);
    await send(store.take(org, [stream!], 2).slice(1));
    await settled(consumer);
    expect(await stoppedStreams(owner, `consumer-${org}`, org)).toMatchObject([
      { stream: `${org}/0`, reason: 'fork', code: 'chain-broken', position: 4, parkedEvents: 1 },
    ]);
    expect(await versions(stream!)).toEqual(upTo(3));
  }, 60_000);

  it('shares what it tells of its progress', async () => {
    const pool = createPool({ connectionString: database.url('stream_consumer_read'), applicationName: 'reader', max: 2 }, () => undefined);
    undo.push(() => pool.end());
    const reader = new ProgressReader((of) => organisationProgress(pool, `consumer-${org}`, of), { shareMs: 30 });
    expect(await reader.of(org)).toEqual({ shards: [], stopped: new Map() });
    const consumer = await start();
    await send(store.take(org, newStreams(1), 3));
    await settled(consumer);
    const [one, other] = [reader.of(org), reader.of(org)];
    expect(one).toBe(other);
    await until(async () => (await reader.of(org)).shards[0]?.position === 3, { what: 'the progress' });
    expect(await reader.of(`${org}-other`)).toEqual({ shards: [], stopped: new Map() });
  }, 60_000);

  it('tries again what is away for a while, and ends when it stays away: the process is to be started clean', async () => {
    const [stream] = newStreams(1);
    let away = true;
    const handler: EventHandler = {
      streamsApplied,
      handle: async (tx, events) => {
        if (away) throw new TransientError('keyring-away');
        await effect()(tx, events);
      },
    };
    const patient = await start({ handler });
    await send(store.take(org, [stream!], 2));
    await until(() => log.filter(({ event }) => event === 'consumer.retrying').length >= 2, { what: 'two attempts', timeoutMs: 40_000 });
    away = false;
    await applied(2);
    await patient.stop();
    away = true;
    const impatient = await start({ handler, retryForMs: 100 });
    await send(store.take(org, [stream!], 1));
    expect(await impatient.crashed).toMatchObject({ name: 'TransientError', code: 'keyring-away' });
    expect(impatient.status().state).toBe('crashed');
  }, 90_000);

  it('shares the work with a second member, and takes it over when that one leaves, each event once', async () => {
    const streams = newStreams(16);
    store = new SampleStore(16);
    const first = await start({ handler: { handle: effect('first'), streamsApplied } });
    await until(() => first.status().partitions.length === 4, { what: 'all partitions with the first', timeoutMs: 40_000 });
    const second = await start({ handler: { handle: effect('second'), streamsApplied } });
    await until(() => first.status().partitions.length === 2 && second.status().partitions.length === 2, {
      what: 'a half for each',
      timeoutMs: 40_000,
    });
    await send(store.take(org, streams, 5));
    await applied(80);
    expect(new Set((await effects()).map(({ member }) => member))).toEqual(new Set(['first', 'second']));
    await send(store.take(org, streams, 5));
    await first.stop();
    await applied(160);
    await settled(second);
    for (const stream of streams) expect(await versions(stream)).toEqual(upTo(10));
  }, 120_000);
}
