import { dayExists } from './date.js';

/** What `isInstant` takes, for JSON Schemas and OpenAPI. It cannot say which days exist: `format: date-time` does. */
export const instantPattern =
  '^(?!0000)\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]((0\\d|1[0-3]):[0-5]\\d|14:00))$';

/** In words, for faults: "must be …". */
export const instantInWords =
  'a date and time with zone (RFC 3339), from year 0001 to 9999, with an offset of at most 14:00, for example 2026-03-01T08:30:00+01:00';

const taken = new RegExp(instantPattern);

/** The first and the last instant, in milliseconds since 1970. */
const firstMs = -62_135_596_800_000;
const lastMs = 253_402_300_799_999;

/** RFC 3339 with zone, as every door takes it: see the README for what is refused and why. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !taken.test(value)) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10))];
  if (month < 1 || month > 12 || !dayExists(year, month, day)) return false;
  // Only at the ends of the calendar an offset leads out of it.
  if (year > 1 && year < 9999) return true;
  const ms = instantMs(value);
  return ms >= firstMs && ms <= lastMs;
}

const onRecord =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[Tt\s](?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:\.(?<fraction>\d+))?(?:[Zz]|(?<sign>[+-])(?<offsetHour>\d{2}):?(?<offsetMinute>\d{2})?)$/;

interface Read {
  /** Whole milliseconds since 1970, cut. */
  ms: number;
  /** The fraction of a second, as it is written; may be empty. */
  fraction: string;
}

/** Reads an instant in every form in which one is on record; a leap second is the first second of the next minute. */
function read(text: string): Read {
  const parts = onRecord.exec(text)?.groups;
  if (parts === undefined) throw new RangeError('not a date and time with zone');
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second)];
  const [offsetHour, offsetMinute] = [Number(parts.offsetHour ?? 0), Number(parts.offsetMinute ?? 0)];
  if (month < 1 || month > 12 || !dayExists(year, month, day)) throw new RangeError('not a day of the calendar');
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) throw new RangeError('not a time of the day');
  const fraction = parts.fraction ?? '';
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const offset = (offsetHour * 60 + offsetMinute) * (parts.sign === '-' ? -1 : 1);
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return { ms: midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds, fraction };
}

/**
 * Milliseconds since 1970 (cut) of an instant in every form in which one is on record.
 * @throws RangeError when the text is no date and time with zone
 */
export function instantMs(text: string): number {
  return read(text).ms;
}

/**
 * An instant on record → UTC with six fractional digits (`YYYY-MM-DDTHH:MM:SS.ffffffZ`): texts that sort as the
 * instants do, and that PostgreSQL takes as they are. Instants outside of the years 0001 to 9999 become the first or
 * the last of them.
 * @throws RangeError when the text is no date and time with zone
 */
export function utcOf(text: string): string {
  const { ms, fraction } = read(text);
  if (ms < firstMs) return '0001-01-01T00:00:00.000000Z';
  if (ms > lastMs) return '9999-12-31T23:59:59.999999Z';
  return `${new Date(ms).toISOString().slice(0, -1)}${fraction.padEnd(6, '0').slice(3, 6)}Z`;
}

/** Order of two instants on record: negative when the first is earlier. @throws RangeError */
export function compareInstants(a: string, b: string): number {
  const [first, second] = [utcOf(a), utcOf(b)];
  return first < second ? -1 : Number(first > second);
}
