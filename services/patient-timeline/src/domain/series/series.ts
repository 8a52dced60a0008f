import { convertedTo } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import type { CodeQuery } from '../code-key.js';
import type { EntryDocument } from '../rendering.js';
import type { Bucketing } from './buckets.js';

/** A number that was observed, in the unit of the series. */
export interface SeriesPoint {
  entryId: string;
  occurredAt: string;
  value: number;
  /** The number is a bound: the value lies below, or above it. */
  comparator?: string;
  /** As it was stated, where that was in another unit. */
  stated?: { value: number; unit: string };
  /** It is a part of an observation of another code, such as of a blood pressure. */
  component?: true;
  amended?: true;
  /** How far the result is final, where it is said. */
  status?: string;
  /** When it happened, where that is no instant. */
  happened?: unknown;
}

/** Of the code, and not in the plot: why, and what was stated. */
export interface SetApart {
  entryId: string;
  occurredAt: string;
  reason: 'unit' | 'not-a-number' | 'absent' | 'cancelled' | 'components';
  component?: true;
  value?: number;
  unit?: string;
  comparator?: string;
}

export interface Series {
  /** UCUM; 1 for numbers without one; undefined when there is no point. */
  unit: string | undefined;
  points: SeriesPoint[];
  apart: SetApart[];
  struck: { entryId: string; occurredAt: string; by: string }[];
}

interface Quantity {
  value: number;
  unit?: string;
  code?: string;
  comparator?: string;
}

interface Valued {
  code?: { coding?: readonly { system?: string; code?: string }[] };
  valueQuantity?: Quantity;
  valueInteger?: number;
  dataAbsentReason?: unknown;
}

interface Observation extends Valued {
  status?: string;
  happened?: unknown;
  components?: readonly Valued[];
}

export const observationType = 'observation.recorded';
const noUnit = '1';

/**
 * The values of one code. @param entries as the timeline shows them, the newest first
 * @param unit of the series; default: that of the newest value
 */
export function seriesOf(entries: readonly EntryDocument[], code: CodeQuery, unit?: string): Series {
  const series: Series = { unit, points: [], apart: [], struck: [] };
  for (const entry of entries) addEntry(series, entry, code);
  return series;
}

function addEntry(series: Series, entry: EntryDocument, code: CodeQuery): void {
  if (entry.type !== observationType || typeof entry.data !== 'object' || entry.data === null) return;
  const data = entry.data as Observation;
  const named = [...(isOf(data, code) ? [data] : []), ...(data.components ?? []).filter((component) => isOf(component, code))];
  if (named.length === 0) return;
  const where = { entryId: entry.id, occurredAt: entry.occurredAt };
  if (entry.struck) {
    series.struck.push({ ...where, by: entry.struck.by });
    return;
  }
  for (const valued of named) {
    const part = { ...where, ...(valued === data ? {} : { component: true as const }) };
    const quantity = quantityOf(valued);
    if (data.status === 'cancelled') series.apart.push({ ...part, reason: 'cancelled', ...statedOf(quantity) });
    else if (quantity === undefined) series.apart.push({ ...part, reason: whyNone(valued, data) });
    else addValue(series, { ...part, ...more(entry, data) }, quantity);
  }
}

function addValue(series: Series, point: Omit<SeriesPoint, 'value'>, quantity: Quantity): void {
  const own = unitOf(quantity);
  series.unit ??= own;
  const { entryId, occurredAt, component } = point;
  const value = own === series.unit ? quantity.value : converted(quantity.value, own, series.unit);
  if (value === undefined || !Number.isFinite(value)) {
    series.apart.push({ entryId, occurredAt, reason: 'unit', ...(component && { component }), ...statedOf(quantity) });
    return;
  }
  const { comparator } = quantity;
  series.points.push({
    ...point,
    value,
    ...(comparator !== undefined && { comparator }),
    ...(own === series.unit ? {} : { stated: { value: quantity.value, unit: own } }),
  });
}

/** To twelve digits: a factor is not exact. */
function converted(value: number, from: string, to: string): number | undefined {
  const result = convertedTo(value, from, to);
  return result === undefined ? undefined : Number(result.toPrecision(12));
}

function more(entry: EntryDocument, { status, happened }: Observation): Partial<SeriesPoint> {
  return {
    ...(entry.amended && { amended: true as const }),
    ...(status !== undefined && status !== 'final' && { status }),
    ...(happened !== undefined && { happened }),
  };
}

function quantityOf({ valueQuantity, valueInteger }: Valued): Quantity | undefined {
  return valueQuantity ?? (valueInteger === undefined ? undefined : { value: valueInteger });
}

function unitOf({ code, unit }: Quantity): string {
  return code ?? unit ?? noUnit;
}

function statedOf(quantity: Quantity | undefined): Partial<SetApart> {
  if (!quantity) return {};
  const { value, comparator } = quantity;
  return { value, unit: unitOf(quantity), ...(comparator !== undefined && { comparator }) };
}

/** A panel has its values in its parts, each of a code of its own. */
function whyNone(valued: Valued, { components }: Observation): SetApart['reason'] {
  if (valued.dataAbsentReason !== undefined) return 'absent';
  const hasValue = Object.keys(valued).some((member) => member.startsWith('value'));
  return components !== undefined && !hasValue ? 'components' : 'not-a-number';
}

function isOf({ code: { coding = [] } = {} }: Valued, { system, code }: CodeQuery): boolean {
  return coding.some((each) => each.code === code && (system === undefined || each.system === system));
}

/** Values of a time; bounds (`<5`) are counted, and in none of the other numbers. */
export interface SeriesBucket {
  from: string;
  to: string;
  count: number;
  compared: number;
  min?: number;
  max?: number;
  mean?: number;
}

/** Those that have a value, the oldest first. */
export function bucketsOf(points: readonly SeriesPoint[], bucketing: Bucketing): SeriesBucket[] {
  const byStart = Map.groupBy(points, ({ occurredAt }) => bucketing.startOf(instantMs(occurredAt)));
  return [...byStart]
    .sort(([a], [b]) => a - b)
    .map(([start, own]) => {
      const values = own.filter(({ comparator }) => comparator === undefined).map(({ value }) => value);
      return {
        from: bucketing.text(start),
        to: bucketing.text(bucketing.endOf(start)),
        count: values.length,
        compared: own.length - values.length,
        ...(values.length === 0 ? {} : statisticsOf(values)),
      };
    });
}

function statisticsOf(values: readonly number[]): Pick<SeriesBucket, 'min' | 'max' | 'mean'> {
  let [min, max, mean] = [Infinity, -Infinity, 0];
  // A sum of large numbers would have no end.
  for (const [index, value] of values.entries())
    [min, max, mean] = [Math.min(min, value), Math.max(max, value), mean + (value - mean) / (index + 1)];
  return { min, max, mean: Number(mean.toPrecision(12)) };
}
