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
  const events = async (type: string) => {
    const found = (await store.readShard(org, 0, 0, 100)).filter(({ header }) => header.type.startsWith(type));
    const opened = await openEvents(found, await suite.keyringOf('keyring_retention'), upcastRetention);
    return found.map(({ header }, at) => ({ ...header, data: (opened[at] as { data: object }).data }));
  };
  const recorded = () => events('request.');
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

  it('for a copy are answered with the digest of the one that was made for them', async () => {
    const patient = await patientOf(2024);
    const { body } = await receive(patient, { kind: 'access', receivedOn: day(-2), by: 'person' });
    const id = body.requestId!;
    const granted = { answer: 'granted', reason: 'Handed out in person' };
    expect(await decide(id, 'answer', granted)).toMatchObject({ status: 422, body: { faults: [{ pointer: '/data/exportDigest' }] } });
    const [exportId, withheld] = [randomUUID(), [{ eventId: randomUUID(), ground: 'rights-of-others' }]];
    const faulty = await decide(id, 'exports', { withheld: [{ eventId: 'x', ground: 'y' }], kind: 'access' });
    expect([faulty.status, faulty.body.faults?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/data/withheld/0/eventId', '/data/withheld/0/ground']]); // prettier-ignore
    for (let times = 0; times < 2; times += 1)
      expect(await decide(id, 'exports', { withheld }, exportId)).toMatchObject({
        status: 200,
        body: { exports: [{ exportId, withheld, made: [], role: 'data-protection-officer' }], daysLeft: expect.any(Number) },
      });
    expect(await decide(id, 'exports', {}, exportId)).toMatchObject({ status: 200 });
    expect(await decide(id, 'exports', { withheld: [{ ...withheld[0], ground: 'legal-secrecy' }] }, exportId)).toMatchObject({ status: 409, body: { type: problem('id-conflict') } }); // prettier-ignore
    const approved = (await events('export.approved'))[0]!;
    expect(approved).toMatchObject({
      subject: patient,
      retentionclass: 'retention',
      data: { requestId: id, kind: 'access', withheld, validUntil: '2026-03-08T07:30:00.000Z' },
    });
    const { periods } = approved.data as { periods: object[] };
    expect(periods).toContainEqual(
      expect.objectContaining({
        retentionClass: 'clinical',
        status: 'due-on',
        dueOn: '2034-03-02',
        citation: expect.stringContaining('630f'),
      }),
    );
    expect(JSON.stringify(approved.data)).not.toContain('1938-04');

    const counts = { records: 1, entries: 3, fhirResources: 2, entriesInFhir: 2, eventsOnly: 1, amended: 0, struck: 0, withheld: 1, unreadable: 0, accesses: 4 }; // prettier-ignore
    const parts = [{ name: 'events.ndjson', digest: 'e'.repeat(64), bytes: 900 }];
    const copy = { approvedBy: exportId, requestId: id, kind: 'access', bytes: 4000, parts, counts };
    await suite.report('export.made', patient, { ...copy, digest: 'c'.repeat(64), madeAt: '2026-03-02T08:00:00.000Z' }, { org });
    const madeBy = await suite.report('export.made', patient, { ...copy, digest, madeAt: '2026-03-02T09:00:00.000Z' }, { org });
    const made = async () => (await call('GET', `requests/${id}`)).body as { exports?: { made: { digest: string }[] }[] };
    await until(async () => (await made()).exports?.[0]?.made.length === 2, { what: 'the copies' });
    expect((await made()).exports![0]!.made[0]).toEqual({ eventId: madeBy, digest, bytes: 4000, parts, counts, madeAt: '2026-03-02T09:00:00.000Z' }); // prettier-ignore

    const answered = await decide(id, 'answer', granted);
    expect(answered).toMatchObject({ status: 200, body: { state: 'answered', answer: { exportDigest: digest, export: { madeBy, bytes: 4000, parts, counts } } } }); // prettier-ignore
    expect((await events('request.answered'))[0]!.data).toMatchObject({
      exportDigest: digest,
      export: { madeBy, bytes: 4000, parts, counts },
    });
    expect(await decide(id, 'exports', {})).toMatchObject({ status: 409, body: { type: problem('request-closed') } });
    expect(await decide(randomUUID(), 'exports', {})).toMatchObject({ status: 404, body: { type: problem('request-unknown') } });
    const { body: erasure } = await receive(patient, { kind: 'erasure', receivedOn: day(-2) });
    expect(await decide(erasure.requestId!, 'exports', {})).toMatchObject({ status: 409, body: { type: problem('request-for-erasure') } });
  }, 120_000);

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
    const approvedExport = randomUUID();
    expect((await decide(open.body.requestId!, 'exports', {}, approvedExport)).status).toBe(200);
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
      await tx.query('ALTER TABLE retention.export_approvals NO FORCE ROW LEVEL SECURITY');
      await tx.query('DELETE FROM retention.export_approvals');
      await beginAnew(tx, 'retention-cases-v1');
    });
    const states = async () => ((await call('GET', 'requests?closed=true')).body.requests as { state: string }[]).map(({ state }) => state);
    await until(async () => (await states()).join() === 'withdrawn,answered,overdue', { what: 'the requests', timeoutMs: 30_000 });
    const times = ({ requests }: Answer['body']) => (requests as object[]).map((each) => ({ ...each, received: undefined }));
    expect(times((await call('GET', 'requests?closed=true')).body)).toEqual(times(before));
    expect((await call('GET', `requests/${open.body.requestId}`)).body).toMatchObject({ exports: [{ exportId: approvedExport }] });
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
