import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import { dateOf, dayOf, type LocalTime } from './local-time.js';

export type Schedule = NonNullable<ClinicalEventData['medication.prescribed']['schedule']>;
type Frequency = NonNullable<Schedule['frequency']>;

/** When a dose is due, in milliseconds since 1970. */
export interface DueTime {
  at: number;
  /** It may be given at any time until then: no time of day was prescribed. */
  until?: number;
}

/** How a schedule is read. */
export type PlanKind =
  /** At times of day, daily or every so many days, weeks or months. */
  | 'times'
  /** Every so many hours. */
  | 'interval'
  /** So many times in a day, a week or a month, without times: once in each part of it. */
  | 'part'
  /** When it is needed: never due. */
  | 'as-needed'
  /** In words, or not at all: what is due only a person can say. */
  | 'in-words';

export interface Plan {
  kind: PlanKind;
  /** From one due time to the next, at most; milliseconds. */
  longestMs: number;
  /** Due times from `from` on, before `to`; parts that end after `from`, too. In order, no instant twice. */
  between(from: number, to: number): Iterable<DueTime>;
}

export interface Anchor {
  /** Since when the schedule holds. */
  since: number;
  /** When it begins, as the prescription states it: a date, or an instant. */
  start?: string | undefined;
  /** The zone of its beginning: days are counted from there on, also when another zone holds later. */
  local: LocalTime;
}

/** The zone that holds at an instant. */
export type LocalAt = (ms: number) => LocalTime;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A month is longer at most. */
const longestMonthMs = 32 * dayMs;

/** What was given in a longer part is not read. */
const longestPartMs = 366 * dayMs;

const nothingDue = (kind: PlanKind): Plan => ({ kind, longestMs: Infinity, between: () => [] });

/** The plan that a schedule states. */
export function planOf(schedule: Schedule | undefined, anchor: Anchor, local: LocalTime): Plan {
  if (schedule?.asNeeded === true) return nothingDue('as-needed');
  const { times = [], frequency } = schedule ?? {};
  const minutes = [...new Set(times)].sort().map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  const days = rhythmOf(minutes.length, frequency);
  if (days) return timesPlan(minutes, days, anchor, local);
  if (!frequency) return nothingDue('in-words');
  return isByClock(frequency) ? intervalPlan(frequency, anchor, minutes[0]) : partsPlan(frequency, anchor, local);
}

/** Hours of so many of a unit, where they are counted by the clock and not by the calendar. */
export function hoursOf({ period, periodUnit }: Pick<Frequency, 'period' | 'periodUnit'>): number {
  return period * { h: 1, d: 24, wk: 7 * 24, mo: 30 * 24 }[periodUnit];
}

function isByClock({ period, periodUnit }: Frequency): boolean {
  return periodUnit === 'h' || !Number.isInteger(period);
}

type Rhythm = Pick<Frequency, 'period' | 'periodUnit'>;
const daily: Rhythm = { period: 1, periodUnit: 'd' };

/**
 * Of which days so many times are. Undefined: they do not say when each dose is due, such as three times a week at
 * eight, or every six hours from eight on.
 */
function rhythmOf(times: number, frequency: Frequency | undefined): Rhythm | undefined {
  if (times === 0) return undefined;
  if (!frequency) return daily;
  const { count, period, periodUnit } = frequency;
  if (!isByClock(frequency)) return count <= times ? { period, periodUnit } : undefined;
  const hours = hoursOf(frequency);
  if (hours < 24) return count * 24 <= times * hours ? daily : undefined;
  return hours % 24 === 0 && count <= times ? { period: hours / 24, periodUnit: 'd' } : undefined;
}

function timesPlan(minutes: readonly number[], { period, periodUnit }: Rhythm, anchor: Anchor, local: LocalTime): Plan {
  const isDaily = period === 1 && periodUnit === 'd';
  const isDueOn = isDaily ? everyDay : daysOf(period, periodUnit, dayOfAnchor(anchor));
  return {
    kind: 'times',
    longestMs: isDaily ? 2 * dayMs : longestOf(period, periodUnit) + dayMs,
    *between(from, to) {
      let last = -Infinity;
      // The clocks may put a time off to the next day.
      for (let day = local.dayAt(from) - 1; local.startOf(day) < to; day += 1) {
        if (!isDueOn(day)) continue;
        for (const at of minutes.map((minute) => local.at(day, minute)).sort((a, b) => a - b)) {
          if (at <= last) continue;
          last = at;
          if (at >= from && at < to) yield { at };
        }
      }
    },
  };
}

const everyDay = (): boolean => true;

/** Days that are due from the anchor on, by the calendar. */
function daysOf(period: number, unit: Frequency['periodUnit'], first: number): (day: number) => boolean {
  if (unit !== 'mo') {
    const days = period * (unit === 'wk' ? 7 : 1);
    return (day) => day >= first && (day - first) % days === 0;
  }
  return (day) => day >= first && dayAfterMonths(first, wholeMonths(first, day, period)) === day;
}

/** The greatest number of months, a multiple of `period`, that lead from a day to a later one at most. */
function wholeMonths(first: number, day: number, period: number): number {
  const [from, to] = [dateOf(first), dateOf(day)];
  let months = Math.floor(((to.year - from.year) * 12 + to.month - from.month) / period) * period;
  if (months > 0 && dayAfterMonths(first, months) > day) months -= period;
  return months;
}

/** The same day of a later month, or its last one where it is shorter. */
function dayAfterMonths(first: number, months: number): number {
  return dayOf(dateOf(first).add({ months }));
}

function longestOf(period: number, unit: Frequency['periodUnit']): number {
  return period * { h: hourMs, d: dayMs, wk: 7 * dayMs, mo: longestMonthMs }[unit];
}

/**
 * Counted by the clock, so that a change of the clocks of the zone changes nothing.
 * @param minutes of the time of day from which it is counted, when the beginning states none
 */
function intervalPlan(frequency: Frequency, anchor: Anchor, minutes: number | undefined): Plan {
  const stepMs = (hoursOf(frequency) * hourMs) / frequency.count;
  if (stepMs < minuteMs) return nothingDue('in-words');
  const isAtTime = minutes !== undefined && anchor.start?.includes(':') !== true;
  const first = isAtTime ? anchor.local.at(dayOfAnchor(anchor), minutes) : instantOfAnchor(anchor);
  return {
    kind: 'interval',
    longestMs: stepMs,
    *between(from, to) {
      for (let n = Math.max(0, Math.ceil((from - first) / stepMs)); first + n * stepMs < to; n += 1) {
        const at = Math.round(first + n * stepMs);
        if (at >= from && at < to) yield { at };
      }
    },
  };
}

/** So many times in a period without a time of day: once in each of as many equal parts of it. */
function partsPlan({ count, period, periodUnit }: Frequency, anchor: Anchor, local: LocalTime): Plan {
  const first = dayOfAnchor(anchor);
  const days = period * (periodUnit === 'wk' ? 7 : 1);
  const startOf = (n: number): number => local.startOf(periodUnit === 'mo' ? dayAfterMonths(first, n * period) : first + n * days);
  const periodOf = (day: number): number =>
    Math.max(0, periodUnit === 'mo' ? wholeMonths(first, day, period) / period : Math.floor((day - first) / days));
  const longestMs = longestOf(period, periodUnit) + dayMs;
  if (dayMs / count < minuteMs || longestMs > longestPartMs) return nothingDue('in-words');
  return {
    kind: 'part',
    longestMs,
    *between(from, to) {
      for (let n = periodOf(local.dayAt(from)); startOf(n) < to; n += 1) {
        const [start, end] = [startOf(n), startOf(n + 1)];
        const boundary = (part: number): number => Math.round(start + ((end - start) * part) / count);
        for (let part = 0; part < count; part += 1) {
          const [at, until] = [boundary(part), boundary(part + 1)];
          if (until > from && at < to) yield { at, until };
        }
      }
    },
  };
}

/** A stated day, else the one on which the schedule came to hold. */
function dayOfAnchor({ since, start, local }: Anchor): number {
  if (start === undefined) return local.dayAt(since);
  return start.includes(':') ? local.dayAt(instantMs(start)) : firstDayOf(start);
}

/** A stated instant; else when the schedule came to hold, but not before the stated day. */
function instantOfAnchor({ since, start, local }: Anchor): number {
  if (start?.includes(':')) return instantMs(start);
  return start === undefined ? since : Math.max(since, local.startOf(firstDayOf(start)));
}

/** Of a year, a month or a day. */
function firstDayOf(date: string): number {
  return dayOf(Temporal.PlainDate.from(date.padEnd('YYYY-MM-DD'.length, '-01')));
}

/** The first instant of a date as stated, and the first one after it. */
export function boundsOf(text: string, localAt: LocalAt): { first: number; after: number } {
  if (text.includes(':')) return { first: instantMs(text), after: instantMs(text) + 1 };
  const first = Temporal.PlainDate.from(text.padEnd('YYYY-MM-DD'.length, '-01'));
  const unit = { 4: 'years', 7: 'months', 10: 'days' }[text.length]!;
  const startOf = (day: number): number => localAt(day * dayMs).startOf(day);
  return { first: startOf(dayOf(first)), after: startOf(dayOf(first.add({ [unit]: 1 }))) };
}
