import { upcastRetention } from '@everchart/contracts-retention';
import { withTransaction } from '@everchart/postgres';
import { openEvents, type OpenedEvent } from '@everchart/sealed-events';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DestructionSuite, Officer, type ShownDestruction } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';

describe('a destruction', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  let ruth: Officer;
  let omar: Officer;

  const propose = async (patientIds: readonly string[]): Promise<ShownDestruction> => {
    const { status, body } = await ruth.decide('destructions', { patientIds });
    expect([status, body]).toMatchObject([201, { state: 'proposed' }]);
    return body as unknown as ShownDestruction;
  };
  const approve = ({ destructionId, digest }: ShownDestruction, officer: Officer, as: string) =>
    officer.decide(`destructions/${destructionId}/approvals`, { digest, as });
  const approved = async (patientIds: readonly string[]): Promise<ShownDestruction> => {
    const list = await propose(patientIds);
    expect((await approve(list, ruth, 'retention-officer')).status).toBe(200);
    expect((await approve(list, omar, 'data-protection-officer')).status).toBe(200);
    return list;
  };
  const begin = ({ destructionId, digest }: ShownDestruction) => ruth.decide(`destructions/${destructionId}/begin`, { digest });
  const eventsOf = async (type: string): Promise<{ subject: string; data: Record<string, unknown> }[]> => {
    const events = (await destructions.store.readShard('home', 0, 0, 10_000)).filter(({ header }) => header.type === type);
    const opened = (await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention)) as OpenedEvent[];
    return opened.map(({ data }, at) => ({ subject: events[at]!.header.subject, data: data as Record<string, unknown> }));
  };
  const keyOf = async (patient: string): Promise<string> => {
    const { rows } = await suite
      .pool(suite.keyringOwnerUrl)
      .query<{ key_id: string }>(`SELECT key_id FROM keyring.data_keys WHERE subject = $1 AND retention_class = 'clinical'`, [patient]);
    return rows[0]!.key_id;
  };

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay,destroyer', DESTRUCTION_QUIET_DAYS: '0' });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
  });
  afterAll(() => suite.close());

  it('begins when two people have approved what they were shown, and ends with the keys', async () => {
    const patients = await destructions.due(2);
    const list = await propose(patients);
    expect(list).toMatchObject({ missing: { people: 2, roles: [] }, changed: [] });
    expect(await begin(list)).toMatchObject({ status: 409, body: { code: 'approvals-missing' } });
    for (let twice = 0; twice < 2; twice += 1)
      expect(await approve(list, ruth, 'retention-officer')).toMatchObject({ status: 200, body: { missing: { people: 1 } } });
    expect(await begin(list)).toMatchObject({ status: 409, body: { code: 'approvals-missing' } });
    expect(await approve({ ...list, digest: 'a'.repeat(64) }, omar, 'data-protection-officer')).toMatchObject({ status: 409, body: { code: 'digest-differs' } }); // prettier-ignore
    expect((await approve(list, omar, 'retention-officer')).status).toBe(422);
    await approve(list, omar, 'data-protection-officer');
    const keys = await Promise.all(patients.map(keyOf));
    expect(await begin(list)).toMatchObject({ status: 200, body: { state: 'begun' } });
    await until(async () => (await ruth.show(list.destructionId)).items.every(({ state }) => state === 'destroyed'), { what: 'the destruction', timeoutMs: 30_000 }); // prettier-ignore
    const reasons = await (await suite.keyringOf('keyring_reader')).keysOrReasons('home', keys);
    expect([...reasons.values()]).toEqual(['key-destroyed', 'key-destroyed']);
    const destroyed = (await eventsOf('retention.destroyed')).filter(({ subject }) => patients.includes(subject));
    expect(destroyed.map(({ data }) => data)).toMatchObject(
      keys.map((keyId) => ({
        destructionId: list.destructionId,
        checked: { holds: 0, requests: 0 },
        rule: { ruleId: 'one-year' },
        keys: [{ keyId, retentionClass: 'clinical' }, { retentionClass: 'retention-facts' }],
      })),
    );
    // Dates of the person are not in what stays.
    expect(JSON.stringify(destroyed)).not.toMatch(/1938-04|2015-04/);
    expect(await ruth.decide('destructions', { patientIds: patients })).toMatchObject({
      status: 409,
      body: { code: 'not-to-be-destroyed' },
    });
  }, 120_000);

  it('is not approved or begun when an entry, a hold or another rule has come since; a list that is rejected does not begin', async () => {
    const [entered, held, kept] = (await destructions.due(3)) as [string, string, string];
    const lists = await Promise.all([approved([entered]), approved([held]), propose([kept])]);
    await suite.recordPatient(entered, [['note.written', { text: 'A letter came', category: 'general' }, { occurredat: '2015-04-02T08:00:00+02:00' }]]); // prettier-ignore
    const { body } = await omar.decide('holds', { scope: { patientIds: [held] }, reason: 'Claim announced' });
    await until(async () => (await ruth.show(lists[0].destructionId)).changed.length > 0, { what: 'the entry' });
    expect(await begin(lists[0])).toMatchObject({ status: 409, body: { code: 'list-changed', faults: [{ message: 'entry' }] } });
    expect(await begin(lists[1])).toMatchObject({ status: 409, body: { code: 'list-changed', faults: [{ message: 'hold' }] } });
    await omar.decide(`holds/${String(body.holdId)}/lift`, { reason: 'Settled' });
    expect((await begin(lists[1])).status).toBe(200);
    const rejected = await omar.decide(`destructions/${lists[2].destructionId}/rejection`, { reason: 'In a study' });
    expect(rejected).toMatchObject({ status: 200, body: { state: 'rejected' } });
    expect(await approve(lists[2], ruth, 'retention-officer')).toMatchObject({ status: 409, body: { code: 'destruction-ended' } });
    // With the entry its date is worked out again.
    await destructions.settled([entered]);
    const again = await propose([entered]);
    expect(again.digest).not.toBe(lists[0].digest);
  }, 120_000);

  describe('that a person asks for', () => {
    const hold = async (patient: string): Promise<string> => {
      const { status, body } = await omar.decide('holds', { scope: { patientIds: [patient] }, reason: 'Claim announced' });
      expect(status).toBe(201);
      return String(body.holdId);
    };
    const ask = async (patient: string, kind: string): Promise<string> => {
      const receivedOn = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
      const { status, body } = await omar.decide(`patients/${patient}/requests`, { kind, receivedOn, by: 'person' });
      expect(status).toBe(201);
      return String(body.requestId);
    };
    const answer = (requestId: string, data: object) => omar.decide(`requests/${requestId}/answer`, { reason: 'Decided', ...data });
    const holdsOn = async (patient: string): Promise<string[]> =>
      ((await ruth.call('GET', `patients/${patient}/holds`)).body.holds as { holdId: string }[]).map(({ holdId }) => holdId);
    const refusal = async (patient: string): Promise<unknown> => {
      const { status, body } = await ruth.decide('destructions', { patientIds: [patient] });
      return [status, (body as { faults?: { message: string }[] }).faults?.map(({ message }) => message)];
    };
    const destroyed = async (list: ShownDestruction, patient: string) => {
      expect(await begin(list)).toMatchObject({ status: 200 });
      await until(async () => (await ruth.show(list.destructionId)).items[0]!.state === 'destroyed', { what: 'the destruction', timeoutMs: 30_000 }); // prettier-ignore
      return (await eventsOf('retention.destroyed')).find(({ subject }) => subject === patient)!.data;
    };

    it('waits for a hold that was there before: the request is received and refused, ends no hold, and is granted after it', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const held = await hold(patient);
      const first = await ask(patient, 'erasure');
      expect((await ruth.call('GET', `requests/${first}`)).body).toMatchObject({ assessment: { verdict: 'held', holdIds: [held] } });
      expect((await answer(first, { answer: 'granted' })).status).toBe(422);
      expect((await answer(first, { answer: 'refused', grounds: ['hold'] })).status).toBe(200);
      expect([await holdsOn(patient), await refusal(patient)]).toEqual([[held], [409, ['hold']]]);
      await omar.decide(`holds/${held}/lift`, { reason: 'Settled' });
      const second = await ask(patient, 'erasure');
      expect((await answer(second, { answer: 'granted' })).status).toBe(200);
      expect(await destroyed(await approved([patient]), patient)).toMatchObject({ requestId: second, checked: { holds: 0 } });
    }, 120_000);

    it('waits for a hold that comes when it was granted and approved: the hold is placed, and the request stays granted', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const request = await ask(patient, 'erasure');
      expect((await answer(request, { answer: 'granted' })).status).toBe(200);
      const list = await approved([patient]);
      const held = await hold(patient);
      expect(await begin(list)).toMatchObject({ status: 409, body: { code: 'list-changed', faults: [{ message: 'hold' }] } });
      expect([await holdsOn(patient), await refusal(patient)]).toEqual([[held], [409, ['hold']]]);
      expect((await ruth.call('GET', `requests/${request}`)).body).toMatchObject({ state: 'answered', answer: { answer: 'granted' } });
      await omar.decide(`holds/${held}/lift`, { reason: 'Settled' });
      expect(await destroyed(list, patient)).toMatchObject({ requestId: request });
    }, 120_000);

    it('waits for a copy that was asked for, and a hold keeps no copy from being made', async () => {
      const [patient] = (await destructions.due(1)) as [string];
      const held = await hold(patient);
      const copy = await ask(patient, 'access');
      expect(await omar.decide(`requests/${copy}/exports`, {})).toMatchObject({ status: 200 });
      await omar.decide(`holds/${held}/lift`, { reason: 'Settled' });
      const erasure = await ask(patient, 'erasure');
      expect((await answer(erasure, { answer: 'granted' })).status).toBe(200);
      expect(await refusal(patient)).toEqual([409, ['request']]);
      expect((await answer(copy, { answer: 'granted', exportDigest: 'c'.repeat(64) })).status).toBe(200);
      expect(await destroyed(await approved([patient]), patient)).toMatchObject({ requestId: erasure });
    }, 120_000);
  });

  it('lists records of one person together or not at all', async () => {
    const [one, other] = (await destructions.due(2)) as [string, string];
    const merged = (link: string, otherPatientId: string) =>
      [['patient.merged', { link, otherPatientId }, { occurredat: '2015-04-02T11:00:00+02:00' }]] as const;
    await suite.recordPatient(one, merged('replaced-by', other));
    await suite.recordPatient(other, merged('replaces', one));
    await destructions.settled([one, other]);
    const refusal = async (patientIds: readonly string[]) =>
      ((await ruth.decide('destructions', { patientIds })).body as { faults?: { message: string }[] }).faults?.[0]?.message;
    await until(async () => (await refusal([one])) === 'merged', { what: 'the merge' });
    // While the second of the merges is on its way, the date is worked out again.
    let answer = await ruth.decide('destructions', { patientIds: [one, other] });
    const isListed = async (): Promise<boolean> => {
      if (answer.status === 409) answer = await ruth.decide('destructions', { patientIds: [one, other] });
      return answer.status !== 409;
    };
    await until(isListed, { what: 'the date', timeoutMs: 30_000 });
    expect([answer.status, (answer.body as unknown as ShownDestruction).items.length]).toEqual([201, 2]);
  }, 120_000);

  it('lists what is free, also when the thousand records that are due before it are held', async () => {
    const org = 'crowded';
    await destructions.start(org);
    const [held, free] = [(await destructions.due(1, org, 2010))[0]!, await destructions.due(2, org)];
    const owner = suite.pool(suite.database.ownerUrl);
    await withTransaction(owner, async (tx) => {
      await tx.query('CREATE TEMP TABLE others ON COMMIT DROP AS SELECT gen_random_uuid() AS id FROM generate_series(1, 1000)');
      for (const table of ['records', 'due_dates'])
        await tx.query(
          `INSERT INTO retention.${table} SELECT (jsonb_populate_record(t, jsonb_build_object('subject', o.id))).* FROM retention.${table} t, others o
            WHERE t.org = $1 AND t.subject = $2`,
          [org, held],
        );
    });
    const officer = await destructions.officer(ruth.url, 'retention-officer', 'officer-ruth', org);
    expect((await officer.decide('holds', { scope: { to: '2010-12-31' }, reason: 'Inquiry' })).status).toBe(201);
    const { status, body } = await officer.decide('destructions', {});
    expect([status, (body as unknown as ShownDestruction).items?.map(({ patientId }) => patientId)]).toEqual([201, free.toSorted()]);
  }, 120_000);

  it('is of officers only, and of those of the organisation', async () => {
    const auditor = await destructions.officer(ruth.url, 'auditor', 'auditor-dora');
    expect((await auditor.decide('destructions', {})).status).toBe(403);
    const elsewhere = new Officer(ruth.url, await suite.token({ roles: ['retention-officer'], org: 'elsewhere' }), 'elsewhere');
    const list = await propose(await destructions.due(1));
    expect((await elsewhere.call('GET', `destructions/${list.destructionId}`)).status).toBe(404);
    expect(await elsewhere.decide('destructions', {})).toMatchObject({ status: 409, body: { code: 'nothing-due' } });
  }, 60_000);
});
