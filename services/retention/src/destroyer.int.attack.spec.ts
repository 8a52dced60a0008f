import { randomUUID } from 'node:crypto';
import type { RetentionEventData } from '@everchart/contracts-retention';
import { parseSource } from '@everchart/envelope';
import type { Keyring } from '@everchart/keyring';
import { withTransaction, type Pool } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { DestructionSuite, type Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';
import { Destroyer, type DestroyerOptions } from './application/destroyer.js';
import { decisionId } from './application/destructions.js';
import { clinicalConsumer } from './application/organisation-directory.js';
import { DestructionMetrics } from './infrastructure/metrics.js';

describe('nothing is destroyed', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  let ruth: Officer;
  let omar: Officer;
  let owner: Pool;
  let keys: Pool;
  let keyring: Keyring;

  const destroyer = (more: Partial<DestroyerOptions> = {}): Destroyer =>
    new Destroyer({
      pool: suite.pool(suite.config().DATABASE_WORKER_URL),
      recorder: destructions.recorder,
      keyring,
      copies: [],
      holders: ['retention'],
      quietDays: 0,
      metrics: new DestructionMetrics(new Registry()),
      logger: { warn: () => undefined, info: () => undefined },
      ...more,
    });
  const approved = async (patientIds: readonly string[]): Promise<ShownDestruction> => {
    // What a test before this one has put on record may still be on its way.
    let answer = await ruth.decide('destructions', { patientIds });
    await until(async () => answer.status !== 503 || (answer = await ruth.decide('destructions', { patientIds })).status !== 503, { what: 'the list' }); // prettier-ignore
    const list = answer.body as unknown as ShownDestruction;
    const { destructionId, digest } = list;
    await ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' });
    await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
    return list;
  };
  const begin = ({ destructionId, digest }: ShownDestruction) => ruth.decide(`destructions/${destructionId}/begin`, { digest });
  const begun = async (patientIds: readonly string[]): Promise<ShownDestruction> => {
    const list = await approved(patientIds);
    expect((await begin(list)).body).toMatchObject({ state: 'begun' });
    return list;
  };
  const itemsOf = async ({ destructionId }: ShownDestruction) =>
    (await ruth.show(destructionId)).items.map(({ state, reason, waitsFor }) => [state, reason ?? waitsFor]);
  const keysLeft = async (patient: string): Promise<number> =>
    (await keys.query(`SELECT FROM keyring.data_keys WHERE subject = $1 AND wrapped IS NOT NULL AND retention_class IN ('clinical', 'retention-facts')`, [patient])).rowCount!; // prettier-ignore
  const record = <Type extends 'destruction.left' | 'destruction.rejected'>(id: string, type: Type, data: RetentionEventData[Type]) =>
    destructions.recorder.record('home', [{ id, type, data, occurredAt: new Date().toISOString(), actor: 'retention', role: 'system', correlationId: id }]); // prettier-ignore
  /** No event comes from the stream while it works: its process was killed before it had noted what it recorded. */
  const whileNothingComes = (work: () => Promise<void>): Promise<void> =>
    withTransaction(owner, async (tx) => {
      await tx.query('LOCK TABLE stream_consumer.checkpoints, stream_consumer.shard_progress IN EXCLUSIVE MODE');
      await work();
    });

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay', DESTRUCTION_QUIET_DAYS: '0' });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
    owner = suite.pool(suite.database.ownerUrl);
    keys = suite.pool(suite.keyringOwnerUrl);
    keyring = await suite.keyringOf('keyring_destroyer');
    await destructions.current();
  });
  afterAll(() => suite.close());

  it('of a record whose stream is stopped: entries of it may wait. Others are', async () => {
    const [stopped, other] = (await destructions.due(2)) as [string, string];
    const list = await begun([stopped, other]);
    await owner.query(`INSERT INTO stream_consumer.stopped_streams (org, consumer, store_id, stream, reason, code) VALUES ('home', $1, '', $2, 'poison', 'test')`, [clinicalConsumer, stopped]); // prettier-ignore
    await destroyer().round();
    expect(await itemsOf(list)).toEqual([['listed', 'records-stopped'], ['destroyed', null]]); // prettier-ignore
    expect([await keysLeft(stopped), await keysLeft(other)]).toEqual([2, 0]);
    await owner.query('DELETE FROM stream_consumer.stopped_streams WHERE stream = $1', [stopped]);
    await destroyer().round();
    expect(await itemsOf(list)).toEqual([['destroyed', null], ['destroyed', null]]); // prettier-ignore
  }, 120_000);

  it('while its source has stated more than has come: a record may have been opened again', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const list = await begun([patient]);
    const { storeId, epoch } = parseSource(await suite.clinical.store.source());
    const [last] = (await suite.clinical.store.readShard('home', 0, 0, 100_000)).slice(-1);
    await owner.query(
      `INSERT INTO retention.source_heads (org, store_id, epoch, shard, position, chain, entry_index, heard_at)
       VALUES ('home', $1, $2, 0, $3, $4, 0, now() - interval '2 minutes')`,
      [storeId, epoch, last!.header.position + 3, Buffer.alloc(32)],
    );
    await destroyer().round();
    expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['listed', 'records-behind']], 2]);
    // Three entries of another one.
    await destructions.due(1);
    await destroyer().round();
    expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['destroyed', null]], 0]);
  }, 120_000);

  it('of what is on record as left, though that is not noted', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const list = await begun([patient]);
    const { destructionId } = list;
    await whileNothingComes(async () => {
      const id = decisionId('home', destructionId, `left ${patient} hold`);
      await record(id, 'destruction.left', { destructionId, patientId: patient, reason: 'hold' });
      await destroyer().round();
      expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['left', 'hold']], 2]);
    });
  }, 120_000);

  it('of a list that is on record as rejected, though that is not noted', async () => {
    const list = await approved(await destructions.due(1));
    const { destructionId } = list;
    await whileNothingComes(async () => {
      await record(randomUUID(), 'destruction.rejected', { destructionId, reason: 'In a study' });
      expect(await begin(list)).toMatchObject({ status: 503, body: { code: 'rejections-not-known' } });
    });
    await until(async () => (await ruth.show(destructionId)).state === 'rejected', { what: 'the rejection' });
    expect(await begin(list)).toMatchObject({ status: 409, body: { code: 'destruction-ended' } });
  }, 120_000);

  it.each([
    ['request.received', 'holds-behind', { kind: 'access', receivedOn: '2026-03-01', answerBy: '2026-04-01' }],
    ['fact.stated', 'rules-behind', { fact: { circumstance: 'litigation' }, reason: 'Served on us' }],
  ] as const)(
    'of a record of which %s is on record and not known here yet',
    async (type, waitsFor, data) => {
      const [patient] = (await destructions.due(1)) as [string];
      const list = await begun([patient]);
      await whileNothingComes(async () => {
        await destructions.state(type, data, patient);
        await destroyer().round();
        expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['listed', waitsFor]], 2]);
      });
    },
    120_000,
  );

  it('of a person one of whose records is kept', async () => {
    const [one, other] = (await destructions.due(2)) as [string, string];
    const merged = (link: string, otherPatientId: string) =>
      [['patient.merged', { link, otherPatientId }, { occurredat: '2015-04-02T11:00:00+02:00' }]] as const;
    await suite.recordPatient(one, merged('replaced-by', other));
    await suite.recordPatient(other, merged('replaces', one));
    const isKnown = async (): Promise<boolean> => (await owner.query(`SELECT FROM retention.records WHERE subject = ANY ($1) AND stream_version = 4`, [[one, other]])).rowCount === 2; // prettier-ignore
    await until(isKnown, { what: 'the merge' });
    await destructions.settled([one, other]);
    const list = await begun([one, other]);
    await suite.recordPatient(other, [['note.written', { text: 'A letter came', category: 'general' }, { occurredat: '2015-04-02T08:00:00+02:00' }]]); // prettier-ignore
    await until(async () => (await owner.query('SELECT FROM retention.records WHERE subject = $1 AND stream_version = 5', [other])).rowCount === 1, { what: 'the entry' }); // prettier-ignore
    await destructions.settled([one, other]);
    await destroyer().round();
    expect(await itemsOf(list)).toEqual([['left', 'merged'], ['left', 'entry']]); // prettier-ignore
    expect([await keysLeft(one), await keysLeft(other)]).toEqual([2, 2]);
  }, 120_000);

  it('twice: a list of which nothing was destroyed does not record what another list has', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const lists = [await begun([patient]), await begun([patient])] as const;
    const away = { destroyedOf: keyring.destroyedOf.bind(keyring), classesOf: keyring.classesOf.bind(keyring), standing: () => keyring.standing(), destroy: () => Promise.reject(new Error('away')), destroyClass: () => Promise.reject(new Error('away')) }; // prettier-ignore
    await destroyer({ keyring: away }).round();
    expect([await itemsOf(lists[0]), await itemsOf(lists[1])]).toEqual([[['destroying', 'failed']], [['destroying', 'failed']]]);
    await destroyer().round();
    const states = [...(await itemsOf(lists[0])), ...(await itemsOf(lists[1]))];
    expect(new Set(states.map((each) => each.join()))).toEqual(new Set(['destroyed,', 'left,destroyed']));
    const events = await destructions.store.readShard('home', 0, 0, 100_000);
    expect(events.filter(({ header }) => header.type === 'retention.destroyed' && header.subject === patient)).toHaveLength(1);
  }, 120_000);

  it('by a process that was paused after its checks: its lock has ended, and a hold may have come', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const list = await begun([patient]);
    const checkedBefore = async () => ({ served: true, now: new Date((await keyring.standing()).now.getTime() - 45_000) });
    const paused = { destroyedOf: keyring.destroyedOf.bind(keyring), classesOf: keyring.classesOf.bind(keyring), standing: checkedBefore, destroy: keyring.destroy.bind(keyring), destroyClass: keyring.destroyClass.bind(keyring) }; // prettier-ignore
    await destroyer({ keyring: paused }).round();
    expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['destroying', '55000']], 2]);
    await destroyer().round();
    expect([await itemsOf(list), await keysLeft(patient)]).toEqual([[['destroyed', null]], 0]);
  }, 120_000);

  it('of a list that names a record twice: it is listed once', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    const { status, body } = await ruth.decide('destructions', { patientIds: [patient, patient] });
    expect([status, (body as unknown as ShownDestruction).items]).toMatchObject([201, [{ patientId: patient }]]);
    expect((body as unknown as ShownDestruction).items).toHaveLength(1);
  }, 60_000);
});
