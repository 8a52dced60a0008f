import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AccessLog, AccessMetrics, type AccessToRecord } from '@everchart/access-log';
import { createRegistry } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import type { RunningService } from '@everchart/service-kit';
import { until } from '@everchart/testing';
import { fetchLog, verifyLogDirectory, type VerificationReport } from '@everchart/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Auditor, RetentionSuite, type Source } from '../test/retention-suite.js';

/** What the owner of a database of accesses can do before they are published, and how a receipt shows it. */
describe('an access that was answered', () => {
  const suite = new RetentionSuite();
  let owner: Pool;
  let service: RunningService;
  let auditor: Auditor;
  let log: AccessLog;
  let timeline: Source;
  const organisation = { keyId: randomUUID(), key: randomBytes(32) };

  beforeAll(async () => {
    await suite.start();
    owner = suite.pool(suite.access.database.ownerUrl);
    service = await suite.startService();
    auditor = new Auditor(service.url, await suite.token());
    timeline = suite.access;
    startProcess();
  });
  afterAll(() => suite.close());

  /** One that lives on finds at its next access that the database was set back (`EventStoreHeldError`). */
  const startProcess = (): void => {
    timeline = suite.reopened(timeline);
    log = new AccessLog({
      store: timeline.store,
      keys: { keysFor: () => Promise.resolve({ organisation, bySubject: new Map() }) },
      metrics: new AccessMetrics(createRegistry('test')),
      service: 'patient-timeline',
    });
  };
  const access = (): AccessToRecord => ({
    operation: 'summary.read',
    outcome: 'granted',
    status: 200,
    purpose: 'TREAT',
    actor: 'nurse-benedikt',
    role: 'nurse',
    correlationId: randomUUID(),
    patient: randomUUID(),
    patientKnown: true,
  });
  const read = async (): Promise<string> => (await log.record('home', access())).receipt!;
  const judge = (receipt: string) => auditor.json<{ verdict: string; event: { id: string; index: number } | null }>(`/proofs/access?receipt=${receipt}`); // prettier-ignore
  const entries = (count: number) =>
    until(async () => (await auditor.completeness()).checkpoint?.size === count, { what: `a log of ${count}`, timeoutMs: 30_000 });
  const offline = async (...receipts: string[]): Promise<VerificationReport> => {
    const directory = join(suite.directory, 'home');
    await fetchLog({ url: auditor.url, org: 'home', token: auditor.token, directory });
    return verifyLogDirectory({ directory, verifierKey: await auditor.text('/log-key'), receipts });
  };
  it('is proved by its receipt, alone and among others', async () => {
    const alone = await read();
    expect(await judge(alone)).toMatchObject({ verdict: 'awaited', event: null });
    const together = await Promise.all(Array.from({ length: 7 }, read));
    await timeline.carry();
    await entries(2);
    const judged = await Promise.all([alone, ...together].map(judge));
    expect(judged.map(({ verdict, event }) => [verdict, event!.index])).toEqual([['included', 0], ...together.map(() => ['included', 1])]);
    expect((await auditor.get(`/proofs/inclusion?event=${judged[3]!.event!.id}`)).status).toBe(200);
    expect(await offline(alone, ...together)).toMatchObject({ faults: [], receipts: { included: 8, awaited: [] } });
  }, 60_000);

  it('and removed before it was published, is access-missing while nothing, and access-differs when something, is in its place', async () => {
    const receipt = await read();
    await suite.removeNewest(timeline);
    expect(await judge(receipt)).toMatchObject({ verdict: 'awaited' });
    startProcess();
    const instead = await read();
    await timeline.carry();
    await entries(3);
    expect(await judge(instead)).toMatchObject({ verdict: 'included' });
    expect(await judge(receipt)).toMatchObject({ verdict: 'differs' });
    const { faults, receipts } = await offline(receipt, instead);
    expect(faults).toEqual([expect.stringMatching(/^receipt 1: access-differs: another event stands at position 3 of .{8}\/1 shard 0, /)]);
    expect(receipts.included).toBe(1);
    // The log and the store are whole by themselves.
    expect((await offline()).faults).toEqual([]);
    expect(await auditor.completeness()).toMatchObject({ complete: true });
    expect(await timeline.store.verifyShard('home', 0)).toMatchObject({ ok: true });
  }, 60_000);

  it('and lost by a restore, is access-missing', async () => {
    const receipt = await read();
    await suite.removeNewest(timeline);
    await owner.query('SELECT event_store.raise_epoch()');
    startProcess();
    await timeline.record([randomUUID()]);
    await entries(4);
    expect(await judge(receipt)).toMatchObject({ verdict: 'missing' });
    expect((await offline(receipt)).faults).toEqual([expect.stringMatching(/^receipt 1: access-missing: position 4 of .{8}\/1 shard 0, /)]);
  }, 60_000);

  it('is not judged by what is no receipt, or another one', async () => {
    for (const text of ['x', Buffer.from('[1,"s",1,"home",[[0,1]]]').toString('base64url')])
      expect((await auditor.get(`/proofs/access?receipt=${text}`)).status).toBe(400);
    const elsewhere = new Auditor(service.url, await suite.token({ org: 'other' }), 'other');
    expect((await elsewhere.get(`/proofs/access?receipt=${await read()}`)).status).toBe(400);
    expect((await offline('nonsense')).faults).toEqual(['receipt 1: the receipt cannot be read']);
  });
});
