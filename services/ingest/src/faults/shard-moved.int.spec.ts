import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodePositionToken } from '@everchart/envelope';
import { EventStore } from '@everchart/event-store';
import { createTestDatabase, describeWithKafka, sampled, ServiceProcess, until, type TestDatabase } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AppliedEvents } from '../../test/applied-events.js';
import { Carers } from '../../test/carers.js';
import { IngestSuite, note, registration, type EventDraft } from '../../test/ingest-suite.js';
import { MoverProcess } from '../../test/mover-process.js';
import { OwnCluster } from '../../test/own-cluster.js';
import { TcpGate } from '../../test/tcp-gate.js';
import { migrationSets } from '../index.js';

type Name = 'main' | 'second';
const other = (name: Name): Name => (name === 'main' ? 'second' : 'main');

/**
 * Where a mover is cut off: on its way to the source or the target of the move, at a statement that never arrives or
 * whose answer never comes.
 */
interface Cut {
  at: 'source' | 'target';
  shut: 'shutBefore' | 'shutBehind';
  marker: string;
}
const copying: Cut = { at: 'target', shut: 'shutBefore', marker: 'INSERT INTO event_store.events' };
const leaving: Cut = { at: 'source', shut: 'shutBefore', marker: 'event_store.leave_shard' };
const left: Cut = { at: 'source', shut: 'shutBehind', marker: 'event_store.leave_shard' };
const entering: Cut = { at: 'target', shut: 'shutBefore', marker: 'event_store.enter_shard' };
const entered: Cut = { at: 'target', shut: 'shutBehind', marker: 'event_store.enter_shard' };
const forwarding: Cut = { at: 'source', shut: 'shutBefore', marker: 'event_store.forward_shard' };

function suiteOf(kind: 'kafka' | 'postgres', further: boolean): void {
  let suite: IngestSuite;
  let second: TestDatabase;
  let applied: AppliedEvents;
  let processes: ServiceProcess[];
  let store: EventStore;
  const clusters = {} as Record<Name, OwnCluster>;
  const movers = new Set<MoverProcess>();
  const gates = new Set<TcpGate>();

  const ownerUrl = (name: Name): string => (name === 'main' ? suite.database.ownerUrl : second.ownerUrl);
  const ownerPools = new Map<Name, ReturnType<IngestSuite['pool']>>();
  const ownerEnvironment = (owners: Record<Name, string>): Record<string, string> => ({
    DATABASE_OWNER_URL: owners.main,
    DATABASE_CLUSTER_OWNERS: JSON.stringify({ second: owners.second }),
  });
  const owners = (): Record<Name, string> => ({ main: ownerUrl('main'), second: ownerUrl('second') });

  beforeAll(async () => {
    [clusters.main, clusters.second] = await Promise.all([OwnCluster.start(), OwnCluster.start()]);
    suite = new IngestSuite(kind, { cluster: clusters.main.url });
    for (const cluster of Object.values(clusters)) suite.defer(() => cluster.stop());
    await suite.start();
    second = await createTestDatabase(migrationSets, clusters.second.url);
    for (const name of ['main', 'second'] as const) ownerPools.set(name, suite.pool(ownerUrl(name)));
    const entry = new URL('../../dist/main.js', import.meta.url);
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('migrate-main.js', entry))], {
      env: { ...ownerEnvironment(owners()), ACCESS_DATABASE_OWNER_URL: suite.accessDatabase.ownerUrl },
    });
    const clustered = {
      DATABASE_CLUSTERS: JSON.stringify({ second: { api: second.url('ingest_api'), worker: second.url('ingest_worker') } }),
    };
    processes = [];
    for (let count = 0; count < 2; count += 1) {
      const started = await ServiceProcess.start(entry, suite.environmentWith(clustered));
      suite.defer(() => started.kill());
      processes.push(started);
    }
    suite.url = processes[0]!.url;
    store = new EventStore({
      pool: suite.pool(suite.database.url('ingest_api')),
      clusters: new Map([['second', suite.pool(second.url('ingest_api'))]]),
      service: 'ingest',
      notify: false,
    });
    applied = await AppliedEvents.start(suite.transport);
    suite.defer(() => applied.close());
  }, 120_000);
  afterEach(async () => {
    for (const each of movers) await each.kill();
    movers.clear();
    await closeGates();
  });
  afterAll(() => suite.stop());

  const closeGates = async (): Promise<void> => {
    for (const gate of gates) await gate.close();
    gates.clear();
  };
  const mover = (org: string, to: Name, urls = owners()): MoverProcess => {
    const started = new MoverProcess(['--org', org, '--to', to], ownerEnvironment(urls));
    movers.add(started);
    return started;
  };
  const moved = async (org: string, to: Name): Promise<Record<string, unknown>> => {
    const process = mover(org, to);
    expect({ code: await process.ended, stderr: process.stderr }).toMatchObject({ code: 0 });
    return JSON.parse(process.stdout) as Record<string, unknown>;
  };
  /** A mover that came to a certain statement and no further. */
  const cutOff = async (org: string, to: Name, { at, shut, marker }: Cut): Promise<{ stuck: MoverProcess; open: () => void }> => {
    const way = await TcpGate.open(ownerUrl(at === 'target' ? to : other(to)));
    gates.add(way);
    way[shut](marker);
    const stuck = mover(org, to, { ...owners(), [at === 'target' ? to : other(to)]: way.url });
    let code: number | null | undefined;
    void stuck.ended.then((ended) => (code = ended));
    await until(
      () => {
        if (code !== undefined) throw new Error(`the mover ended with ${code} before it came to ${marker}: ${stuck.stderr}`);
        return way.shut;
      },
      { what: `the mover to come to ${marker}`, timeoutMs: 60_000 },
    );
    return { stuck, open: () => way.open() };
  };
  const placed = async (org: string): Promise<Name[]> => {
    const found: Name[] = [];
    for (const [name, pool] of ownerPools) {
      const { rowCount } = await pool.query('SELECT FROM event_store.shards WHERE org = $1 AND moved_to IS NULL', [org]);
      if (rowCount === 1) found.push(name);
    }
    return found;
  };
  const carersOf = (org: string): Carers[] => processes.map(({ url }) => new Carers(suite, org, 4, url));
  const work = async (carers: readonly Carers[], events: number): Promise<void> => {
    const wanted = carers.map(({ count }) => count + events);
    const done = (): boolean =>
      carers.every(({ count, fault }, index) => {
        if (fault) throw fault;
        return count >= wanted[index]!;
      });
    await until(done, { what: 'carers at work', timeoutMs: 30_000 });
  };
  /** Everything that was acknowledged is stored, published and applied: once, in order. */
  const expectWhole = async (
    org: string,
    carers: readonly Carers[],
    before: readonly [patient: string, ids: readonly string[]][],
  ): Promise<void> => {
    const recorded = [...before, ...carers.flatMap((each) => [...each.recorded])];
    const count = recorded.reduce((sum, [, ids]) => sum + ids.length, 0);
    const stored = await store.readShard(org, 0, 0, 1_000_000);
    expect(stored.map(({ header }) => header.position)).toEqual(stored.map((_, index) => index + 1));
    expect(stored).toHaveLength(count);
    expect(await store.verifyShard(org, 0)).toMatchObject({ ok: true, events: count });
    await until(async () => (await applied.of(org)).length >= count, { what: 'everything applied', timeoutMs: 60_000 });
    const events = await applied.of(org);
    expect(events).toHaveLength(count);
    for (const [patient, ids] of recorded) {
      expect(stored.filter(({ header }) => header.subject === patient).map(({ header }) => header.id)).toEqual(ids);
      expect(events.filter((event) => event.patient === patient).map(({ id, version }) => [id, version])).toEqual(
        ids.map((id, n) => [id, n + 1]),
      );
    }
    expect(await applied.stopped()).toBe(0);
    expect(processes.map(({ ended }) => ended)).toEqual([false, false]);
  };
  /** A record of many events, so that a move takes several batches. */
  const longRecord = async (org: string): Promise<[patient: string, ids: string[]]> => {
    const patient = randomUUID();
    const events: EventDraft[] = [registration(), ...Array.from({ length: 2399 }, () => note('slept well'))];
    for (let at = 0; at < events.length; at += 800) {
      const part = events.slice(at, at + 800).map((event) => ({ patientId: patient, ...event }));
      expect((await suite.post('/events', { events: part }, { org })).status).toBe(200);
    }
    return [patient, events.map(({ id }) => id)];
  };

  it('moves there and back under load: nothing is lost or doubled, order, answers and tokens are kept', async () => {
    const org = `org-${randomUUID()}`;
    const patient = randomUUID();
    const long = await longRecord(org);
    const first = [registration(), note('slept well')];
    const answers = [];
    for (const event of first) answers.push(await suite.post(`/patients/${patient}/events`, event, { org }));
    const carers = carersOf(org);
    const path: Name[] = ['second', 'main', 'second'];
    for (const to of path) {
      await work(carers, 100);
      const result = await moved(org, to);
      expect(result).toMatchObject({ org, shard: 0, cluster: to, path: [to] });
      expect(result.copied).toBeGreaterThan(100);
      expect(await placed(org)).toEqual([to]);
    }
    await work(carers, 100);
    await Promise.all(carers.map((each) => each.stop()));
    expect(carers.flatMap(({ refusals }) => [...refusals.keys()])).toEqual([]);
    const metrics = (await Promise.all(processes.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()))).join('\n');
    for (const name of path)
      expect(metrics).toMatch(new RegExp(`^everchart_relay_published_total{[^}]*cluster="${name}"[^}]*} [1-9]`, 'm'));
    // The state that rules are decided under came along.
    expect(metrics).not.toMatch(/^everchart_event_store_decisions_rebuilt_total(?:{[^}]*})? [1-9]/m);

    for (const [index, event] of first.entries()) {
      const { position, recordedAt, streamVersion } = answers[index]!.body;
      for (const { url } of processes) {
        expect(await suite.post(`/patients/${patient}/events`, event, { org, url })).toMatchObject({
          status: 200,
          body: { id: event.id, position, recordedAt, streamVersion },
        });
      }
    }
    const last = note('slept well');
    const tokens = [...answers, await suite.post(`/patients/${patient}/events`, last, { org })].map(({ headers }) =>
      decodePositionToken(headers.get('everchart-position')!),
    );
    const beginning = tokens[0]!.positions[0]!;
    expect(tokens).toEqual(
      [beginning, beginning + 1, carers.reduce((sum, { count }) => sum + count, long[1].length + 3)].map((each) => ({
        ...tokens[0]!,
        positions: { 0: each },
        chains: { 0: expect.stringMatching(/^[0-9a-f]{64}$/) },
      })),
    );
    await expectWhole(org, carers, [long, [patient, [...first, last].map(({ id }) => id)]]);
  }, 180_000);

  if (!further) return;
  it('a mover that is killed at any of its steps is run again, and goes on', async () => {
    const org = `org-${randomUUID()}`;
    const long = await longRecord(org);
    const carers = carersOf(org);
    let [from, to]: [Name, Name] = ['main', 'second'];
    for (const cut of sampled('a mover that is killed', [copying, leaving, left, entering, entered, forwarding], 2)) {
      await work(carers, 30);
      const { stuck } = await cutOff(org, to, cut);
      await stuck.kill();
      await closeGates();
      const owner = cut === copying || cut === leaving ? [from] : cut === left || cut === entering ? [] : [to];
      // A statement that arrived is carried out, whether its sender lives or not.
      await until(async () => String(await placed(org)) === String(owner), { what: `the shard at ${owner.join() || 'no cluster'}` });
      if (owner.length > 0) await work(carers, 30);
      expect(await moved(org, to)).toMatchObject({ cluster: to });
      expect(await placed(org)).toEqual([to]);
      [from, to] = [to, from];
    }
    await work(carers, 30);
    await Promise.all(carers.map((each) => each.stop()));
    for (const { refusals } of carers) expect([...refusals.keys()].filter((code) => code !== 'store-moving')).toEqual([]);
    await expectWhole(org, carers, [long]);
  }, 300_000);

  it('a cluster that crashes in the middle of a move comes back with what it has said', async () => {
    const org = `org-${randomUUID()}`;
    const carers = carersOf(org);
    let to: Name = 'second';
    for (const cut of sampled('a cluster that crashes while a shard moves', [copying, left, entered], 1)) {
      await work(carers, 30);
      const { stuck } = await cutOff(org, to, cut);
      const owner = cut === copying ? [other(to)] : cut === left ? [] : [to];
      await until(async () => String(await placed(org)) === String(owner), { what: `the shard at ${owner.join() || 'no cluster'}` });
      const crashed = clusters[cut.at === 'target' ? to : other(to)];
      await crashed.crash();
      await crashed.comeBack();
      await stuck.kill();
      await closeGates();
      expect(await moved(org, to)).toMatchObject({ cluster: to, path: cut === entered ? [] : [to] });
      to = other(to);
    }
    await work(carers, 30);
    await Promise.all(carers.map((each) => each.stop()));
    const passing = new Set(['store-moving', 'store-unavailable', 'no-answer']);
    for (const { refusals } of carers) expect([...refusals.keys()].filter((code) => !passing.has(code))).toEqual([]);
    await expectWhole(org, carers, []);
  }, 300_000);

  it('a cluster that is away keeps its own organisations waiting, and no others', async () => {
    const [here, there] = [`org-${randomUUID()}`, `org-${randomUUID()}`];
    await moved(there, 'second');
    const patient = randomUUID();
    const post = (org: string, event: EventDraft) => suite.post(`/patients/${patient}/events`, event, { org });
    for (const org of [here, there]) expect((await post(org, registration())).status).toBe(201);
    await clusters.second.goAway();
    const waiting = note('slept well');
    expect(await post(there, waiting)).toMatchObject({ status: 503, body: { type: 'urn:everchart:problem:store-unavailable' } });
    expect((await post(here, note('slept well'))).status).toBe(201);
    expect((await fetch(`${suite.url}/health/ready`)).ok).toBe(true);
    await clusters.second.comeBack();
    await until(async () => [200, 201].includes((await post(there, waiting)).status), { what: 'the cluster to be used again' });
    for (const org of [here, there])
      await until(async () => (await applied.of(org)).length === 2, { what: 'everything applied', timeoutMs: 30_000 });
    expect(await applied.stopped()).toBe(0);
  }, 120_000);

  it('a mover that was paused while the shard went there and back does no harm when it goes on', async () => {
    const cuts = [
      // It holds the head row in the target, which is taken from it after a while, so that another one can work: it
      // ends and says that it may be run again.
      { cut: copying, code: 1, owner: 'main' },
      // The requested move is still carried out.
      { cut: leaving, code: 0, owner: 'second' },
      { cut: entering, code: 0, owner: 'second' },
    ];
    for (const { cut, code, owner } of sampled('a mover that is paused', cuts, 1)) {
      const org = `org-${randomUUID()}`;
      const carers = carersOf(org);
      await work(carers, 50);
      const { stuck, open } = await cutOff(org, 'second', cut);
      stuck.pause();
      await moved(org, 'second');
      await work(carers, 30);
      await moved(org, 'main');
      await work(carers, 30);
      stuck.resume();
      open();
      expect(await stuck.ended).toBe(code);
      expect(await placed(org)).toEqual([owner]);
      await work(carers, 30);
      await Promise.all(carers.map((each) => each.stop()));
      await expectWhole(org, carers, []);
    }
  }, 300_000);
}

describe('a shard that is moved to another cluster, published to PostgreSQL', () => suiteOf('postgres', true));
if (sampled('a shard that is moved, on Kafka too', [true, false], 1)[0])
  describeWithKafka('a shard that is moved to another cluster, published to Kafka', () => suiteOf('kafka', false));
