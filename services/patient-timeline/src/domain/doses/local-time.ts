import { isTimeZone } from '@everchart/contracts-clinical';

const dayMs = 24 * 60 * 60_000;
/** Starts of days that are remembered per zone: more than ten years. */
const daysMax = 4000;
/** The database has some 600 names. */
const zonesMax = 1000;

/**
 * Days and times of day in one zone of the IANA database. Days are counted from 1970-01-01, instants in milliseconds.
 * Reading the clock of a zone is dear; what is remembered here are the first instants of its days.
 */
export class LocalTime {
  static readonly #known = new Map<string, LocalTime | null>();
  readonly #starts = new Map<number, number>();

  private constructor(readonly zone: string) {}

  /** Undefined for a name that this runtime does not know. */
  static in(zone: string): LocalTime | undefined {
    let local = this.#known.get(zone);
    if (local === undefined) {
      if (this.#known.size >= zonesMax) this.#known.clear();
      this.#known.set(zone, (local = isTimeZone(zone) ? new LocalTime(zone) : null));
    }
    return local ?? undefined;
  }

  /** The first instant of a day: not midnight where the clocks skip that. */
  startOf(day: number): number {
    let start = this.#starts.get(day);
    if (start === undefined) {
      if (this.#starts.size >= daysMax) this.#starts.clear();
      this.#starts.set(day, (start = dateOf(day).toZonedDateTime(this.zone).epochMilliseconds));
    }
    return start;
  }

  dayAt(ms: number): number {
    let day = Math.floor(ms / dayMs);
    while (this.startOf(day) > ms) day -= 1;
    while (this.startOf(day + 1) <= ms) day += 1;
    return day;
  }

  /**
   * The instant of a time of day, as calendars read it (RFC 5545, 3.3.5): a time that comes twice is the first of the
   * two; one that the clocks skip is that long after the last time before it, as if they had not been changed.
   * @param minutes since midnight
   */
  at(day: number, minutes: number): number {
    const start = this.startOf(day);
    if (this.startOf(day + 1) - start === dayMs) return start + minutes * 60_000;
    const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    return dateOf(day).toZonedDateTime({ timeZone: this.zone, plainTime: time }).epochMilliseconds;
  }

  /** RFC 3339 in whole seconds, with the offset of the zone. */
  text(ms: number): string {
    const day = this.dayAt(ms);
    const start = this.startOf(day);
    const offsetMs = this.startOf(day + 1) - start === dayMs ? day * dayMs - start : this.#offsetAt(ms);
    const minutes = offsetMs / 60_000;
    if (!Number.isInteger(minutes) || Math.abs(minutes) > 14 * 60) return `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const local = new Date(ms + offsetMs).toISOString().slice(0, 19);
    if (local.length < 19 || local.startsWith('+') || local.startsWith('-')) return `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const two = (number: number): string => String(number).padStart(2, '0');
    return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  }

  #offsetAt(ms: number): number {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.zone).offsetNanoseconds / 1_000_000;
  }
}

export function dateOf(day: number): Temporal.PlainDate {
  return epochDay.add({ days: day });
}

const epochDay = Temporal.PlainDate.from('1970-01-01');

export function dayOf(date: Temporal.PlainDate): number {
  return epochDay.until(date, { largestUnit: 'days' }).days;
}
