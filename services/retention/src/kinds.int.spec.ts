import { randomUUID } from 'node:crypto';
import { upcastRetention, type Rule } from '@everchart/contracts-retention';
import type { Pool } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DestructionSuite, type Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';
import type { CertificateDocument } from './domain/certificate.js';

const base = { version: 1, recordKinds: ['patient-record'], jurisdiction: 'DE', binding: 'law', acts: ['destroy'], source: { citation: 'test', basis: 'primary' }, verified: true } as const; // prettier-ignore
const thirtyYears = { ...base, ruleId: 'thirty-years', title: 'Records', minimum: { term: { after: 'discharge', period: 'P30Y' } } } as unknown as Rule; // prettier-ignore
const fiveYears = { ...base, ruleId: 'five-years', title: 'Results', alone: ['observations'], minimum: { term: { after: 'discharge', period: 'P5Y' } } } as unknown as Rule; // prettier-ignore

describe('a kind of entries that a rule has destroyed alone', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  const inKind = { occurredat: '2015-02-01T09:00:00+01:00', retentionclass: 'observations' };
  let ruth: Officer;
  let omar: Officer;
  let keys: Pool;
  let worker: Pool;

  const observation = ['observation.recorded', { code: { text: 'Body weight' } }, inKind] as const;
  const dueOf = async (patient: string, kind?: string) =>
    (await ruth.call('GET', `patients/${patient}/due-date${kind === undefined ? '' : `?kind=${kind}`}`)) as unknown as { status: number; body: { due: { status: string; dueOn?: string; rule: { ruleId: string } }; words: unknown } }; // prettier-ignore
  const dated = (patient: string) =>
    until(async () => (await dueOf(patient, 'observations')).status === 200 && (await worker.query('SELECT FROM retention.records WHERE subject = $1 AND changed_at IS NULL', [patient])).rowCount === 1, { what: 'the date', timeoutMs: 60_000 }); // prettier-ignore
  const patientWith = async (): Promise<string> => {
    const patient = randomUUID();
    await destructions.record(patient);
    await suite.recordPatient(patient, [observation, observation]);
    await dated(patient);
    return patient;
  };
  const propose = async (patientId: string): Promise<ShownDestruction> => {
    const { status, body } = await ruth.decide('destructions', { kinds: [{ patientId, retentionClass: 'observations' }] });
    expect([status, body]).toMatchObject([201, { items: [{ patientId, retentionClasses: ['observations'], dueOn: '2020-04-03' }] }]);
    return body as unknown as ShownDestruction;
  };
  const refusal = async (patientId: string) =>
    ((await ruth.decide('destructions', { kinds: [{ patientId, retentionClass: 'observations' }] })).body as { faults?: object[] }).faults;
  const begin = async ({ destructionId, digest }: ShownDestruction) => {
    await ruth.decide(`destructions/${destructionId}/approvals`, { digest, as: 'retention-officer' });
    await omar.decide(`destructions/${destructionId}/approvals`, { digest, as: 'data-protection-officer' });
    expect(await ruth.decide(`destructions/${destructionId}/begin`, { digest })).toMatchObject({ status: 200 });
  };
  const becomes = ({ destructionId }: ShownDestruction, state: string) =>
    until(async () => (await ruth.show(destructionId)).items.every((item) => item.state === state), { what: state, timeoutMs: 60_000 });
  const classesLeft = async (patient: string): Promise<string[]> =>
    (await keys.query<{ name: string }>(`SELECT retention_class AS name FROM keyring.data_keys WHERE subject = $1 AND wrapped IS NOT NULL AND retention_class IN ('clinical', 'retention-facts', 'observations') ORDER BY 1`, [patient])).rows.map(({ name }) => name); // prettier-ignore
  const eventsOf = async (type: string, patient: string) => {
    const found = (await destructions.store.readShard('home', 0, 0, 100_000)).filter(({ header }) => header.type === type && header.subject === patient); // prettier-ignore
    return ((await openEvents(found, await suite.keyringOf('keyring_retention'), upcastRetention)) as OpenedEvent[]).map(
      ({ data }) => data,
    );
  };

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay,destroyer', DESTRUCTION_QUIET_DAYS: '0', DESTRUCTION_HOLDERS: 'retention' }); // prettier-ignore
    const url = `http://127.0.0.1:${service.port}`;
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    keys = suite.pool(suite.keyringOwnerUrl);
    await destructions.start();
    await destructions.adopt([thirtyYears, fiveYears], 2);
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
    await destructions.current();
  }, 120_000);
  afterAll(() => suite.close());

  it('has a date of its own, is listed, approved and destroyed by its class, with a certificate, and the record is kept', async () => {
    const patient = await patientWith();
    expect((await dueOf(patient)).body.due).toMatchObject({ dueOn: '2045-04-03', rule: { ruleId: 'thirty-years' } });
    expect((await dueOf(patient, 'observations')).body.due).toMatchObject({ dueOn: '2020-04-03', rule: { ruleId: 'five-years' } });
    expect((await dueOf(patient, 'documents')).status).toBe(404);
    const { body } = await ruth.call('GET', 'due-dates?before=2030-01-01');
    expect(body.records).toContainEqual(expect.objectContaining({ patientId: patient, retentionClass: 'observations' }));
    expect(await ruth.decide('destructions', { patientIds: [patient] })).toMatchObject({ status: 409, body: { faults: [{ message: 'due-date' }] } }); // prettier-ignore
    const list = await propose(patient);
    await begin(list);
    await becomes(list, 'destroyed');
    expect(await classesLeft(patient)).toEqual(['clinical', 'retention-facts']);
    expect(await eventsOf('retention.destroyed', patient)).toMatchObject([
      { retentionClasses: ['observations'], keys: [{ retentionClass: 'observations' }], rule: { ruleId: 'five-years' }, inputs: [{ trigger: 'discharge' }] },
    ]); // prettier-ignore
    const certificates = async () => (await ruth.call('GET', 'certificates')).body.certificates as CertificateDocument[];
    await until(async () => (await certificates()).some((each) => each.patientId === patient), {
      what: 'the certificate',
      timeoutMs: 60_000,
    });
    const [certificate] = (await certificates()).filter((each) => each.patientId === patient);
    expect(certificate).toMatchObject({ scope: { retentionClasses: ['observations'] }, rule: { ruleId: 'five-years' } });
    const page = await fetch(`${ruth.url}/v1/orgs/home/certificates/${certificate!.certificateId}/page`, { headers: { authorization: `Bearer ${ruth.token}` } }); // prettier-ignore
    expect(await page.text()).toContain('keys of observations');

    // Its date is gone, that of the record is as it was, also when it is worked out again, and after what comes new.
    await until(async () => (await dueOf(patient, 'observations')).status === 404, { what: 'the end of the date', timeoutMs: 30_000 });
    await suite.recordPatient(patient, [
      ['observation.recorded', { code: { text: 'Body weight' } }, { occurredat: '2015-04-01T09:00:00+02:00' }],
    ]);
    await destructions.settled([patient]);
    expect((await dueOf(patient)).body.due).toMatchObject({ dueOn: '2045-04-03' });
    expect((await dueOf(patient, 'observations')).status).toBe(404);
    expect(await refusal(patient)).toMatchObject([{ pointer: `/kinds/${patient}/observations`, message: 'destroyed' }]);
  }, 180_000);

  it('is kept by a hold, a request for a copy, and an entry that comes after the list; what is left is named with its class', async () => {
    const [held, asked, entered] = [await patientWith(), await patientWith(), await patientWith()];
    const { body } = await omar.decide('holds', { scope: { patientIds: [held] }, reason: 'Claim' });
    expect(await refusal(held)).toMatchObject([{ pointer: `/kinds/${held}/observations`, message: 'hold' }]);
    await omar.decide(`holds/${String(body.holdId)}/lift`, { reason: 'Settled' });
    const receivedOn = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
    await omar.decide(`patients/${asked}/requests`, { kind: 'access', receivedOn, by: 'person' });
    expect(await refusal(asked)).toMatchObject([{ message: 'request' }]);
    const list = await propose(entered);
    await suite.recordPatient(entered, [observation]);
    await until(async () => (await ruth.show(list.destructionId)).changed.length > 0, { what: 'the entry', timeoutMs: 60_000 });
    const { changed } = await ruth.show(list.destructionId);
    expect(changed).toMatchObject([{ patientId: entered, retentionClass: 'observations', reason: 'entry' }]);
    expect(await ruth.decide('destructions', { kinds: [{ patientId: entered, retentionClass: 'notes' }] })).toMatchObject({ status: 422 });
  }, 180_000);

  it('goes with the record when that is due, whatever was destroyed of it before; and nothing comes back by events that come again', async () => {
    const [whole, before] = [await patientWith(), await patientWith()];
    const first = await propose(before);
    await begin(first);
    await becomes(first, 'destroyed');
    await destructions.adopt([{ ...thirtyYears, minimum: { term: { after: 'discharge', period: 'P1Y' } } }, fiveYears], 3);
    const isDue = async (patient: string): Promise<boolean> => (await dueOf(patient)).body.due.dueOn === '2016-04-03';
    for (const patient of [whole, before]) await until(() => isDue(patient), { what: 'the date', timeoutMs: 60_000 });
    await destructions.settled([whole, before]);
    const { body } = await ruth.decide('destructions', { patientIds: [whole, before] });
    await begin(body as unknown as ShownDestruction);
    await becomes(body as unknown as ShownDestruction, 'destroyed');
    expect([await classesLeft(whole), await classesLeft(before)]).toEqual([[], []]);
    const known = async (): Promise<number> => (await worker.query('SELECT FROM retention.records WHERE subject = ANY ($1::uuid[])', [[whole, before]])).rowCount!; // prettier-ignore
    await until(async () => (await known()) === 0, { what: 'the deletion', timeoutMs: 60_000 });
    expect((await ruth.show(first.destructionId)).items).toMatchObject([{ patientId: before, state: 'destroyed' }]);
  }, 180_000);

  it('that its rule does not have destroyed waits for the record, and is nothing that an officer has to do', async () => {
    await destructions.adopt([thirtyYears, { ...fiveYears, acts: ['archive'] }], 4);
    const patient = await patientWith();
    const archived = async (): Promise<boolean> =>
      ((await dueOf(patient, 'observations')).body.due as { acts?: string[] }).acts?.join() === 'archive';
    await until(archived, { what: 'the rule', timeoutMs: 60_000 });
    expect(await refusal(patient)).toMatchObject([{ message: 'due-date' }]);
    expect((await ruth.call('GET', 'due-dates?status=to-do')).body.records).toEqual([]);
  }, 120_000);
});
