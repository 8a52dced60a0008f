import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationStream } from '@everchart/contracts';
import { upcastAccess, type AccessEventData } from '@everchart/contracts-access';
import { EventStore, migrations as eventStoreMigrations } from '@everchart/event-store';
import { createKeyFile, fileKeyProvider, Keyring, migrations as keyringMigrations } from '@everchart/keyring';
import { createLogger, createRegistry, halfHourMs, RequestCounter } from '@everchart/platform';
import { createPool, type Pool } from '@everchart/postgres';
import { openEvents } from '@everchart/sealed-events';
import { createTestDatabase, type TestDatabase } from '@everchart/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessLogMigrations } from './migrations.js';
import { RequestCounts } from './request-counts.js';

type Counted = AccessEventData['requests.counted'];

describe('half hours of requests', () => {
  let database: TestDatabase;
  let keys: TestDatabase;
  let directory: string;
  let api: Pool;
  let worker: Pool;
  let store: EventStore;
  let opening: Keyring;
  let sealing: Keyring;
  const pools: Pool[] = [];
  const org = 'home';
  const begin = Date.UTC(2026, 2, 1, 6, 30);
  /** Of which organisations; undefined: of none. */
  let keysAreAway: ((of: string) => boolean) | undefined;
  let clock: number;
  const logger = createLogger({ service: 'sample', instance: 'i', level: 'silent' });

  function connect(connectionString: string): Pool {
    const pool = createPool({ connectionString, applicationName: 'test', max: 4 }, () => undefined);
    pools.push(pool);
    return pool;
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'request-counts-'));
    await createKeyFile(join(directory, 'kek'));
    const provider = await fileKeyProvider(join(directory, 'kek'));
    [database, keys] = await Promise.all([
      createTestDatabase([eventStoreMigrations, accessLogMigrations]),
      createTestDatabase([keyringMigrations]),
    ]);
    api = connect(database.url(eventStoreMigrations.roles.append));
    worker = connect(database.url(accessLogMigrations.roles.counter));
    store = new EventStore({ pool: api, service: 'sample' });
    // The narrowest login that puts something on record, and one that reads all.
    sealing = new Keyring({ pool: connect(keys.url('keyring_access_recorder')), provider });
    opening = new Keyring({ pool: connect(keys.url('keyring_reader')), provider });
  });
  afterAll(async () => {
    await store.close();
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all([database.drop(), keys.drop()]);
    await rm(directory, { recursive: true });
  });
  beforeEach(() => {
    clock = begin + 1000;
    keysAreAway = undefined;
  });

  /** A process of the service. */
  function started(of = org) {
    const registry = createRegistry('sample');
    const counter = new RequestCounter({ registry, release: '1.4.0', sumsUp: true, now: () => clock });
    const counts = new RequestCounts({
      counter,
      pool: worker,
      store,
      keyring: {
        keysForSealing: (...given) => (keysAreAway?.(given[0]) ? Promise.reject(new Error('away')) : sealing.keysForSealing(...given)),
      },
      service: 'sample',
      installation: 'the-installation',
      registry,
      logger,
      everyMs: 15_000,
      now: () => clock,
    });
    const answer = (times: number, code = 200, seconds = 0.01): void => {
      for (let time = 0; time < times; time += 1) counter.answered('Things_read', of, code, seconds);
    };
    return { counter, counts, answer };
  }
  async function events(of = org): Promise<Counted[]> {
    const found = await store.readShard(of, 0, 0, 1000);
    const opened = await openEvents(found, opening, upcastAccess);
    return opened.map((event) => {
      if (event instanceof Error) throw event;
      return event.data as Counted;
    });
  }
  /** Requests of a half hour, of all its events. */
  async function requests(of = org, from = begin): Promise<Record<string, number>> {
    const sums: Record<string, number> = {};
    for (const { from: at, counts } of await events(of))
      if (at === new Date(from).toISOString()) for (const { code, requests: number } of counts) sums[code] = (sums[code] ?? 0) + number;
    return sums;
  }

  it('are the sum over all processes, with percentiles and the longest, and are recorded once by whoever comes first', async () => {
    const [one, two] = [started(), started()];
    one.answer(98, 200, 0.01);
    one.answer(1, 200, 0.5);
    two.answer(1, 200, 2);
    two.answer(3, 404, 0.001);
    await Promise.all([one.counts.work(), two.counts.work()]);
    one.answer(10, 404, 0.001);
    expect(await events()).toEqual([]);
    clock += halfHourMs;
    await Promise.all([one.counts.work(), two.counts.work()]);
    expect(await events()).toEqual([]);
    clock += 61_000;
    await Promise.all([one.counts.work(), two.counts.work(), one.counts.work(), two.counts.work()]);
    const [counted, ...others] = await events();
    expect(others).toEqual([]);
    expect(counted).toMatchObject({ from: '2026-03-01T06:30:00.000Z', to: '2026-03-01T07:00:00.000Z' });
    expect(counted!.counts).toEqual([
      { operation: 'Things_read', release: '1.4.0', code: 200, requests: 100, p50Us: expect.any(Number), p99Us: expect.any(Number), maxUs: 2_000_000 },
      { operation: 'Things_read', release: '1.4.0', code: 404, requests: 13, p50Us: 1000, p99Us: 1000, maxUs: 1000 },
    ]); // prettier-ignore
    const [ofGranted] = counted!.counts;
    expect(Math.abs(ofGranted!.p50Us / 10_000 - 1)).toBeLessThan(0.1);
    expect(Math.abs(ofGranted!.p99Us / 500_000 - 1)).toBeLessThan(0.1);
  });

  it('of a process that dies have what it had written, and of the one that is started instead no more and no less', async () => {
    clock = begin + halfHourMs;
    const dies = started('restarts');
    dies.answer(5);
    await dies.counts.write();
    dies.answer(2); // never written
    const follows = started('restarts');
    follows.answer(4);
    await follows.counts.stop();
    const third = started('restarts');
    clock += halfHourMs + 61_000;
    await third.counts.work();
    expect(await requests('restarts', begin + halfHourMs)).toEqual({ 200: 9 });
  });

  it('have what a process brings when they are recorded already, in another event', async () => {
    const [here, cutOff] = [started('late'), started('late')];
    here.answer(5);
    cutOff.answer(7);
    await Promise.all([here.counts.write(), cutOff.counts.write()]);
    cutOff.answer(20, 200, 1);
    clock += halfHourMs + 61_000;
    await here.counts.work();
    expect(await requests('late')).toEqual({ 200: 12 });
    await cutOff.counts.work();
    expect(await requests('late')).toEqual({ 200: 32 });
    expect((await events('late')).map(({ counts: [count] }) => count!.requests)).toEqual([12, 20]);
    await cutOff.counts.work();
    expect(await requests('late')).toEqual({ 200: 32 });
  });

  it('wait for a keyring that is away, and for a store that took them without an answer', async () => {
    const one = started('waits');
    one.answer(3);
    clock += halfHourMs + 61_000;
    keysAreAway = () => true;
    await one.counts.work();
    expect(await events('waits')).toEqual([]);
    keysAreAway = undefined;
    await one.counts.work();
    expect(await requests('waits')).toEqual({ 200: 3 });
    // The event is there, and no one knows that.
    await worker.query("UPDATE access_log.request_counts SET recorded = false WHERE org = 'waits'");
    await one.counts.work();
    expect(await requests('waits')).toEqual({ 200: 3 });
  });

  it('of one organisation whose keys cannot be used stop those of no other', async () => {
    const [broken, well] = [started('a-broken'), started('b-well')];
    for (const { answer } of [broken, well]) answer(3);
    await broken.counts.write();
    clock += halfHourMs + 61_000;
    keysAreAway = (of) => of === 'a-broken';
    await well.counts.work();
    expect([await events('a-broken'), await requests('b-well')]).toEqual([[], { 200: 3 }]);
    keysAreAway = undefined;
    await well.counts.work();
    expect(await requests('a-broken')).toEqual({ 200: 3 });
  });

  it('without an organisation are those of the installation, and many are several events', async () => {
    const one = started('');
    for (let number = 0; number < 1500; number += 1) one.counter.answered(`Things_${number}`, '', 401, 0.001);
    clock += halfHourMs + 61_000;
    await one.counts.work();
    expect(await requests('the-installation')).toEqual({ 401: 1500 });
    expect((await events('the-installation')).map(({ counts }) => counts.length)).toEqual([1000, 500]);
    expect(new Set((await store.readShard('the-installation', 0, 0, 10)).map(({ header }) => header.subject))).toEqual(
      new Set([organisationStream('the-installation')]),
    );
  });

  it('are behind the wall between organisations', async () => {
    await expect(api.query('SELECT FROM access_log.request_counts')).rejects.toMatchObject({ code: '42501' });
  });

  it('are kept in memory for two days while the database is away, and no longer', () => {
    const { counter, answer } = started('away');
    for (let halfHour = 0; halfHour < 100; halfHour += 1) {
      answer(2);
      clock += halfHourMs;
    }
    expect(counter.halfHours()).toHaveLength(96);
  });
});
