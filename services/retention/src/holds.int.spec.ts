import { randomBytes, randomUUID } from 'node:crypto';
import { organisationStream } from '@everchart/contracts';
import { upcastRetention } from '@everchart/contracts-retention';
import { EventStore, shardOf } from '@everchart/event-store';
import { KeyDamagedError } from '@everchart/keyring';
import { withTransaction, type Pool } from '@everchart/postgres';
import { openEvents, sealEvent } from '@everchart/sealed-events';
import { beginAnew } from '@everchart/stream';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';
import { Holds, holdsLack, holdsOf } from './application/holds.js';
import { RetentionRecorder } from './application/retention.recorder.js';
import { holdStore, withDestructionLock, type HoldPlaced } from './infrastructure/hold.store.js';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const problem = (code: string): string => `urn:everchart:problem:${code}`;
const decidedAt = '2026-03-01T08:30:00+01:00';

describe('holds', () => {
  const suite = new RetentionSuite();
  let url: string;
  let store: EventStore;
  let worker: Pool;
  let api: Pool;
  let org: string;

  beforeAll(async () => {
    await suite.start();
    ({ url } = await suite.startService({ ROLES: 'api,sequencer,relay' }));
    store = new EventStore({ pool: suite.pool(suite.events.url('retention_events_api')), service: 'retention' });
    suite.onClose(() => store.close());
    worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    api = suite.pool(suite.config().DATABASE_API_URL);
  });
  afterAll(() => suite.close());
  beforeEach(() => {
    org = `org-${randomUUID()}`;
  });

  const call = async (method: string, path: string, body?: object, roles = ['retention-officer']): Promise<Answer> => {
    const response = await fetch(`${url}/v1/orgs/${org}/${path}`, {
      method,
      headers: { authorization: `Bearer ${await suite.token({ org, roles })}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const holdOn = (scope: object, more: object = {}) => ({
    id: randomUUID(),
    occurredAt: decidedAt,
    data: { scope, reason: 'Claim announced', matter: '12 O 345/26', ...more },
  });
  const place = (body: object, roles?: string[]) => call('POST', 'holds', body, roles);
  const lift = (id: string, body: object = {}) =>
    call('POST', `holds/${id}/lift`, { id: randomUUID(), occurredAt: decidedAt, data: { reason: 'Case closed' }, ...body }, [
      'data-protection-officer',
    ]);
  const holdsOn = async (patient: string): Promise<string[]> =>
    ((await call('GET', `patients/${patient}/holds`)).body.holds as { holdId: string }[]).map(({ holdId }) => holdId);
  const recorded = async () => {
    const events = await store.readShard(org, 0, 0, 100);
    const opened = await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention);
    return events.map(({ header }, at) => ({ ...header, data: (opened[at] as { data: object }).data }));
  };
  const recorder = async () => new RetentionRecorder(store, await suite.keyringOf('keyring_retention'));
  const statementOf = (scope: object): HoldPlaced => ({
    id: randomUUID(),
    type: 'hold.placed',
    data: { scope, reason: 'Claim announced' },
    occurredAt: decidedAt,
    actor: 'auditor-dora',
    role: 'retention-officer',
    correlationId: randomUUID(),
  });

  it('are placed and lifted by the two officers, each with a reason, as events of the store, and once for each id', async () => {
    const patient = randomUUID();
    await suite.recordPatient(patient, [['patient.registered', { identifiers: [], gender: 'female' }]], org);
    const body = holdOn({ patientIds: [patient] }, { reviewOn: '2027-03-01' });
    const placed = await place(body);
    expect(placed).toMatchObject({
      status: 201,
      body: {
        holdId: body.id,
        scope: { patientIds: [patient] },
        reason: 'Claim announced',
        matter: '12 O 345/26',
        reviewOn: '2027-03-01',
        placed: { by: 'auditor-dora', role: 'retention-officer', decidedAt },
        onRecord: true,
        lifted: null,
      },
    });
    // In force at its acknowledgement, before the projection has seen it.
    expect(await holdsOn(patient)).toEqual([body.id]);
    expect(await place(body)).toMatchObject({ status: 200, body: { holdId: body.id } });
    expect(await place({ ...body, data: { ...body.data, reason: 'Another' } })).toMatchObject({
      status: 409,
      body: { type: problem('id-conflict') },
    });
    const lifted = await lift(body.id);
    expect(lifted).toMatchObject({ status: 200, body: { lifted: { role: 'data-protection-officer', reason: 'Case closed' } } });
    expect(await lift(body.id)).toMatchObject({ status: 409, body: { type: problem('hold-lifted') } });
    expect(await holdsOn(patient)).toEqual([]);
    expect(await recorded()).toMatchObject([
      { type: 'hold.placed', id: body.id, subject: patient, actorrole: 'retention-officer', retentionclass: 'retention', data: body.data },
      { type: 'hold.lifted', subject: patient, actorrole: 'data-protection-officer', data: { holdId: body.id, reason: 'Case closed' } },
    ]);
    expect((await call('GET', 'holds')).body).toEqual({ holds: [], next: null });
    expect((await call('GET', 'holds?lifted=true', undefined, ['auditor'])).body).toMatchObject({
      holds: [{ holdId: body.id, scope: { patients: 1, stays: 0 } }],
    });
    expect(await call('GET', `holds/${body.id}`)).toMatchObject({ status: 200, body: { scope: { patientIds: [patient] } } });
    const accesses = (await suite.accesses(org)).filter(({ patient: whose }) => whose === patient);
    expect(accesses.map(({ operation, status }) => [operation, status])).toEqual([
      ['hold.placed', 201],
      ['patient-holds.read', 200],
      ['hold.placed', 201],
      ['hold.placed', 201],
      ['hold.placed', 409],
      ['hold.lifted', 200],
      ['hold.lifted', 200],
      ['hold.lifted', 409],
      ['patient-holds.read', 200],
      ['hold.read', 200],
    ]);
  }, 60_000);

  it('are refused with every fault named, to all other roles, and in another organisation', async () => {
    const answer = await place({ id: 'x', occurredAt: '2126-01-01T00:00:00Z', data: {} });
    expect(answer).toMatchObject({ status: 422, body: { type: problem('body-invalid') } });
    expect((answer.body.faults as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(['/id']);
    const wrong = await place({ ...holdOn({ patientIds: [], from: '2026-02-30' }, { reason: ' ' }), occurredAt: '2126-01-01T00:00:00Z' });
    expect((wrong.body.faults as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/data/reason',
      '/data/scope/from',
      '/data/scope/patientIds',
      '/occurredAt',
    ]);
    const shapeless = await place(holdOn({ patientIds: {} }));
    expect(shapeless).toMatchObject({ status: 422, body: { faults: [{ pointer: '/data/scope/patientIds' }] } });
    const ordered = await place(holdOn({ from: '2026-02-01', to: '2026-01-01', query: 'name=Abel' }));
    expect((ordered.body.faults as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(['/data/scope/to', '/data/scope/query']);
    expect(await place({ ...holdOn({}), patientId: randomUUID() })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/patientId' }] },
    });
    for (const role of ['operator', 'auditor', 'nurse', 'system', 'administrator'])
      expect([role, (await place(holdOn({ actors: ['x'] }), [role])).status]).toEqual([role, 403]);
    const { id } = holdOn({ actors: ['x'] });
    expect(await lift(id)).toMatchObject({ status: 404, body: { type: problem('hold-unknown') } });
    const held = holdOn({ actors: ['x'] });
    expect(await place(held)).toMatchObject({ status: 201 });
    org = `org-${randomUUID()}`;
    expect(await lift(held.id)).toMatchObject({ status: 404 });
    expect((await call('GET', 'holds')).body).toEqual({ holds: [], next: null });
    expect(await recorded()).toEqual([]);
  }, 60_000);

  it('are on stays, facilities, periods, actors and what a search finds, as entries say, and on records that were merged', async () => {
    const [patient, other, merged, stayId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await suite.recordPatient(
      patient,
      [
        ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { occurredat: '2015-01-01T08:00:00+01:00' }],
        [
          'stay.admitted',
          { stayId, class: 'inpatient', location: { facility: 'linden' } },
          { occurredat: '2015-01-02T09:00:00+01:00', facility: 'linden' },
        ],
        ['stay.discharged', { stayId }, { occurredat: '2015-04-02T09:00:00+02:00' }],
        ['patient.merged', { link: 'replaces', otherPatientId: merged }, { occurredat: '2015-04-02T10:00:00+02:00' }],
      ],
      org,
    );
    await suite.recordPatient(
      other,
      [['patient.registered', { identifiers: [], gender: 'male', birthDate: '1950' }, { facility: 'eiche' }]],
      org,
    );
    const known = async (): Promise<boolean> => (await worker.query('SELECT FROM retention.records WHERE org = $1', [org])).rowCount === 2;
    await until(known, { what: 'the records' });
    const scopes: Record<string, object> = {
      patient: { patientIds: [patient] },
      merged: { patientIds: [merged] },
      stay: { stayIds: [stayId] },
      facility: { facilityIds: ['linden'] },
      facilityThen: { facilityIds: ['linden'], from: '2015-02-01', to: '2015-02-02' },
      facilityLater: { facilityIds: ['linden'], from: '2016-01-01' },
      period: { to: '2015-12-31' },
      actor: { actors: ['carer'] },
      search: { query: 'birthdate=lt1940' },
    };
    const ids = new Map<string, string>();
    for (const [name, scope] of Object.entries(scopes)) {
      const body = holdOn(scope);
      expect([name, (await place(body)).status]).toEqual([name, 201]);
      ids.set(body.id, name);
    }
    const namesOf = async (subject: string) => (await holdsOn(subject)).map((id) => ids.get(id));
    expect(await namesOf(patient)).toEqual(['patient', 'merged', 'stay', 'facility', 'facilityThen', 'period', 'actor', 'search']);
    expect(await namesOf(other)).toEqual(['actor']);
    const own = await withTransaction(worker, (tx) => holdsOf(tx, org, organisationStream(org)));
    expect(own.map(({ holdId }) => ids.get(holdId))).toEqual(['facility', 'facilityThen', 'facilityLater', 'period', 'actor']);
    expect((await call('GET', 'holds?limit=4')).body).toMatchObject({ holds: [{}, {}, {}, {}], next: expect.any(String) });
  }, 60_000);

  it('that are placed before a destruction acts stop it; one that comes while it acts waits for it', async () => {
    const patient = randomUUID();
    const order: string[] = [];
    const destroy = (between?: () => Promise<void>) =>
      withTransaction(worker, async (tx) => {
        await withDestructionLock(tx, org);
        const holds = await holdsOf(tx, org, patient);
        await between?.();
        order.push(holds.length > 0 ? 'refused' : 'destroyed');
      });
    // Order one: the destruction has checked, and acts. The hold is placed when it has ended.
    let placing: Promise<Answer> | undefined;
    await destroy(async () => {
      placing = place(holdOn({ patientIds: [patient] })).then((answer) => {
        order.push('placed');
        return answer;
      });
      const waits = async (): Promise<boolean> =>
        (await worker.query("SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()")).rowCount! > 0; // prettier-ignore
      await until(waits, { what: 'the hold at the lock' });
    });
    expect(await placing).toMatchObject({ status: 201 });
    expect(order).toEqual(['destroyed', 'placed']);
    // Order two: the hold's transaction is open, and is committed before the destruction may look.
    order.length = 0;
    const second = randomUUID();
    let destroying: Promise<void> | undefined;
    const statement = statementOf({ patientIds: [second] });
    await withTransaction(api, async (tx) => {
      await tx.query("SELECT set_config('app.org', $1, true)", [org]);
      await withDestructionLock(tx, org);
      await holdStore.begin(tx, org, statement);
      destroying = withTransaction(worker, async (other) => {
        await withDestructionLock(other, org);
        order.push((await holdsOf(other, org, second)).length > 0 ? 'refused' : 'destroyed');
      });
      const waits = async (): Promise<boolean> =>
        (await worker.query("SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()")).rowCount! > 0; // prettier-ignore
      await until(waits, { what: 'the destruction at the lock' });
      order.push('placed');
    });
    await destroying;
    expect(order).toEqual(['placed', 'refused']);
  }, 60_000);

  it('whose placing broke off hold all the same, and go on record later; one under the id of another event never held', async () => {
    const patient = randomUUID();
    const statement = { ...statementOf({ patientIds: [patient] }), subject: patient };
    const away = { store, record: () => Promise.reject(Object.assign(new Error('away'), { retryAfterSeconds: 1 })) };
    await expect(new Holds(api, away as unknown as RetentionRecorder).place(org, statement)).rejects.toThrow('away');
    expect(await holdsOn(patient)).toEqual([statement.id]);
    expect(await recorded()).toEqual([]);
    expect((await call('GET', `holds/${statement.id}`)).body).toMatchObject({ onRecord: false });
    // By the keeper of the service, or by the officer who sends it again.
    await until(async () => (await recorded()).length === 1, { what: 'the hold on record', timeoutMs: 20_000 });
    await until(async () => (await call('GET', `holds/${statement.id}`)).body.onRecord === true, { what: 'the hold as recorded' });
    expect(await recorded()).toMatchObject([{ id: statement.id, type: 'hold.placed', subject: patient, data: statement.data }]);

    const taken = randomUUID();
    await (
      await recorder()
    ).record(org, [{ ...statementOf({}), id: taken, type: 'rule-set.withdrawn', data: { ruleSetId: 'x', reason: 'y' } }]);
    expect(await place({ ...holdOn({ patientIds: [patient] }), id: taken })).toMatchObject({
      status: 409,
      body: { type: problem('id-conflict') },
    });
    expect(await holdsOn(patient)).toEqual([statement.id]);
  }, 60_000);

  it('that are in force stay so when their event cannot be sealed; one that is new was never placed', async () => {
    const [patient, other] = [randomUUID(), randomUUID()];
    const unusable = { store, record: () => Promise.reject(new KeyDamagedError('retention', [patient])) } as unknown as RetentionRecorder;
    const known = { ...statementOf({ patientIds: [patient] }), subject: patient };
    await withTransaction(worker, async (tx) => {
      await holdStore.begin(tx, org, known);
      // No keeper records it meanwhile.
      await tx.query(`UPDATE retention.holds SET placed_at = now() + interval '1 day' WHERE hold_id = $1`, [known.id]);
    });
    await expect(new Holds(api, unusable).place(org, known)).rejects.toMatchObject({ code: 'key-damaged' });
    await expect(new Holds(api, unusable).place(org, statementOf({ patientIds: [other] }))).rejects.toMatchObject({ code: 'key-damaged' });
    expect([await holdsOn(patient), await holdsOn(other)]).toEqual([[known.id], []]);
  }, 60_000);

  it('that cannot be read hold what they may be on, also when an operator lets them pass, until an officer lifts them', async () => {
    const [patient, other, asking] = [randomUUID(), randomUUID(), randomUUID()];
    const recordUnread = async (type: string, subject: string, data: object): Promise<string> => {
      const id = randomUUID();
      const draft = { id, org, subject, type, schemaVersion: 1, data, source: await store.source(), shard: shardOf(subject, await store.shardsOf(org)), occurredat: decidedAt, actor: 'officer-ruth', actorrole: 'retention-officer', retentionclass: 'retention', correlationid: randomUUID() }; // prettier-ignore
      // Its key is in no keyring.
      const [result] = await store.append(org, [{ ...sealEvent(draft, { keyId: randomUUID(), key: randomBytes(32) }), expected: { kind: 'any' } }]); // prettier-ignore
      expect(result!.outcome).toBe('created');
      return id;
    };
    const reason = 'Claim announced';
    const onOne = await recordUnread('hold.placed', patient, { scope: { patientIds: [patient] }, reason });
    const onAny = await recordUnread('hold.placed', organisationStream(org), { scope: { query: 'deceased=true' }, reason });
    const request = await recordUnread('request.received', asking, { kind: 'access', receivedOn: '2026-03-01', answerBy: '2026-04-01', by: 'person' }); // prettier-ignore
    const lack = () => holdsLack(api, store, org);
    const isNoted = async (): Promise<boolean> => (await holdsOn(asking)).includes(request);
    await until(isNoted, { what: 'the unreadable events', timeoutMs: 30_000 });
    expect(await lack()).toBe('unreadable');
    expect([await holdsOn(patient), await holdsOn(other), await holdsOn(asking)]).toEqual([[onOne, onAny], [onAny], [onAny, request]]);
    const owner = suite.pool(suite.database.ownerUrl);
    await owner.query(`UPDATE stream_consumer.unreadable_events SET accepted_at = now(), accepted_by = 'operator-emil', accepted_reason = 'lost' WHERE org = $1`, [org]); // prettier-ignore
    expect(await lack()).toBeUndefined();
    // Where what it holds is not here either, nothing of the organisation is destroyed.
    await withTransaction(owner, async (tx) => {
      await tx.query('ALTER TABLE retention.holds NO FORCE ROW LEVEL SECURITY');
      await tx.query('DELETE FROM retention.holds WHERE hold_id = $1', [onAny]);
    });
    expect(await lack()).toBe('unreadable');
    await withTransaction(worker, (tx) => holdStore.holdUnread(tx, org, { ...statementOf({}), id: onAny }, new Date().toISOString()));
    expect(await lack()).toBeUndefined();
    for (const id of [onOne, onAny, request])
      expect(await lift(id)).toMatchObject({ status: 200, body: { lifted: { reason: 'Case closed' } } });
    expect([await holdsOn(patient), await lack()]).toEqual([[], undefined]);
  }, 60_000);

  it('are known again from their events after the database was made again, and until then nothing may be destroyed', async () => {
    const [one, ended] = [holdOn({ actors: ['carer'] }), holdOn({ facilityIds: ['linden'] })];
    for (const body of [one, ended]) expect((await place(body)).status).toBe(201);
    expect((await lift(ended.id)).status).toBe(200);
    const lack = () => holdsLack(api, store, org);
    expect(await lack()).toBeUndefined();
    await withTransaction(suite.pool(suite.database.ownerUrl), async (tx) => {
      await tx.query('ALTER TABLE retention.holds NO FORCE ROW LEVEL SECURITY');
      await tx.query('DELETE FROM retention.holds');
      await beginAnew(tx, 'retention-cases-v1');
    });
    expect(await lack()).toBe('behind');
    await until(async () => (await lack()) === undefined, { what: 'the holds', timeoutMs: 30_000 });
    await until(async () => ((await call('GET', 'holds')).body.holds as object[]).length === 1, { what: 'the lifted hold' });
    expect((await call('GET', 'holds?lifted=true')).body).toMatchObject({
      holds: [
        { holdId: ended.id, onRecord: true, lifted: { role: 'data-protection-officer', reason: 'Case closed' } },
        { holdId: one.id, onRecord: true, reason: 'Claim announced', matter: '12 O 345/26', lifted: null },
      ],
    });
  }, 60_000);
});
