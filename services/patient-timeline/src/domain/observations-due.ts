import { conceptNames, type ClinicalEventData, type CodeableConcept } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import type { EntryInForce } from './doses/course.js';
import { LocalTime } from './doses/local-time.js';
import { boundsOf, planOf, type DueTime } from './doses/schedule.js';
import { zoneAt, zonesOf, type Zone } from './doses/zones.js';
import type { KnownPlaces } from './places.js';

type Instruction = ClinicalEventData['plan.instruction-given'];
type Activity = NonNullable<Instruction['activities']>[number];

/** An open instruction, as the summary shows it. */
export type OpenInstruction = Instruction & { entryId: string; occurredAt: string };

/** What was observed, or done, as the timeline shows it. */
export interface Done {
  id: string;
  type: string;
  occurredAt: string;
  data: unknown;
}

export type DueStatus = 'planned' | 'due' | 'overdue' | 'done' | 'not-done';

/** An observation that an instruction asks for. */
export interface DueObservation {
  instructionId: string;
  code?: CodeableConcept;
  text?: string;
  dueAt: string;
  /** It may be done at any time until then: no time of day was stated. */
  until?: string;
  status: DueStatus;
  /** The entries that answer it. */
  entryIds: string[];
}

interface Slot {
  at: string;
  from: string;
  to: string;
}

/** To either side of a due time. */
export const toleranceMs = 60 * 60_000;
/** Of one resident. */
const dueMax = 200;

/** What is not done in these is not due. */
const closed: ReadonlySet<Activity['status']> = new Set<Activity['status']>(['on-hold', 'completed', 'cancelled', 'stopped']);

/**
 * What the open instructions ask for in a slot of time, by their schedules, and what was done of it. An entry answers
 * the nearest due time of its code, or of its instruction, within the tolerance; of a part of a day or week, within it.
 * Whether it is due does not depend on where the patient is.
 * @param stays entries in force of the patient, for the zone of schedules that name none
 * @param done from the tolerance before the slot to the tolerance after it
 */
export function observationsDue(
  plan: readonly OpenInstruction[],
  done: readonly Done[],
  stays: readonly EntryInForce[],
  directory: KnownPlaces | undefined,
  slot: Slot,
): DueObservation[] {
  const zones = zonesOf(stays, directory)();
  const [from, to, at] = [instantMs(slot.from), instantMs(slot.to), instantMs(slot.at)];
  const due = plan.flatMap((instruction) => {
    if (instruction.status !== 'active') return [];
    return (instruction.activities ?? []).flatMap((activity) => {
      if (activity.schedule === undefined || activity.doNotPerform === true || closed.has(activity.status)) return [];
      const local = localOf(activity, zones, at);
      const answers = done.filter((each) => isAnswer(each, activity, instruction.entryId));
      const times = dueTimes(instruction, activity, local, from - toleranceMs, to + toleranceMs);
      const answered = assigned(times, answers);
      return times.flatMap((time, index): DueObservation[] => {
        if ((time.until ?? time.at + 1) <= from || time.at >= to) return [];
        return [{ ...described(instruction, activity, time, local), ...standing(time, answered.get(index) ?? [], at) }];
      });
    });
  });
  return due.sort((a, b) => instantMs(a.dueAt) - instantMs(b.dueAt)).slice(0, dueMax);
}

function localOf({ schedule }: Activity, zones: readonly Zone[], at: number): LocalTime {
  const own = schedule?.timeZone === undefined ? undefined : LocalTime.in(schedule.timeZone);
  return own ?? zoneAt(zones, at).local;
}

function dueTimes({ occurredAt, period }: OpenInstruction, { schedule }: Activity, local: LocalTime, from: number, to: number): DueTime[] {
  const since = instantMs(occurredAt);
  const begins = Math.max(since, period?.start === undefined ? since : boundsOf(period.start, () => local).first);
  const ends = period?.end === undefined ? Infinity : boundsOf(period.end, () => local).after;
  const [first, last] = [Math.max(from, begins), Math.min(to, ends)];
  if (first >= last) return [];
  const times: DueTime[] = [];
  for (const time of planOf(schedule, { since, start: period?.start, local }, local).between(first, last)) {
    times.push(time);
    if (times.length === dueMax) break;
  }
  return times;
}

/** By the instruction that it names, where its code is the same or either says none; else by its code. */
function isAnswer({ type, data }: Done, { code }: Activity, instructionId: string): boolean {
  const named = (data as { instructionId?: string }).instructionId?.toLowerCase();
  const own = (data as { code?: CodeableConcept }).code;
  const isSame = code !== undefined && own !== undefined && conceptNames(own).some((name) => conceptNames(code).includes(name));
  if (type === 'observation.recorded') return isSame;
  return type === 'plan.task-completed' && (isSame || (named === instructionId.toLowerCase() && code === undefined));
}

/** By the place of the due time, the entries that answer it. */
function assigned(times: readonly DueTime[], answers: readonly Done[]): Map<number, Done[]> {
  const found = new Map<number, Done[]>();
  for (const answer of answers) {
    const at = instantMs(answer.occurredAt);
    const near = times
      .map((time, index) => ({ index, distance: distanceTo(time, at) }))
      .filter(({ distance }) => distance <= toleranceMs)
      .sort((a, b) => a.distance - b.distance)[0];
    if (near) found.set(near.index, [...(found.get(near.index) ?? []), answer]);
  }
  return found;
}

function distanceTo({ at, until }: DueTime, time: number): number {
  if (until !== undefined) return at <= time && time < until ? 0 : Infinity;
  return Math.abs(time - at);
}

function standing({ at: dueAt, until }: DueTime, answers: readonly Done[], at: number): Pick<DueObservation, 'status' | 'entryIds'> {
  const entryIds = answers.map(({ id }) => id);
  if (answers.some(isDone)) return { status: 'done', entryIds };
  if (answers.length > 0) return { status: 'not-done', entryIds };
  const [begins, ends] = until === undefined ? [dueAt - toleranceMs, dueAt + toleranceMs] : [dueAt, until];
  return { status: at < begins ? 'planned' : at <= ends ? 'due' : 'overdue', entryIds };
}

function isDone({ data }: Done): boolean {
  const { outcome = 'done', dataAbsentReason, status } = data as { outcome?: string; dataAbsentReason?: unknown; status?: string };
  return (outcome === 'done' || outcome === 'partly-done') && dataAbsentReason === undefined && status !== 'cancelled';
}

function described({ entryId }: OpenInstruction, { code, text }: Activity, { at, until }: DueTime, local: LocalTime) {
  return {
    instructionId: entryId,
    ...(code ? { code } : {}),
    ...(text === undefined ? {} : { text }),
    dueAt: local.text(at),
    ...(until === undefined ? {} : { until: local.text(until) }),
  };
}
