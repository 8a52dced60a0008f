import { randomUUID } from 'node:crypto';
import { upcastRetention } from '@everchart/contracts-retention';
import type { Keyring } from '@everchart/keyring';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { ServiceProcess, until } from '@everchart/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { DestructionSuite, type Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';
import { Destroyer, type DestroyerOptions } from './application/destroyer.js';
import { withDestructionLock } from './infrastructure/hold.store.js';
import { DestructionMetrics } from './infrastructure/metrics.js';

/** A transaction of a test, that is open until it is released. */
interface Held {
  release(): Promise<void>;
}

async function holding(pool: Pool, work: (tx: Transaction) => Promise<unknown>): Promise<Held> {
  const holds = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const ended = withTransaction(pool, async (tx) => {
    await work(tx);
    holds.resolve();
    await released.promise;
  });
  ended.catch(holds.reject);
  await holds.promise;
  return {
    release: () => {
      released.resolve();
      return ended;
    },
  };
}

describe('what was approved', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  const processes = new Set<ServiceProcess>();
  let ruth: Officer;
  let omar: Officer;
  let worker: Pool;
  let keys: Pool;
  let events: Pool;

  const start = async (): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start(
      new URL('../dist/main.js', import.meta.url),
      suite.environmentWith({ ROLES: 'destroyer', DESTRUCTION_QUIET_DAYS: '0' }),
    );
    processes.add(started);
    return started;
  };
  const begun = async (patientIds: readonly string[]): Promise<ShownDestruction> => {
    const list = (await ruth.decide('destructions', { patientIds })).body as unknown as ShownDestruction;
    const { destructionId, digest } = list;
    await ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' });
    await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
    expect((await ruth.decide(`destructions/${destructionId}/begin`, { digest })).body).toMatchObject({ state: 'begun' });
    return list;
  };
  const stateOf = async ({ destructionId }: ShownDestruction): Promise<string> => (await ruth.show(destructionId)).items[0]!.state;
  const becomes = (list: ShownDestruction, state: string) =>
    until(async () => (await stateOf(list)) === state, { what: state, timeoutMs: 60_000 });
  const keysLeft = async (patient: string): Promise<number> => {
    const ofRecord = `SELECT FROM keyring.data_keys WHERE subject = $1 AND wrapped IS NOT NULL AND retention_class IN ('clinical', 'retention-facts')`;
    return (await keys.query(ofRecord, [patient])).rowCount!;
  };
  const destroyedEvents = async (patient: string): Promise<unknown[]> => {
    const all = await destructions.store.readShard('home', 0, 0, 100_000);
    const found = all.filter(({ header }) => header.type === 'retention.destroyed' && header.subject === patient);
    return ((await openEvents(found, await suite.keyringOf('keyring_retention'), upcastRetention)) as OpenedEvent[]).map(
      ({ data }) => data,
    );
  };
  /** What a killed process has left running in a database. */
  const endBackends = async (pool: Pool): Promise<void> => {
    await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  };
  const waitsFor = (pool: Pool) =>
    until(async () => (await pool.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount! > 0, { what: 'the process at its step', timeoutMs: 60_000 }); // prettier-ignore
  const keyLocked = (patient: string) =>
    holding(keys, (tx) => tx.query('SELECT FROM keyring.data_keys WHERE subject = $1 FOR UPDATE', [patient]));
  const storeLocked = () => holding(events, (tx) => tx.query('SELECT FROM event_store.shards FOR UPDATE'));

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay', DESTRUCTION_QUIET_DAYS: '0' });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    keys = suite.pool(suite.keyringOwnerUrl);
    events = suite.pool(suite.events.ownerUrl);
    await destructions.current();
  });
  afterEach(async () => {
    for (const each of processes) await each.kill();
    processes.clear();
  });
  afterAll(() => suite.close());

  describe('is finished or not begun when the process that destroys is killed', () => {
    it('before it has the lock', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const held = await holding(worker, (tx) => withDestructionLock(tx, 'home'));
      const process = await start();
      await waitsFor(suite.pool(suite.database.ownerUrl));
      await process.kill();
      await held.release();
      expect([await stateOf(list), await keysLeft(patient)]).toEqual(['listed', 2]);
      await start();
      await becomes(list, 'destroyed');
      expect([await keysLeft(patient), (await destroyedEvents(patient)).length]).toEqual([0, 1]);
    }, 120_000);

    it('when it has written down what it is about to do, and no key is gone; a hold that comes then holds', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const held = await keyLocked(patient);
      const process = await start();
      await waitsFor(keys);
      expect(await stateOf(list)).toBe('destroying');
      await process.kill();
      await endBackends(keys);
      await held.release();
      expect([await stateOf(list), await keysLeft(patient)]).toEqual(['destroying', 2]);
      expect((await omar.decide('holds', { scope: { patientIds: [patient] }, reason: 'Claim announced' })).status).toBe(201);
      await start();
      await becomes(list, 'left');
      expect((await ruth.show(list.destructionId)).items[0]).toMatchObject({ reason: 'hold' });
      expect([await keysLeft(patient), (await destroyedEvents(patient)).length]).toEqual([2, 0]);
    }, 120_000);

    it('while the statement that destroys the keys runs, and goes on without it; a hold comes too late', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const held = await keyLocked(patient);
      const process = await start();
      await waitsFor(keys);
      await process.kill();
      expect([await stateOf(list), await keysLeft(patient)]).toEqual(['destroying', 2]);
      await held.release();
      await until(async () => (await keysLeft(patient)) === 0, { what: 'the end of the keys' });
      expect([await stateOf(list), await destroyedEvents(patient)]).toEqual(['destroying', []]);
      expect((await omar.decide('holds', { scope: { patientIds: [patient] }, reason: 'Claim announced' })).status).toBe(201);
      await start();
      await becomes(list, 'destroyed');
      expect(await destroyedEvents(patient)).toMatchObject([{ destructionId: list.destructionId, keys: [{}, {}] }]);
    }, 120_000);

    it.each(['that ended with it', 'that went on without it'])(
      'when the keys are gone, and the record of it is a statement %s',
      async (how) => {
        const [patient] = (await destructions.due(1)) as [string];
        const list = await begun([patient]);
        const held = await storeLocked();
        const process = await start();
        // Others wait for the store, too.
        await until(async () => (await keysLeft(patient)) === 0, { what: 'the end of the keys', timeoutMs: 60_000 });
        await waitsFor(events);
        await process.kill();
        if (how === 'that ended with it') await endBackends(events);
        await held.release();
        expect([await stateOf(list), await keysLeft(patient)]).toEqual(['destroying', 0]);
        // Too late: it is in force, and finds nothing.
        await omar.decide('holds', { scope: { patientIds: [patient] }, reason: 'Claim announced' });
        await start();
        await becomes(list, 'destroyed');
        const recorded = await destroyedEvents(patient);
        expect(recorded).toMatchObject([{ destructionId: list.destructionId, checked: { holds: 0 }, keys: [{}, {}] }]);
      },
      120_000,
    );

    it('when it is recorded, and not noted', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const store = await storeLocked();
      const process = await start();
      await until(async () => (await keysLeft(patient)) === 0, { what: 'the end of the keys', timeoutMs: 60_000 });
      const item = await holding(worker, (tx) =>
        tx.query('SELECT FROM retention.destruction_items WHERE subject = $1 FOR UPDATE', [patient]),
      );
      await store.release();
      await until(async () => (await destroyedEvents(patient)).length === 1, { what: 'the record' });
      await process.kill();
      await item.release();
      await becomes(list, 'destroyed');
      await start();
      expect((await destroyedEvents(patient)).length).toBe(1);
    }, 120_000);
  });

  describe('in one process', () => {
    const destroyer = async (more: Partial<DestroyerOptions> = {}): Promise<Destroyer> =>
      new Destroyer({
        pool: worker,
        recorder: destructions.recorder,
        keyring: await suite.keyringOf('keyring_destroyer'),
        copies: [],
        holders: ['retention'],
        quietDays: 0,
        metrics: new DestructionMetrics(new Registry()),
        logger: { warn: () => undefined, info: () => undefined },
        ...more,
      });
    const waits = async ({ destructionId }: ShownDestruction): Promise<string | null> =>
      (await ruth.show(destructionId)).items[0]!.waitsFor;

    it('waits while the keyring, or a copy of it, is away, and is in the copies, too', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const keyring = await suite.keyringOf('keyring_destroyer');
      const copied: string[] = [];
      const refuse = () => Promise.reject(new Error('away'));
      const away = { standing: refuse, destroy: refuse, destroyClass: refuse };
      const copy: Pick<Keyring, 'standing' | 'destroy' | 'destroyClass'> = {
        ...away,
        standing: () => keyring.standing(),
        destroy: (org, subject, classes) => (copied.push(subject), keyring.destroy(org, subject, classes)),
      };
      await (await destroyer({ keyring: { ...away, destroyedOf: () => Promise.resolve([]), classesOf: refuse } })).round();
      expect(await waits(list)).toBe('keyring');
      await (await destroyer({ copies: [away] })).round();
      expect([await waits(list), await keysLeft(patient)]).toEqual(['copy-of-keyring', 2]);
      // One that breaks off in the middle has happened: what is missing is done later.
      await (await destroyer({ copies: [{ ...away, standing: () => keyring.standing() }] })).round();
      expect([await stateOf(list), await keysLeft(patient), (await destroyedEvents(patient)).length]).toEqual(['destroying', 0, 0]);
      await (await destroyer({ copies: [copy] })).round();
      expect([await stateOf(list), copied]).toEqual(['destroyed', expect.arrayContaining([patient])]);
    }, 60_000);

    it.each([
      ['a day ahead', 24],
      ['a hundred years ahead', 876_600],
      ['a day behind', -24],
    ])(
      'waits while the clock of the process is %s of the others',
      async (_, hours) => {
        const [patient] = (await destructions.due(1)) as [string];
        const list = await begun([patient]);
        await (await destroyer({ now: () => new Date(Date.now() + hours * 3_600_000) })).round();
        expect([await stateOf(list), await keysLeft(patient)]).not.toEqual(['destroyed', 0]);
        expect(await keysLeft(patient)).toBe(2);
      },
      60_000,
    );

    it('waits while the clock of the log is of another time than all clocks here', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      const owner = suite.pool(suite.database.ownerUrl);
      await owner.query(`UPDATE retention.shard_heads SET heard_at = heard_at - interval '2 years' WHERE service <> 'retention'`);
      await (await destroyer()).round();
      expect([await waits(list), await keysLeft(patient)]).toEqual(['clock-of-the-log', 2]);
      await owner.query(`UPDATE retention.shard_heads SET heard_at = heard_at + interval '2 years' WHERE service <> 'retention'`);
      await (await destroyer()).round();
      expect(await stateOf(list)).toBe('destroyed');
    }, 60_000);

    it('a hold that is being placed while it is checked holds, and one that comes after the check waits for the act', async () => {
      const [first, second] = (await destructions.due(2)) as [string, string];
      const lists = [await begun([first]), await begun([second])] as const;
      const placing = await holding(worker, async (tx) => {
        await withDestructionLock(tx, 'home');
        const statement = { id: randomUUID(), type: 'hold.placed', data: { scope: { patientIds: [first] }, reason: 'Claim' }, occurredAt: '2026-03-01T08:00:00Z', actor: 'o', role: 'retention-officer', correlationId: randomUUID() }; // prettier-ignore
        await tx.query('INSERT INTO retention.holds (org, hold_id, statement, recorded) VALUES ($1, $2, $3, true)', ['home', statement.id, JSON.stringify(statement)]); // prettier-ignore
      });
      const round = (await destroyer()).round();
      await waitsFor(suite.pool(suite.database.ownerUrl));
      const key = await keyLocked(second);
      await placing.release();
      await waitsFor(keys);
      let placed = false;
      const late = omar.decide('holds', { scope: { patientIds: [second] }, reason: 'Claim' }).then((answer) => ((placed = true), answer));
      await waitsFor(suite.pool(suite.database.ownerUrl));
      expect(placed).toBe(false);
      await key.release();
      await round;
      await late;
      expect([await stateOf(lists[0]), await stateOf(lists[1])]).toEqual(['left', 'destroyed']);
      expect([await keysLeft(first), await keysLeft(second)]).toEqual([2, 0]);
    }, 60_000);

    it('happens once, though two processes destroy and two officers begin at once', async () => {
      const patients = await destructions.due(4);
      const { body } = await ruth.decide('destructions', { patientIds: patients });
      const { destructionId, digest } = body as unknown as ShownDestruction;
      const approvals = await Promise.all([
        ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' }),
        ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' }),
      ]);
      expect(approvals.map(({ status }) => status)).toEqual([200, 200]);
      expect((await ruth.show(destructionId)).missing).toEqual({ people: 1, roles: [] });
      await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
      await Promise.all([ruth, omar].map((officer) => officer.decide(`destructions/${destructionId}/begin`, { digest })));
      await Promise.all([(await destroyer()).round(), (await destroyer()).round()]);
      expect((await ruth.show(destructionId)).items.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'destroyed'));
      for (const patient of patients) expect(await destroyedEvents(patient)).toHaveLength(1);
      const begunEvents = (await destructions.store.readShard('home', 0, 0, 100_000)).filter(
        ({ header }) => header.type === 'destruction.begun',
      );
      const opened = (await openEvents(begunEvents, await suite.keyringOf('keyring_retention'), upcastRetention)) as OpenedEvent[];
      expect(opened.filter(({ data }) => (data as { destructionId: string }).destructionId === destructionId)).toHaveLength(1);
    }, 60_000);
  });
});
