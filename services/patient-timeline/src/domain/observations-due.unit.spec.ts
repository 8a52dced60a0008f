import { describe, expect, it } from '@jest/globals';
import { observationsDue, type Done, type OpenInstruction } from './observations-due.js';

const pressure = { text: 'Blood pressure', coding: [{ system: 'http://loinc.org', code: '85354-9' }] };
const instruction = (schedule: object, more: object = {}, activity: object = {}): OpenInstruction => ({
  title: 'Watch the circulation',
  status: 'active',
  activities: [{ code: pressure, status: 'scheduled', schedule, ...activity }],
  entryId: 'i1',
  occurredAt: '2026-02-01T10:00:00+01:00',
  ...more,
});
const twice = { times: ['08:00', '20:00'], timeZone: 'Europe/Rome' };
const at = (time: string) => `2026-03-01T${time}:00+01:00`;
const observed = (time: string, data: object = { code: pressure }, type = 'observation.recorded'): Done => ({
  id: `o${time}`,
  type,
  occurredAt: at(time),
  data,
});
const due = (plan: OpenInstruction, done: Done[], now: string, from = '00:00', to = '23:59') =>
  observationsDue([plan], done, [], undefined, { at: at(now), from: at(from), to: at(to) }).map(
    ({ dueAt, until, status, entryIds }) => [dueAt.slice(11, 16), until?.slice(11, 16), status, ...entryIds].filter(Boolean).join(' '),
  ); // prettier-ignore

describe('what an instruction asks for', () => {
  it('is planned, due within the hour to either side, then overdue', () => {
    for (const [now, status] of [['06:59', 'planned'], ['07:00', 'due'], ['09:00', 'due'], ['09:01', 'overdue']] as const)
      expect(due(instruction(twice), [], now)[0]).toBe(`08:00 ${status}`);
  }); // prettier-ignore

  it('is of the slot alone', () => {
    expect(due(instruction(twice), [], '12:00', '19:00', '21:00')).toEqual(['20:00 planned']);
    expect(due(instruction(twice), [], '12:00', '08:00', '08:30')).toEqual(['08:00 overdue']);
    expect(due(instruction(twice), [], '12:00', '08:01', '20:00')).toEqual([]);
  });

  it('is done by an observation of the code near it, also from outside of the slot, and by a task', () => {
    expect(due(instruction(twice), [observed('08:40')], '12:00')).toEqual(['08:00 done o08:40', '20:00 planned']);
    expect(due(instruction(twice), [observed('07:30')], '12:00', '08:00', '09:00')).toEqual(['08:00 done o07:30']);
    const other = { code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] } };
    expect(due(instruction(twice), [observed('08:00', other), observed('09:30')], '12:00')).toEqual(['08:00 overdue', '20:00 planned']);
    const task = (outcome: string) => observed('08:10', { instructionId: 'I1', code: pressure, outcome }, 'plan.task-completed');
    expect(due(instruction(twice), [task('done')], '12:00')[0]).toBe('08:00 done o08:10');
    expect(due(instruction(twice), [task('refused')], '12:00')[0]).toBe('08:00 not-done o08:10');
    const inWords = instruction(twice, {}, { code: undefined, text: 'Look at the skin' });
    const seen = observed('08:10', { instructionId: 'i1', code: { text: 'Skin' } }, 'plan.task-completed');
    expect(due(inWords, [seen, observed('20:00')], '21:30')).toEqual(['08:00 done o08:10', '20:00 overdue']);
  });

  it('is not done by an observation that was cancelled', () => {
    expect(due(instruction(twice), [observed('08:10', { code: pressure, status: 'cancelled' })], '12:00')[0]).toBe('08:00 not-done o08:10');
  });

  it('answers one due time, the nearest', () => {
    const often = { times: ['08:00', '09:00'], timeZone: 'Europe/Rome' };
    expect(due(instruction(often), [observed('08:50')], '12:00')).toEqual(['08:00 overdue', '09:00 done o08:50']);
  });

  it('without a time of day is due in its part, and done in it', () => {
    const daily = { timeZone: 'Europe/Rome', frequency: { count: 1, period: 1, periodUnit: 'd' } };
    expect(due(instruction(daily), [], '12:00')).toEqual(['00:00 00:00 due']);
    expect(due(instruction(daily), [observed('15:00')], '23:00')).toEqual(['00:00 00:00 done o15:00']);
  });

  it.each<[string, OpenInstruction]>([
    ['on hold', instruction(twice, { status: 'on-hold' })],
    ['over', instruction(twice, { period: { end: '2026-02-28' } })],
    ['not begun', instruction(twice, { period: { start: '2026-03-02' } })],
    ['given later', instruction(twice, { occurredAt: '2026-03-02T00:00:00+01:00' })],
    ['not to be done', instruction(twice, {}, { doNotPerform: true })],
    ['stopped', instruction(twice, {}, { status: 'stopped' })],
    ['in words', instruction({ text: 'now and then' })],
    ['without a schedule', instruction(twice, { activities: [{ code: pressure, status: 'scheduled' }] })],
  ])('is nothing when it is %s', (_what, plan) => expect(due(plan, [], '12:00')).toEqual([]));

  it('is by the clock of the zone: UTC where none is known', () => {
    expect(due(instruction({ frequency: { count: 2, period: 1, periodUnit: 'd' } }), [], '12:00')[0]).toMatch(/^(?:12:00|00:00) /);
  });
});
