import { dateOf, dayOf, type LocalTime } from '../doses/local-time.js';

export const bucketKinds = ['hour', 'day', 'week', 'month'] as const;
export type BucketKind = (typeof bucketKinds)[number];

const hourMs = 60 * 60_000;
const shortestMs: Record<BucketKind, number> = {
  hour: hourMs,
  day: 23 * hourMs,
  week: 7 * 24 * hourMs - hourMs,
  month: 28 * 24 * hourMs - hourMs,
};

/** How many a time may have, at most: it begins and ends within one, and some are shorter than an hour. */
export function bucketsIn(kind: BucketKind, ms: number): number {
  return Math.ceil(ms / shortestMs[kind]) + 3;
}

/**
 * Hours, days, weeks (from Monday) and months as the clocks of a zone show them: a day on which they change has 23 or
 * 25 hours. Hours are counted from the beginning of their day.
 */
export class Bucketing {
  constructor(
    private readonly kind: BucketKind,
    private readonly local: LocalTime,
  ) {}

  startOf(ms: number): number {
    const day = this.local.dayAt(ms);
    const start = this.local.startOf(day);
    if (this.kind === 'hour') return start + Math.floor((ms - start) / hourMs) * hourMs;
    return this.local.startOf(this.firstDay(day));
  }

  endOf(start: number): number {
    const day = this.local.dayAt(start);
    const nextDay = this.local.startOf(day + 1);
    if (this.kind === 'hour') return Math.min(start + hourMs, nextDay);
    if (this.kind === 'day') return nextDay;
    if (this.kind === 'week') return this.local.startOf(day + 7);
    return this.local.startOf(dayOf(dateOf(day).add({ months: 1 })));
  }

  text(ms: number): string {
    return this.local.text(ms);
  }

  private firstDay(day: number): number {
    // 1970-01-01, day 0, was a Thursday.
    if (this.kind === 'week') return day - ((((day + 3) % 7) + 7) % 7);
    return this.kind === 'month' ? dayOf(dateOf(day).with({ day: 1 })) : day;
  }
}
