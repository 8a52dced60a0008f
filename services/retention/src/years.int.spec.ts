import { randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import { upcastRetention, type Rule } from '@everchart/contracts-retention';
import { shardOf } from '@everchart/event-store';
import { KeyDestroyedError } from '@everchart/keyring';
import { withTransaction, type Pool, type Transaction } from '@everchart/postgres';
import { openEvents, sealEvent, type OpenedEvent } from '@everchart/sealed-events';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { DestructionSuite, type Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';
import { KeyringReconciler } from './application/keyring.reconciler.js';
import type { CertificateDocument } from './domain/certificate.js';
import { DestructionMetrics } from './infrastructure/metrics.js';

const accessRule: Rule = {
  ruleId: 'log',
  version: 1,
  title: 'Log of accesses',
  recordKinds: ['access-log'],
  binding: 'law',
  acts: ['destroy'],
  source: { citation: 'test', basis: 'primary' },
  verified: true,
  minimum: { term: { after: 'log-line', period: 'P3Y' } },
};

interface Due {
  records: { retentionClass: string; status: string }[];
}

/** As the owner of tables that show one organisation only. */
function ofHome<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return withTransaction(pool, async (tx) => {
    await tx.query(`SELECT set_config('app.org', 'home', true)`);
    return work(tx);
  });
}

describe('accesses of a year', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  const own = organisationStream('home');
  const past = [2018, 2019, 2020].map((year) => `access-${year}`) as [string, string, string];
  const thisYear = `access-${new Date().getUTCFullYear()}`;
  let ruth: Officer;
  let omar: Officer;
  let keys: Pool;
  let worker: Pool;
  let owner: Pool;
  /** Of each past year one at whose record someone looked in that year only. */
  const lookedAt = new Map<string, string>();

  /** Something on the topic of accesses whose key is of that year, and a patient with a key of it. */
  const lineOf = async (retentionclass: string): Promise<string> => {
    const keyring = await suite.keyringOf('keyring_access_writer');
    const patient = randomUUID();
    const key = (await keyring.keysForSealing('home', retentionclass, [own, patient])).get(own)!;
    const { store } = suite.access;
    const data = {
      destroyedBy: randomUUID(),
      holder: 'ingest',
      retentionClasses: ['clinical'],
      rows: 1,
      deletedAt: new Date().toISOString(),
    };
    const shard = shardOf(own, await store.shardsOf('home'));
    const draft = { id: randomUUID(), org: 'home', subject: own, type: 'copies.deleted', schemaVersion: 1, data, source: await store.source(), shard, occurredat: data.deletedAt, actor: 'ingest', actorrole: 'service', retentionclass, correlationid: randomUUID() }; // prettier-ignore
    await store.append('home', [{ ...sealEvent(draft, key), expected: { kind: 'any' } }]);
    await suite.access.carry();
    return patient;
  };
  const keysLeft = (name: string): Promise<number> =>
    ofHome(keys, async (tx) => (await tx.query('SELECT FROM keyring.data_keys WHERE retention_class = $1 AND wrapped IS NOT NULL', [name])).rowCount!); // prettier-ignore
  const dated = async (name: string): Promise<boolean> =>
    ((await ruth.call('GET', 'due-dates?limit=500')).body as unknown as Due).records.some(
      ({ retentionClass, status }) => retentionClass === name && status === 'due-on',
    );
  const propose = (data: object) => ruth.decide('destructions', data);
  const begin = async ({ destructionId, digest }: ShownDestruction) => {
    await ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' });
    await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
    return ruth.decide(`destructions/${destructionId}/begin`, { digest });
  };
  const ended = ({ destructionId }: ShownDestruction, state: string) =>
    until(async () => (await ruth.show(destructionId)).items.every((item) => item.state === state), { what: state, timeoutMs: 60_000 });

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({
      ROLES: 'api,sequencer,relay,destroyer',
      DESTRUCTION_QUIET_DAYS: '0',
      DESTRUCTION_HOLDERS: 'retention',
    });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    await destructions.adopt([accessRule], 2);
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
    keys = suite.pool(suite.keyringOwnerUrl);
    owner = suite.pool(suite.database.ownerUrl);
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    for (const name of past) {
      lookedAt.set(name, await lineOf(name));
      await until(() => dated(name), { what: 'the date of the year', timeoutMs: 60_000 });
    }
    await destructions.current();
  }, 120_000);
  afterAll(() => suite.close());

  it('is destroyed as a whole when two people have approved it, with a certificate, and no other year is', async () => {
    const [first, second] = past;
    const keptYears = () =>
      ofHome(owner, async (tx) => (await tx.query<{ year: number }>('SELECT year FROM access_log.organisation_keys WHERE year < 2020 ORDER BY year')).rows.map(({ year }) => year)); // prettier-ignore
    await ofHome(owner, (tx) =>
      tx.query(
        `INSERT INTO access_log.organisation_keys (org, year, key_id, kek_id, wrapped)
         SELECT 'home', year, gen_random_uuid(), 'kek', 'x' FROM unnest('{2018,2019}'::integer[]) AS y (year)`,
      ),
    );
    for (const data of [{ retentionClasses: [thisYear] }, { retentionClasses: ['access-1999'] }])
      expect((await propose(data)).status).toBe(409);
    expect((await propose({ retentionClasses: ['clinical'] })).status).toBe(422);
    const { status, body } = await propose({ retentionClasses: [first] });
    const list = body as unknown as ShownDestruction;
    expect([status, list]).toMatchObject([
      201,
      { items: [{ retentionClasses: [first], dueOn: '2022-01-01', state: 'listed' }], changed: [] },
    ]);
    expect(await keysLeft(first)).toBe(2);
    expect(await begin(list)).toMatchObject({ status: 200 });
    await ended(list, 'destroyed');
    expect([await keysLeft(first), await keysLeft(second)]).toEqual([0, 2]);
    await expect((await suite.keyringOf('keyring_access_writer')).keysForSealing('home', first, [randomUUID()])).rejects.toBeInstanceOf(KeyDestroyedError); // prettier-ignore
    const events = (await destructions.store.readShard('home', 0, 0, 100_000)).filter(
      ({ header }) => header.type === 'retention.destroyed',
    );
    const [opened] = (await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention)) as OpenedEvent[];
    expect([events[0]!.header.subject, opened!.data]).toMatchObject([
      own,
      {
        retentionClasses: [first],
        keys: [],
        classKeys: { count: 2 },
        scope: { from: '2018-01-01', to: '2018-12-31' },
        rule: { ruleId: 'log' },
      },
    ]);
    const certificates = async () => (await ruth.call('GET', 'certificates')).body.certificates as CertificateDocument[];
    await until(async () => (await certificates()).length === 1, { what: 'the certificate', timeoutMs: 60_000 });
    const [certificate] = await certificates();
    expect(certificate).toMatchObject({
      scope: { retentionClasses: [first] },
      classKeys: { count: 2 },
      holders: [{ holder: 'retention' }],
    });
    expect(certificate!.patientId).toBeUndefined();
    expect([await keptYears(), await dated(first)]).toEqual([[2019], false]);
    expect(await propose({ retentionClasses: [first] })).toMatchObject({ status: 409, body: { code: 'not-to-be-destroyed' } });
  }, 120_000);

  it('is kept by a hold on anybody in that year, and by a request for access of a person who was looked at in it', async () => {
    const [, name, other] = past;
    const patient = randomUUID();
    const { body } = await omar.decide('holds', {
      scope: { patientIds: [patient], from: '2019-05-01', to: '2019-05-31' },
      reason: 'Claim',
    });
    const faults = async () => ((await propose({ retentionClasses: [name] })).body as { faults?: { message: string }[] }).faults;
    expect(await faults()).toMatchObject([{ pointer: `/classes/${name}`, message: 'hold' }]);
    // A hold is on no other year; without names, what can be destroyed is listed.
    const { body: listed } = await propose({});
    expect(
      (listed as unknown as { items: { retentionClasses: string[] }[] }).items.map(({ retentionClasses }) => retentionClasses),
    ).toEqual([[other]]);
    const list = listed as unknown as ShownDestruction;
    await omar.decide('holds', { scope: { actors: ['nurse-anna'] }, reason: 'Inquiry' }).then(({ body: { holdId } }) => omar.decide(`holds/${String(holdId)}/lift`, { reason: 'Closed' })); // prettier-ignore
    expect(await begin(list)).toMatchObject({ status: 200 });
    await ended(list, 'destroyed');
    await omar.decide(`holds/${String(body.holdId)}/lift`, { reason: 'Settled' });
    const [looked, partner] = [lookedAt.get(name)!, randomUUID()];
    const receive = (kind: string, subject: string) =>
      destructions.state('request.received', { kind, receivedOn: '2026-11-01', answerBy: '2026-12-01', by: 'person' }, subject);
    // Nothing of the year is in these answers. While a request is on record and not known here, nothing is listed.
    await receive('access', lookedAt.get(other)!);
    await receive('access', partner);
    await receive('portability', looked);
    await receive('erasure', looked);
    await until(async () => (await propose({ retentionClasses: [name] })).status === 201, { what: 'the list', timeoutMs: 30_000 });
    // Now it is a request of the same person.
    await suite.recordPatient(partner, [
      ['patient.registered', { identifiers: [], gender: 'female' }],
      ['patient.merged', { link: 'replaces', otherPatientId: looked }],
    ]);
    await until(async () => (await faults())?.[0]?.message === 'request', { what: 'the request', timeoutMs: 30_000 });
  }, 180_000);

  it('that an older keyring brings back is destroyed again, all of it', async () => {
    const [first] = past;
    await ofHome(keys, async (tx) => {
      await tx.query('ALTER TABLE keyring.data_keys DISABLE TRIGGER USER');
      await tx.query(`UPDATE keyring.data_keys SET wrapped = 'x', kek_id = 'kek', destroyed_at = NULL, fingerprint = NULL WHERE retention_class = $1 AND key_id IS NOT NULL`, [first]); // prettier-ignore
      await tx.query('DELETE FROM keyring.destroyed_classes WHERE retention_class = $1', [first]);
      await tx.query('ALTER TABLE keyring.data_keys ENABLE ALWAYS TRIGGER destroyed_for_ever, ENABLE ALWAYS TRIGGER never_removed');
    });
    expect(await keysLeft(first)).toBe(2);
    const keyring = await suite.keyringOf('keyring_destroyer');
    const logger = { warn: () => undefined, error: () => undefined, info: () => undefined };
    await new KeyringReconciler({ pool: worker, store: destructions.store, keyrings: [keyring], metrics: new DestructionMetrics(new Registry()), logger }).round(); // prettier-ignore
    expect(await keysLeft(first)).toBe(0);
    await expect((await suite.keyringOf('keyring_access_writer')).keysForSealing('home', first, [randomUUID()])).rejects.toBeInstanceOf(KeyDestroyedError); // prettier-ignore
  }, 60_000);
});
