import { newestFirst, type PatientEvent } from '@everchart/clinical-facts';
import { conceptNames, saysNoneKnown, type ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import { statedTerms } from '../concepts/prescription.concept.js';
import { LocalTime } from './local-time.js';
import { boundsOf, planOf, type DueTime, type Plan, type Schedule } from './schedule.js';

/** An entry in force, by the data and the time that count. */
export type EntryInForce = Pick<PatientEvent, 'eventId' | 'type' | 'streamVersion' | 'actor' | 'occurredAt' | 'data'>;

type Prescribed = ClinicalEventData['medication.prescribed'];
type Changed = ClinicalEventData['medication.changed'];
type Stopped = ClinicalEventData['medication.stopped'];

export type Terms = ReturnType<typeof statedTerms>;

/** What was prescribed from one change to the next. Instants in milliseconds since 1970. */
export interface Stretch {
  from: number;
  to: number;
  terms: Terms;
  /** The zone of its times of day. */
  local: LocalTime;
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

/** Prescriptions that are, or were, to be taken, the newest first. @param zone of the facility */
export function coursesOf(entries: readonly EntryInForce[], zone: LocalTime): Course[] {
  const ofPrescription = Map.groupBy(entries, ({ type, eventId, data }) =>
    (type === 'medication.prescribed' ? eventId : (data as { prescriptionId?: string }).prescriptionId)?.toLowerCase(),
  );
  return entries
    .filter(({ type, data }) => type === 'medication.prescribed' && isTaken(data as Prescribed))
    .sort(newestFirst)
    .map((prescribed) => courseOf(prescribed, ofPrescription.get(prescribed.eventId.toLowerCase())!, zone));
}

function isTaken({ status, medication }: Prescribed): boolean {
  return !endedStatuses.has(status) && !saysNoneKnown(medication);
}

function courseOf(prescribed: EntryInForce, entries: readonly EntryInForce[], zone: LocalTime): Course {
  const { status, stayId } = prescribed.data as Prescribed;
  const oldestFirst = entries.toSorted(newestFirst).reverse();
  const changes = oldestFirst.filter(({ type }) => type === 'medication.changed');
  const stopEntry = oldestFirst.findLast(({ type }) => type === 'medication.stopped');
  const stretches = stretchesOf(prescribed, changes, zone);
  const stop = stopEntry && { at: stopOf(stopEntry, stretches.at(-1)!.local), entry: stopEntry };
  const medicines = [prescribed, ...changes].flatMap(({ data }) => (data as Changed).medication ?? []);
  return {
    id: prescribed.eventId.toLowerCase(),
    prescribed,
    status,
    stayId: stayId?.toLowerCase(),
    names: [...new Set(medicines.flatMap(conceptNames))],
    stretches: stop ? stretches.map((stretch) => ({ ...stretch, to: Math.min(stretch.to, stop.at) })) : stretches,
    stop,
  };
}

/**
 * A change holds from when it happened, as far as it names terms; one from before the prescription holds from its
 * start.
 */
function stretchesOf(prescribed: EntryInForce, changes: readonly EntryInForce[], zone: LocalTime): Stretch[] {
  const start = instantMs(prescribed.occurredAt);
  let terms: Terms = statedTerms(prescribed.data as Prescribed);
  let since = start;
  const stretches: Stretch[] = [stretchOf({ from: start, terms, since }, zone)];
  for (const { occurredAt, data } of changes) {
    const named = statedTerms(data as Changed);
    const from = Math.max(start, instantMs(occurredAt));
    terms = { ...terms, ...named };
    if (named.schedule) since = from;
    const last = stretches.at(-1)!;
    if (last.from === from) stretches.pop();
    else last.to = from;
    stretches.push(stretchOf({ from, terms, since }, zone));
  }
  return stretches;
}

function stretchOf({ from, terms, since }: { from: number; terms: Terms; since: number }, zone: LocalTime): Stretch {
  const schedule = terms.schedule as Schedule | undefined;
  const local = (schedule?.timeZone === undefined ? undefined : LocalTime.in(schedule.timeZone)) ?? zone;
  const { start, end } = (terms.period ?? {}) as { start?: string; end?: string };
  return {
    from,
    to: Infinity,
    terms,
    local,
    plan: planOf(schedule, { since, start }, local),
    begins: start === undefined ? -Infinity : boundsOf(start, local).first,
    ends: end === undefined ? Infinity : boundsOf(end, local).after,
  };
}

/** A stop of a day holds from its beginning; of the day on which it was decided, from then on. */
function stopOf({ occurredAt, data }: EntryInForce, local: LocalTime): number {
  const decided = instantMs(occurredAt);
  const { stoppedAt } = data as Stopped;
  if (stoppedAt === undefined) return decided;
  const { first, after } = boundsOf(stoppedAt, local);
  return !stoppedAt.includes(':') && first <= decided && decided < after ? decided : first;
}

/**
 * Due times from `from` on, before `to`, in order; parts of a day or a week that end after `from`, too. A part that has
 * begun when the prescription changes is still one.
 */
export function* dueTimesOf({ stretches, stop }: Course, from: number, to: number): Generator<DueInCourse> {
  for (const stretch of stretches) {
    const begins = Math.max(stretch.from, stretch.begins);
    const [first, last] = [Math.max(from, begins), Math.min(to, stretch.to, stretch.ends)];
    if (first >= last) continue;
    for (const { at, until } of stretch.plan.between(first, last)) {
      if (until === undefined) yield { at, stretch };
      else if (at >= stretch.from || stretch === stretches[0])
        yield { at: Math.max(at, begins), until: Math.min(until, stretch.ends, stop?.at ?? Infinity), stretch };
    }
  }
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
