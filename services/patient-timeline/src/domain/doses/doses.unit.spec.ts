import { describe, expect, it } from '@jest/globals';
import { directoryOf, houseIn, inHouse } from '../../../test/directory.js';
import { Chart, ramipril } from '../../../test/medication.js';
import { doseLookbackMs, dosesOf, dueTimesMax, type DosesQuery, type PatientDoses } from './doses.js';

const rome = { timeZone: 'Europe/Rome' };
const twice = { schedule: { times: ['08:00', '20:00'], ...rome } };

/** Due times with their status, by what is on record at `at`. */
function stands(chart: Chart, { at, from, to, ...more }: Partial<DosesQuery> & { at: string }) {
  const day = at.slice(0, 'YYYY-MM-DD'.length);
  const doses = dosesOf(chart.entries, { at, from: from ?? `${day}T00:00:00+01:00`, to: to ?? `${day}T23:59:59+01:00`, ...more });
  return { doses, lines: linesOf(doses) };
}

function linesOf({ prescriptions }: PatientDoses): string[] {
  return prescriptions.flatMap(({ dueTimes }) =>
    dueTimes.map(({ dueAt, until, status, because }) => [dueAt.slice(0, 16) + dueAt.slice(19), until?.slice(11, 16), status, because].filter((each) => each !== undefined).join(' ')),
  ); // prettier-ignore
}

const at = (time: string, day = '2026-03-01'): string => `${day}T${time}:00+01:00`;

describe('a dose against the clock', () => {
  it.each([
    ['06:59', 'planned'],
    ['07:00', 'due'],
    ['08:00', 'due'],
    ['09:00', 'due'],
    ['09:01', 'overdue'],
    ['19:59', 'overdue'],
    ['20:00', 'skipped next-due'],
  ])('that was due at eight and is not on record is, at %s, %s', (time, expected) => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), twice);
    expect(stands(chart, { at: at(time) }).lines[0]).toBe(`2026-03-01T08:00+01:00 ${expected}`);
  });

  it('was given, early or late, by what it says it was due; what was prescribed for that time is named', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), { ...twice, dose: { value: 1, unit: 'tablet' } });
    chart.given(at('07:10'), { prescriptionId, scheduledAt: at('08:00') });
    chart.given(at('23:30'), { prescriptionId: prescriptionId.toUpperCase(), scheduledAt: '2026-03-01T19:00:00Z' });
    const { doses, lines } = stands(chart, { at: at('23:40') });
    expect(lines).toEqual(['2026-03-01T08:00+01:00 given', '2026-03-01T20:00+01:00 given']);
    expect(doses.prescriptions[0]!.dueTimes).toMatchObject([
      { dose: { value: 1 }, doses: [{ entryId: 'e2', minutesLate: -50, by: 'nurse-ben', outcome: 'given' }] },
      { doses: [{ entryId: 'e3', minutesLate: 210 }] },
    ]);
    expect(doses.counts).toEqual({ planned: 0, due: 0, overdue: 0, given: 2, 'not-given': 0, skipped: 0 });
  });

  it('is given when it was refused at eight and taken at nine, and not given when it was only refused', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.notGiven(at('08:05'), { prescriptionId, scheduledAt: at('08:00') });
    expect(stands(chart, { at: at('12:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 not-given');
    chart.given(at('09:00'), { prescriptionId, scheduledAt: at('08:00') });
    const { doses, lines } = stands(chart, { at: at('12:00') });
    expect(lines[0]).toBe('2026-03-01T08:00+01:00 given');
    expect(doses.prescriptions[0]!.dueTimes[0]!.doses).toMatchObject([
      { outcome: 'refused', reason: { text: 'nausea' } },
      { outcome: 'given' },
    ]);
  });

  it('that says no due time belongs to the nearest one; refused and then taken is one story', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.notGiven(at('08:10'), { prescriptionId });
    chart.given(at('11:00'), { prescriptionId });
    chart.given(at('19:00'), { prescriptionId });
    expect(stands(chart, { at: at('21:30') }).lines).toEqual(['2026-03-01T08:00+01:00 given', '2026-03-01T20:00+01:00 given']);
  });

  it.each([29, -29])('due %i minutes from the schedule is the same one, by the medicine without the prescription, too', (minutes) => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), twice);
    const scheduledAt = new Date(Date.parse(at('08:00')) + minutes * 60_000).toISOString();
    chart.given(at('08:00'), { medication: { text: ' ramipril  5 MG' }, scheduledAt });
    expect(stands(chart, { at: at('12:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 given');
  });

  it('due half an hour from the schedule is another one, and so is that of another medicine', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.given(at('08:00'), { prescriptionId, scheduledAt: at('08:30') });
    chart.given(at('08:00'), { medication: { text: 'Aspirin' }, scheduledAt: at('08:00') });
    const { doses, lines } = stands(chart, { at: at('12:00') });
    expect(lines[0]).toBe('2026-03-01T08:00+01:00 overdue');
    expect(doses.prescriptions[0]!.otherDoses).toMatchObject([{ entryId: 'e2', scheduledAt: at('08:30') }]);
    expect(doses.otherDoses).toMatchObject([{ entryId: 'e3' }]);
  });

  it('names other persons who signed for it, and whether it helped', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    const doseId = chart.given(at('08:00'), { prescriptionId, scheduledAt: at('08:00'), site: { text: 'left arm' } }).toUpperCase();
    chart.add('medication.countersigned', at('08:01'), { doseId, what: 'given' });
    chart.entries.push({ ...chart.entries.at(-1)!, eventId: 'second', streamVersion: 4, actor: 'nurse-eva' });
    chart.add('medication.effect-observed', at('09:30'), { doseId, outcome: 'helped' });
    chart.add('medication.effect-observed', at('09:00'), { doseId, outcome: 'not-helped' });
    expect(stands(chart, { at: at('12:00') }).doses.prescriptions[0]!.dueTimes[0]!.doses).toMatchObject([
      { site: { text: 'left arm' }, countersigned: [{ by: 'nurse-eva', what: 'given', entryId: 'second' }], effect: { outcome: 'helped' } },
    ]);
  });

  it('of which only the day is known stands against no time of day', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.given(at('08:00'), { prescriptionId, happened: { on: '2026-03-01' } });
    expect(stands(chart, { at: at('12:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 overdue');
  });

  it('of hourly drops has half an hour to either side', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), { schedule: { times: ['08:00', '09:00', '10:00'], ...rome } });
    expect(stands(chart, { at: at('09:31') }).lines).toEqual([
      '2026-03-01T08:00+01:00 skipped next-due',
      '2026-03-01T09:00+01:00 overdue',
      '2026-03-01T10:00+01:00 due',
    ]);
  });

  it('has the tolerance of the query', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), twice);
    expect(stands(chart, { at: at('08:31'), toleranceMinutes: 30 }).lines[0]).toBe('2026-03-01T08:00+01:00 overdue');
    expect(stands(chart, { at: at('09:59'), toleranceMinutes: 120 }).lines[0]).toBe('2026-03-01T08:00+01:00 due');
  });
});

describe('a prescription over time', () => {
  it('that is changed between two doses is due by the old terms before, and by the new ones from then on', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), { ...twice, dose: { value: 1, unit: 'tablet' } });
    chart.changed(prescriptionId, at('12:00'), { schedule: { times: ['08:00', '14:00', '22:00'], ...rome }, doseText: 'half a tablet' });
    const { doses, lines } = stands(chart, { at: at('15:30') });
    expect(lines).toEqual(['2026-03-01T08:00+01:00 skipped next-due', '2026-03-01T14:00+01:00 overdue', '2026-03-01T22:00+01:00 planned']);
    expect(doses.prescriptions[0]!.dueTimes.map(({ dose, doseText }) => dose?.value ?? doseText)).toEqual([
      1,
      'half a tablet',
      'half a tablet',
    ]);
    expect(doses.prescriptions[0]).toMatchObject({ doseText: 'half a tablet', schedule: { times: ['08:00', '14:00', '22:00'] } });
    expect(doses.prescriptions[0]).not.toHaveProperty('dose');
  });

  it('that is changed at the minute of a dose is due by the new terms', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.changed(prescriptionId, at('08:00'), { schedule: { times: ['09:00'], ...rome } });
    expect(stands(chart, { at: at('07:30') }).lines).toEqual(['2026-03-01T09:00+01:00 planned']);
  });

  it('that is stopped between two doses is due no more; what was not on record by then is skipped', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    const before = stands(chart, { at: at('09:30') });
    expect(before.lines).toEqual(['2026-03-01T08:00+01:00 overdue', '2026-03-01T20:00+01:00 planned']);
    chart.stopped(prescriptionId, at('10:00'));
    const { doses, lines } = stands(chart, { at: at('10:00') });
    expect(lines).toEqual(['2026-03-01T08:00+01:00 skipped ended']);
    expect(doses.prescriptions[0]).toMatchObject({ state: 'stopped', endsAt: at('10:00') });
    expect(stands(chart, { at: at('10:00', '2026-03-02') }).doses.prescriptions).toEqual([]);
  });

  it.each([
    [at('21:00'), 2],
    ['2026-03-01', 1],
    ['2026-02-28', 0],
    ['2026-03-02', 2],
    ['2026-03', 1],
  ])('a stop at ten that says %s leaves %i doses of that day', (stoppedAt, left) => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.stopped(prescriptionId, at('10:00'), { stoppedAt });
    expect(stands(chart, { at: at('23:00') }).lines).toHaveLength(left);
  });

  it('has a first and a last day, and is not due before it was prescribed', () => {
    const chart = new Chart();
    chart.prescribed(at('12:00', '2026-02-27'), { ...twice, period: { start: '2026-02-27', end: '2026-03-01' } });
    const { lines } = stands(chart, { at: at('23:59'), from: at('00:00', '2026-02-26'), to: at('00:00', '2026-03-04') });
    expect(lines.map((line) => line.slice(0, 16))).toEqual(['2026-02-27T20:00', '2026-02-28T08:00', '2026-02-28T20:00', '2026-03-01T08:00', '2026-03-01T20:00']); // prettier-ignore
  });

  it('had ended at its source, or names no medicine: it is none; on hold nothing is due', () => {
    for (const data of [{ status: 'completed' }, { medication: { coding: [{ system: 'http://snomed.info/sct', code: '1003774007' }] } }]) {
      const chart = new Chart();
      chart.prescribed(at('06:00', '2026-02-01'), { ...twice, ...data });
      expect(stands(chart, { at: at('12:00') }).doses.prescriptions).toEqual([]);
    }
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), { ...twice, status: 'on-hold' });
    expect(stands(chart, { at: at('12:00') }).lines).toEqual(['2026-03-01T08:00+01:00 skipped on-hold', '2026-03-01T20:00+01:00 skipped on-hold']); // prettier-ignore
  });

  it('that is only stated in words is listed, and nothing of it is due', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), { schedule: { text: 'with the meals' } });
    expect(stands(chart, { at: at('12:00') }).doses.prescriptions).toMatchObject([{ plan: 'in-words', dueTimes: [], state: 'active' }]);
  });
});

describe('schedules', () => {
  const days = (schedule: object, from: string, to: string, more: object = {}) => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-01-31'), { schedule: { ...rome, ...schedule }, ...more });
    const { prescriptions } = dosesOf(chart.entries, { at: at('00:00', from), from: at('00:00', from), to: at('00:00', to) });
    return prescriptions.flatMap(({ dueTimes }) => dueTimes.map(({ dueAt, until }) => `${dueAt.slice(5, 16)}${until ? `–${until.slice(5, 16)}` : ''}`));
  }; // prettier-ignore

  it.each<[string, object, object, string[]]>([
    ['every second day', { times: ['08:00'], frequency: { count: 1, period: 2, periodUnit: 'd' } }, {}, ['02-02T08:00', '02-04T08:00']],
    ['every second day from a stated one', { times: ['08:00'], frequency: { count: 1, period: 2, periodUnit: 'd' } }, { period: { start: '2026-02-01' } }, ['02-01T08:00', '02-03T08:00', '02-05T08:00']],
    ['once a week', { times: ['08:00'], frequency: { count: 1, period: 1, periodUnit: 'wk' } }, { period: { start: '2026-01-28' } }, ['02-04T08:00']],
    ['twice a day at two times', { times: ['20:00', '08:00'], frequency: { count: 2, period: 1, periodUnit: 'd' } }, { period: { end: '2026-02-01' } }, ['02-01T08:00', '02-01T20:00']],
    ['every 36 hours from a stated instant', { frequency: { count: 1, period: 36, periodUnit: 'h' } }, { period: { start: '2026-01-31T12:00:00+01:00' } }, ['02-02T00:00', '02-03T12:00', '02-05T00:00']],
    ['three times in a week, on no stated days', { times: ['08:00'], frequency: { count: 3, period: 1, periodUnit: 'wk' } }, { period: { start: '2026-02-01' } }, ['02-01T00:00–02-03T08:00', '02-03T08:00–02-05T16:00', '02-05T16:00–02-08T00:00']],
    ['every 72 hours at eight', { times: ['08:00'], frequency: { count: 1, period: 72, periodUnit: 'h' } }, {}, ['02-03T08:00']],
    ['every eight hours at three times', { times: ['06:00', '14:00', '22:00'], frequency: { count: 1, period: 8, periodUnit: 'h' } }, { period: { end: '2026-02-01' } }, ['02-01T06:00', '02-01T14:00', '02-01T22:00']],
    ['every six hours from eight on', { times: ['08:00'], frequency: { count: 1, period: 6, periodUnit: 'h' } }, { period: { end: '2026-02-01' } }, ['02-01T02:00', '02-01T08:00', '02-01T14:00', '02-01T20:00']],
    ['every 36 hours from eight on', { times: ['08:00'], frequency: { count: 1, period: 1.5, periodUnit: 'd' } }, { period: { start: '2026-02-01' } }, ['02-01T08:00', '02-02T20:00', '02-04T08:00', '02-05T20:00']],
    ['twice a day at one stated time', { times: ['08:00'], frequency: { count: 2, period: 1, periodUnit: 'd' } }, { period: { end: '2026-02-01' } }, ['02-01T00:00–02-01T12:00', '02-01T12:00–02-02T00:00']],
    ['once a day, at no stated time', { frequency: { count: 1, period: 1, periodUnit: 'd' } }, { period: { end: '2026-02-02' } }, ['02-01T00:00–02-02T00:00', '02-02T00:00–02-03T00:00']],
  ])('%s', (_what, schedule, more, expected) => expect(days(schedule, '2026-02-01', '2026-02-06', more)).toEqual(expected)); // prettier-ignore

  it('once a month on the 31st are due on the last day of shorter ones', () => {
    const monthly = { times: ['08:00'], frequency: { count: 1, period: 1, periodUnit: 'mo' } };
    expect(days(monthly, '2026-02-01', '2026-06-02')).toEqual(['02-28T08:00', '03-31T08:00', '04-30T09:00', '05-31T09:00'].map((each) => each.replace('09', '08'))); // prettier-ignore
  });

  it('without a time of day are due in each part, and skipped when it is over', () => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), { schedule: { ...rome, frequency: { count: 2, period: 1, periodUnit: 'd' } } }); // prettier-ignore
    chart.given(at('21:00'), { prescriptionId });
    const { lines } = stands(chart, { at: at('22:00'), to: at('12:00', '2026-03-02') });
    expect(lines).toEqual([
      '2026-03-01T00:00+01:00 12:00 skipped next-due',
      '2026-03-01T12:00+01:00 00:00 given',
      '2026-03-02T00:00+01:00 12:00 planned',
    ]);
  });

  it('without a time of day that come to hold in a part are due in it, unless something was due in it already', () => {
    const schedule = { ...rome, frequency: { count: 1, period: 1, periodUnit: 'd' } };
    const changedAt = (time: string, before: object) => {
      const chart = new Chart();
      const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), { schedule: before });
      chart.changed(prescriptionId, at(time), { schedule });
      return stands(chart, { at: at('12:00') }).lines;
    };
    expect(changedAt('10:00', { text: 'see the letter' })).toEqual(['2026-03-01T10:00+01:00 00:00 due']);
    expect(changedAt('06:00', { times: ['08:00'], ...rome })).toEqual(['2026-03-01T06:00+01:00 00:00 due']);
    expect(changedAt('10:00', { times: ['08:00'], ...rome })).toEqual(['2026-03-01T08:00+01:00 overdue']);
    expect(changedAt('10:00', schedule)).toEqual(['2026-03-01T00:00+01:00 00:00 due']);
  });

  it('of seconds are infusions: nothing of them is due at a time', () => {
    expect(days({ frequency: { count: 1000, period: 0.001, periodUnit: 'h' } }, '2026-02-01', '2026-02-02')).toEqual([]);
  });

  it('list a bounded number of due times, and say so', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-01-01'), { schedule: { frequency: { count: 30, period: 1, periodUnit: 'h' } } });
    const { doses } = stands(chart, { at: at('12:00'), from: at('00:00', '2026-02-01') });
    expect(doses.prescriptions[0]).toMatchObject({ more: true });
    expect(doses.prescriptions[0]!.dueTimes.length).toBeLessThanOrEqual(dueTimesMax);
  });
});

describe('the clocks are changed', () => {
  const due = (times: string[], timeZone: string, from: string, to: string) => {
    const chart = new Chart();
    chart.prescribed('2000-01-01T00:00:00Z', { schedule: { times, timeZone } });
    return dosesOf(chart.entries, { at: from, from, to }).prescriptions[0]!.dueTimes.map(({ dueAt }) => dueAt);
  };

  it.each<[string, string[], [zone: string, from: string, to: string], string[]]>([
    ['a time that does not exist is as long after the last one before it', ['02:30', '08:00'], ['Europe/Rome', '2026-03-28T23:00:00Z', '2026-03-29T12:00:00Z'], ['2026-03-29T03:30:00+02:00', '2026-03-29T08:00:00+02:00']],
    ['a time that comes twice is the first of them, once', ['02:30', '08:00'], ['Europe/Rome', '2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z'], ['2026-10-25T02:30:00+02:00', '2026-10-25T08:00:00+01:00']],
    ['two times that fall together are one', ['02:30', '03:30'], ['Europe/Rome', '2026-03-28T23:00:00Z', '2026-03-29T12:00:00Z'], ['2026-03-29T03:30:00+02:00']],
    ['by half an hour', ['02:15'], ['Australia/Lord_Howe', '2026-10-03T13:00:00Z', '2026-10-04T12:00:00Z'], ['2026-10-04T02:45:00+11:00']],
    ['at midnight', ['00:30'], ['Africa/Cairo', '2026-04-23T21:00:00Z', '2026-04-24T12:00:00Z'], ['2026-04-24T01:30:00+03:00']],
    ['by a whole day that is left out', ['08:00'], ['Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z'], ['2011-12-29T08:00:00-10:00', '2011-12-31T08:00:00+14:00']],
  ])('%s', (_what, times, [zone, from, to], expected) => expect(due(times, zone, from, to)).toEqual(expected)); // prettier-ignore

  it('every eight hours stay eight hours apart', () => {
    const chart = new Chart();
    chart.admitted('2026-01-01T00:00:00Z', 's1', inHouse);
    chart.prescribed('2026-03-28T08:00:00+01:00', { schedule: { frequency: { count: 1, period: 8, periodUnit: 'h' } } });
    const { prescriptions } = dosesOf(chart.entries, { at: '2026-03-28T08:00:00Z', from: '2026-03-28T22:00:00Z', to: '2026-03-29T12:00:00Z', directory: directoryOf(houseIn('Europe/Rome')) }); // prettier-ignore
    expect(prescriptions[0]!.dueTimes.map(({ dueAt }) => dueAt)).toEqual(['2026-03-29T00:00:00+01:00', '2026-03-29T09:00:00+02:00']);
  });

  it('a schedule without a zone, or with one that is not known here, has the zone of the facility', () => {
    for (const timeZone of [undefined, 'Atlantis/Capital']) {
      const chart = new Chart();
      chart.admitted('2025-01-01T00:00:00Z', 's1', inHouse);
      chart.prescribed('2026-01-01T00:00:00Z', { schedule: { times: ['08:00'], timeZone } });
      const query = { at: '2026-03-01T00:00:00Z', from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
      expect(dosesOf(chart.entries, { ...query, directory: directoryOf(houseIn('America/New_York')) }).prescriptions).toMatchObject([
        { timeZone: 'America/New_York', timeZoneFrom: 'facility', dueTimes: [{ dueAt: '2026-03-01T08:00:00-05:00' }] },
      ]);
      for (const directory of [undefined, directoryOf([])])
        expect(dosesOf(chart.entries, { ...query, directory }).prescriptions).toMatchObject([
          { timeZone: 'UTC', timeZoneFrom: 'default', dueTimes: [{ dueAt: '2026-03-01T08:00:00+00:00' }] },
        ]);
    }
  });
});

describe('a stay that is interrupted', () => {
  const home = (): Chart => {
    const chart = new Chart();
    chart.admitted(at('10:00', '2026-02-01'), 's1', { location: { facility: 'Garden Home' } });
    chart.prescribed(at('12:00', '2026-02-01'), twice);
    return chart;
  };

  it('doses of the time in between are neither due nor overdue', () => {
    const chart = home();
    chart.discharged(at('12:00'), 's1');
    expect(stands(chart, { at: at('22:00') }).lines).toEqual(['2026-03-01T08:00+01:00 skipped next-due', '2026-03-01T20:00+01:00 skipped away']); // prettier-ignore
    chart.admitted(at('15:00', '2026-03-02'), 's2');
    expect(stands(chart, { at: at('22:00', '2026-03-02') }).lines).toEqual(['2026-03-02T08:00+01:00 skipped away', '2026-03-02T20:00+01:00 overdue']); // prettier-ignore
  });

  it.each(['emergency', 'inpatient'])(
    'in hospital beside the own place (%s) they are not overdue, and those prescribed there are',
    (kind) => {
      const chart = home();
      chart.admitted(at('07:00'), 'S9', { class: kind, location: { facility: 'General Hospital' } });
      chart.prescribed(at('07:30'), { medication: { text: 'Heparin' }, stayId: 's9', schedule: { times: ['09:00'], ...rome } });
      expect(stands(chart, { at: at('11:00') }).lines).toEqual([
        '2026-03-01T09:00+01:00 overdue',
        '2026-03-01T08:00+01:00 skipped in-hospital',
        '2026-03-01T20:00+01:00 skipped in-hospital',
      ]);
      chart.discharged(at('12:00'), 's9');
      expect(stands(chart, { at: at('21:30') }).lines.at(-1)).toBe('2026-03-01T20:00+01:00 overdue');
    },
  );

  it('a ward of the same place is no absence, nor is a visit; a discharge that is cancelled is none', () => {
    const chart = home();
    chart.admitted(at('07:00'), 's8', { class: 'inpatient', location: { facility: 'Garden Home' } });
    chart.admitted(at('07:00'), 's7', { class: 'ambulatory' });
    chart.discharged(at('07:00'), 's1');
    chart.add('stay.cancelled', at('07:10'), { stayId: 's1', cancels: 'discharge', reason: 'mistake' });
    expect(stands(chart, { at: at('11:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 overdue');
  });

  it('on a day of which no time is known a dose is due as long as the patient may have been there', () => {
    const chart = new Chart();
    const onDay = (day: string) => ({ happened: { on: day } });
    chart.admitted('2026-02-28T12:00:00Z', 's1', { location: { facility: 'Garden Home' }, ...onDay('2026-02-28') });
    chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.admitted('2026-03-02T12:00:00Z', 's2', { class: 'inpatient', location: { facility: 'Hospital' }, ...onDay('2026-03-02') });
    chart.add('stay.discharged', '2026-03-03T12:00:00Z', { stayId: 's2', ...onDay('2026-03-03') });
    chart.add('stay.discharged', '2026-03-04T12:00:00Z', { stayId: 's1', ...onDay('2026-03-04') });
    const { prescriptions } = dosesOf(chart.entries, { at: at('12:00', '2026-03-06'), from: at('00:00', '2026-02-27'), to: at('00:00', '2026-03-06') }); // prettier-ignore
    expect(prescriptions[0]!.dueTimes.map(({ dueAt, because }) => `${dueAt.slice(5, 13)} ${because}`)).toEqual([
      ...['02-27T08 away', '02-27T20 away', '02-28T08 next-due', '02-28T20 next-due', '03-01T08 next-due', '03-01T20 next-due'],
      ...['03-02T08 next-due', '03-02T20 next-due', '03-03T08 next-due', '03-03T20 next-due', '03-04T08 next-due', '03-04T20 next-due'],
      ...['03-05T08 away', '03-05T20 away'],
    ]);
  });

  it('a ward of the same place is none by another name of it that the directory knows', () => {
    const directory = directoryOf(houseIn('Europe/Rome'));
    const [house] = [...directory.places.values()];
    const chart = new Chart();
    chart.admitted(at('10:00', '2026-02-01'), 's1', inHouse);
    chart.prescribed(at('12:00', '2026-02-01'), twice);
    chart.admitted(at('07:00'), 's2', { class: 'emergency', location: { facility: house!.id } });
    expect(stands(chart, { at: at('11:00'), directory }).lines[0]).toBe('2026-03-01T08:00+01:00 overdue');
    expect(stands(chart, { at: at('11:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 skipped in-hospital');
  });

  it('a dose that was given all the same is given', () => {
    const chart = home();
    chart.discharged(at('07:00'), 's1');
    chart.given(at('08:00'), { scheduledAt: at('08:00') });
    expect(stands(chart, { at: at('11:00') }).lines[0]).toBe('2026-03-01T08:00+01:00 given');
  });

  it('after the death nothing is due', () => {
    for (const [data, expected] of [
      [{ deceasedAt: '2026-03-01' }, 'skipped deceased'],
      [{ deceasedAt: at('09:00') }, 'overdue'],
      [{}, 'overdue'],
    ] as const) {
      // prettier-ignore
      const chart = home();
      chart.add('patient.deceased', at('11:00'), data);
      const lines = [`2026-03-01T08:00+01:00 ${expected}`, '2026-03-01T20:00+01:00 skipped deceased'];
      expect(stands(chart, { at: at('12:00') }).lines).toEqual(lines);
      // What a record knew that this one replaces.
      const survivor = home();
      const death = { ...data, statedAt: at('11:00') };
      survivor.add('patient.merged', at('11:30'), { link: 'replaces', otherPatientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f', death });
      expect(stands(survivor, { at: at('12:00') }).lines).toEqual(lines);
    }
  });
});

describe('a medicine as needed', () => {
  const asNeeded = (schedule: object, dose: object = { value: 500, unit: 'mg', code: 'mg' }) => {
    const chart = new Chart();
    const prescriptionId = chart.prescribed(at('06:00', '2026-02-01'), { dose, schedule: { asNeeded: true, ...rome, ...schedule } });
    const next = (time: string) => {
      const { doses } = stands(chart, { at: at(time) });
      return { ...doses.prescriptions[0]!.asNeeded!, dueTimes: doses.prescriptions[0]!.dueTimes };
    };
    return { next, give: (time: string, more: object = {}) => chart.given(at(time), { prescriptionId, ...more }) };
  };

  it('is never due, and may be given when no limit stands against it', () => {
    const { next } = asNeeded({ asNeededFor: { text: 'pain' } });
    expect(next('12:00')).toEqual({
      for: { text: 'pain' },
      mayBeGiven: true,
      notBefore: at('12:00'),
      limits: [],
      unclear: [],
      dueTimes: [],
    });
  });

  it('has a minimum interval', () => {
    const { next, give } = asNeeded({ frequency: { count: 1, period: 6, periodUnit: 'h' } });
    give('08:00');
    expect(next('13:59')).toMatchObject({ mayBeGiven: false, notBefore: at('14:00'), lastGiven: { entryId: 'e2' } });
    expect(next('14:00')).toMatchObject({
      mayBeGiven: true,
      notBefore: at('14:00'),
      limits: [{ of: 'count', count: 1, hours: 6, given: 0 }],
    });
  });

  it('has a maximum in any so many hours, a day when none are said', () => {
    const { next, give } = asNeeded({ frequency: { count: 1, period: 2, periodUnit: 'h' }, maximum: { count: 3 } });
    for (const time of ['01:00', '05:00', '09:00']) give(time);
    expect(next('12:00')).toMatchObject({ mayBeGiven: false, notBefore: at('01:00', '2026-03-02'), limits: [{ given: 0 }, { count: 3, hours: 24, given: 3 }] }); // prettier-ignore
  });

  it('has a maximum of the dose, in any unit of the same kind', () => {
    const { next, give } = asNeeded({ maximum: { dose: { value: 2, unit: 'g', code: 'g' }, periodHours: 24 } });
    for (const time of ['01:00', '05:00', '09:00']) give(time);
    expect(next('12:00')).toMatchObject({ mayBeGiven: true, limits: [{ given: 1.5 }] });
    give('12:00', { dose: { value: 1000, unit: 'mg', code: 'mg' } });
    expect(next('12:01')).toMatchObject({ mayBeGiven: false, notBefore: at('05:00', '2026-03-02') });
  });

  it('says which limit only a person can judge', () => {
    const limit = { dose: { value: 2, unit: 'g', code: 'g' } };
    const { next, give } = asNeeded({ maximum: limit }, { value: 1, unit: 'tablet', code: '{tbl}' });
    give('08:00');
    expect(next('12:00')).toMatchObject({ mayBeGiven: false, unclear: [{ of: 'dose', ...limit }] });
  });

  it.each(['dose', 'maximum'])('that is stated as a bound (%s) is judged by a person', (which) => {
    const dose = { value: 500, unit: 'mg', code: 'mg', ...(which === 'dose' ? { comparator: '>' } : {}) };
    const maximum = { dose: { value: 2, unit: 'g', code: 'g', ...(which === 'maximum' ? { comparator: '<' } : {}) } };
    expect(asNeeded({ maximum }, dose).next('12:00')).toMatchObject({ mayBeGiven: false, unclear: [{ of: 'dose' }] });
  });

  it('counts a dose of which only the day is known from the end of that day on', () => {
    const { next, give } = asNeeded({ frequency: { count: 1, period: 6, periodUnit: 'h' } });
    give('12:00', { happened: { on: '2026-03-01' } });
    expect(next('19:00')).toMatchObject({ mayBeGiven: false, notBefore: '2026-03-02T06:59:59+01:00' });
  });

  it('may not be given to who is not there, or died', () => {
    const chart = new Chart();
    chart.admitted(at('10:00', '2026-02-01'), 's1');
    chart.prescribed(at('12:00', '2026-02-01'), { schedule: { asNeeded: true } });
    const mayBeGiven = (time: string) => stands(chart, { at: at(time) }).doses.prescriptions[0]!.asNeeded!.mayBeGiven;
    expect(mayBeGiven('08:00')).toBe(true);
    chart.admitted(at('08:00'), 's2', { class: 'emergency' });
    expect(mayBeGiven('08:00')).toBe(false);
    chart.discharged(at('09:00'), 's2');
    expect(mayBeGiven('10:00')).toBe(true);
    chart.add('patient.deceased', at('11:00'), { deceasedAt: at('10:30') });
    expect(mayBeGiven('11:00')).toBe(false);
  });

  it('is never allowed when one dose is more than the maximum', () => {
    const { next } = asNeeded({ maximum: { dose: { value: 100, unit: 'mg', code: 'mg' } } });
    expect(next('12:00')).not.toHaveProperty('notBefore');
  });

  it('counts the same medicine of other prescriptions, and nothing that was not given', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00', '2026-02-01'), { schedule: { asNeeded: true, maximum: { count: 1, periodHours: 4 } } });
    const regular = chart.prescribed(at('06:00', '2026-02-01'), twice);
    chart.notGiven(at('07:00'), { prescriptionId: 'e1' });
    const notBefore = () => stands(chart, { at: at('10:00') }).doses.prescriptions.find((each) => each.asNeeded)!.asNeeded!.notBefore;
    expect(Date.parse(notBefore()!)).toBe(Date.parse(at('10:00')));
    chart.given(at('08:00'), { prescriptionId: regular, scheduledAt: at('08:00') });
    expect(Date.parse(notBefore()!)).toBe(Date.parse(at('12:00')));
  });

  it('needs doses as far back as its limit goes', () => {
    const chart = new Chart();
    chart.prescribed(at('06:00'), { medication: ramipril, schedule: { asNeeded: true, maximum: { count: 1, periodHours: 100 } } });
    expect(doseLookbackMs(chart.entries)).toBe(100 * 3_600_000);
    expect(doseLookbackMs([])).toBe(24 * 3_600_000);
  });
});
