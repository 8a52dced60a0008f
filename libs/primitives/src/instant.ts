import { dayExists } from './date.js';

/** What `isInstant` takes, for JSON Schemas and OpenAPI. It cannot say which days exist: `format: date-time` does. */
export const instantPattern =
  '^(?!0000)\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]((0\\d|1[0-3]):[0-5]\\d|14:00))$';

/** In words, for faults: "must be …". */
export const instantInWords =
  'a date and time with zone (RFC 3339), from year 0001 to 9999, with an offset of at most 14:00, for example 2026-03-01T08:30:00+01:00';

const taken = new RegExp(instantPattern);
const lengthMax = '0000-00-00T00:00:00.123456789+00:00'.length;

const firstMs = -62_135_596_800_000;
const lastMs = 253_402_300_799_999;
/** The first and the last instant of the years 0001 to 9999, in milliseconds since 1970. */
export const calendarMs = { first: firstMs, last: lastMs } as const;

/** RFC 3339 with zone, as every door takes it: see the README for what is refused and why. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > lengthMax || !taken.test(value)) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10))];
  if (month < 1 || month > 12 || !dayExists(year, month, day)) return false;
  // Only at the ends of the calendar an offset leads out of it.
  if (year > 1 && year < 9999) return true;
  const ms = instantMs(value);
  return ms >= firstMs && ms <= lastMs;
}

const onRecord = /^\d{4}-\d{2}-\d{2}[Tt\s]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/;

/** Where the whole seconds end in every form on record. */
const secondsEnd = 19;

/**
 * Milliseconds since 1970, cut, of every form in which an instant is on record; a leap second is the first second of
 * the next minute. Every consumer reads several instants of every event, so nothing is made on the way.
 */
function read(text: string): number {
  if (!onRecord.test(text)) throw new RangeError('not a date and time with zone');
  const [year, month, day] = [numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2)];
  const [hour, minute, second] = [numberAt(text, 11, 2), numberAt(text, 14, 2), numberAt(text, 17, 2)];
  const zone = zoneStart(text);
  const offsetHour = isUtc(text) ? 0 : numberAt(text, zone + 1, 2);
  const offsetMinute = isUtc(text) || text.length === zone + 3 ? 0 : numberAt(text, text.length - 2, 2);
  if (month < 1 || month > 12 || !dayExists(year, month, day)) throw new RangeError('not a day of the calendar');
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) throw new RangeError('not a time of the day');
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const midnight = year > 99 ? Date.UTC(year, month - 1, day) : new Date(0).setUTCFullYear(year, month - 1, day);
  const offset = (offsetHour * 60 + offsetMinute) * (text[zone] === '-' ? -1 : 1);
  return midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fractionAt(text, 0, zone);
}

function numberAt(text: string, start: number, length: number): number {
  let number = 0;
  for (let at = start; at < start + length; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

/** Three digits of the fraction of a second, those not written as 0. @param from 3: behind the milliseconds */
function fractionAt(text: string, from: number, zone: number): number {
  let number = 0;
  for (let at = secondsEnd + 1 + from; at < secondsEnd + 4 + from; at += 1)
    number = number * 10 + (at < zone ? text.charCodeAt(at) - 48 : 0);
  return number;
}

function zoneStart(text: string): number {
  let at = secondsEnd;
  while (text[at] === '.' || (text[at]! >= '0' && text[at]! <= '9')) at += 1;
  return at;
}

function isUtc(text: string): boolean {
  return text.endsWith('Z') || text.endsWith('z');
}

/** The fraction of a second in at least six digits. */
function digitsOf(text: string, zone: number): string {
  return text.slice(secondsEnd + 1, zone).padEnd(6, '0');
}

/**
 * Milliseconds since 1970 (cut) of an instant in every form in which one is on record.
 * @throws RangeError when the text is no date and time with zone
 */
export function instantMs(text: string): number {
  return read(text);
}

/**
 * An instant on record → UTC with six fractional digits (`YYYY-MM-DDTHH:MM:SS.ffffffZ`): texts that sort as the
 * instants do, and that PostgreSQL takes as they are. Instants outside of the years 0001 to 9999 become the first or
 * the last of them.
 * @throws RangeError when the text is no date and time with zone
 */
export function utcOf(text: string): string {
  const ms = read(text);
  if (ms < firstMs) return '0001-01-01T00:00:00.000000Z';
  if (ms > lastMs) return '9999-12-31T23:59:59.999999Z';
  const fraction = digitsOf(text, zoneStart(text)).slice(0, 6);
  // What most instants are: written in UTC, and not in a leap second.
  if (isUtc(text) && text[17] !== '6') return `${text.slice(0, 10)}T${text.slice(11, secondsEnd)}.${fraction}Z`;
  return `${new Date(ms).toISOString().slice(0, -4)}${fraction}Z`;
}

/**
 * Order of two instants on record, as of their texts by {@link utcOf}: negative when the first is earlier.
 * @throws RangeError
 */
export function compareInstants(a: string, b: string): number {
  const [first, second] = [read(a), read(b)];
  return bounded(first) - bounded(second) || microsecondsOf(a, first) - microsecondsOf(b, second);
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, firstMs), lastMs);
}

/** Behind the milliseconds. */
function microsecondsOf(text: string, ms: number): number {
  if (ms < firstMs) return 0;
  return ms > lastMs ? 999 : fractionAt(text, 3, zoneStart(text));
}
