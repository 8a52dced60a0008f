import { describe, expect, it } from '@jest/globals';
import { directoryOf, houseIn, inHouse, type Statement } from '../../../test/directory.js';
import { Chart } from '../../../test/medication.js';
import { dosesOf, type DosesQuery } from './doses.js';
import { zonesOf } from './zones.js';

const inLisbon: Statement[] = houseIn('Europe/Lisbon', 'lisbon', 'Casa Tília');
const both = directoryOf([...houseIn('Europe/Berlin'), ...inLisbon]);
const inCasa = { location: { facility: 'lisbon' } };

/** Zones with the instant from which each holds. */
function zones(chart: Chart, directory = both, stayId?: string): string[] {
  return zonesOf(
    chart.entries,
    directory,
  )(stayId).map(
    ({ from, local, source }) => `${Number.isFinite(from) ? new Date(from).toISOString().slice(0, 16) : 'ever'} ${local.zone} ${source}`,
  );
}

describe('the zones of a patient', () => {
  it('are those of the facilities in which the patient stays, from transfer to transfer, also between two stays', () => {
    const chart = new Chart();
    chart.admitted('2026-01-01T10:00:00Z', 's1', inHouse);
    chart.add('stay.transferred', '2026-02-01T10:00:00Z', { stayId: 'S1', ...inCasa });
    chart.discharged('2026-03-01T10:00:00Z', 's1');
    chart.admitted('2026-04-01T10:00:00Z', 's2', inHouse);
    expect(zones(chart)).toEqual([
      'ever Europe/Berlin facility',
      '2026-02-01T10:00 Europe/Lisbon facility',
      '2026-04-01T10:00 Europe/Berlin facility',
    ]);
    chart.add('stay.cancelled', '2026-02-02T10:00:00Z', { stayId: 's1', cancels: 'transfer' });
    expect(zones(chart)).toEqual(['ever Europe/Berlin facility']);
  });

  it('change when the facility changes its zone, or is opened in a directory that did not have it', () => {
    const chart = new Chart();
    chart.admitted('2026-01-01T10:00:00Z', 's1', inHouse);
    const moved: Statement = [
      'facility.changed',
      { facilityId: 'house', timeZone: 'Europe/Lisbon', effectiveFrom: '2026-06-01T00:00:00Z' },
    ];
    expect(zones(chart, directoryOf([...houseIn('Europe/Berlin'), moved]))).toEqual(['ever Europe/Berlin facility', '2026-06-01T00:00 Europe/Lisbon facility']); // prettier-ignore
    expect(zones(chart, directoryOf(inLisbon))).toEqual(['ever UTC default']);
    expect(zones(chart, directoryOf(houseIn('UTC')))).toEqual(['ever UTC facility']);
  });

  it('know a facility by a unit of it, and by one that was closed', () => {
    const chart = new Chart();
    chart.admitted('2026-01-01T10:00:00Z', 's1', { location: { unit: 'Garden' } });
    const unit: Statement = ['unit.opened', { unitId: 'garden', facilityId: 'house', name: 'Garden' }];
    expect(zones(chart, directoryOf([...houseIn('Europe/Berlin'), unit]))).toEqual(['ever Europe/Berlin facility']);
    const closed: Statement[] = [['unit.closed', { unitId: 'garden', facilityId: 'house' }], ['facility.closed', { facilityId: 'house' }]]; // prettier-ignore
    expect(zones(chart, directoryOf([...houseIn('Europe/Berlin'), unit, ...closed]))).toEqual(['ever Europe/Berlin facility']);
  });

  it('are those of the stay in which it was prescribed, then of one that the patient lives in, not of a visit', () => {
    const chart = new Chart();
    chart.admitted('2026-01-01T10:00:00Z', 's1', inHouse);
    chart.admitted('2026-02-01T10:00:00Z', 'visit', { class: 'ambulatory', ...inCasa });
    expect(zones(chart)).toEqual(['ever Europe/Berlin facility']);
    expect(zones(chart, both, 'visit')).toEqual(['ever Europe/Berlin facility', '2026-02-01T10:00 Europe/Lisbon facility']);
  });
});

describe('due times of a schedule without a zone', () => {
  const due = (chart: Chart, query: Omit<DosesQuery, 'at'>) =>
    dosesOf(chart.entries, { at: query.from, directory: both, ...query }).prescriptions.map(({ timeZone, dueTimes }) => [timeZone, ...dueTimes.map(({ dueAt }) => dueAt)]); // prettier-ignore
  const moving = (schedule: object, more: object = {}): Chart => {
    const chart = new Chart();
    chart.admitted('2026-01-01T10:00:00Z', 's1', inHouse);
    chart.prescribed('2026-01-10T22:30:00Z', { schedule, ...more });
    chart.prescribed('2026-01-10T22:30:00Z', { schedule: { times: ['08:00'], timeZone: 'Asia/Tokyo' } });
    chart.add('stay.transferred', '2026-02-01T12:00:00Z', { stayId: 's1', ...inCasa });
    return chart;
  };

  it('follow the patient into the zone of another facility; those of a schedule with a zone do not', () => {
    expect(due(moving({ times: ['08:00'] }), { from: '2026-02-01T00:00:00Z', to: '2026-02-03T00:00:00Z' })).toEqual([
      ['Asia/Tokyo', '2026-02-02T08:00:00+09:00', '2026-02-03T08:00:00+09:00'],
      ['Europe/Berlin', '2026-02-01T08:00:00+01:00', '2026-02-02T08:00:00+00:00'],
    ]);
  });

  it('of every other day go on on the same days: they are counted from the day on which it began, where it began', () => {
    const everyOther = { times: ['08:00'], frequency: { count: 1, period: 2, periodUnit: 'd' } };
    const window = { from: '2026-01-30T00:00:00Z', to: '2026-02-05T00:00:00Z' };
    // It began at half past eleven at night in Berlin, on the 10th.
    expect(due(moving(everyOther), window)[1]!.slice(1)).toEqual(['2026-01-30T08:00:00+01:00', '2026-02-01T08:00:00+01:00', '2026-02-03T08:00:00+00:00']); // prettier-ignore
    const late = moving(everyOther);
    late.entries[1] = { ...late.entries[1]!, occurredAt: '2026-01-10T23:30:00Z' };
    expect(due(late, window).find(([zone]) => zone === 'Europe/Berlin')!.slice(1)).toEqual(['2026-01-31T08:00:00+01:00', '2026-02-02T08:00:00+00:00', '2026-02-04T08:00:00+00:00']); // prettier-ignore
  });

  it('end with the last day of the period where the patient is then', () => {
    const chart = moving({ times: ['00:00', '23:30'] }, { period: { end: '2026-02-02' } });
    const { prescriptions } = dosesOf(chart.entries, { at: '2026-02-02T00:00:00Z', from: '2026-02-02T00:00:00Z', to: '2026-02-04T00:00:00Z', directory: both }); // prettier-ignore
    expect(prescriptions[1]).toMatchObject({ timeZone: 'Europe/Lisbon', endsAt: '2026-02-03T00:00:00+00:00' });
    expect(prescriptions[1]!.dueTimes.map(({ dueAt }) => dueAt)).toEqual(['2026-02-02T00:00:00+00:00', '2026-02-02T23:30:00+00:00']);
  });
});
