import { randomUUID } from 'node:crypto';
import { EventStore } from '@everchart/event-store';
import { upcastRetention } from '@everchart/contracts-retention';
import { readRuleFile } from '@everchart/retention-rules';
import { openEvents } from '@everchart/sealed-events';
import { beginAnew } from '@everchart/stream';
import { withTransaction } from '@everchart/postgres';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';
import { RetentionRecorder, type RetentionStatement } from './application/retention.recorder.js';
import { requestStore } from './infrastructure/request.store.js';

interface Answer {
  status: number;
  body: Record<string, unknown> & { requestId?: string; faults?: { pointer: string }[] };
}

const problem = (code: string): string => `urn:everchart:problem:${code}`;
const decidedAt = '2026-03-01T08:30:00+01:00';
const digest = 'ab'.repeat(32);
const day = (days: number): string => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);

describe('requests of persons', () => {
  const suite = new RetentionSuite();
  let url: string;
  let store: EventStore;
  let org: string;

  beforeAll(async () => {
    await suite.start();
    ({ url } = await suite.startService({ ROLES: 'api,sequencer,relay' }));
    store = new EventStore({ pool: suite.pool(suite.events.url('retention_events_api')), service: 'retention' });
    suite.onClose(() => store.close());
  });
  afterAll(() => suite.close());
  beforeEach(() => {
    org = `org-${randomUUID()}`;
  });

  const call = async (method: string, path: string, body?: object, roles = ['data-protection-officer']): Promise<Answer> => {
    const response = await fetch(`${url}/v1/orgs/${org}/${path}`, {
      method,
      headers: { authorization: `Bearer ${await suite.token({ org, roles })}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const stated = (data: object, id: string = randomUUID()) => ({ id, occurredAt: decidedAt, data });
  const receive = (patient: string, data: object, id?: string) => call('POST', `patients/${patient}/requests`, stated(data, id));
  const decide = (id: string, what: string, data: object, decision?: string) =>
    call('POST', `requests/${id}/${what}`, stated(data, decision));
  const recorded = async () => {
    const events = (await store.readShard(org, 0, 0, 100)).filter(({ header }) => header.type.startsWith('request.'));
    const opened = await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention);
    return events.map(({ header }, at) => ({ ...header, data: (opened[at] as { data: object }).data }));
  };
  /** A patient whose last contact was in a year, under the law of Germany: ten years. */
  const patientOf = async (year: number): Promise<string> => {
    const patient = randomUUID();
    const facility = { facilityId: 'linden', name: 'House Linden', kind: 'nursing-home', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    await suite.recordDirectory([['facility.opened', facility]], org);
    const at = { occurredat: `${year}-03-01T08:00:00+01:00`, facility: 'linden' };
    await suite.recordPatient(patient, [['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, at]], org);
    const { ruleSetId, version, title, rules } = readRuleFile('de');
    const statement = { id: randomUUID(), type: 'rule-set.adopted', data: { ruleSetId, version, title, rules, reason: 'reviewed' }, occurredAt: decidedAt, actor: 'officer', role: 'retention-officer', correlationId: randomUUID() }; // prettier-ignore
    await new RetentionRecorder(store, await suite.keyringOf('keyring_retention')).record(org, [statement as RetentionStatement]);
    const worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    const isKnown = async (): Promise<boolean> => (await worker.query("SELECT FROM retention.due_dates WHERE org = $1 AND status = 'due-on'", [org])).rowCount === 1; // prettier-ignore
    await until(isKnown, { what: 'the due date', timeoutMs: 30_000 });
    return patient;
  };

  it('for erasure are refused with grounds, or granted once due, while a duty runs: rule and day are added', async () => {
    const patient = await patientOf(2024);
    const received = await receive(patient, { kind: 'erasure', receivedOn: day(-2), by: 'person' });
    expect(received).toMatchObject({
      status: 201,
      body: { patientId: patient, kind: 'erasure', state: 'open', assessment: { verdict: 'duty', dueOn: '2034-03-02', holdIds: [] } },
    });
    const id = received.body.requestId!;
    for (const [answer, pointers] of [
      [{ answer: 'granted', reason: 'x' }, ['/data/answer']],
      [{ answer: 'refused', reason: 'x' }, ['/data/grounds']],
      [{ answer: 'refused', grounds: ['hold', 'no-such-record'], reason: 'x' }, ['/data/grounds/0', '/data/grounds/1']],
      [{ answer: 'refused', grounds: ['legal-obligation'], reason: 'x', exportDigest: digest }, ['/data/exportDigest']],
      [{ answer: 'perhaps', reason: ' ' }, ['/data/answer', '/data/reason']],
    ] as const) {
      const refused = await decide(id, 'answer', answer);
      expect([refused.status, refused.body.faults?.map(({ pointer }) => pointer).sort()]).toEqual([422, pointers]);
    }
    const decision = randomUUID();
    const said = { answer: 'granted-once-due', grounds: ['legal-obligation'], reason: 'The law has us keep it' };
    const answered = await decide(id, 'answer', said, decision);
    expect(answered).toMatchObject({
      status: 200,
      body: {
        state: 'answered',
        daysLeft: null,
        answer: { ...said, dueOn: '2034-03-02', rule: { ruleId: 'de-patient-record', facilityId: 'linden' } },
      },
    });
    expect(await decide(id, 'answer', said, decision)).toMatchObject({ status: 200, body: { state: 'answered' } });
    expect(await decide(id, 'answer', { ...said, reason: 'Another' }, decision)).toMatchObject({
      status: 409,
      body: { type: problem('id-conflict') },
    });
    expect(await decide(id, 'withdraw', { reason: 'x' })).toMatchObject({ status: 409, body: { type: problem('request-closed') } });
    expect(await recorded()).toMatchObject([
      { type: 'request.received', subject: patient, actorrole: 'data-protection-officer', retentionclass: 'retention' },
      { type: 'request.answered', subject: patient, data: { requestId: id, dueOn: '2034-03-02' } },
    ]);
    const granted = await withTransaction(suite.pool(suite.config().DATABASE_WORKER_URL), (tx) =>
      requestStore.grantedErasures(tx, org, [patient]),
    );
    expect([...granted]).toEqual([[patient, id]]);
    const accesses = (await suite.accesses(org)).filter((access) => access.patient === patient);
    expect(accesses.map(({ operation }) => operation).slice(0, 2)).toEqual(['person-request.received', 'person-request.answered']);
  }, 90_000);

  it('for erasure are granted when the record is due, and not while a hold is on it', async () => {
    const patient = await patientOf(2012);
    const id = (await receive(patient, { kind: 'erasure', receivedOn: day(-2) })).body.requestId!;
    expect((await call('GET', `requests/${id}`)).body).toMatchObject({ assessment: { verdict: 'due', dueOn: '2022-03-02' } });
    expect((await decide(id, 'answer', { answer: 'refused', grounds: ['legal-obligation'], reason: 'x' })).body.faults).toMatchObject([
      { pointer: '/data/grounds/0' },
    ]);
    const hold = stated({ scope: { patientIds: [patient] }, reason: 'Claim announced' });
    expect(await call('POST', 'holds', hold)).toMatchObject({ status: 201 });
    expect((await call('GET', `requests/${id}`)).body).toMatchObject({ assessment: { verdict: 'held', holdIds: [hold.id] } });
    expect((await decide(id, 'answer', { answer: 'granted', reason: 'x' })).body.faults).toMatchObject([{ pointer: '/data/answer' }]);
    expect((await call('POST', `holds/${hold.id}/lift`, stated({ reason: 'Case closed' }))).status).toBe(200);
    expect(await decide(id, 'answer', { answer: 'granted', reason: 'The duty has ended' })).toMatchObject({
      status: 200,
      body: { state: 'answered' },
    });
  }, 90_000);

  it('have a month, and two more for a reason; the overdue ones are first, and cannot be extended', async () => {
    const patient = randomUUID();
    expect((await receive(patient, { kind: 'access', receivedOn: '2026-01-31' })).body).toMatchObject({
      answerBy: '2026-02-28',
      state: 'overdue',
    });
    const open = await receive(patient, { kind: 'portability', receivedOn: day(-3), by: 'representative' });
    const late = await receive(patient, { kind: 'erasure', receivedOn: '2025-11-30' });
    expect(late.body).toMatchObject({ answerBy: '2025-12-30', assessment: { verdict: 'no-record' } });
    const listed = (await call('GET', 'requests', undefined, ['auditor'])).body.requests as {
      answerBy: string;
      state: string;
      daysLeft: number;
    }[];
    expect(listed.map(({ answerBy, state }) => [answerBy, state])).toEqual([
      ['2025-12-30', 'overdue'],
      ['2026-02-28', 'overdue'],
      [open.body.answerBy, 'open'],
    ]);
    expect(listed[0]!.daysLeft).toBeLessThan(-300);
    const page = (await call('GET', 'requests?limit=1')).body;
    expect((await call('GET', `requests?limit=1&after=${String(page.next)}`)).body).toMatchObject({
      requests: [{ answerBy: '2026-02-28' }],
    });
    expect(await decide(late.body.requestId!, 'extend', { reason: 'x' })).toMatchObject({
      status: 409,
      body: { type: problem('request-overdue') },
    });
    const extended = await decide(open.body.requestId!, 'extend', { reason: 'Records of two facilities' });
    expect(extended).toMatchObject({ status: 200, body: { extended: { reason: 'Records of two facilities' }, state: 'open' } });
    expect(String(extended.body.answerBy) > String(open.body.answerBy)).toBe(true);
    expect(await decide(open.body.requestId!, 'extend', { reason: 'x' })).toMatchObject({
      status: 409,
      body: { type: problem('request-extended') },
    });
    const worker = suite.pool(suite.config().DATABASE_WORKER_URL);
    const awaiting = () => withTransaction(worker, (tx) => requestStore.awaitingExport(tx, org, [patient]));
    expect((await awaiting()).map(({ kind }) => kind)).toEqual(['access', 'portability']);
    expect((await decide(open.body.requestId!, 'answer', { answer: 'granted', reason: 'Handed out' })).body.faults).toMatchObject([
      { pointer: '/data/exportDigest' },
    ]);
    expect(await decide(open.body.requestId!, 'answer', { answer: 'granted', reason: 'Handed out', exportDigest: digest })).toMatchObject({
      status: 200,
    });
    expect(await decide(late.body.requestId!, 'withdraw', { reason: 'By letter' })).toMatchObject({
      status: 200,
      body: { state: 'withdrawn' },
    });
    expect((await awaiting()).map(({ kind }) => kind)).toEqual(['access']);

    // All of it is known again from the events.
    const before = (await call('GET', 'requests?closed=true')).body;
    await withTransaction(suite.pool(suite.database.ownerUrl), async (tx) => {
      await tx.query('ALTER TABLE retention.requests NO FORCE ROW LEVEL SECURITY');
      await tx.query('DELETE FROM retention.requests');
      await beginAnew(tx, 'retention-cases-v1');
    });
    const states = async () => ((await call('GET', 'requests?closed=true')).body.requests as { state: string }[]).map(({ state }) => state);
    await until(async () => (await states()).join() === 'withdrawn,answered,overdue', { what: 'the requests', timeoutMs: 30_000 });
    const times = ({ requests }: Answer['body']) => (requests as object[]).map((each) => ({ ...each, received: undefined }));
    expect(times((await call('GET', 'requests?closed=true')).body)).toEqual(times(before));
  }, 90_000);

  it('are refused to all other roles, and with every fault named', async () => {
    const patient = randomUUID();
    expect(
      (await receive(patient, { kind: 'oblivion', receivedOn: '2026-02-30', by: 'x' })).body.faults?.map(({ pointer }) => pointer).sort(),
    ).toEqual(['/data/by', '/data/kind', '/data/receivedOn']);
    expect((await receive(patient, {})).body.faults?.map(({ pointer }) => pointer).sort()).toEqual(['/data/kind', '/data/receivedOn']);
    for (const role of ['operator', 'auditor', 'nurse', 'system', 'administrator'])
      expect([
        role,
        (await call('POST', `patients/${patient}/requests`, stated({ kind: 'access', receivedOn: day(0) }), [role])).status,
      ]).toEqual([role, 403]);
    expect(await call('GET', `requests/${randomUUID()}`)).toMatchObject({ status: 404, body: { type: problem('request-unknown') } });
    expect(await decide(randomUUID(), 'answer', { answer: 'granted', reason: 'x' })).toMatchObject({ status: 404 });
    expect(await recorded()).toEqual([]);
  }, 60_000);
});
