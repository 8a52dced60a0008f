import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { chainDigest, chainGenesis, parseSource, sha256, writerHeaderOf } from '@everchart/envelope';
import { createPool, withOrganisation, type Pool } from '@everchart/postgres';
import { createTestDatabase, until, type TestDatabase } from '@everchart/testing';
import pg from 'pg';
import { Registry } from 'prom-client';
import { appendByHand, sampleItem } from '../test/sample-events.js';
import { EventStore, EventStoreEpochError, migrations, shardOf, type AppendItem, type AppendOutcome } from './index.js';

describe('event store', () => {
  let database: TestDatabase;
  let pool: Pool;
  let owner: Pool;
  let store: EventStore;
  let org: string;
  let stream: string;

  beforeAll(async () => {
    database = await createTestDatabase([migrations]);
    const connect = (connectionString: string): Pool => createPool({ connectionString, applicationName: 'test' }, () => undefined);
    pool = connect(database.url('event_store_append'));
    owner = connect(database.ownerUrl);
    store = new EventStore({ pool, service: 'test' });
  });

  afterAll(async () => {
    await store.close();
    await pool.end();
    await owner.end();
    await database.drop();
  });

  beforeEach(() => {
    org = `org-${randomUUID()}`;
    stream = randomUUID();
  });

  const item = (options: Partial<Parameters<typeof sampleItem>[0]> = {}): AppendItem => sampleItem({ org, stream, ...options });
  const append = async (...items: AppendItem[]): Promise<AppendOutcome[]> => store.append(org, items);
  const outcomes = (answers: AppendOutcome[]): string[] => answers.map(({ outcome }) => outcome);

  /** A second writer of its own, for what needs an open transaction. */
  async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined); // the tests end its backend on purpose
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async function withClients<T>(count: number, work: (clients: readonly pg.Client[]) => Promise<T>): Promise<T> {
    const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: database.ownerUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    try {
      return await work(clients);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  }

  async function backendsWaitingForLock(): Promise<number[]> {
    const { rows } = await owner.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%event_store.append%'",
    );
    return rows.map(({ pid }) => pid);
  }

  it('takes nothing in a class of a stream that has ended, and all else; what was recorded before is answered as before', async () => {
    const inKind = (options = {}) => item({ retentionClass: 'kind', ...options });
    const before = inKind();
    const other = randomUUID();
    expect(outcomes(await append(before, item(), inKind({ stream: other })))).toEqual(['created', 'created', 'created']);
    expect(await store.endClasses(org, stream, ['kind'])).toBe(0);
    const items = [before, inKind(), item(), inKind({ stream: other }), inKind({ id: before.header.id, content: 'x' })];
    expect(outcomes(await append(...items))).toEqual(['duplicate', 'class-gone', 'created', 'created', 'id-conflict']);
    expect((await store.judge(org, [inKind(), item()])).map(({ outcome }) => outcome)).toEqual(['class-gone', 'acceptable']);
    await store.endClasses(org, stream, ['other', 'kind']);
    expect(outcomes(await append(inKind(), item({ retentionClass: 'other' })))).toEqual(['class-gone', 'class-gone']);
  });

  it('has an identity that stays', async () => {
    const identity = await store.identity();
    expect(identity).toEqual({ storeId: expect.stringMatching(/^[0-9a-f-]{36}$/), epoch: 1 });
    expect(await new EventStore({ pool, service: 'test' }).identity()).toEqual(identity);
    expect(parseSource(await store.source())).toEqual({ service: 'test', ...identity });
  });

  it('gives positions and stream versions without gaps, and the same chain as libs/envelope', async () => {
    const other = randomUUID();
    const items = [item(), item(), item({ stream: other }), item()];
    const answers = [...(await append(...items.slice(0, 3))), ...(await append(items[3]!))];
    expect(answers).toMatchObject([
      { outcome: 'created', id: items[0]!.header.id, position: 1, streamVersion: 1, shard: 0 },
      { outcome: 'created', position: 2, streamVersion: 2 },
      { outcome: 'created', position: 3, streamVersion: 1 },
      { outcome: 'created', position: 4, streamVersion: 3 },
    ]);
    const stored = await store.readShard(org, 0, 0, 10);
    let chain = chainGenesis;
    for (const [index, { header, store: place, writer, payload }] of stored.entries()) {
      expect(writerHeaderOf(header)).toEqual(items[index]!.header);
      expect(writer).toEqual(items[index]!.writer);
      expect(payload).toEqual(items[index]!.payload);
      expect(header.time).toBe((answers[index] as { recordedAt: string }).recordedAt);
      chain = chainDigest(chain, sha256(writer), place);
      expect(header.chain).toBe(chain.toString('hex'));
    }
    expect(stored.map(({ header }) => header.previous)).toEqual([0, 1, 0, 2]);
    expect((await store.readShard(org, 0, 1, 2)).map(({ header }) => header.position)).toEqual([2, 3]);
    expect((await store.readStream(org, stream, 1, 10)).map(({ header }) => header.streamversion)).toEqual([2, 3]);
    expect(await store.verifyShard(org, 0)).toEqual({ ok: true, events: 4, position: 4, chain: chain.toString('hex') });
  });

  it('answers a repeated id with the first answer, and refuses it with other content', async () => {
    const first = item({ content: 'a' });
    const [created] = await append(first);
    await append(item());
    const again = sampleItem({ org, stream, id: first.header.id, content: 'a', expected: { kind: 'new' } });
    expect(await append(again)).toEqual([{ ...created, outcome: 'duplicate' }]);
    expect(await append(item({ id: first.header.id, content: 'b' }))).toEqual([{ outcome: 'id-conflict' }]);
    expect(await append(item({ id: first.header.id, content: 'b', stream: randomUUID() }))).toEqual([{ outcome: 'id-conflict' }]);
    expect(await store.readShard(org, 0, 0, 10)).toHaveLength(2);
  });

  it('knows an id that comes twice inside one batch', async () => {
    const id = randomUUID();
    const answers = await append(item({ id, content: 'a' }), item(), item({ id, content: 'a' }), item({ id, content: 'b' }));
    expect(outcomes(answers)).toEqual(['created', 'created', 'duplicate', 'id-conflict']);
    expect(answers[2]).toEqual({ ...answers[0], outcome: 'duplicate' });
    expect(await store.readShard(org, 0, 0, 10)).toHaveLength(2);
  });

  it('records a repeated id of the batch when its first item was refused', async () => {
    const id = randomUUID();
    const answers = await append(item({ id, expected: { kind: 'exact', version: 7 } }), item({ expected: { kind: 'new' } }), item({ id }));
    expect(outcomes(answers)).toEqual(['stream-missing', 'created', 'created']);
  });

  it('checks what the writer expects of the stream, within the batch too', async () => {
    const answers = await append(
      item({ expected: { kind: 'existing' } }),
      item({ expected: { kind: 'exact', version: 1 } }),
      item({ expected: { kind: 'new' } }),
      item({ expected: { kind: 'new' } }),
      item({ expected: { kind: 'exact', version: 1 } }),
      item({ expected: { kind: 'exact', version: 1 } }),
      item({ expected: { kind: 'existing' } }),
    );
    expect(answers).toMatchObject([
      { outcome: 'stream-missing' },
      { outcome: 'stream-missing' },
      { outcome: 'created', position: 1, streamVersion: 1 },
      { outcome: 'stream-exists', streamVersion: 1 },
      { outcome: 'created', position: 2, streamVersion: 2 },
      { outcome: 'version-conflict', streamVersion: 2 },
      { outcome: 'created', position: 3, streamVersion: 3 },
    ]);
    expect(await append(item({ expected: { kind: 'exact', version: 2 } }))).toEqual([{ outcome: 'version-conflict', streamVersion: 3 }]);
  });

  it('demands that references are events of the same stream', async () => {
    const flag = item();
    const elsewhere = item({ stream: randomUUID() });
    await append(elsewhere);
    const unknown = randomUUID();
    const answers = await append(
      item({ references: [flag.header.id] }), // not recorded yet
      flag,
      item({ references: [flag.header.id] }),
      item({ references: [flag.header.id, unknown] }),
      item({ references: [elsewhere.header.id] }),
    );
    expect(answers).toMatchObject([
      { outcome: 'reference-missing', reference: flag.header.id },
      { outcome: 'created' },
      { outcome: 'created' },
      { outcome: 'reference-missing', reference: unknown },
      { outcome: 'reference-missing', reference: elsewhere.header.id },
    ]);
    expect(outcomes(await append(item({ references: [flag.header.id] })))).toEqual(['created']);
  });

  it('has one effect when 50 writers of several processes post the same id at once', async () => {
    const id = randomUUID();
    const stores = [store, new EventStore({ pool, service: 'test' }), new EventStore({ pool, service: 'test' })];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => stores[n % 3]!.append(org, [item({ id, content: 'same' })])));
    const all = answers.flat();
    expect(all.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(all.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(49);
    expect(new Set(all.map((answer) => JSON.stringify({ ...answer, outcome: '' }))).size).toBe(1);
    expect(await store.readShard(org, 0, 0, 100)).toHaveLength(1);
  });

  it('lets one of many writers win who expect the same version', async () => {
    await append(item());
    const stores = [store, new EventStore({ pool, service: 'test' })];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => stores[n % 2]!.append(org, [item({ expected: { kind: 'exact', version: 1 } })])),
    );
    expect(outcomes(answers.flat()).sort()).toEqual(['created', ...Array.from({ length: 19 }, () => 'version-conflict')]);
  });

  it('gathers concurrent calls into few transactions, each in order and complete', async () => {
    const registry = new Registry();
    const measured = new EventStore({ pool, service: 'test', registry });
    const streams = Array.from({ length: 10 }, () => randomUUID());
    const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => measured.append(org, [item({ stream: streams[n % 10]! })])));
    expect(answers.flat().map((answer) => (answer as { position: number }).position)).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    const metrics = await registry.metrics();
    expect(Number(/everchart_event_store_append_items_count (\d+)/.exec(metrics)![1])).toBeLessThan(10);
    expect(metrics).toContain('everchart_event_store_outcomes_total{outcome="created"} 400');
    expect(await measured.verifyShard(org, 0)).toMatchObject({ ok: true, events: 400 });
  });

  it('measures the wait for the lock of the shard, and names it and the wait in the queue in the traces', async () => {
    await append(item());
    const spans = new InMemorySpanExporter();
    const traces = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
    trace.setGlobalTracerProvider(traces);
    const registry = new Registry();
    const measured = new EventStore({ pool, service: 'test', registry });
    await measured.identity();
    try {
      await withClient(database.ownerUrl, async (holder) => {
        await holder.query('BEGIN');
        await holder.query("SELECT set_config('app.org', $1, true)", [org]);
        await holder.query('SELECT FROM event_store.shards WHERE org = $1 FOR UPDATE', [org]);
        const first = measured.append(org, [item()]);
        await until(async () => (await backendsWaitingForLock()).length === 1, { what: 'the append at the lock' });
        const second = measured.append(org, [item()]);
        await holder.query('SELECT pg_sleep(0.3)');
        await holder.query('COMMIT');
        expect(outcomes((await Promise.all([first, second])).flat())).toEqual(['created', 'created']);
      });
      await append(item());
    } finally {
      trace.disable();
    }
    const sum = /everchart_event_store_lock_wait_seconds_sum (\S+)/.exec(await registry.metrics())![1];
    expect(Number(sum)).toBeGreaterThan(0.3);
    expect(await registry.metrics()).toContain('everchart_event_store_lock_wait_seconds_count 2');
    const [held, queued, free] = spans.getFinishedSpans().map(({ attributes }) => ({
      queue: attributes['everchart.shard.queue_wait_ms'] as number,
      lock: attributes['everchart.shard.lock_wait_ms'] as number,
    }));
    expect(held!.lock).toBeGreaterThan(300);
    expect(held!.queue).toBeLessThan(held!.lock);
    expect(queued!.queue).toBeGreaterThan(300);
    expect(queued!.lock).toBeLessThan(300);
    expect(free!.lock).toBeLessThan(300);
  });

  it('fails one item alone when the database refuses it', async () => {
    const { commitment: _, ...rest } = item();
    const holder = append(item());
    const bad = append({ ...rest, commitment: Buffer.from('too short') });
    const good = append(item());
    await expect(bad).rejects.toMatchObject({ code: 'item-constraint' });
    await expect(append(item({ id: 'not a UUID' }))).rejects.toMatchObject({ code: 'item-data' });
    expect(outcomes([...(await holder), ...(await good)])).toEqual(['created', 'created']);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 2 });
  });

  it('never lets a reader skip what an open transaction will commit', async () => {
    await withClient(database.url('event_store_append'), async (client) => {
      const { epoch } = await store.identity();
      const held = item();
      await client.query('BEGIN');
      await appendByHand(client, epoch, held);
      const behind = append(item());
      await until(async () => (await backendsWaitingForLock()).length > 0, { what: 'the second writer to wait' });
      expect(await store.readShard(org, 0, 0, 10)).toHaveLength(0);
      const elsewhere = `org-${randomUUID()}`;
      expect(outcomes(await store.append(elsewhere, [sampleItem({ org: elsewhere, stream })]))).toEqual(['created']);
      await client.query('COMMIT');
      expect(await behind).toMatchObject([{ outcome: 'created', position: 2, streamVersion: 2 }]);
      expect((await store.readShard(org, 0, 0, 10)).map(({ header }) => header.position)).toEqual([1, 2]);
    });
  });

  it('leaves nothing behind when its backend dies in the middle of an append', async () => {
    await append(item());
    const lost = item();
    await withClient(database.ownerUrl, async (client) => {
      await client.query('BEGIN');
      // The append has inserted its events when it comes to this row.
      await client.query('SELECT FROM event_store.streams WHERE org_key = event_store.org_key($1) AND stream = $2 FOR UPDATE', [
        org,
        stream,
      ]);
      const dying = append(lost, item());
      const died = expect(dying).rejects.toMatchObject({ code: 'store-unavailable' });
      await until(async () => (await backendsWaitingForLock()).length > 0, { what: 'the append to wait in the middle' });
      for (const pid of await backendsWaitingForLock()) await owner.query('SELECT pg_terminate_backend($1)', [pid]);
      await died;
      await client.query('ROLLBACK');
    });
    expect(await store.readShard(org, 0, 0, 10)).toHaveLength(1);
    expect(await append(lost)).toMatchObject([{ outcome: 'created', position: 2, streamVersion: 2 }]);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 2 });
  });

  it('is append-only, for the owner too', async () => {
    await append(item());
    for (const change of [
      'UPDATE event_store.events SET payload = payload',
      'DELETE FROM event_store.events',
      'TRUNCATE event_store.events',
      "SET session_replication_role = 'replica'; DELETE FROM event_store.events",
    ]) {
      await withClient(database.ownerUrl, async (client) => {
        await expect(client.query(change)).rejects.toThrow(/append-only/);
      });
      await expect(pool.query(change)).rejects.toThrow(/permission denied/);
    }
    await expect(pool.query("INSERT INTO event_store.shards VALUES ('x', 0, 0, '', 0)")).rejects.toThrow(/permission denied/);
    await expect(pool.query('INSERT INTO event_store.events SELECT * FROM event_store.events')).rejects.toThrow(/permission denied/);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: 1 });
  });

  it('shows one organisation only its own rows', async () => {
    await append(item());
    const count = async (as: string): Promise<number> =>
      withOrganisation(pool, as, async (tx) => (await tx.query('SELECT FROM event_store.events WHERE stream = $1', [stream])).rowCount!);
    expect(await count(org)).toBe(1);
    expect(await count(`org-${randomUUID()}`)).toBe(0);
    for (const table of ['organisations', 'events', 'streams', 'shards', 'decisions']) {
      expect((await pool.query(`SELECT FROM event_store.${table}`)).rowCount).toBe(0);
    }
    // The same id and stream in another organisation are other things.
    const elsewhere = `org-${randomUUID()}`;
    const [first] = await store.readShard(org, 0, 0, 1);
    expect(await store.append(elsewhere, [sampleItem({ org: elsewhere, stream, id: first!.header.id })])).toMatchObject([
      { outcome: 'created', position: 1, streamVersion: 1 },
    ]);
  });

  it('refuses to record under an epoch that is over', async () => {
    const own = await createTestDatabase([migrations]);
    const ownPool = createPool({ connectionString: own.ownerUrl, applicationName: 'test', max: 2 }, () => undefined);
    try {
      const old = new EventStore({ pool: ownPool, service: 'test' });
      expect(outcomes(await old.append(org, [item()]))).toEqual(['created']);
      await ownPool.query('SELECT event_store.raise_epoch()');
      await expect(old.append(org, [item()])).rejects.toBeInstanceOf(EventStoreEpochError);
      expect(await new EventStore({ pool: ownPool, service: 'test' }).identity()).toMatchObject({ epoch: 2 });
      await old.close();
    } finally {
      await ownPool.end();
      await own.drop();
    }
  });

  it('tells listeners in the process and of other processes', async () => {
    await withClient(database.ownerUrl, async (client) => {
      const notified: string[] = [];
      const committed: unknown[] = [];
      client.on('notification', ({ channel }) => notified.push(channel));
      await client.query('LISTEN event_store_committed');
      const end = store.onCommitted(({ events, ...news }) => {
        committed.push({
          ...news,
          ids: events.map(({ header }) => header.id),
          positions: events.map(({ store: { position } }) => position),
        });
      });
      const items = [item(), item()];
      await append(...items);
      end();
      await append(item());
      expect(committed).toEqual([{ org, shard: 0, cluster: 'main', ids: items.map(({ header }) => header.id), positions: [1, 2] }]);
      await until(() => notified.length > 0, { what: 'a notification' });
    });
  });

  it('tells no other process what a listener sees to', async () => {
    await withClient(database.ownerUrl, async (client) => {
      // By sender: another store of this file may still have something to tell.
      const senders: number[] = [];
      client.on('notification', ({ processId }) => senders.push(processId));
      await client.query('LISTEN event_store_committed');
      const quiet = createPool({ connectionString: database.url('event_store_append'), applicationName: 'quiet' }, () => undefined);
      const own = new EventStore({ pool: quiet, service: 'test' });
      own.onCommitted(() => true);
      await own.append(org, [item()]);
      await own.close();
      const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE application_name = 'quiet'");
      await quiet.end();
      expect(rows.length).toBeGreaterThan(0);
      expect(senders.filter((sender) => rows.some(({ pid }) => pid === sender))).toEqual([]);
    });
  });

  describe('with several shards per organisation', () => {
    const many = (): EventStore => new EventStore({ pool, service: 'test', shards: 4 });
    const itemIn = (shards: number, options: Partial<Parameters<typeof sampleItem>[0]> = {}): AppendItem => {
      const of = options.stream ?? randomUUID();
      return item({ ...options, stream: of, shard: shardOf(of, shards) });
    };

    it('sets their number when it first writes, for all processes', async () => {
      expect(await Promise.all([many().shardsOf(org), many().shardsOf(org)])).toEqual([4, 4]);
      expect(await new EventStore({ pool, service: 'test' }).shardsOf(org)).toBe(4);
    });

    it('has one sequence in each, and finds events and streams wherever they are', async () => {
      const sharded = many();
      const shards = await sharded.shardsOf(org);
      const items = Array.from({ length: 60 }, () => itemIn(shards));
      expect(new Set(outcomes(await sharded.append(org, items)))).toEqual(new Set(['created']));
      for (let shard = 0; shard < shards; shard += 1) {
        const own = items.filter(({ header }) => header.shard === shard).length;
        expect(own).toBeGreaterThan(0);
        expect(await sharded.verifyShard(org, shard)).toMatchObject({ ok: true, events: own, position: own });
      }
      const ids = items.map(({ header }) => header.id);
      expect((await many().readEvents(org, ids)).map(({ header }) => header.id).sort()).toEqual(ids.sort());
      for (const { header } of items.slice(0, 8)) expect(await many().readStream(org, header.subject, 0, 10)).toHaveLength(1);
    });

    it('begins an organisation once, however many connections write its first event at once', async () => {
      const begun = Array.from({ length: 300 }, () => `org-${randomUUID()}`);
      await withClients(8, (clients) =>
        Promise.all(
          clients.map(async (client) => {
            for (const each of begun) {
              const { rows } = await client.query<{ shards: number }>('SELECT event_store.begin_organisation($1, 4) AS shards', [each]);
              expect(rows).toEqual([{ shards: 4 }]);
            }
          }),
        ),
      );
    });

    it('knows an id in all of them, also when two shards take it at once', async () => {
      const sharded = many();
      const shards = await sharded.shardsOf(org);
      const inOne = itemIn(shards);
      const elsewhere = (): AppendItem => {
        for (;;) {
          const other = itemIn(shards, { id: inOne.header.id, content: 'other' });
          if (other.header.shard !== inOne.header.shard) return other;
        }
      };
      await withClient(database.ownerUrl, async (client) => {
        const { epoch } = await sharded.identity();
        await client.query('BEGIN');
        expect(await appendByHand(client, epoch, inOne)).toBe('created');
        const waiting = sharded.append(org, [elsewhere()]);
        await until(async () => (await backendsWaitingForLock()).length > 0, { what: 'the second shard to wait for the id' });
        await client.query('COMMIT');
        expect(outcomes(await waiting)).toEqual(['id-conflict']);
      });
      expect(outcomes(await sharded.append(org, [elsewhere(), itemIn(shards)]))).toEqual(['id-conflict', 'created']);
    });

    it('records nothing of a group whose items are in several of them', async () => {
      const sharded = many();
      const shards = await sharded.shardsOf(org);
      const group = Array.from({ length: 20 }, () => ({ ...itemIn(shards), group: 1 }));
      await expect(sharded.append(org, group)).rejects.toMatchObject({ code: 'group-across-shards' });
      const [first] = group;
      const sameStream = { ...itemIn(shards, { stream: first!.header.subject }), group: 1 };
      expect(outcomes(await sharded.append(org, [first!, sameStream]))).toEqual(['created', 'created']);
    });
  });
});
