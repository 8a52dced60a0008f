import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Chart } from '../../../test/medication.js';
import { dosesOf } from './doses.js';
import { LocalTime } from './local-time.js';

/**
 * The slow model: it walks through time minute by minute, reads the clock of the zone as `Intl` prints it, and applies
 * the rules of the README to each minute alone. It shares no code with what it judges.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Terms {
  times?: string[];
  everyDays?: number;
  everyHours?: number;
}

interface Life {
  zone: string;
  /** Where the walk begins, about; near a change of the clocks. */
  middle: number;
  prescribed: number;
  terms: Terms;
  change?: { at: number; terms: Terms } | undefined;
  stop?: number | undefined;
  lastDay?: number | undefined;
  away?: { from: number; to: number } | undefined;
  doses: { at: number; scheduledAt?: number | undefined; isGiven: boolean }[];
  at: number;
  tolerance: number;
}

/** A clock on the wall of a zone. Lives lie in the same days, so what it showed is kept. */
class Clock {
  static readonly #all = new Map<string, Clock>();
  readonly #format: Intl.DateTimeFormat;
  readonly #shown = new Map<number, string>();
  readonly #skipped = new Map<number, [string, string][]>();

  private constructor(zone: string) {
    const two = '2-digit' as const;
    this.#format = new Intl.DateTimeFormat('sv', { timeZone: zone, year: 'numeric', month: two, day: two, hour: two, minute: two });
  }

  static of(zone: string): Clock {
    const clock = this.#all.get(zone) ?? new Clock(zone);
    this.#all.set(zone, clock);
    return clock;
  }

  /** `2026-03-29 03:30` */
  read(ms: number): string {
    let shown = this.#shown.get(ms);
    if (shown === undefined) this.#shown.set(ms, (shown = this.#format.format(ms)));
    return shown;
  }

  /**
   * Local times that do not exist and that fall on this minute: as long after a jump as they lie behind its last
   * minute.
   */
  skippedAt(now: number): [string, string][] {
    const first = Math.floor(now / day) * day;
    if (!this.#skipped.has(first)) this.#findSkipped(first);
    return this.#skipped.get(now)!;
  }

  #findSkipped(first: number): void {
    for (let at = first; at < first + day; at += minute) this.#skipped.set(at, []);
    // A jump leads less than three hours on: what it passes over falls on later minutes.
    for (let at = first - 3 * hour; at < first + day; at += minute) {
      const [last, next] = [this.read(at - minute), this.read(at)];
      const apart = daysApart(last, next) * 24 * 60 + minutesOf(next) - minutesOf(last);
      for (let passed = 1; passed < apart; passed += 1) {
        const total = minutesOf(last) + passed;
        const on = total < 24 * 60 ? last.slice(0, 10) : next.slice(0, 10);
        const time = `${String(Math.floor((total % 1440) / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
        this.#skipped.get(at - minute + passed * minute)?.push([on, time]);
      }
    }
  }
}

const daysApart = (from: string, to: string): number => Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / day);
const minutesOf = (time: string): number => Number(time.slice(-5, -3)) * 60 + Number(time.slice(-2));

/** Every due minute from `from` on, before `to`. */
function walk(life: Life, from: number, to: number): number[] {
  const clock = Clock.of(life.zone);
  const due: number[] = [];
  const seen = new Set<string>();
  for (let now = from - day; now < to; now += minute) {
    const local = clock.read(now);
    const isFirst = !seen.has(local);
    seen.add(local);
    const changed = life.change !== undefined && now >= life.change.at;
    const { times = [], everyDays = 1, everyHours } = changed ? life.change!.terms : life.terms;
    const since = changed ? life.change!.at : life.prescribed;
    const isInForce =
      now >= life.prescribed &&
      !(life.stop !== undefined && now >= life.stop) &&
      !(life.lastDay !== undefined && daysApart(clock.read(life.lastDay), local) > 0);
    const date = local.slice(0, 10);
    const isDueOn = (on: string): boolean => {
      const days = daysApart(clock.read(since), on);
      return days >= 0 && days % everyDays === 0;
    };
    const isTime = times.some((time) => {
      if (isFirst && local === `${date} ${time}` && isDueOn(date)) return true;
      // Times that were passed over count on from the last minute that was there.
      return clock.skippedAt(now).some(([on, missing]) => missing === time && isDueOn(on));
    });
    const isInterval = everyHours !== undefined && (now - since) % (everyHours * hour) === 0;
    if (isInForce && now >= from && (isTime || isInterval)) due.push(now);
  }
  return due;
}

/** By due minute how it stands. */
function model(life: Life, from: number, to: number): Map<number, string> {
  const due = walk(life, from - 2 * day, Math.max(to, life.at) + 2 * day);
  const isDue = new Set(due);
  const onRecord = new Map<number, string[]>();
  const outcomes = (at: number): string[] => onRecord.get(at) ?? [];
  const note = (at: number, isGiven: boolean): void => void onRecord.set(at, [...outcomes(at), isGiven ? 'given' : 'not-given']);
  /** The nearest minute, walking outward, the earlier one first. */
  const outward = (start: number, minutes: number, fits: (at: number) => boolean): number | undefined => {
    for (let away = 0; away <= minutes; away += 1)
      for (const at of [start - away * minute, start + away * minute]) if (isDue.has(at) && fits(at)) return at;
    return undefined;
  };
  const inOrder = life.doses.map((dose, index) => ({ ...dose, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  for (const { scheduledAt, isGiven } of inOrder) {
    if (scheduledAt === undefined) continue;
    const at = outward(scheduledAt, 29, () => true);
    if (at !== undefined) note(at, isGiven);
  }
  for (const { scheduledAt, at: when, isGiven } of inOrder) {
    if (scheduledAt !== undefined) continue;
    const at = outward(when, 12 * 60, (each) => !outcomes(each).includes('given') && (isGiven || outcomes(each).length === 0));
    if (at !== undefined) note(at, isGiven);
  }
  const clock = Clock.of(life.zone);
  const isOver = (): boolean =>
    (life.stop !== undefined && life.at >= life.stop) ||
    (life.lastDay !== undefined && daysApart(clock.read(life.lastDay), clock.read(life.at)) > 0);
  const stands = (at: number): string => {
    if (outcomes(at).includes('given')) return 'given';
    if (outcomes(at).length > 0) return 'not-given';
    if (life.away && at >= life.away.from && at < life.away.to) return 'skipped away';
    /** Half of the way to the next one, when that is less than the tolerance. */
    const reach = (step: number): number => {
      for (let away = 1; away < 2 * life.tolerance; away += 1) if (isDue.has(at + step * away * minute)) return away / 2;
      return life.tolerance;
    };
    if (life.at < at - reach(-1) * minute) return 'planned';
    for (let next = at + minute; next <= life.at; next += minute) if (isDue.has(next)) return 'skipped next-due';
    if (isOver()) return 'skipped ended';
    return life.at <= at + reach(1) * minute ? 'due' : 'overdue';
  };
  return new Map(due.filter((at) => at >= from && at < to).map((at) => [at, stands(at)]));
}

/** Near changes of the clocks: by an hour, by half an hour, at midnight, twice a year, and none. */
const places: [string, string][] = [
  ['Europe/Rome', '2026-03-29T00:00:00Z'],
  ['Europe/Rome', '2026-10-25T00:00:00Z'],
  ['America/New_York', '2026-11-01T05:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T14:00:00Z'],
  ['Africa/Cairo', '2026-04-23T21:00:00Z'],
  ['Asia/Kolkata', '2026-06-01T00:00:00Z'],
];

const times = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom('00:00', '00:30', '02:00', '02:15', '02:30', '03:00', '08:00', '08:20', '20:00', '23:59'),
    fc.integer({ min: 0, max: 1439 }).map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`),
  ),
  { minLength: 1, maxLength: 4 },
);
const terms: fc.Arbitrary<Terms> = fc.oneof(
  fc.record({ times }),
  fc.record({ times, everyDays: fc.integer({ min: 2, max: 3 }) }),
  fc.record({ everyHours: fc.constantFrom(1, 4, 5, 8, 36) }),
);

const life: fc.Arbitrary<Life> = fc.constantFrom(...places).chain(([zone, around]) => {
  const middle = Date.parse(around);
  const moment = (from: number, to: number) => fc.integer({ min: from, max: to }).map((minutes) => middle + minutes * minute);
  const days = 24 * 60;
  return fc.record({
    zone: fc.constant(zone),
    middle: fc.constant(middle),
    prescribed: moment(-4 * days, 0),
    terms,
    change: fc.option(fc.record({ at: moment(0, days), terms }), { nil: undefined }),
    stop: fc.option(moment(0, 2 * days), { nil: undefined }),
    lastDay: fc.option(moment(0, days), { nil: undefined }),
    away: fc.option(
      fc.tuple(moment(-days, days), fc.integer({ min: 1, max: days })).map(([from, minutes]) => ({ from, to: from + minutes * minute })),
      { nil: undefined },
    ),
    doses: fc.array(
      fc.record({
        at: moment(-days, 2 * days),
        scheduledAt: fc.option(moment(-days, 2 * days), { nil: undefined }),
        isGiven: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    at: moment(-days, 2 * days),
    tolerance: fc.constantFrom(30, 60, 120),
  });
});

/** What a person might record of these due minutes: most doses say when they were due. */
function settled(given: Life, due: readonly number[]): Life {
  const doses = given.doses.map((dose, index) => {
    const meant = due[(index * 7) % Math.max(due.length, 1)];
    if (meant === undefined || index % 3 === 2) return dose;
    const delay = ((dose.at - given.middle) / minute) % 45;
    return { ...dose, at: meant + delay * minute, scheduledAt: index % 3 === 0 ? meant + Math.round(delay / 1.6) * minute : undefined };
  });
  return { ...given, doses };
}

function chartOf(given: Life): Chart {
  const text = (ms: number): string => new Date(ms).toISOString();
  const scheduleOf = ({ times: at, everyDays, everyHours }: Terms) => ({
    timeZone: given.zone,
    ...(at ? { times: at } : {}),
    ...(everyDays === undefined ? {} : { frequency: { count: at!.length, period: everyDays, periodUnit: 'd' } }),
    ...(everyHours === undefined ? {} : { frequency: { count: 1, period: everyHours, periodUnit: 'h' } }),
  });
  const chart = new Chart();
  chart.admitted(text(given.middle - 30 * day), 's1');
  if (given.away) {
    chart.discharged(text(given.away.from), 's1');
    chart.admitted(text(given.away.to), 's2');
  }
  const end = given.lastDay === undefined ? {} : { period: { end: Clock.of(given.zone).read(given.lastDay).slice(0, 10) } };
  const prescriptionId = chart.prescribed(text(given.prescribed), { schedule: scheduleOf(given.terms), ...end });
  if (given.change) chart.changed(prescriptionId, text(given.change.at), { schedule: scheduleOf(given.change.terms) });
  if (given.stop !== undefined) chart.stopped(prescriptionId, text(given.stop));
  for (const { at, scheduledAt, isGiven } of given.doses) {
    const data = { prescriptionId, ...(scheduledAt === undefined ? {} : { scheduledAt: text(scheduledAt) }) };
    if (isGiven) chart.given(text(at), data);
    else chart.notGiven(text(at), data);
  }
  return chart;
}

describe('doses against the clock', () => {
  it('are those of a walk through every minute', () => {
    fc.assert(
      fc.property(life, (drawn) => {
        const [from, to] = [drawn.middle - day / 2, drawn.middle + day];
        const lived = settled(drawn, walk(drawn, from, to));
        const expected = [...model(lived, from, to)].map(([at, status]) => `${LocalTime.in(lived.zone)!.text(at)} ${status}`);
        const query = { at: lived.at, from, to };
        const [at, start, end] = [query.at, query.from, query.to].map((ms) => new Date(ms).toISOString()) as [string, string, string];
        const { prescriptions } = dosesOf(chartOf(lived).entries, { at, from: start, to: end, toleranceMinutes: lived.tolerance });
        const actual = prescriptions.flatMap(({ dueTimes }) => dueTimes.map(({ dueAt, status, because }) => `${dueAt} ${status}${because ? ` ${because}` : ''}`)); // prettier-ignore
        expect(actual).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('stand as they are until the instant that the answer names', () => {
    fc.assert(
      fc.property(life, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
        const { entries } = chartOf(drawn);
        const [at, from, to] = [drawn.at, drawn.middle - day / 2, drawn.middle + day].map((ms) => new Date(ms).toISOString()) as [string, string, string]; // prettier-ignore
        const now = dosesOf(entries, { at, from, to, toleranceMinutes: drawn.tolerance });
        fc.pre(now.holdsUntil !== undefined);
        const later = new Date(drawn.at + share * (Date.parse(now.holdsUntil) - 1 - drawn.at)).toISOString();
        expect(dosesOf(entries, { at: later, from, to, toleranceMinutes: drawn.tolerance }).counts).toEqual(now.counts);
      }),
      { numRuns: 200 },
    );
  });

  it('are the same in any order of their entries', () => {
    fc.assert(
      fc.property(life, fc.infiniteStream(fc.nat()), (drawn, order) => {
        const { entries } = chartOf(drawn);
        const shuffled = entries.map((entry) => ({ entry, key: order.next().value as number })).sort((a, b) => a.key - b.key).map(({ entry }) => entry); // prettier-ignore
        const [at, from, to] = [drawn.at, drawn.middle - day, drawn.middle + day].map((ms) => new Date(ms).toISOString()) as [
          string,
          string,
          string,
        ];
        expect(dosesOf(shuffled, { at, from, to })).toEqual(dosesOf(entries, { at, from, to }));
      }),
      { numRuns: 50 },
    );
  });
});
