import { newestFirst, type PatientEvent } from '@everchart/clinical-facts';
import { conceptNames, saysNoneKnown, type ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import { statedTerms } from '../concepts/prescription.concept.js';
import { LocalTime } from './local-time.js';
import { boundsOf, planOf, type DueTime, type LocalAt, type Plan, type Schedule } from './schedule.js';
import { zoneAt, type Zone, type Zones, type ZoneSource } from './zones.js';

/** An entry in force, by the data and the time that count. */
export type EntryInForce = Pick<PatientEvent, 'eventId' | 'type' | 'streamVersion' | 'actor' | 'occurredAt' | 'data'>;

type Prescribed = ClinicalEventData['medication.prescribed'];
type Changed = ClinicalEventData['medication.changed'];
type Stopped = ClinicalEventData['medication.stopped'];

export type Terms = ReturnType<typeof statedTerms>;

/** What was prescribed from one change, of its terms or its zone, to the next. Instants in milliseconds since 1970. */
export interface Stretch {
  from: number;
  to: number;
  terms: Terms;
  /** The zone of its times of day. */
  local: LocalTime;
  zoneFrom: ZoneSource;
  plan: Plan;
  /** The first and the last instant of the period that it states. */
  begins: number;
  ends: number;
}

/** A prescription over time, with the entry that says how it ended. */
export interface Course {
  id: string;
  prescribed: EntryInForce;
  status: Prescribed['status'];
  /** The stay that it was made in. */
  stayId: string | undefined;
  /** Every name of its medicine. */
  names: readonly string[];
  stretches: readonly Stretch[];
  stop: { at: number; entry: EntryInForce } | undefined;
}

/** A due time with what was prescribed for it. */
export interface DueInCourse extends DueTime {
  stretch: Stretch;
}

const endedStatuses: ReadonlySet<Prescribed['status']> = new Set(['completed', 'stopped', 'cancelled']);

/** Prescriptions that are, or were, to be taken, the newest first. @param zones of schedules that name none */
export function coursesOf(entries: readonly EntryInForce[], zones: Zones): Course[] {
  const ofPrescription = Map.groupBy(entries, ({ type, eventId, data }) =>
    (type === 'medication.prescribed' ? eventId : (data as { prescriptionId?: string }).prescriptionId)?.toLowerCase(),
  );
  return entries
    .filter(({ type, data }) => type === 'medication.prescribed' && isTaken(data as Prescribed))
    .sort(newestFirst)
    .map((prescribed) => courseOf(prescribed, ofPrescription.get(prescribed.eventId.toLowerCase())!, zones));
}

function isTaken({ status, medication }: Prescribed): boolean {
  return !endedStatuses.has(status) && !saysNoneKnown(medication);
}

function courseOf(prescribed: EntryInForce, entries: readonly EntryInForce[], zones: Zones): Course {
  const { status, stayId: stated } = prescribed.data as Prescribed;
  const stayId = stated?.toLowerCase();
  const oldestFirst = entries.toSorted(newestFirst).reverse();
  const changes = oldestFirst.filter(({ type }) => type === 'medication.changed');
  const stopEntry = oldestFirst.findLast(({ type }) => type === 'medication.stopped');
  const { stretches, zones: own } = stretchesOf(prescribed, changes, zones(stayId));
  const stop = stopEntry && { at: stopOf(stopEntry, localAtOf(own)), entry: stopEntry };
  const medicines = [prescribed, ...changes].flatMap(({ data }) => (data as Changed).medication ?? []);
  return {
    id: prescribed.eventId.toLowerCase(),
    prescribed,
    status,
    stayId,
    names: [...new Set(medicines.flatMap(conceptNames))],
    stretches: stop ? stretches.map((stretch) => ({ ...stretch, to: Math.min(stretch.to, stop.at) })) : stretches,
    stop,
  };
}

interface Stated {
  from: number;
  to: number;
  terms: Terms;
  /** Since when its schedule holds. */
  since: number;
}

/**
 * A change holds from when it happened, as far as it names terms; one from before the prescription holds from its
 * start.
 * @returns with the zones of the terms that hold last
 */
function stretchesOf(
  prescribed: EntryInForce,
  changes: readonly EntryInForce[],
  zones: readonly Zone[],
): { stretches: Stretch[]; zones: readonly Zone[] } {
  const start = instantMs(prescribed.occurredAt);
  const all: Stated[] = [{ from: start, to: Infinity, terms: statedTerms(prescribed.data as Prescribed), since: start }];
  for (const { occurredAt, data } of changes) {
    const named = statedTerms(data as Changed);
    const from = Math.max(start, instantMs(occurredAt));
    const last = all.at(-1)!;
    if (last.from === from) all.pop();
    else last.to = from;
    all.push({ from, to: Infinity, terms: { ...last.terms, ...named }, since: named.schedule ? from : last.since });
  }
  return { stretches: all.flatMap((each) => inZones(each, zonesFor(each, zones))), zones: zonesFor(all.at(-1)!, zones) };
}

/** A schedule's own zone holds all the time. */
function zonesFor({ terms }: Stated, zones: readonly Zone[]): readonly Zone[] {
  const { timeZone } = (terms.schedule ?? {}) as Schedule;
  const local = timeZone === undefined ? undefined : LocalTime.in(timeZone);
  return local ? [{ from: -Infinity, local, source: 'prescription' }] : zones;
}

function localAtOf(zones: readonly Zone[]): LocalAt {
  return (ms) => zoneAt(zones, ms).local;
}

function inZones({ from, to, terms, since }: Stated, zones: readonly Zone[]): Stretch[] {
  const localAt = localAtOf(zones);
  const { start, end } = (terms.period ?? {}) as { start?: string; end?: string };
  const begins = start === undefined ? -Infinity : boundsOf(start, localAt).first;
  const ends = end === undefined ? Infinity : boundsOf(end, localAt).after;
  const anchor = { since, start, local: localAt(start === undefined ? since : begins) };
  const plans = new Map<LocalTime, Plan>();
  return zones.flatMap(({ from: begin, local, source: zoneFrom }, index) => {
    const [first, last] = [Math.max(from, begin), Math.min(to, zones[index + 1]?.from ?? Infinity)];
    if (first >= last) return [];
    const plan = plans.get(local) ?? planOf(terms.schedule as Schedule | undefined, anchor, local);
    plans.set(local, plan);
    return [{ from: first, to: last, terms, local, zoneFrom, plan, begins, ends }];
  });
}

/** A stop of a day holds from its beginning; of the day on which it was decided, from then on. */
function stopOf({ occurredAt, data }: EntryInForce, localAt: LocalAt): number {
  const decided = instantMs(occurredAt);
  const { stoppedAt } = data as Stopped;
  if (stoppedAt === undefined) return decided;
  const { first, after } = boundsOf(stoppedAt, localAt);
  return !stoppedAt.includes(':') && first <= decided && decided < after ? decided : first;
}

/**
 * Due times from `from` on, before `to`, in order; parts of a day or a week that end after `from`, too. A part that has
 * begun when the prescription changes is still one. That of the new terms in which the change lies is one, too, unless
 * something was due in it already.
 */
export function* dueTimesOf({ stretches, stop }: Course, from: number, to: number): Generator<DueInCourse> {
  for (const [index, stretch] of stretches.entries()) {
    const begins = Math.max(stretch.from, stretch.begins);
    const [first, last] = [Math.max(from, begins), Math.min(to, stretch.to, stretch.ends)];
    if (first >= last) continue;
    for (const { at, until } of stretch.plan.between(first, last)) {
      if (until === undefined) yield { at, stretch };
      else if (at >= stretch.from || !isDueIn(stretches.slice(0, index), at, stretch.from))
        yield { at: Math.max(at, begins), until: Math.min(until, stretch.ends, stop?.at ?? Infinity), stretch };
    }
  }
}

function isDueIn(stretches: readonly Stretch[], from: number, to: number): boolean {
  return stretches.some(({ plan, ...stretch }) => {
    const [first, last] = [Math.max(from, stretch.from, stretch.begins), Math.min(to, stretch.to, stretch.ends)];
    return first < last && !plan.between(first, last)[Symbol.iterator]().next().done;
  });
}

/** Whether another dose was due after one, by `by`. */
export function isNextDue(course: Course, after: number, by: number): boolean {
  for (const stretch of course.stretches) {
    const begins = Math.max(after + 1, stretch.from, stretch.begins);
    // A plan has a due time in as long as it lets pass from one to the next.
    const before = Math.min(by + 1, stretch.to, stretch.ends, begins + stretch.plan.longestMs + 1);
    if (begins >= before) continue;
    for (const { at } of stretch.plan.between(begins, before)) if (at > after) return true;
  }
  return false;
}

/** When it is over, as far as that is known: by its stop, or by the period stated last. */
export function endOf({ stretches }: Course): number {
  const last = stretches.at(-1)!;
  return Math.min(last.to, last.ends);
}

/** What holds at an instant: of a prescription that is over, or not yet begun, what comes nearest. */
export function stretchAt({ stretches }: Course, at: number): Stretch {
  return stretches.findLast(({ from }) => from <= at) ?? stretches[0]!;
}
