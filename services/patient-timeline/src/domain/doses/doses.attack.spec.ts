import { expect, it } from '@jest/globals';
import { Chart } from '../../../test/medication.js';
import { dosesOf, dueTimesOfPatientMax } from './doses.js';

it('a record with as many prescriptions and doses as are read costs a bounded time, and its answer is bounded', () => {
  const chart = new Chart();
  const times = Array.from({ length: 48 }, (_, n) => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
  for (let n = 0; n < 2000; n += 1) chart.prescribed('2026-01-01T00:00:00Z', { schedule: { times, timeZone: 'Europe/Rome' } });
  for (let n = 0; n < 5000; n += 1) chart.given(new Date(Date.UTC(2026, 1, 1) + n * 500_000).toISOString(), {});
  const started = process.cpuUsage();
  const { prescriptions } = dosesOf(chart.entries, {
    at: '2026-02-15T00:00:00Z',
    from: '2026-02-01T00:00:00Z',
    to: '2026-03-04T00:00:00Z',
  });
  const { user, system } = process.cpuUsage(started);
  const listed = prescriptions.reduce((sum, { dueTimes }) => sum + dueTimes.length, 0);
  expect(listed).toBeLessThanOrEqual(dueTimesOfPatientMax);
  expect(prescriptions.filter(({ more }) => more)).not.toHaveLength(0);
  expect((user + system) / 1000).toBeLessThan(2000);
});
