import type { Rule } from '@everchart/contracts-retention';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DestructionSuite, type Officer } from '../test/destruction-suite.js';
import { RetentionSuite } from '../test/retention-suite.js';

interface Date {
  due: { dueOn: string; rule: { ruleId: string } };
  completed: object | null;
}

const rule = (ruleId: string, acts: Rule['acts'], kind: string, period: string): Rule => ({
  ruleId,
  version: 1,
  title: 'After discharge',
  jurisdiction: 'DE',
  recordKinds: [kind],
  binding: 'law',
  acts,
  source: { citation: 'test', basis: 'primary' },
  verified: true,
  minimum: { term: { after: 'discharge', period } },
});

describe('a record whose rule asks for something else than its destruction', () => {
  const suite = new RetentionSuite();
  const destructions = new DestructionSuite(suite);
  let ruth: Officer;
  let omar: Officer;

  beforeAll(async () => {
    await suite.start();
    const service = await suite.startService({ ROLES: 'api,sequencer,relay,destroyer', DESTRUCTION_QUIET_DAYS: '0' });
    const url = `http://127.0.0.1:${service.port}`;
    await destructions.start();
    await destructions.adopt(
      [rule('short', ['destroy'], 'patient-record', 'P1Y'), rule('kept', ['archive', 'hand-over'], 'key-document', 'P2Y')],
      2,
    );
    ruth = await destructions.officer(url, 'retention-officer', 'officer-ruth');
    omar = await destructions.officer(url, 'data-protection-officer', 'officer-omar');
  });
  afterAll(() => suite.close());

  const dateOf = async (patient: string) => (await ruth.call('GET', `patients/${patient}/due-date`)).body as unknown as Date;
  const toDo = async () => (await ruth.call('GET', 'due-dates?status=to-do')).body.records as { patientId: string; acts: string[] }[];
  const propose = (patient: string) => ruth.decide('destructions', { patientIds: [patient] });
  const decidedBy = async (patient: string, ruleId: string) =>
    until(async () => (await dateOf(patient)).due?.rule?.ruleId === ruleId, { what: 'the rule that decides', timeoutMs: 30_000 });
  const ofKind = async (patient: string) => {
    await ruth.decide(`patients/${patient}/stated-facts`, { fact: { recordKind: 'key-document' }, reason: 'Of public interest' });
    await decidedBy(patient, 'kept');
  };
  const completion = async (patient: string, act: string, more: object = {}) => {
    const { dueOn, rule: reference } = (await dateOf(patient)).due;
    return { retentionClass: 'clinical', act, dueOn, rule: reference, copy: 'kept', reason: 'Taken over', ...more };
  };

  it('is on no list of destructions, and stands on that of officers until one says that it was done', async () => {
    const [patient, other] = (await destructions.due(2)) as [string, string];
    await ofKind(patient);
    await decidedBy(other, 'short');
    expect(await propose(patient)).toMatchObject({ status: 409, body: { faults: [{ message: 'due-date' }] } });
    // It takes no place of one that can be destroyed: it has been due for longer.
    expect(await ruth.decide('destructions', { limit: 1 })).toMatchObject({ status: 201, body: { items: [{ patientId: other }] } });
    expect(await toDo()).toMatchObject([{ patientId: patient, acts: ['archive', 'hand-over'], completed: null }]);

    const path = `patients/${patient}/acts`;
    for (const change of [{ act: 'anonymise' }, { dueOn: '2016-01-01' }, { retentionClass: 'retention' }])
      expect((await ruth.decide(path, { ...(await completion(patient, 'archive')), ...change })).body.code).toMatch(
        /act-not-due|due-date-unknown/,
      );
    expect(await ruth.decide(path, await completion(patient, 'destroy'))).toMatchObject({ status: 422 });
    expect(await toDo()).toHaveLength(1);

    const id = crypto.randomUUID();
    const data = await completion(patient, 'archive', { receiver: 'State archive', reference: 'A 112' });
    const decision = { id, occurredAt: new Date().toISOString(), data };
    expect(await omar.call('POST', path, decision)).toMatchObject({ status: 201, body: { eventId: id } });
    expect(await omar.call('POST', path, decision)).toMatchObject({ status: 200 });
    expect(await omar.call('POST', path, { ...decision, data: { ...data, copy: 'to-be-destroyed' } })).toMatchObject({ status: 409 });
    expect(await toDo()).toEqual([]);
    expect((await dateOf(patient)).completed).toMatchObject({ act: 'archive', by: 'officer-omar', receiver: 'State archive', eventId: id });
    expect(await propose(patient)).toMatchObject({ status: 409, body: { faults: [{ message: 'due-date' }] } });
  }, 120_000);

  it('can be listed for destruction when an officer has handed it over, and says that the own copy is to go', async () => {
    const [patient] = (await destructions.due(1)) as [string];
    await ofKind(patient);
    const data = await completion(patient, 'hand-over', { copy: 'to-be-destroyed', receiver: 'Practice Brug' });
    expect(await ruth.decide(`patients/${patient}/acts`, data)).toMatchObject({ status: 201 });
    expect(await propose(patient)).toMatchObject({ status: 201, body: { items: [{ patientId: patient, state: 'listed' }] } });
    // Another date, or rule, asks for it again.
    await destructions.adopt([rule('short', ['destroy'], 'patient-record', 'P1Y'), rule('later', ['archive'], 'key-document', 'P3Y')], 3);
    await decidedBy(patient, 'later');
    expect(await propose(patient)).toMatchObject({ status: 409, body: { faults: [{ message: 'due-date' }] } });
    await until(async () => (await toDo()).some(({ patientId }) => patientId === patient), { what: 'the list of officers' });
  }, 120_000);
});
