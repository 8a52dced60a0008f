import { instantMs } from './instant.js';

/** Milliseconds since 1970, both included. */
export interface InstantRange {
  first: number;
  last: number;
}

const widestOffsetMs = 14 * 60 * 60_000;

/**
 * The instants that a text may mean: a year, a month or a day begins and ends in each zone at another instant, and its
 * zone is not stated; an instant is stated to the second, or to the digits of its fraction.
 * @throws RangeError for a text that is neither a date nor a date and time with zone
 */
export function rangeOf(text: string): InstantRange {
  if (text.includes(':')) {
    const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
    const precisionMs = 10 ** (3 - Math.min(digits, 3));
    const first = Math.floor(instantMs(text) / precisionMs) * precisionMs;
    return { first, last: first + precisionMs - 1 };
  }
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) throw new RangeError('not a date');
  const [year, month, day] = text.split('-').map(Number) as [number, number?, number?];
  const startMs = utcMs(year, month ?? 1, day ?? 1);
  const endMs = month === undefined ? utcMs(year + 1, 1, 1) : day === undefined ? utcMs(year, month + 1, 1) : utcMs(year, month, day + 1);
  return { first: startMs - widestOffsetMs, last: endMs + widestOffsetMs - 1 };
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function utcMs(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
