import type { Fault, StatedTime } from '@everchart/contracts';
import { instantInWords, isInstant, rangeOf } from '@everchart/primitives';

export interface TimeLimits {
  /** By the clock of the device or person that stated the times. */
  nowMs: number;
  futureToleranceMs: number;
}

const inTheFuture = 'must not lie in the future';

/**
 * A date and time with zone (RFC 3339) that exists in the calendar and lies ahead of the clock by the tolerance at
 * most.
 */
export function readOccurredAt(value: unknown, limits: TimeLimits): { text: string } | { fault: string } {
  if (value === undefined) return { fault: 'is required' };
  if (!isInstant(value)) return { fault: `must be ${instantInWords}` };
  return isFuture(value, limits) ? { fault: inTheFuture } : { text: value };
}

/**
 * The same for every time in the data that says that something has happened, the corrected time and data of an
 * amendment among them. A date without a zone is in the future when it has begun nowhere.
 */
export function futureFaults(times: readonly StatedTime[], limits: TimeLimits): Fault[] {
  return times
    .filter(({ means, value }) => means !== 'planned' && means !== 'either' && isFuture(value, limits))
    .map(({ pointer }) => ({ pointer, message: inTheFuture }));
}

function isFuture(text: string, { nowMs, futureToleranceMs }: TimeLimits): boolean {
  return rangeOf(text).first > nowMs + futureToleranceMs;
}

/**
 * Where `data.happened` says the time less exactly, or as a period, `occurredAt` is an instant of it: one time cannot
 * stand for the order of the record, and another one for the rules.
 * @param data valid under the schema of the type
 */
export function happenedFaults(type: string, occurredAt: string, data: Record<string, unknown>): Fault[] {
  const { happened } = data as { happened?: { on?: string; from?: string; to?: string } };
  if (happened !== undefined && !isWithin(occurredAt, happened)) return [{ pointer: '/happened', message: 'must hold occurredAt' }];
  if (type !== 'entry.amended' || typeof data.occurredAt !== 'string') return [];
  const amended = happenedFaults(String(data.type), data.occurredAt, data.data as Record<string, unknown>);
  return amended.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
}

function isWithin(occurredAt: string, { on, from = on, to = on }: { on?: string; from?: string; to?: string }): boolean {
  const { first, last } = rangeOf(occurredAt);
  return (from === undefined || last >= rangeOf(from).first) && (to === undefined || first <= rangeOf(to).last);
}
