import { randomUUID } from 'node:crypto';
import { readRuleFile } from '@everchart/retention-rules';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';

interface Listed {
  patientId?: string;
  retentionClass: string;
  status: string;
  dueOn?: string;
  missing: { trigger: string }[];
}

interface Page {
  workingOut: boolean;
  records: Listed[];
  next: string | null;
}

const decidedAt = '2026-03-01T08:30:00+01:00';
const problem = (code: string): string => `urn:everchart:problem:${code}`;

describe('due dates over REST', () => {
  const suite = new RetentionSuite();
  let url: string;
  let org: string;

  beforeAll(async () => {
    await suite.start();
    ({ url } = await suite.startService({ ROLES: 'api,sequencer,relay' }));
  });
  afterAll(() => suite.close());
  beforeEach(() => {
    org = `org-${randomUUID().slice(0, 8)}`;
  });

  const call = async <Body = Record<string, unknown>>(method: string, path: string, body?: object, roles = ['retention-officer']) => {
    const response = await fetch(`${url}/v1/orgs/${org}/${path}`, {
      method,
      headers: { authorization: `Bearer ${await suite.token({ org, roles })}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const decide = (path: string, data: object, id = randomUUID()) => call('POST', path, { id, occurredAt: decidedAt, data });
  const list = (query = '') => call<Page>('GET', `due-dates?${query}`);
  const facility = (facilityId: string, jurisdiction: string) =>
    ['facility.opened', { facilityId, name: facilityId, kind: 'medical-practice', timeZone: 'Europe/Berlin', jurisdiction }] as const;
  /** A person who was seen there on a day. */
  const seen = async (at: string, day: string, patient = randomUUID()): Promise<string> => {
    const stayId = randomUUID();
    await suite.recordPatient(
      patient,
      [
        ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { occurredat: `${day}T08:00:00+01:00` }],
        ['stay.admitted', { stayId, class: 'ambulatory', location: { facility: at } }, { occurredat: `${day}T09:00:00+01:00` }],
        ['stay.discharged', { stayId }, { occurredat: `${day}T10:00:00+01:00` }],
      ],
      org,
    );
    return patient;
  };
  const known = (count: number) => until(async () => (await list('limit=500')).body.records.filter(({ patientId }) => patientId).length === count, { what: 'dates', timeoutMs: 30_000 }); // prettier-ignore
  const adopt = async (...names: string[]) => {
    for (const name of names)
      expect(await decide('rule-sets', { ...readRuleFile(name), reason: 'reviewed' })).toMatchObject({ status: 201 });
  };

  it('list records by their day, page by page, and each with what is missing or in conflict', async () => {
    await suite.recordDirectory([facility('linden', 'DE'), facility('brug', 'BE'), facility('nowhere', 'LU')], org);
    const [late, early] = [await seen('linden', '2012-05-05'), await seen('linden', '2010-05-05')];
    const unknown = await seen('nowhere', '2010-05-05');
    const elsewhere = await seen('brug', '2010-06-05');
    await adopt('de', 'be', 'own');
    await known(4);
    await until(async () => (await list()).body.records.some(({ retentionClass, status }) => retentionClass === 'retention' && status === 'unknown'), { what: 'classes' }); // prettier-ignore
    // Those of the second and third set come later than those of the first.
    await until(async () => (await list()).body.records.some(({ patientId, dueOn }) => patientId === elsewhere && dueOn), {
      what: 'the rules of all sets',
    });
    const all = (await list('limit=500')).body;
    expect(all.records.flatMap(({ patientId, dueOn, status }) => (patientId === undefined ? [] : [[patientId, dueOn ?? status]]))).toEqual([
      [early, '2020-05-06'],
      [late, '2022-05-06'],
      [elsewhere, '2040-06-06'],
      [unknown, 'no-rule'],
    ]);
    const paged: Listed[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Page = (await list(`limit=1${after === '' ? '' : `&after=${after}`}`)).body;
      paged.push(...page.records);
      after = page.next;
    }
    expect(paged).toEqual(all.records);
    const ids = async (query: string) => (await list(query)).body.records.flatMap(({ patientId }) => patientId ?? []);
    expect(await ids('before=2022-05-06')).toEqual([early]);
    expect(await ids('before=2022-05-07&facility=linden')).toEqual([early, late]);
    expect(await ids('facility=brug')).toEqual([elsewhere]);
    expect(await ids('rule=be-patient-file')).toEqual([elsewhere]);
    expect(await ids('status=due')).toEqual([early, late, elsewhere]);
    expect((await list('status=unknown')).body.records).toEqual(
      expect.arrayContaining([expect.objectContaining({ patientId: unknown, missing: [{ trigger: 'rule' }] })]),
    );
    for (const query of [
      'after=nonsense',
      'status=soon',
      'before=2022-13-01',
      'before=0000-01-01',
      'limit=0',
      'after=aW5maW5pdHk',
      'other=1',
    ])
      expect(await list(query)).toMatchObject({ status: 400, body: { type: problem('parameter-invalid') } });
    // Each person who was named is on record.
    await until(
      async () => (await suite.accesses(org)).some(({ operation, patient }) => operation === 'due-dates.read' && patient === early),
      { what: 'the access' },
    );
    for (const role of ['auditor', 'operator', 'carer'])
      expect(await call('GET', 'due-dates', undefined, [role])).toMatchObject({ status: 403 });
  }, 120_000);

  it('are explained in words, with the events that say what was put in; facts are stated and withdrawn', async () => {
    await suite.recordDirectory([facility('linden', 'DE')], org);
    const patient = await seen('linden', '2010-05-05');
    expect(await call('GET', `patients/${patient}/due-date`)).toMatchObject({ status: 404, body: { type: problem('due-date-unknown') } });
    await adopt('de');
    await known(1);
    const explained = await call<{ words: string[]; due: { inputs: { eventIds: string[] }[] } }>('GET', `patients/${patient}/due-date`);
    const { title } = readRuleFile('de').rules.find(({ ruleId }) => ruleId === 'de-patient-record')!;
    expect(explained.body.words[0]).toBe(
      `The record is kept through 2020-05-05, and due from 2020-05-06 on, by "${title}" (rule de-patient-record, version 1, of set everchart-de, version 1, for linden).`,
    );
    expect(explained.body.words.join(' ')).toContain(explained.body.due.inputs[0]!.eventIds[0]);
    const fact = { fact: { recordKind: 'radiation-treatment' }, reason: 'treated' };
    const id = randomUUID();
    expect(await decide(`patients/${patient}/stated-facts`, fact, id)).toMatchObject({ status: 201, body: { eventId: id } });
    expect(await decide(`patients/${patient}/stated-facts`, fact, id)).toMatchObject({ status: 200 });
    const status = async () => (await list()).body.records.find(({ patientId }) => patientId === patient)?.status;
    await until(async () => (await status()) === 'unknown', { what: 'the fact in the date' });
    expect((await call<{ facts: object[] }>('GET', `patients/${patient}/stated-facts`)).body.facts).toEqual([{ factId: id, ...fact }]);
    const withdrawal = randomUUID();
    const withdraw = () => decide(`patients/${patient}/stated-facts/${id}/withdraw`, { reason: 'another patient' }, withdrawal);
    expect(await withdraw()).toMatchObject({ status: 201 });
    await until(async () => (await status()) === 'due-on', { what: 'the date of before' });
    expect(await withdraw()).toMatchObject({ status: 200 });
    expect(await decide(`patients/${patient}/stated-facts/${id}/withdraw`, { reason: 'again' })).toMatchObject({
      status: 404,
      body: { type: problem('fact-unknown') },
    });
    expect(await decide(`patients/${randomUUID()}/stated-facts`, fact)).toMatchObject({ status: 404 });
    expect(await decide(`patients/${patient}/stated-facts`, { fact: { trigger: 'act' }, reason: 'when?' })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/data/on' }] },
    });
  }, 120_000);

  it('follow what is stated of the records of the organisation itself, as on record as of a patient', async () => {
    await suite.recordDirectory([facility('linden', 'DE')], org);
    await adopt('own');
    const status = async () => (await list('limit=500')).body.records.find(({ retentionClass }) => retentionClass === 'retention')?.status;
    await until(async () => (await status()) === 'unknown', { what: 'the date of events of retention' });
    const id = randomUUID();
    const fact = { fact: { trigger: 'completion' }, on: '2026-01-01', reason: 'the practice was closed' };
    expect(await decide('stated-facts', fact, id)).toMatchObject({ status: 201, body: { eventId: id } });
    expect(await decide('stated-facts', fact, id)).toMatchObject({ status: 200 });
    await until(async () => (await status()) === 'due-on', { what: 'the completion in the date' });
    expect(await call('GET', 'due-dates/retention')).toMatchObject({
      body: { due: { keptThrough: '2036-01-01', inputs: [{ trigger: 'completion', eventIds: [id] }] } },
    });
    expect((await call<{ facts: object[] }>('GET', 'stated-facts')).body.facts).toEqual([{ factId: id, ...fact }]);
    const withdrawal = randomUUID();
    const withdraw = () => decide(`stated-facts/${id}/withdraw`, { reason: 'it goes on' }, withdrawal);
    expect(await withdraw()).toMatchObject({ status: 201 });
    await until(async () => (await status()) === 'unknown', { what: 'no date again' });
    expect(await withdraw()).toMatchObject({ status: 200 });
    expect(await decide(`stated-facts/${id}/withdraw`, { reason: 'again' })).toMatchObject({ status: 404, body: { type: problem('fact-unknown') } }); // prettier-ignore
    for (const [refused, pointer] of [[{ fact: { recordKind: 'access-log' } }, '/data/fact/recordKind'], [{ fact: { trigger: 'completion' } }, '/data/on']] as const)
      expect(await decide('stated-facts', { ...refused, reason: 'wrong' })).toMatchObject({ status: 422, body: { faults: [{ pointer }] } }); // prettier-ignore
    for (const role of ['auditor', 'operator', 'carer']) expect(await call('GET', 'stated-facts', undefined, [role])).toMatchObject({ status: 403 }); // prettier-ignore
    const wanted = ['fact.stated', 'stated-facts.read', 'fact.withdrawn'];
    await until(async () => {
      const seen = (await suite.accesses(org)).map(({ operation }) => operation);
      return wanted.every((operation) => seen.includes(operation));
    }, { what: 'the accesses' }); // prettier-ignore
  }, 120_000);

  it('are simulated under other rules for all records, page by page, and nothing is written', async () => {
    await suite.recordDirectory([facility('linden', 'DE')], org);
    const patients = [await seen('linden', '2010-05-05'), await seen('linden', '2026-05-05')].sort();
    await adopt('de');
    await known(2);
    const ofPatients = async () => (await list('limit=500')).body.records.filter(({ patientId }) => patientId);
    const before = await ofPatients();
    const { rules, ...set } = readRuleFile('de');
    const longer = { ...set, version: 2, rules: rules.map((rule) => (rule.ruleId === 'de-patient-record' ? { ...rule, version: 2, minimum: { term: { after: 'last-contact', period: 'P20Y' } } } : rule)) }; // prettier-ignore
    const simulate = (body: object) => call<Record<string, unknown>>('POST', 'due-date-simulations', body);
    const first = (await simulate({ until: '2035-12-31', adopt: [longer], list: 'changed', limit: 1 })).body;
    expect(first).toMatchObject({ records: 2, examined: 1, next: patients[0] });
    const second = (await simulate({ until: '2035-12-31', adopt: [longer], list: 'changed', limit: 1, after: first.next as string })).body;
    expect(second).toMatchObject({ next: null });
    expect([...(first.listed as Listed[]), ...(second.listed as Listed[])].filter(({ patientId }) => patientId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ keptThrough: '2030-05-05', was: { status: 'due-on', keptThrough: '2020-05-05' } }),
        expect.objectContaining({ keptThrough: '2046-05-05', was: { status: 'due-on', keptThrough: '2036-05-05' } }),
      ]),
    );
    const asItIs = async () => (await simulate({ until: '2036-12-31' })).body;
    await until(async () => (await asItIs()).changed === 0, { what: 'dates of accesses and events' });
    expect(await asItIs()).toMatchObject({ due: 2, byYear: { '2020': 1, '2036': 1 }, earlier: 0 });
    expect((await simulate({ withdraw: ['everchart-de'], offered: ['own'] })).body).toMatchObject({ byStatus: { 'no-rule': 2 } });
    expect(await simulate({ adopt: [{ ...longer, rules: [] }] })).toMatchObject({ status: 422, body: { type: problem('body-invalid') } });
    expect(await ofPatients()).toEqual(before);
  }, 120_000);

  it('follow sets of rules that are adopted and withdrawn with a reason', async () => {
    const offered = await call<{ ruleSets: { name: string }[] }>('GET', 'rule-sets/offered', undefined, ['auditor']);
    expect(offered.body.ruleSets).toHaveLength(23);
    expect(await call('GET', 'rule-sets/offered/de')).toMatchObject({ status: 200, body: { ruleSetId: 'everchart-de' } });
    expect(await call('GET', 'rule-sets/offered/xx')).toMatchObject({ status: 404 });
    await suite.recordDirectory([facility('linden', 'DE')], org);
    await adopt('de');
    const sets = async () =>
      (await call<{ ruleSets: { reason: string; ruleSet: { ruleSetId: string } }[] }>('GET', 'rule-sets')).body.ruleSets;
    await until(async () => (await sets()).length === 1, { what: 'the set' });
    expect((await sets())[0]).toMatchObject({ reason: 'reviewed', ruleSet: { ruleSetId: 'everchart-de' } });
    const id = randomUUID();
    expect(await decide('rule-sets/everchart-de/withdraw', { reason: 'replaced' }, id)).toMatchObject({ status: 201 });
    await until(async () => (await sets()).length === 0, { what: 'no set' });
    expect(await decide('rule-sets/everchart-de/withdraw', { reason: 'replaced' }, id)).toMatchObject({ status: 200 });
    expect(await decide('rule-sets/everchart-de/withdraw', { reason: 'replaced' })).toMatchObject({ status: 404 });
    const { rules, ...set } = readRuleFile('de');
    expect(await decide('rule-sets', { ...set, rules: [rules[0], rules[0]], reason: 'twice' })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/data/rules/1/ruleId' }] },
    });
    expect(await decide('rule-sets', { ...set, rules, reason: ' ' })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/data/reason' }] },
    });
  }, 120_000);
});
