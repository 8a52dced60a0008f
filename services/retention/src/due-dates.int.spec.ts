import { randomUUID } from 'node:crypto';
import { upcastRetention, type DueDate, type RetentionEventData } from '@everchart/contracts-retention';
import { EventStore } from '@everchart/event-store';
import { readRuleFile } from '@everchart/retention-rules';
import { openEvents } from '@everchart/sealed-events';
import { until } from '@everchart/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RetentionSuite } from '../test/retention-suite.js';
import { RetentionRecorder, type RetentionStatement } from './application/retention.recorder.js';

type Change = RetentionEventData['due-date.changed'];

describe('due dates', () => {
  const suite = new RetentionSuite();
  let recorder: RetentionRecorder;
  let store: EventStore;
  const state = (type: RetentionStatement['type'], data: object, subject?: string, org = 'home') =>
    recorder.record(org, [
      {
        id: randomUUID(),
        type,
        data: data as never,
        ...(subject && { subject }),
        occurredAt: '2026-03-01T08:00:00Z',
        actor: 'officer',
        role: 'retention-officer',
        correlationId: randomUUID(),
      },
    ]);
  let worker: ReturnType<typeof suite.pool> | undefined;
  const dueOf = async (subject: string): Promise<DueDate | undefined> => {
    worker ??= suite.pool(suite.config().DATABASE_WORKER_URL);
    const { rows } = await worker.query<{ due: DueDate }>('SELECT due FROM retention.due_dates WHERE subject = $1', [subject]);
    return rows[0]?.due;
  };
  const becomes = async (subject: string, expected: Partial<DueDate>): Promise<void> => {
    let due: DueDate | undefined;
    await until(async () => Object.entries(expected).every(([name, value]) => due?.[name as 'status'] === value) || ((due = await dueOf(subject)), false), { what: JSON.stringify(expected), timeoutMs: 30_000 }); // prettier-ignore
  };
  const changesOf = async (subject: string): Promise<Change[]> => {
    const events = (await store.readShard('home', 0, 0, 1000)).filter(
      ({ header }) => header.subject === subject && header.type === 'due-date.changed',
    );
    const opened = await openEvents(events, await suite.keyringOf('keyring_retention'), upcastRetention);
    return opened.map((each) => (each as { data: Change }).data);
  };
  const linden = { facilityId: 'linden', name: 'House Linden', kind: 'hospital', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };

  beforeAll(async () => {
    await suite.start();
    await suite.startService({ ROLES: 'api,sequencer,relay' });
    store = new EventStore({ pool: suite.pool(suite.events.url('retention_events_api')), service: 'retention' });
    suite.onClose(() => store.close());
    recorder = new RetentionRecorder(store, await suite.keyringOf('keyring_retention'));
    await suite.recordDirectory([['facility.opened', linden]]);
  });
  afterAll(() => suite.close());

  it('follow entries, corrections, stated facts, the directory and the rules, and each change is on record with its reason', async () => {
    const [patient, stayId, discharge] = [randomUUID(), randomUUID(), randomUUID()];
    await suite.recordPatient(patient, [
      ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { occurredat: '2015-01-01T08:00:00+01:00' }],
      ['stay.admitted', { stayId, class: 'inpatient', location: { facility: 'linden' } }, { occurredat: '2015-01-02T09:00:00+01:00' }],
      ['stay.discharged', { stayId }, { id: discharge, occurredat: '2015-04-02T09:00:00+02:00' }],
    ]);
    const { ruleSetId, version, title, rules } = readRuleFile('de');
    const adopt = (of: typeof rules, as: number) =>
      state('rule-set.adopted', { ruleSetId, version: as, title, rules: of, reason: 'reviewed' });
    await adopt(rules, version);
    await becomes(patient, { status: 'due-on', keptThrough: '2045-04-02', dueOn: '2045-04-03' });
    await suite.recordPatient(patient, [
      ['entry.struck', { entryId: discharge, reason: 'entered-in-error' }, { occurredat: '2015-04-02T10:00:00+02:00' }],
    ]);
    await becomes(patient, { status: 'unknown' });
    await suite.recordPatient(patient, [['stay.discharged', { stayId }, { occurredat: '2016-04-02T09:00:00+02:00' }]]);
    await becomes(patient, { status: 'due-on', keptThrough: '2046-04-02' });
    await suite.recordDirectory([
      ['facility.changed', { facilityId: 'linden', kind: 'nursing-home', effectiveFrom: '2014-01-01T00:00:00Z' }],
    ]);
    await becomes(patient, { keptThrough: '2026-04-02' });
    await state('fact.stated', { fact: { recordKind: 'radiation-treatment' }, reason: 'treated in 2015' }, patient);
    await becomes(patient, { status: 'unknown' });
    await state('fact.stated', { fact: { trigger: 'act' }, on: '2015-02-03', reason: 'treated in 2015' }, patient);
    await becomes(patient, { keptThrough: '2045-02-03' });
    await adopt(rules.filter(({ ruleId }) => ruleId !== 'de-radiation-treatment'), 2); // prettier-ignore
    await becomes(patient, { keptThrough: '2026-04-02' });
    await until(async () => (await changesOf(patient)).length >= 7, { what: 'all changes on record' });
    expect(
      (await changesOf(patient)).map(({ cause, shortens = false, was, due }) => [
        cause,
        shortens,
        was?.keptThrough ?? was?.status,
        due.keptThrough ?? due.status,
      ]),
    ).toEqual([
      ['first', false, undefined, '2045-04-02'],
      ['rules', false, '2045-04-02', 'unknown'],
      ['entry', true, 'unknown', '2046-04-02'],
      ['rules', true, '2046-04-02', '2026-04-02'],
      ['rules', false, '2026-04-02', 'unknown'],
      ['fact', true, 'unknown', '2045-02-03'],
      ['rules', true, '2045-02-03', '2026-04-02'],
    ]);
  }, 120_000);

  it('of records that were merged are one', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const stay = (stayId: string, day: string): Parameters<RetentionSuite['recordPatient']>[1] => [
      ['patient.registered', { identifiers: [], gender: 'female', birthDate: '1938-04' }, { occurredat: `${day}T08:00:00+01:00` }],
      ['stay.admitted', { stayId, class: 'inpatient', location: { facility: 'linden' } }, { occurredat: `${day}T09:00:00+01:00` }],
      ['stay.discharged', { stayId }, { occurredat: `${day}T10:00:00+01:00` }],
    ];
    await suite.recordPatient(one, stay(randomUUID(), '2010-01-05'));
    await suite.recordPatient(other, stay(randomUUID(), '2012-01-05'));
    await becomes(one, { keptThrough: '2040-01-05' });
    await suite.recordPatient(one, [
      ['patient.merged', { link: 'replaced-by', otherPatientId: other }, { occurredat: '2010-01-05T11:00:00+01:00' }],
    ]);
    await suite.recordPatient(other, [
      ['patient.merged', { link: 'replaces', otherPatientId: one }, { occurredat: '2010-01-05T11:00:00+01:00' }],
    ]);
    await becomes(one, { keptThrough: '2042-01-05' });
    await becomes(other, { keptThrough: '2042-01-05' });
  });
});
