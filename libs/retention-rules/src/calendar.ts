import { instantMs } from '@everchart/primitives';

/** YYYY-MM-DD of the years 0001 to 9999: in the order of texts, too. */
export type CalendarDate = string;

const firstDate: CalendarDate = '0001-01-01';
const lastDate: CalendarDate = '9999-12-31';
const periods = new Map<string, Temporal.Duration>();

/** Years, months and days. */
function durationOf(period: string): Temporal.Duration {
  let duration = periods.get(period);
  if (!duration) periods.set(period, (duration = Temporal.Duration.from(period)));
  return duration;
}

/**
 * The last day of a period that begins on a date. A day that the month does not have is the last one of the month.
 * @param birthday of a person who was born on 29 February: it is on 1 March then
 */
export function periodAfter(date: CalendarDate, period: string, birthday = false): CalendarDate {
  const duration = durationOf(period);
  const begin = Temporal.PlainDate.from(date);
  if (begin.year + duration.years + duration.months / 12 + duration.days / 365 > 9998) return lastDate;
  const end = begin.add(duration);
  const isMissed = birthday && begin.day === 29 && end.month === 2 && end.day === 28 && duration.months === 0 && duration.days === 0;
  return (isMissed ? end.add({ days: 1 }) : end).toString();
}

export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  return within(Temporal.PlainDate.from(date).add({ days }));
}

/** Dates of other years are written with a sign: they sort, and are, no dates of this calendar. */
function within(date: Temporal.PlainDate): CalendarDate {
  return date.year > 9999 ? lastDate : date.year < 1 ? firstDate : date.toString();
}

export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

export function endOfYear(date: CalendarDate): CalendarDate {
  return `${date.slice(0, 4)}-12-31`;
}

/** Whole years from a birth to a date. */
export function ageOn(birth: CalendarDate, date: CalendarDate): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  // 29 February: the birthday of a year without it is 1 March, and `02-28` is before `02-29`.
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The days on which something may have happened. */
export interface Days {
  first: CalendarDate;
  last: CalendarDate;
}

/**
 * @param at an instant, whose day is that of the zone; or a day, a month or a year @throws RangeError
 */
export function daysOf(at: string, timeZone: string): Days {
  if (at.length > 10) {
    const day = within(Temporal.Instant.fromEpochMilliseconds(instantMs(at)).toZonedDateTimeISO(timeZone).toPlainDate());
    return { first: day, last: day };
  }
  if (at.length === 10) return { first: at, last: at };
  if (at.length === 4) return { first: `${at}-01-01`, last: `${at}-12-31` };
  return { first: `${at}-01`, last: `${at}-${String(Temporal.PlainYearMonth.from(at).daysInMonth)}` };
}

/** When a day begins in a zone: milliseconds since 1970. */
export function startOfDay(day: CalendarDate, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}
