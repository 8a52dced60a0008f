import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeEnvelope } from '@everchart/envelope';
import { until } from '@everchart/testing';
import { appendByHand, sampleItem } from '../test/sample-events.js';
import { TestClusters } from '../test/test-clusters.js';
import { moveShard, Relay, ShardElsewhereError, type AppendItem, type EventStore, type MoveStep } from './index.js';

describe('a shard that moves', () => {
  let clusters: TestClusters;
  let store: EventStore;
  let org: string;
  let stream: string;

  beforeAll(async () => {
    clusters = await TestClusters.start('main', 'second', 'third');
    store = clusters.store();
  });
  afterAll(() => clusters?.stop());
  beforeEach(() => {
    org = `org-${randomUUID()}`;
    stream = randomUUID();
  });

  const move = (to: string, onStep?: (step: MoveStep) => void) => moveShard(clusters.owned, { org, shard: 0 }, to, onStep);
  const items = (count: number): AppendItem[] => Array.from({ length: count }, () => sampleItem({ org, stream }));
  const record = async (count: number, by = store): Promise<void> => {
    const outcomes = await by.append(org, items(count));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array<string>(count).fill('created'));
  };
  const whole = async (events: number): Promise<void> => {
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events });
    expect((await store.readShard(org, 0, 0, 10_000)).map(({ header }) => header.position)).toEqual(
      Array.from({ length: events }, (_, index) => index + 1),
    );
  };

  it('there, on, back and there again while it is written: nothing is lost, nothing is twice, the order is kept', async () => {
    const other = clusters.store();
    const acknowledged = new Map<string, string[]>();
    let over = false;
    const write = async (from: EventStore): Promise<void> => {
      const of = randomUUID();
      const ids: string[] = [];
      acknowledged.set(of, ids);
      while (!over) {
        const written = Array.from({ length: 3 }, () => sampleItem({ org, stream: of }));
        const outcomes = await from.append(org, written);
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
        ids.push(...written.map(({ header }) => header.id));
        await pause(2);
      }
    };
    const count = (): number => [...acknowledged.values()].reduce((sum, ids) => sum + ids.length, 0);
    const writers = [store, other, store, other].map(write);
    const reading = (async () => {
      // A reader that has seen a position never sees less.
      for (let seen = 0; !over; await pause(5)) {
        const events = await other.readShard(org, 0, seen, 1000);
        expect(events.map(({ header }) => header.position)).toEqual(events.map((_, index) => seen + index + 1));
        seen += events.length;
      }
    })();
    for (const to of ['second', 'third', 'main', 'second']) {
      const before = count();
      await until(() => count() > before + 300, { what: 'writers at work', timeoutMs: 30_000 });
      const result = await move(to);
      expect(result).toMatchObject({ cluster: to, path: [to] });
      expect(result.copied).toBeGreaterThan(0);
    }
    const before = count();
    await until(() => count() > before + 100, { what: 'writers at work', timeoutMs: 30_000 });
    over = true;
    await Promise.all([...writers, reading]);

    const events = await clusters.store().readShard(org, 0, 0, 1_000_000);
    expect(events.map(({ header }) => header.position)).toEqual(events.map((_, index) => index + 1));
    for (const [of, ids] of acknowledged)
      expect(events.filter(({ header }) => header.subject === of).map(({ header }) => header.id)).toEqual(ids);
    expect(events).toHaveLength(count());
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: count() });
    expect(await clusters.heads(org)).toEqual(['4→second', '5', '3→second']);
  }, 90_000);

  it('before it has recorded anything begins where it is to be', async () => {
    expect(await move('third')).toEqual({ cluster: 'third', path: ['third'], copied: 0, pausedMs: expect.any(Number) });
    await record(3);
    expect(await clusters.heads(org)).toEqual(['1→third', '', '2']);
    expect(await move('third')).toEqual({ cluster: 'third', path: [], copied: 0, pausedMs: 0 });
    await expect(move('fourth')).rejects.toThrow('no cluster fourth');
    await whole(3);
  });

  it('keeps which streams are closed, and which classes of a stream have ended', async () => {
    const [closed, inKind] = [randomUUID(), sampleItem({ org, stream, retentionClass: 'kind' })];
    await store.append(org, [sampleItem({ org, stream: closed }), inKind]);
    await store.closeStream(org, closed);
    await store.endClasses(org, stream, ['kind']);
    await move('second');
    const items = [sampleItem({ org, stream: closed }), sampleItem({ org, stream, retentionClass: 'kind' }), sampleItem({ org, stream })];
    expect((await store.append(org, items)).map(({ outcome }) => outcome)).toEqual(['stream-closed', 'class-gone', 'created']);
  });

  it('answers what was recorded before as it did, and refuses what contradicts it', async () => {
    const [first] = items(1);
    const [created] = await store.append(org, [first!]);
    await move('second');
    expect(await store.append(org, [first!])).toEqual([{ ...created, outcome: 'duplicate' }]);
    expect(
      await store.append(org, [
        { ...sampleItem({ org, stream, id: first!.header.id }) },
        { ...first!, header: { ...first!.header, id: randomUUID() }, expected: { kind: 'exact', version: 7 } },
        { ...items(1)[0]!, references: [randomUUID()] },
      ]),
    ).toMatchObject([{ outcome: 'duplicate' }, { outcome: 'version-conflict', streamVersion: 1 }, { outcome: 'reference-missing' }]);
    expect(await store.readEvents(org, [first!.header.id])).toHaveLength(1);
    expect(await store.readStream(org, stream, 0, 10)).toHaveLength(1);
    await whole(1);
  });

  it('takes nothing any more in the cluster that it left, from whoever does not know that', async () => {
    await record(3);
    await move('second');
    const uninformed = clusters.store(['main']);
    const before = await clusters.owner('main').query('SELECT * FROM event_store.shards WHERE org = $1', [org]);
    await expect(uninformed.append(org, items(1))).rejects.toBeInstanceOf(ShardElsewhereError);
    await expect(uninformed.readShard(org, 0, 0, 1)).rejects.toBeInstanceOf(ShardElsewhereError);
    await expect(uninformed.readStream(org, stream, 0, 1)).rejects.toBeInstanceOf(ShardElsewhereError);
    await expect(uninformed.readEvents(org, [randomUUID()])).rejects.toBeInstanceOf(ShardElsewhereError);
    await expect(uninformed.decisionsOf(org, stream)).rejects.toBeInstanceOf(ShardElsewhereError);
    await expect(uninformed.verifyShard(org, 0)).rejects.toBeInstanceOf(ShardElsewhereError);
    const main = clusters.rolePool('main');
    await expect(appendByHand(main, 1, sampleItem({ org, stream }))).rejects.toMatchObject({ code: 'EV002', detail: 'second' });
    await expect(
      main.query("SELECT event_store.install_decisions($1, 0, $2, 1, 3, '{}', '{}', '{}')", [org, stream]),
    ).rejects.toMatchObject({ code: 'EV002' });
    expect((await clusters.owner('main').query('SELECT * FROM event_store.shards WHERE org = $1', [org])).rows).toEqual(before.rows);
    // Only the owner moves shards.
    for (const statement of ["leave_shard($1, 0, 1, 'second')", "enter_shard($1, 0, 1, 0, '', 0)", "forward_shard($1, 0, 9, 'main')"])
      await expect(main.query(`SELECT event_store.${statement}`, [org])).rejects.toMatchObject({ code: '42501' });
    // A shard begins in the first cluster only: an append to another one by mistake leaves nothing there.
    const astray = clusters.store(['second']);
    const elsewhere = `org-${randomUUID()}`;
    await expect(astray.append(elsewhere, [sampleItem({ org: elsewhere, stream })])).rejects.toBeInstanceOf(ShardElsewhereError);
    expect(await clusters.heads(elsewhere)).toEqual(['', '', '']);
    await whole(3);
  }, 30_000);

  it('is waited for while it is nowhere', async () => {
    await record(3);
    await move('second');
    const [left] = (await clusters.owner('second').query('SELECT * FROM event_store.leave_shard($1, 0, 2, $2)', [org, 'main'])).rows;
    expect(await clusters.heads(org)).toEqual(['1→second', '2→main', '']);
    const waiting = record(1);
    await pause(300);
    expect(await clusters.heads(org)).toEqual(['1→second', '2→main', '']);
    const { rows } = await clusters
      .owner('main')
      .query('SELECT event_store.enter_shard($1, 0, 2, $2, $3, $4) AS entered', [org, left.position, left.chain, left.published]);
    expect(rows).toEqual([{ entered: true }]);
    await waiting;
    await whole(4);
    await clusters.owner('main').query('SELECT * FROM event_store.leave_shard($1, 0, 3, $2)', [org, 'third']);
    await expect(record(1)).rejects.toThrow('the shard is being moved');
    // The requested move is done after the one under way.
    expect(await move('second')).toMatchObject({ path: ['third', 'second'] });
    await record(1);
    await whole(5);
  }, 30_000);

  it('heeds nobody who comes late', async () => {
    await record(3);
    const { rows: early } = await clusters.owner('main').query('SELECT * FROM event_store.shards WHERE org = $1', [org]);
    await move('second');
    await move('main');
    await record(1);
    const call = async (name: string, statement: string, ...values: unknown[]) =>
      (await clusters.owner(name).query(`SELECT ${statement} AS answer`, [org, ...values])).rows;
    const { position, chain } = early[0] as { position: number; chain: Buffer };
    expect(await call('main', "event_store.leave_shard($1, 0, 1, 'second')")).toEqual([]);
    expect(await call('second', "event_store.leave_shard($1, 0, 2, 'third')")).toEqual([]);
    await call('second', 'event_store.enter_shard($1, 0, 1, $2, $3, 0)', position, chain);
    await call('main', "event_store.forward_shard($1, 0, 2, 'second')");
    expect(await clusters.heads(org)).toEqual(['3', '2→main', '']);
    // Nor may a cluster take over that has not everything, or something else.
    const [left] = (await clusters.owner('main').query("SELECT * FROM event_store.leave_shard($1, 0, 3, 'second')", [org])).rows;
    expect(await call('second', 'event_store.enter_shard($1, 0, 3, $2, $3, 0)', left.position, left.chain)).toEqual([{ answer: false }]);
    expect(await call('second', 'event_store.enter_shard($1, 0, 3, $2, $3, 0)', position, left.chain)).toEqual([{ answer: false }]);
    expect(await clusters.heads(org)).toEqual(['3→second', '2→main', '']);
    expect(await move('second')).toMatchObject({ path: ['second'], copied: 1 });
    await whole(4);
  });

  it('by several movers at once, to several clusters, ends in one of them', async () => {
    await record(500);
    const moves = ['second', 'third', 'second', 'third'].map((to) => move(to));
    const ended = await Promise.allSettled(moves);
    await record(1);
    await whole(501);
    const failures = ended.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect(failures.filter((failure) => !failure.includes('keeps moving'))).toEqual([]);
    expect((await clusters.heads(org)).filter((head) => !head.includes('→'))).toHaveLength(1);
  }, 30_000);

  it('does not go where other events are, or when it is damaged, and is written where it was', async () => {
    await record(3);
    await move('second');
    await record(2);
    const second = clusters.owner('second');
    const damage = async (sql: string): Promise<void> => {
      await second.query('ALTER TABLE event_store.events DISABLE TRIGGER events_append_only');
      await second.query(`UPDATE event_store.events SET ${sql} WHERE org_key = event_store.org_key($1) AND position = 4`, [org]);
      await second.query('ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only');
    };
    await damage('payload = payload || $$x$$');
    await expect(move('main')).rejects.toThrow('position 4 of cluster second is damaged');
    await damage('payload = substr(payload, 1, length(payload) - 1)');
    expect(await clusters.heads(org)).toEqual(['1→second', '2', '']);
    await record(1);

    const main = clusters.owner('main');
    await main.query("UPDATE event_store.shards SET chain = sha256('other') WHERE org = $1", [org]);
    await expect(move('main')).rejects.toThrow('cluster main has events up to position 3 that are not those of cluster second');
    expect(await clusters.heads(org)).toEqual(['1→second', '2', '']);
    await record(1);
    await whole(7);
  });

  it('takes decision state along, and only what is new of it', async () => {
    const counter = (name: string): Buffer => Buffer.from(name);
    let rebuilt = 0;
    const rules = {
      version: 1,
      rebuild: () => {
        rebuilt += 1;
        return Promise.reject(new Error('nothing is to be rebuilt here'));
      },
    };
    const deciding = clusters.store(undefined, { rules });
    const decide = (of: string, key: string): AppendItem => ({
      ...sampleItem({ org, stream: of }),
      decision: {
        keys: [counter(key)],
        open: (sealed) => Number(sealed.toString()),
        seal: (state) => Buffer.from(String(state as number)),
        decide: ([count]) => ({ accepted: true, changed: new Map([[0, ((count as number | undefined) ?? 0) + 1]]) }),
      },
    });
    const decideAll = async (by: EventStore, ...given: AppendItem[]): Promise<void> => {
      expect(new Set((await by.append(org, given)).map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    };
    const streams = Array.from({ length: 120 }, () => randomUUID());
    const expected = new Map<string, number>();
    const count = async (keys: readonly string[], by: EventStore): Promise<void> => {
      await decideAll(by, ...streams.flatMap((of) => keys.map((key) => decide(of, key))));
      for (const key of keys) expected.set(key, (expected.get(key) ?? 0) + 1);
    };
    const expectKept = async (): Promise<void> => {
      for (const one of [streams[0]!, streams[60]!, streams[119]!]) {
        const kept = await deciding.decisionsOf(org, one);
        expect(new Map(kept.map(({ key, sealed }) => [key.toString(), Number(sealed.toString())]))).toEqual(expected);
      }
    };
    await count(['a', 'b'], deciding);
    await move('second');
    await expectKept();
    await count(['b', 'c'], deciding);
    await move('main');
    await expectKept();
    // A process that remembers nothing decides under what has come along.
    await count(['a', 'c'], clusters.store(undefined, { rules }));
    await expectKept();
    expect(rebuilt).toBe(0);
  }, 30_000);

  it('is published from where it is, going on behind what was published before', async () => {
    const records: { cluster: string; position: number }[] = [];
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const startRelay = async (cluster: string): Promise<Relay> => {
      const relay = new Relay({
        pool: clusters.rolePool(cluster, 'event_store_relay'),
        createProducer: () =>
          Promise.resolve({
            send: (_topic, sent) => {
              for (const { value } of sent) {
                const { header } = decodeEnvelope(Buffer.from(value));
                if (header.org === org) records.push({ cluster, position: header.position });
              }
              return Promise.resolve();
            },
            close: () => Promise.resolve(),
          }),
        topic: 'topic',
        owner: cluster,
        logger: silent,
        pollMs: 20,
      });
      await relay.start();
      return relay;
    };
    const relays = await Promise.all(['main', 'second'].map(startRelay));
    try {
      const published = (count: number): Promise<void> => until(() => records.length >= count, { what: `${count} events` });
      await record(5);
      await published(5);
      await until(async () => (await relays[0]!.lag()).events === 0, { what: 'the checkpoint' });
      await move('second');
      await record(5);
      await published(10);
      await until(async () => (await relays[1]!.lag()).events === 0, { what: 'the checkpoint' });
      await move('main');
      await record(5);
      await published(15);
      expect(records).toEqual(
        Array.from({ length: 15 }, (_, index) => ({ cluster: index >= 5 && index < 10 ? 'second' : 'main', position: index + 1 })),
      );
    } finally {
      await Promise.all(relays.map((relay) => relay.stop()));
    }
  }, 30_000);
});
