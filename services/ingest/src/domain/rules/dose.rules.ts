import { dosingWindowMs, isSameMedicine, longestDelayMs, type SaidMedicine } from '@everchart/clinical-facts';
import { conceptNames, type CodeableConcept } from '@everchart/contracts-clinical';
import { calendarMs, instantMs, utcOf } from '@everchart/primitives';
import { idIn, isOverriding, statedTime, textIn, type ConceptRules, type ReadInForce } from './concept-rules.js';
import type { RuleEvent } from './decision.js';
import type { EffectInForce } from './effects.js';
import { medicineOf, prescriptionKey } from './prescription.rules.js';

/** A medicine that is given as needed is not given twice in less than this. */
const asNeededWindowMs = 60_000;

/**
 * A dose is given once: the same medicine, for the same patient, due at the same time. How it is said does not count:
 * with the prescription or without, by any code or by the words, by the due time or, as in FHIR, by when it was given.
 *
 * All doses of a day (UTC) are one aggregate.
 */
export const dose: ConceptRules = {
  types: ['medication.administered', 'medication.not-given'],
  effects: (event, read) => {
    const { type, data, occurredAt } = event;
    const due = textIn(data, 'scheduledAt');
    const kind = type === 'medication.administered' ? 'given' : 'not-given';
    // Of a day alone it is not known whether two doses are one.
    if (due === undefined && !statedTime(event).includes(':')) return [];
    // What was not given and was not due is nothing that is given later.
    if (kind === 'not-given' && due === undefined) return [];
    return [{ key: keyOfDay(due ?? occurredAt), kind, value: JSON.stringify(sayingOf(event, read)) }];
  },
  looksAt: ({ type, data, occurredAt }) => {
    const due = textIn(data, 'scheduledAt');
    if (due !== undefined) return [...daysAround(due, longestDelayMs), ...daysAround(occurredAt, dosingWindowMs)];
    return type === 'medication.administered' ? daysAround(occurredAt, longestDelayMs) : [];
  },
  // A corrected time may lie on the day before or after: the dose is found there, too, and stays where it is kept.
  amendedKey: (key, { data, occurredAt }) =>
    daysAround(textIn(data, 'scheduledAt') ?? occurredAt, longestDelayMs).includes(key) ? key : undefined,
  clash: (candidate, _others, { read, event }) => {
    const given = candidate.kind === 'given' && givenOf(event, candidate, read)[0];
    return given ? { code: 'dose-given', first: given.event } : undefined;
  },
  check: (event, read) => {
    if (event.type !== 'medication.not-given') return undefined;
    const { id, occurredAt: at } = event;
    const refused = { event: id, kind: 'not-given', value: JSON.stringify(sayingOf(event, read)), at, said: 0 };
    // Refused at eight and taken at nine are consistent, in either order of recording.
    const given = isOverriding(event) ? undefined : givenOf(event, refused, read).find((dose) => instantMs(dose.at) <= instantMs(at));
    return given && { code: 'dose-given', first: given.event };
  },
};

/** The givings, other than the event, of the same dose. */
function givenOf(event: RuleEvent, candidate: EffectInForce, read: ReadInForce): EffectInForce[] {
  const found = new Map(dose.looksAt!(event).flatMap((key) => read(key).map((each) => [each.event, each] as const)));
  return [...found.values()].filter((other) => other.event !== candidate.event && other.kind === 'given' && isSameDose(candidate, other));
}

/** What a dose says of itself. */
interface Saying extends SaidMedicine {
  /** UTC. */
  due?: string;
}

function sayingOf({ data }: RuleEvent, read: ReadInForce): Saying {
  const by = idIn(data, 'prescriptionId');
  const due = textIn(data, 'scheduledAt');
  const names = [...conceptNames(data.medication as CodeableConcept), ...(by === undefined ? [] : medicineOf(read(prescriptionKey(by))))];
  return { of: [...new Set(names)], ...(by === undefined ? {} : { by }), ...(due === undefined ? {} : { due: utcOf(due) }) };
}

function isSameDose(one: EffectInForce, other: EffectInForce): boolean {
  const [a, b] = [one, other].map(({ value }) => JSON.parse(value!) as Saying) as [Saying, Saying];
  if (!isSameMedicine(a, b)) return false;
  const apart = (x: string, y: string): number => Math.abs(instantMs(x) - instantMs(y));
  if (a.due !== undefined && b.due !== undefined) return apart(a.due, b.due) < dosingWindowMs;
  if (a.due === undefined && b.due === undefined) return apart(one.at, other.at) < asNeededWindowMs;
  // One was due and the other says only when it was given.
  return Math.min(apart(one.at, other.at), a.due === undefined ? apart(one.at, b.due!) : apart(a.due, other.at)) < dosingWindowMs;
}

const dayMs = 24 * 60 * 60_000;

function keyOfDay(time: string): string {
  return `doses/${utcOf(time).slice(0, 'YYYY-MM-DD'.length)}`;
}

function daysAround(time: string, ms: number): string[] {
  const [first, last] = [instantMs(time) - ms, instantMs(time) + ms].map((at) => Math.floor(at / dayMs)) as [number, number];
  return [...new Set([first, last])].map((day) => keyOfDay(dayName(day * dayMs)));
}

/** The first and the last day of the calendar have no day beside them. */
function dayName(ms: number): string {
  return new Date(Math.min(Math.max(ms, calendarMs.first), calendarMs.last)).toISOString();
}
