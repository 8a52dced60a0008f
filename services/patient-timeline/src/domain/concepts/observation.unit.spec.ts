import { describe, expect, it } from '@jest/globals';
import { amend, given, start, strike, told } from '../../../test/patient-stream.js';

const loinc = (code: string, text: string) => ({ text, coding: [{ system: 'http://loinc.org', code }] });
const pulse = (value: number) => ({ code: loinc('8867-4', 'Heart rate'), category: 'vital-signs', valueQuantity: { value, unit: '/min' } });
const weight = (value: number, category = 'weight') => ({
  code: loinc('29463-7', 'Weight'),
  category,
  valueQuantity: { value, unit: 'kg' },
});

describe('vital signs', () => {
  it('show the last of each code', () => {
    given(
      start,
      told('e2', 'observation.recorded', pulse(70)),
      told('e3', 'observation.recorded', weight(61, 'vital-signs')),
      told('e4', 'observation.recorded', { ...pulse(82), note: 'after a walk' }, 9),
    ).then({
      vitalSigns: [{ valueQuantity: { value: 61 } }, { valueQuantity: { value: 82, unit: '/min' }, entryId: 'e4' }],
    });
  });

  it('keep the newer value when an older one is recorded late', () => {
    given(start, told('e2', 'observation.recorded', pulse(82), 12), told('e3', 'observation.recorded', pulse(70), 9)).then({
      vitalSigns: [{ valueQuantity: { value: 82 }, entryId: 'e2' }],
    });
  });

  it('fall back to the one before when the last is struck', () => {
    const { then, struck } = given(
      start,
      told('e2', 'observation.recorded', pulse(70), 8),
      told('e3', 'observation.recorded', pulse(820), 9),
      strike('e4', 'e3'),
    );
    then({
      vitalSigns: [{ valueQuantity: { value: 70 } }],
      counts: { byType: { 'observation.recorded': 1, 'entry.struck': 1, 'patient.registered': 1 }, struck: 1, unread: 0 },
    });
    struck('e3');
  });

  it('keep the last value when a later one could not be measured', () => {
    const { valueQuantity: _, ...absent } = { ...pulse(0), dataAbsentReason: { text: 'asleep' } };
    given(start, told('e2', 'observation.recorded', pulse(70)), told('e3', 'observation.recorded', absent, 9)).then({
      vitalSigns: [{ valueQuantity: { value: 70 }, entryId: 'e2' }],
    });
  });

  it('keep the last value when a later one was cancelled, and compare it with none that was', () => {
    const cancelled = { ...pulse(180), status: 'cancelled' };
    const { summary } = given(start, told('e2', 'observation.recorded', pulse(70)), told('e3', 'observation.recorded', cancelled, 9));
    expect(summary.vitalSigns).toEqual([expect.objectContaining({ valueQuantity: { value: 70, unit: '/min' }, entryId: 'e2' })]);
    expect(summary.vitalSigns[0]).not.toHaveProperty('trend');
  });

  it('keep the last panel when no part of a later one could be measured', () => {
    const part = (code: string, more: object) => ({ code: loinc(code, code), ...more });
    const panel = (more: object) => ({
      code: loinc('85354-9', 'Blood pressure'),
      category: 'vital-signs',
      components: [part('8480-6', more), part('8462-4', more)],
    });
    const [measured, absent] = [panel({ valueInteger: 120 }), panel({ dataAbsentReason: { text: 'refused' } })];
    given(start, told('e2', 'observation.recorded', measured), told('e3', 'observation.recorded', absent, 9)).then({
      vitalSigns: [{ entryId: 'e2' }],
    });
  });

  it('say that a value is not final, and that its time is a day', () => {
    const more = { status: 'preliminary', happened: { on: '2026-03-01' } };
    given(start, told('e2', 'observation.recorded', { ...pulse(70), ...more })).then({ vitalSigns: [more] });
  });

  it('leave the note of a value to the timeline', () => {
    const [shown] = given(start, told('e2', 'observation.recorded', { ...pulse(70), note: 'after a walk', stayId: 's1' })).summary
      .vitalSigns;
    expect(Object.keys(shown!).sort()).toEqual(['category', 'code', 'entryId', 'occurredAt', 'recordedAt', 'valueQuantity']);
  });

  it('stand in the order of their codes, however they were recorded', () => {
    const of = (id: string, code: string) => told(id, 'observation.recorded', { ...pulse(1), code: loinc(code, code) });
    for (const codes of [
      ['1-8', '2-6', '3-4'],
      ['3-4', '1-8', '2-6'],
    ]) {
      const { summary } = given(start, ...codes.map((code, index) => of(`e${index + 2}`, code)));
      expect(summary.vitalSigns.map(({ code }) => (code as { text: string }).text)).toEqual(['1-8', '2-6', '3-4']);
    }
  });

  it('do not count laboratory values in', () => {
    given(start, told('e2', 'observation.recorded', { ...pulse(70), category: 'laboratory' })).then({ vitalSigns: [], observations: [] });
  });
});

describe('observations at the bedside', () => {
  it.each(['fluid-balance', 'nutrition', 'sleep', 'mood', 'pain', 'skin', 'behaviour', 'weight'])(
    'show the last of the kind %s',
    (category) => {
      given(start, told('e2', 'observation.recorded', { code: { text: 'x' }, category, valueString: 'y' })).then({
        observations: [{ category, valueString: 'y', entryId: 'e2' }],
        vitalSigns: [],
      });
    },
  );

  it.each(['laboratory', 'imaging', 'procedure', 'survey', 'exam', 'social-history'])('leave the kind %s to the timeline', (category) => {
    const observed = told('e2', 'observation.recorded', { code: { text: 'x' }, category, valueString: 'y' });
    given(start, observed).then({ observations: [], vitalSigns: [], counts: { unread: 0 } });
  });

  it('show the last of each code, with its kind', () => {
    const pain = { code: loinc('72514-3', 'Pain severity'), category: 'pain', valueInteger: 6, bodySite: { text: 'hip' } };
    const { summary } = given(
      start,
      told('e2', 'observation.recorded', pain),
      told('e3', 'observation.recorded', { ...pain, valueInteger: 3 }, 9),
      told('e4', 'observation.recorded', weight(61)),
    );
    expect(summary.observations).toMatchObject([
      { code: loinc('29463-7', 'Weight'), category: 'weight', valueQuantity: { value: 61, unit: 'kg' }, entryId: 'e4' },
      { code: pain.code, category: 'pain', valueInteger: 3, bodySite: { text: 'hip' }, entryId: 'e3' },
    ]); // prettier-ignore
    expect(summary.vitalSigns).toEqual([]);
  });

  it('are one with vital signs of the same code: the last one says which kind it is', () => {
    given(start, told('e2', 'observation.recorded', weight(61, 'vital-signs')), told('e3', 'observation.recorded', weight(60), 9)).then({
      vitalSigns: [],
      observations: [{ valueQuantity: { value: 60 } }],
    });
  });

  it('follow an amendment to another code, kind or time', () => {
    const wrong = told('e3', 'observation.recorded', pulse(61), 9);
    const before = told('e2', 'observation.recorded', pulse(70));
    given(start, before, wrong, amend('e4', wrong, weight(61))).then({
      vitalSigns: [{ entryId: 'e2', valueQuantity: { value: 70 } }],
      observations: [{ entryId: 'e3', valueQuantity: { value: 61, unit: 'kg' } }],
    });
    given(start, before, wrong, amend('e4', wrong, { ...pulse(61), category: 'laboratory' })).then({ vitalSigns: [{ entryId: 'e2' }] });
    given(start, before, wrong, amend('e4', wrong, pulse(61), '2026-03-01T07:00:00+01:00')).then({
      vitalSigns: [{ entryId: 'e2', valueQuantity: { value: 70 } }],
    });
  });
});
