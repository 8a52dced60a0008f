import { dosingWindowMs, longestDelayMs, newestFirst, stated, statedTime, type SaidMedicine } from '@everchart/clinical-facts';
import { conceptNames, type ClinicalEventData, type CodeableConcept } from '@everchart/contracts-clinical';
import { calendarMs, instantMs } from '@everchart/primitives';
import type { KnownPlaces } from '../places.js';
import { limitsOf, longestLimitHours, nextDose, type Given, type NextDose, type Quantity } from './as-needed.js';
import { coursesOf, dueTimesOf, endOf, isNextDue, stretchAt, type Course, type DueInCourse, type EntryInForce } from './course.js';
import { presenceOf, type Absence, type Presence } from './presence.js';
import { boundsOf, type LocalAt, type PlanKind, type Schedule } from './schedule.js';
import { zoneAt, zonesOf, type ZoneSource } from './zones.js';

/** How a due time stands. */
export type DueStatus =
  /** Its time has not come. */
  | 'planned'
  /** It may be given now, and is not late. */
  | 'due'
  /** Its time, and the tolerance, have passed; nothing is on record of it. */
  | 'overdue'
  | 'given'
  /** It is on record that it was not given, and why. */
  | 'not-given'
  /** Nothing is on record of it, and it is not to be given any more, or was never to be: `because` says why. */
  | 'skipped';

export type SkippedBecause =
  | Absence
  /** The prescription is on hold. */
  | 'on-hold'
  /** The next dose has come due. */
  | 'next-due'
  /** The prescription ended before it was given. */
  | 'ended';

/** A dose on record, given or not. */
export interface Dose {
  entryId: string;
  occurredAt: string;
  outcome: 'given' | 'refused' | 'omitted';
  by: string;
  status?: string;
  dose?: Quantity;
  route?: CodeableConcept;
  reason?: unknown;
  scheduledAt?: string;
  note?: string;
  site?: CodeableConcept;
  /** Other persons than the one who recorded the dose, who signed for it. */
  countersigned?: { by: string; what: string; at: string; entryId: string }[];
  /** Whether it helped, as it was observed last. */
  effect?: { outcome: string; by: string; at: string; entryId: string };
  /** Of a due time: how long after it. Negative: before. */
  minutesLate?: number;
}

export interface DueDose {
  /** In the zone of the schedule. */
  dueAt: string;
  /** No time of day is prescribed: it may be given at any time until then. */
  until?: string;
  status: DueStatus;
  because?: SkippedBecause;
  /** What is to be given, as prescribed for that time. */
  dose?: Quantity;
  doseText?: string;
  /** All that is on record of it, oldest first. */
  doses: Dose[];
}

export interface AsNeeded {
  for?: CodeableConcept;
  mayBeGiven: boolean;
  /** The first instant at which no limit stands against another dose. Absent: no limit ever lets it be given. */
  notBefore?: string;
  lastGiven?: Dose;
  limits: NextDose['limits'];
  /** Limits that only a person can compare with what was given. */
  unclear: NextDose['unclear'];
}

export interface PrescriptionDoses {
  prescriptionId: string;
  medication: CodeableConcept;
  dose?: Quantity;
  doseText?: string;
  route?: CodeableConcept;
  schedule?: Schedule;
  /** How its schedule is read. */
  plan: PlanKind;
  timeZone: string;
  /** Who says that it is this zone. */
  timeZoneFrom: ZoneSource;
  state: 'active' | 'not-begun' | 'ended' | 'stopped' | 'on-hold';
  endsAt?: string;
  dueTimes: DueDose[];
  /** It has more due times than are listed. */
  more?: true;
  /** What may be given of a medicine that has a maximum, or is given as needed. */
  asNeeded?: AsNeeded;
  /** Doses of it that belong to no due time. */
  otherDoses: Dose[];
}

export interface PatientDoses {
  /** The instant for which it was worked out. */
  at: string;
  from: string;
  to: string;
  toleranceMinutes: number;
  /** Until then every status, and what may be given, stays as it is while nothing is recorded. Absent: not known. */
  holdsUntil?: string;
  prescriptions: PrescriptionDoses[];
  /** Doses that belong to no prescription. */
  otherDoses: Dose[];
  counts: Record<DueStatus, number>;
}

export interface DosesQuery {
  /** The clock, as an instant like the others. */
  at: string;
  /** Due times from here on, and before `to`. */
  from: string;
  to: string;
  /** Has the zones of the facilities: they hold for schedules that name none. */
  directory?: KnownPlaces | undefined;
  /** A dose is late, or early, when it is given so long after, or before, it was due. */
  toleranceMinutes?: number | undefined;
}

/** What is common for medicines that are not time-critical. */
export const toleranceMinutes = 60;
/** Due times of one prescription that are listed: one in half an hour for a month. */
export const dueTimesMax = 1500;
/** Of all prescriptions; those of the newest come first. */
export const dueTimesOfPatientMax = 10_000;
const minuteMs = 60_000;
/** Doses that far outside of the window may belong to due times in it, and the other way round. */
export const marginMs = 2 * longestDelayMs;

/**
 * What was and is to be given, against the clock: see the README for the rules. It follows from the entries and the
 * query alone.
 * @param entries in force of the types {@link dosesRead}, with doses as far back as {@link doseLookbackMs} says
 */
export function dosesOf(entries: readonly EntryInForce[], query: DosesQuery): PatientDoses {
  const zones = zonesOf(entries, query.directory);
  const window = { at: instantMs(query.at), from: instantMs(query.from), to: instantMs(query.to) };
  const tolerance = query.toleranceMinutes ?? toleranceMinutes;
  const localAt: LocalAt = (ms) => zoneAt(zones(), ms).local;
  const presence = presenceOf(entries, localAt, query.directory);
  const sayings = sayingsOf(entries);
  let left = dueTimesOfPatientMax;
  const charts = coursesOf(entries, zones).map((course) => {
    const chart = chartOf(course, window, Math.min(dueTimesMax, left));
    left -= chart.slots.length;
    return chart;
  });
  const doses = entries
    .filter(isDose)
    .sort(newestFirst)
    .reverse()
    .map((entry) => saidOf(entry, sayings, localAt));
  const unassigned = assign(doses, charts);
  const changes: number[] = [];
  const prescriptions = charts
    .map((chart) => presented(chart, doses, { ...window, toleranceMs: tolerance * minuteMs, presence, changes }))
    .filter((each) => each !== undefined);
  const counts: PatientDoses['counts'] = { planned: 0, due: 0, overdue: 0, given: 0, 'not-given': 0, skipped: 0 };
  for (const { dueTimes } of prescriptions) for (const { status } of dueTimes) counts[status] += 1;
  return {
    ...{ at: query.at, from: query.from, to: query.to, toleranceMinutes: tolerance },
    ...holdsUntil(changes, window),
    prescriptions,
    otherDoses: unassigned.filter(({ at }) => at >= window.from && at < window.to).map((said) => doseOf(said)),
    counts,
  };
}

/** Due times are known up to the margin behind the window. */
function holdsUntil(changes: readonly number[], { at, to }: Window): Pick<PatientDoses, 'holdsUntil'> {
  const horizon = Math.min(to + marginMs, calendarMs.last);
  if (at >= horizon) return {};
  let first = horizon;
  for (const change of changes) if (change > at && change < first) first = change;
  return { holdsUntil: new Date(first).toISOString() };
}

/** Types of the entries that decide it. */
export const courseTypes = ['medication.prescribed', 'medication.changed', 'medication.stopped'] as const;
export const presenceTypes = ['patient.registered', 'patient.details-amended', 'patient.deceased', 'patient.merged', 'stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled'] as const; // prettier-ignore
export const doseTypes = ['medication.administered', 'medication.not-given', 'medication.countersigned', 'medication.effect-observed'] as const; // prettier-ignore

/**
 * Milliseconds before the window, or the clock, from which on doses count: as long as the longest part or limit of a
 * schedule.
 */
export function doseLookbackMs(entries: readonly EntryInForce[]): number {
  const schedules = coursesOf(entries, zonesOf(entries, undefined)).flatMap(({ stretches }) => stretches);
  const needed = schedules.flatMap(({ plan, terms }) => [
    plan.kind === 'part' ? plan.longestMs : 0,
    ...limitsOf((terms.schedule ?? {}) as Schedule).map(({ hours }) => hours * 60 * minuteMs),
  ]);
  return Math.min(Math.max(marginMs, ...needed), longestLimitHours * 60 * minuteMs);
}

interface Window {
  at: number;
  from: number;
  to: number;
}

type DoseData = ClinicalEventData['medication.administered'] & Partial<ClinicalEventData['medication.not-given']>;

interface Said extends SaidMedicine {
  entry: EntryInForce;
  data: DoseData;
  isGiven: boolean;
  /** When it was given, or was not. */
  at: number;
  /** Only the day, the month or the year is known. */
  isOfDay: boolean;
  /** The last instant at which it may have been. */
  latest: number;
  dueAt: number | undefined;
  /** What else is on record of it. */
  about: Pick<Dose, 'countersigned' | 'effect'>;
}

interface Slot extends DueInCourse {
  doses: Said[];
}

interface Chart {
  course: Course;
  /** In order; from before the window to behind it, as far as doses may belong to either side. */
  slots: Slot[];
  more: boolean;
  otherDoses: Said[];
}

function isDose({ type }: EntryInForce): boolean {
  return type === 'medication.administered' || type === 'medication.not-given';
}

/** By dose, in lower case: the signatures and the observed effects, oldest first. */
type Sayings = ReadonlyMap<string | undefined, readonly EntryInForce[]>;

function sayingsOf(entries: readonly EntryInForce[]): Sayings {
  const said = entries.filter(({ type }) => type === 'medication.countersigned' || type === 'medication.effect-observed');
  return Map.groupBy(said.sort(newestFirst).reverse(), ({ data }) => (data as { doseId?: string }).doseId?.toLowerCase());
}

/** A signature of the person who recorded the dose is none of a second one. */
function aboutDose({ eventId, actor: recordedBy }: EntryInForce, sayings: Sayings): Said['about'] {
  const own = sayings.get(eventId.toLowerCase()) ?? [];
  const countersigned = own
    .filter(({ type, actor }) => type === 'medication.countersigned' && actor !== recordedBy)
    .map(({ eventId: entryId, actor: by, occurredAt: at, data }) => ({ by, what: (data as { what: string }).what, at, entryId }));
  const last = own.findLast(({ type }) => type === 'medication.effect-observed');
  return {
    ...(countersigned.length === 0 ? {} : { countersigned }),
    ...(last
      ? { effect: { outcome: (last.data as { outcome: string }).outcome, by: last.actor, at: last.occurredAt, entryId: last.eventId } }
      : {}),
  };
}

function saidOf(entry: EntryInForce, sayings: Sayings, localAt: LocalAt): Said {
  const data = entry.data as DoseData;
  const { prescriptionId, scheduledAt, medication } = data;
  const at = instantMs(entry.occurredAt);
  const time = statedTime(entry);
  const isOfDay = !time.includes(':');
  return {
    entry,
    data,
    isGiven: entry.type === 'medication.administered',
    at,
    isOfDay,
    latest: isOfDay ? boundsOf(time, localAt).after - 1 : at,
    dueAt: scheduledAt === undefined ? undefined : instantMs(scheduledAt),
    about: aboutDose(entry, sayings),
    of: conceptNames(medication),
    ...(prescriptionId === undefined ? {} : { by: prescriptionId.toLowerCase() }),
  };
}

function chartOf(course: Course, { from, to }: Window, atMost: number): Chart {
  const slots: Slot[] = [];
  let more = false;
  for (const due of dueTimesOf(course, from - marginMs, to + marginMs)) {
    more = slots.length === atMost;
    if (more) break;
    slots.push({ ...due, doses: [] });
  }
  return { course, slots, more, otherDoses: [] };
}

/**
 * Each dose goes to the due time that it belongs to. One that says when it was due: to the nearest one of its medicine
 * less than half an hour away, as the rules of recording find it again. One that does not: to the nearest one, within
 * twelve hours, that nothing stands against yet.
 * @param doses in the order in which they happened
 * @returns those of no prescription
 */
function assign(doses: readonly Said[], charts: readonly Chart[]): Said[] {
  const unassigned: Said[] = [];
  const late: { said: Said; own: readonly Chart[] }[] = [];
  const byId = new Map(charts.map((chart) => [chart.course.id, chart]));
  const byName = Map.groupBy(
    charts.flatMap((chart) => chart.course.names.map((name) => ({ name, chart }))),
    ({ name }) => name,
  );
  const ownOf = ({ by, of }: Said): Chart[] => {
    if (by !== undefined) return [byId.get(by) ?? []].flat();
    return [...new Set(of.flatMap((name) => byName.get(name) ?? []).map(({ chart }) => chart))];
  };
  for (const said of doses) {
    const own = ownOf(said);
    const due = said.dueAt;
    const slot = due === undefined ? undefined : nearest(own, due, dosingWindowMs - 1, ({ until }) => until === undefined);
    if (slot) slot.doses.push(said);
    else late.push({ said, own });
  }
  for (const { said, own } of late) {
    // Of a day alone it is only known that it was in a part of days.
    const isAtTime = said.dueAt === undefined && !said.isOfDay;
    const isOpen = (slot: Slot): boolean => !slot.doses.some(({ isGiven }) => isGiven || !said.isGiven);
    const slot = nearest(own, said.at, longestDelayMs, (each) => (isAtTime || each.until !== undefined) && isOpen(each));
    if (slot) slot.doses.push(said);
    else if (own.length > 0) own[0]!.otherDoses.push(said);
    else unassigned.push(said);
  }
  return unassigned;
}

/** The nearest due time that fits, so far from an instant at most; of several that are equally near the earliest. */
function nearest(charts: readonly Chart[], to: number, atMost: number, fits: (slot: Slot) => boolean): Slot | undefined {
  let found: { slot: Slot; distance: number } | undefined;
  for (const { slots } of charts) {
    for (let index = firstEndingFrom(slots, to - atMost); index < slots.length && slots[index]!.at <= to + atMost; index += 1) {
      const slot = slots[index]!;
      const distance = Math.max(slot.at - to, to - lastOf(slot), 0);
      if (distance > atMost || !fits(slot)) continue;
      if (!found || distance < found.distance || (distance === found.distance && slot.at < found.slot.at)) found = { slot, distance };
    }
  }
  return found?.slot;
}

function lastOf({ at, until }: Slot): number {
  return until === undefined ? at : until - 1;
}

/** Due times end in the order in which they begin. */
function firstEndingFrom(slots: readonly Slot[], from: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lastOf(slots[middle]!) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Judging extends Window {
  toleranceMs: number;
  presence: Presence;
  /** Instants at which a status changes by the clock alone: filled. */
  changes: number[];
}

/** Undefined: it says nothing of this window. */
function presented({ course, slots, more, otherDoses }: Chart, doses: readonly Said[], judging: Judging): PrescriptionDoses | undefined {
  const { at, from, to } = judging;
  const isShown = ({ at: due, until }: DueInCourse): boolean => due < to && (until === undefined ? due >= from : until > from);
  const dueTimes = slots.flatMap((slot, index) =>
    isShown(slot) ? [dueDose(course, slot, { before: slots[index - 1], after: slots[index + 1] }, judging)] : [],
  );
  const others = otherDoses.filter((said) => said.at >= from && said.at < to).map((said) => doseOf(said));
  const state = stateOf(course, at);
  judging.changes.push(endOf(course), ...course.stretches.map(({ begins }) => begins));
  if (dueTimes.length === 0 && others.length === 0 && (state === 'ended' || state === 'stopped' || state === 'not-begun')) return undefined;
  const stretch = stretchAt(course, at);
  const { medication, dose, route, schedule } = stretch.terms;
  const end = endOf(course);
  return {
    prescriptionId: course.id,
    ...(stated({ medication, ...(dose as object | undefined), route, schedule }) as Pick<PrescriptionDoses, 'medication' | 'schedule'>),
    plan: stretch.plan.kind,
    timeZone: stretch.local.zone,
    timeZoneFrom: stretch.zoneFrom,
    state,
    ...(end === Infinity ? {} : { endsAt: stretch.local.text(end) }),
    dueTimes,
    ...(more ? { more } : {}),
    ...asNeededOf(course, doses, judging),
    otherDoses: others,
  };
}

function stateOf(course: Course, at: number): PrescriptionDoses['state'] {
  if (course.stop && course.stop.at <= at) return 'stopped';
  if (endOf(course) <= at) return 'ended';
  const { from, begins } = stretchAt(course, at);
  if (at < from || at < begins) return 'not-begun';
  return course.status === 'on-hold' ? 'on-hold' : 'active';
}

function dueDose(course: Course, slot: Slot, around: { before?: Slot; after?: Slot }, judging: Judging): DueDose {
  const { local, terms } = slot.stretch;
  return {
    dueAt: local.text(slot.at),
    ...(slot.until === undefined ? {} : { until: local.text(slot.until) }),
    ...statusOf(course, slot, around, judging),
    ...(terms['dose'] as Pick<DueDose, 'dose' | 'doseText'> | undefined),
    doses: slot.doses.map((said) => doseOf(said, slot)),
  };
}

function statusOf(
  course: Course,
  { at: due, until, doses }: Slot,
  { before, after }: { before?: Slot; after?: Slot },
  { at, toleranceMs, presence, changes }: Judging,
): Pick<DueDose, 'status' | 'because'> {
  // Doses that lie closer together than the tolerance have half of what is between them.
  const [early, late] = [before, after].map((other) => (other ? Math.min(toleranceMs, Math.abs(other.at - due) / 2) : toleranceMs)) as [number, number]; // prettier-ignore
  changes.push(due, ...(until === undefined ? [due - early, due + late + 1, ...(after ? [after.at] : [])] : [until]));
  if (doses.some(({ isGiven }) => isGiven)) return { status: 'given' };
  if (doses.length > 0) return { status: 'not-given' };
  const absent = presence(until === undefined ? due : Math.max(due, Math.min(at, until - 1)), course.stayId);
  if (absent) return { status: 'skipped', because: absent };
  if (course.status === 'on-hold') return { status: 'skipped', because: 'on-hold' };
  if (until !== undefined) {
    if (at < due) return { status: 'planned' };
    if (at < until) return { status: 'due' };
    return { status: 'skipped', because: endOf(course) <= until ? 'ended' : 'next-due' };
  }
  if (at < due - early) return { status: 'planned' };
  if (isNextDue(course, due, at)) return { status: 'skipped', because: 'next-due' };
  if (endOf(course) <= at) return { status: 'skipped', because: 'ended' };
  return { status: at <= due + late ? 'due' : 'overdue' };
}

/**
 * What may be given next of a medicine that has a limit, or is given as needed; counted in all doses of that medicine.
 */
function asNeededOf(course: Course, doses: readonly Said[], { at, changes, presence }: Judging): { asNeeded: AsNeeded } | undefined {
  const { terms, local, plan } = stretchAt(course, at);
  const schedule = (terms.schedule ?? {}) as Schedule;
  const limits = limitsOf(schedule);
  if (plan.kind !== 'as-needed' && limits.length === 0) return undefined;
  const own = doses.filter((said) => said.isGiven && (said.by === course.id || said.of.some((name) => course.names.includes(name))));
  const given = own.map((said): Given => ({ at: said.latest, dose: said.data.dose }));
  const next = nextDose(limits, given, (terms['dose'] as { dose?: Quantity } | undefined)?.dose, at);
  const state = stateOf(course, at);
  if (next.from !== undefined) changes.push(next.from);
  return {
    asNeeded: {
      ...(schedule.asNeededFor ? { for: schedule.asNeededFor } : {}),
      mayBeGiven: state === 'active' && next.from === at && next.unclear.length === 0 && presence(at, course.stayId) === undefined,
      ...(next.from === undefined ? {} : { notBefore: local.text(next.from) }),
      ...(own.length === 0 ? {} : { lastGiven: doseOf(own.at(-1)!) }),
      limits: next.limits,
      unclear: next.unclear,
    },
  };
}

function doseOf({ entry, data, isGiven, at, about }: Said, slot?: Slot): Dose {
  const { dose, route, site, status, kind, reason, scheduledAt, note } = data;
  return {
    entryId: entry.eventId,
    occurredAt: entry.occurredAt,
    outcome: isGiven ? 'given' : kind!,
    by: entry.actor,
    ...(stated({ status, dose, route, site, reason, scheduledAt, note }) as Partial<Dose>),
    ...about,
    ...(slot && slot.until === undefined ? { minutesLate: Math.round((at - slot.at) / minuteMs) } : {}),
  };
}
