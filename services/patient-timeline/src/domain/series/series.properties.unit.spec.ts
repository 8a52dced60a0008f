import { describe, expect, it } from '@jest/globals';
import { instantMs } from '@everchart/primitives';
import fc from 'fast-check';
import { LocalTime } from '../doses/local-time.js';
import type { EntryDocument } from '../rendering.js';
import { Bucketing, bucketKinds, bucketsIn, type BucketKind } from './buckets.js';
import { bucketsOf, seriesOf, type SeriesPoint } from './series.js';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const systolic = { system: 'http://loinc.org', code: '8480-6' };

const entry = (id: string, data: unknown, more: Partial<EntryDocument> = {}): EntryDocument => ({
  id,
  type: 'observation.recorded',
  schemaVersion: 2,
  streamVersion: 1,
  occurredAt: '2026-03-01T08:00:00Z',
  recordedAt: '2026-03-01T08:00:00.000000Z',
  actor: 'carer-anna',
  actorRole: 'carer',
  data,
  ...more,
});
const quantity = (value: number, code: string, comparator?: string) => ({ valueQuantity: { value, unit: code, code, ...(comparator === undefined ? {} : { comparator }) } }); // prettier-ignore

describe('a series', () => {
  it('is in one unit, with the parts of blood pressures, amended values as amended, and bounds by name', () => {
    const series = seriesOf(
      [
        entry('1', { code: loinc('8480-6'), ...quantity(120, 'mm[Hg]') }),
        entry('2', { code: loinc('85354-9'), components: [{ code: loinc('8480-6'), ...quantity(16, 'kPa') }, { code: loinc('8462-4'), ...quantity(80, 'mm[Hg]') }] }),
        entry('3', { code: loinc('8480-6'), ...quantity(90, 'mm[Hg]', '<') }, { amended: { by: 'a', reason: 'r', at: '', original: { occurredAt: '', data: {} } } }),
      ],
      systolic,
    ); // prettier-ignore
    expect(series).toMatchObject({ unit: 'mm[Hg]', apart: [], struck: [] });
    expect(series.points).toMatchObject([
      { entryId: '1', value: 120 },
      { entryId: '2', value: expect.closeTo(120.01, 1), stated: { value: 16, unit: 'kPa' }, component: true },
      { entryId: '3', value: 90, comparator: '<', amended: true },
    ]);
    expect(series.points[0]).not.toHaveProperty('stated');
  });

  it.each([
    ['Cel', '[degF]', 37, 98.6],
    ['[degF]', 'Cel', 98.6, 37],
    ['K', 'Cel', 310.15, 37],
    ['g', 'kg', 61_400, 61.4],
    ['mmol/L', 'umol/L', 0.08, 80],
  ])('converts %s to %s', (from, to, value, expected) => {
    const { points } = seriesOf([entry('1', { code: loinc('8480-6'), ...quantity(value, from) })], systolic, to);
    expect(points).toEqual([{ entryId: '1', occurredAt: '2026-03-01T08:00:00Z', value: expected, stated: { value, unit: from } }]);
  });

  it('drops nothing in silence: what is struck, in another unit, no number, absent, cancelled, or in components is listed', () => {
    const of = (more: object) => ({ code: loinc('8480-6'), ...more });
    const { points, apart, struck } = seriesOf(
      [
        entry('1', of(quantity(120, 'mm[Hg]'))),
        entry('2', of(quantity(5, 'mg/dL'))),
        entry('3', of({ valueString: 'high' })),
        entry('4', of({ dataAbsentReason: { text: 'refused' } })),
        entry('5', of({ ...quantity(999, 'mm[Hg]'), status: 'cancelled' })),
        entry('6', of({ components: [{ code: loinc('8462-4'), ...quantity(80, 'mm[Hg]') }] })),
        entry('7', of(quantity(700, 'mm[Hg]')), { struck: { by: 's', reason: 'entered-in-error', at: '' } }),
        entry('8', of(quantity(1, '{tbl}'))),
        entry('9', of({ valueInteger: 7 })),
        entry('10', of(quantity(1e308, 'k[Hg]'))),
      ],
      systolic,
    );
    expect(points.map(({ entryId }) => entryId)).toEqual(['1']);
    expect(apart.map(({ entryId, reason }) => [entryId, reason])).toEqual([
      ['2', 'unit'], ['3', 'not-a-number'], ['4', 'absent'], ['5', 'cancelled'], ['6', 'components'], ['8', 'unit'], ['9', 'unit'], ['10', 'unit'],
    ]); // prettier-ignore
    expect(struck).toEqual([{ entryId: '7', occurredAt: '2026-03-01T08:00:00Z', by: 's' }]);
  });

  it('has each value of the code once: as a point, apart, or struck', () => {
    const value = fc.oneof(
      fc.record({ value: fc.integer({ min: -50, max: 300 }), unit: fc.constantFrom('mm[Hg]', 'kPa', 'mg', 'bar'), comparator: fc.option(fc.constantFrom('<', '>='), { nil: undefined, freq: 1 }) }).map(({ value, unit, comparator }) => quantity(value, unit, comparator)), // prettier-ignore
      fc.constantFrom({ valueString: 'x' }, { valueInteger: 3 }, { dataAbsentReason: { text: 'x' } }),
    );
    const part = fc
      .record({ code: fc.constantFrom(loinc('8480-6'), loinc('8462-4')), value })
      .map(({ code, value: own }) => ({ code, ...own }));
    const data = fc.oneof(
      part,
      fc.array(part, { minLength: 1, maxLength: 3 }).map((components) => ({ code: loinc('85354-9'), components })),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ data, struck: fc.boolean() }), { maxLength: 12 }), (observations) => {
        const entries = observations.map(({ data: own, struck }, n) =>
          entry(String(n), own, struck ? { struck: { by: 's', reason: 'r', at: '' } } : {}),
        );
        const { points, apart, struck, unit } = seriesOf(entries, systolic);
        const isNamed = (own: unknown): boolean => JSON.stringify((own as { code: unknown }).code).includes('8480-6');
        const named = entries.flatMap(({ id, data: own, struck: isStruck }) => {
          const parts = [own, ...((own as { components?: unknown[] }).components ?? [])].filter(isNamed);
          return isStruck ? (parts.length > 0 ? [`struck ${id}`] : []) : parts.map(() => `value ${id}`);
        });
        const shown = [...points, ...apart]
          .map(({ entryId }) => `value ${entryId}`)
          .concat(struck.map(({ entryId }) => `struck ${entryId}`));
        expect(shown.sort()).toEqual(named.sort());
        expect(points.every(({ value: own }) => Number.isFinite(own))).toBe(true);
        expect(points.length === 0 || unit !== undefined).toBe(true);
      }),
    );
  });
});

/** By the calendar of the runtime, one value after another. */
function slowStart(ms: number, kind: BucketKind, timeZone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const day = at.toPlainDate();
  const startOf = (date: Temporal.PlainDate): number => date.toZonedDateTime(timeZone).epochMilliseconds;
  if (kind === 'day') return startOf(day);
  if (kind === 'week') return startOf(day.subtract({ days: day.dayOfWeek - 1 }));
  if (kind === 'month') return startOf(day.with({ day: 1 }));
  let start = startOf(day);
  while (start + 3_600_000 <= ms) start += 3_600_000;
  return start;
}

describe('the buckets of a series', () => {
  // In Beirut and Santiago the clocks change at midnight, on Lord Howe by half an hour.
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Beirut',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  );
  const start = Date.UTC(2026, 0, 1);
  const instant = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((minutes) => start + minutes * 60_000);
  const point = (ms: number, value: number, comparator?: string): SeriesPoint => ({
    entryId: 'x',
    occurredAt: new Date(ms).toISOString(),
    value,
    ...(comparator === undefined ? {} : { comparator }),
  });

  it('are those of the slow way: count, least, greatest and mean of the values, bounds counted beside them', () => {
    fc.assert(
      fc.property(
        zone,
        fc.constantFrom(...bucketKinds),
        fc.array(fc.tuple(instant, fc.integer({ min: -1000, max: 1000 }), fc.boolean()), { maxLength: 40 }),
        (timeZone, kind, drawn) => {
          const points = drawn.map(([ms, value, isBound]) => point(ms, value, isBound ? '<' : undefined));
          const found = bucketsOf(points, new Bucketing(kind, LocalTime.in(timeZone)!));
          const starts = [...new Set(drawn.map(([ms]) => slowStart(ms, kind, timeZone)))].sort((a, b) => a - b);
          expect(found.map(({ from }) => instantMs(from))).toEqual(starts);
          for (const bucket of found) {
            const own = drawn.filter(([ms]) => slowStart(ms, kind, timeZone) === instantMs(bucket.from));
            const values = own.flatMap(([, value, isBound]) => (isBound ? [] : [value]));
            expect(bucket).toMatchObject({ count: values.length, compared: own.length - values.length });
            if (values.length === 0) expect(bucket).not.toHaveProperty('mean');
            else {
              expect(bucket).toMatchObject({ min: Math.min(...values), max: Math.max(...values) });
              expect(bucket.mean).toBeCloseTo(values.reduce((sum, each) => sum + each, 0) / values.length, 6);
            }
            for (const [ms] of own) expect(instantMs(bucket.from) <= ms && ms < instantMs(bucket.to)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('follow each other without gaps, and are no more than the bound says', () => {
    fc.assert(
      fc.property(zone, fc.constantFrom(...bucketKinds), instant, fc.integer({ min: 0, max: 60 }), (timeZone, kind, from, days) => {
        const bucketing = new Bucketing(kind, LocalTime.in(timeZone)!);
        const to = from + days * 24 * 3_600_000;
        let count = 0;
        for (let at = bucketing.startOf(from); at < to; at = bucketing.endOf(at)) {
          expect(bucketing.startOf(at)).toBe(at);
          expect(bucketing.startOf(bucketing.endOf(at) - 1)).toBe(at);
          count += 1;
        }
        expect(count).toBeLessThanOrEqual(bucketsIn(kind, to - from));
      }),
    );
  });

  it('of a day on which the clocks change have 23 and 25 hours', () => {
    const days = new Bucketing('day', LocalTime.in('Europe/Berlin')!);
    const hours = (date: string): number => (days.endOf(days.startOf(instantMs(date))) - days.startOf(instantMs(date))) / 3_600_000;
    expect(['2026-03-29T12:00:00Z', '2026-10-25T12:00:00Z', '2026-10-26T12:00:00Z'].map(hours)).toEqual([23, 25, 24]);
    expect(days.text(days.startOf(instantMs('2026-03-28T23:30:00Z')))).toBe('2026-03-29T00:00:00+01:00');
  });
});
