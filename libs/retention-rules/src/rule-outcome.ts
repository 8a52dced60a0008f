import type { Circumstance, DeathRule, Input, Rule, Term, Trigger } from '@everchart/contracts-retention';
import { ageOn, daysAfter, daysBetween, daysOf, endOfYear, periodAfter, type CalendarDate, type Days } from './calendar.js';
import type { CircumstanceFact, Place, RetentionSubject } from './subject.js';

/** What the minimum of a rule demands of a record. */
export type Minimum =
  | { kind: 'none' }
  | { kind: 'until'; keptThrough: CalendarDate }
  | { kind: 'forever' }
  /** A case runs: how long is not known before its end. */
  | { kind: 'suspended' }
  | { kind: 'unknown'; missing: readonly string[] };

export interface RuleOutcome {
  minimum: Minimum;
  /** A transfer, a hand-over or an order has ended the duty before its time. */
  ended: boolean;
  /** The last day on which the record may be kept. */
  goneBy?: CalendarDate;
}

/** A record as one place sees it: its days are those of the place's zone. What is looked at is remembered. */
export class View {
  readonly #days = new Map<Trigger, { days: Days; input: Input } | undefined>();
  readonly #circumstances = new Map<Circumstance, Running[]>();
  readonly inputs = new Map<string, Input>();

  constructor(
    private readonly subject: RetentionSubject,
    readonly place: Place,
  ) {}

  /** Undefined when it is not known. */
  days(trigger: Trigger): Days | undefined {
    let found = this.#days.get(trigger);
    if (!this.#days.has(trigger)) this.#days.set(trigger, (found = this.#find(trigger)));
    if (found) this.inputs.set(trigger, found.input);
    return found?.days;
  }

  circumstances(name: Circumstance): readonly Running[] {
    let found = this.#circumstances.get(name);
    if (!found) {
      found = this.subject.circumstances
        .filter(({ circumstance }) => circumstance === name)
        .map((fact) => this.#running(fact))
        .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
      this.#circumstances.set(name, found);
    }
    for (const { fact, from, until } of found) {
      const input = { trigger: name, date: from, ...(until === undefined ? {} : { until }), eventIds: [...fact.eventIds] };
      this.inputs.set(`${name} ${from} ${until ?? ''}`, input);
    }
    return found;
  }

  #running(fact: CircumstanceFact): Running {
    const from = daysOf(fact.from, this.place.timeZone).first;
    return { fact, from, ...(fact.until === undefined ? {} : { until: daysOf(fact.until, this.place.timeZone).last }) };
  }

  #find(trigger: Trigger): { days: Days; input: Input } | undefined {
    const fact = this.subject.triggers[trigger];
    if (!fact || fact.pending || fact.times.length === 0) return undefined;
    let newest: Days | undefined;
    let eventIds: readonly string[] = [];
    for (const time of fact.times) {
      const days = daysOf(time.at, this.place.timeZone);
      if (newest && (days.last < newest.last || (days.last === newest.last && days.first <= newest.first))) continue;
      newest = days;
      ({ eventIds } = time);
    }
    return { days: newest!, input: { trigger, date: newest!.last, eventIds: [...eventIds] } };
  }
}

/** From a day until before another one. */
interface Running {
  fact: CircumstanceFact;
  from: CalendarDate;
  until?: CalendarDate;
}

export function outcomeOf(rule: Rule, view: View): RuleOutcome {
  if (rule.when && !rule.when.every((name) => view.circumstances(name).length > 0)) return { minimum: { kind: 'none' }, ended: false };
  const goneBy = rule.maximum && endOf(rule.maximum, view, 'first')?.end;
  return { ...minimumOf(rule, view), ...(goneBy === undefined ? {} : { goneBy }) };
}

/** A trigger that is not known: what counts from it is not, either. */
class Unknown extends Error {
  constructor(readonly trigger: string) {
    super('a trigger is not known');
  }
}

function minimumOf(rule: Rule, view: View): { minimum: Minimum; ended: boolean } {
  const { minimum: bound } = rule;
  if (!bound) return { minimum: { kind: 'none' }, ended: false };
  const sample = sampleOf(rule, view);
  if (sample) return { minimum: sample, ended: false };
  const ending = endingOf(rule, view);
  if (bound.term === undefined) {
    return ending === undefined
      ? { minimum: { kind: 'forever' }, ended: false }
      : { minimum: { kind: 'until', keptThrough: ending }, ended: true };
  }
  const base = endOf(bound.term, view, 'last');
  const missing = new Set<string>();
  if (!base) missing.add(bound.term.after);
  let kept = base?.end ?? '';
  for (const age of rule.ages ?? []) {
    const until = agesUntil(age, view);
    if (until instanceof Unknown) missing.add(until.trigger);
    else if (until !== undefined && until > kept) kept = until;
  }
  if (rule.death) kept = afterDeath(rule.death, view, kept, missing);
  if (missing.size > 0) return { minimum: { kind: 'unknown', missing: [...missing] }, ended: false };
  for (const { from } of view.circumstances('extension').slice(0, rule.extension?.times ?? 0)) {
    if (from <= kept) kept = periodAfter(kept, rule.extension!.period);
  }
  const afterCases = suspendedUntil(rule, view, base!.begin, kept);
  // A transfer or an order ends the duty in the course of a case, too; what holds the record then is a hold.
  if (ending !== undefined && ending >= base!.begin && (afterCases === undefined || ending < afterCases))
    return { minimum: { kind: 'until', keptThrough: ending }, ended: true };
  return { minimum: afterCases === undefined ? { kind: 'suspended' } : { kind: 'until', keptThrough: afterCases }, ended: false };
}

/**
 * The end of a period, and the day on which it begins. @param side `last`: where a day is not known precisely, the last
 * possible one
 */
function endOf(term: Term, view: View, side: keyof Days): { begin: CalendarDate; end: CalendarDate } | undefined {
  const days = view.days(term.after);
  if (!days) return term.otherwise && endOf(term.otherwise, view, side);
  const begin = term.countedFrom === 'end-of-calendar-year' ? endOfYear(days[side]) : days[side];
  return { begin, end: periodAfter(begin, term.period, term.after === 'birth' && side === 'last') };
}

/** A person who may have been of the age counts as of it. @returns undefined for other ages */
function agesUntil(
  { at, ageFrom = 0, ageUnder = Infinity, until }: NonNullable<Rule['ages']>[number],
  view: View,
): CalendarDate | Unknown | undefined {
  const birth = view.days('birth');
  if (!birth) return new Unknown('birth');
  if (ageFrom > 0 || ageUnder < Infinity) {
    const then = view.days(at);
    if (!then) return new Unknown(at);
    if (ageOn(birth.last, then.first) >= ageUnder || ageOn(birth.first, then.last) < ageFrom) return undefined;
  }
  return endOf(until, view, 'last')?.end ?? new Unknown(until.after);
}

function afterDeath({ effect, until, within }: DeathRule, view: View, kept: CalendarDate, missing: Set<string>): CalendarDate {
  const death = view.days('death');
  if (!death) return kept;
  if (within) {
    const since = view.days(within.of);
    if (!since) {
      missing.add(within.of);
      return kept;
    }
    const limit = periodAfter(since.last, within.period);
    // Where the day of the death is not known precisely, it shortens nothing that it may not shorten.
    if ((effect === 'shortens' ? death.last : death.first) >= limit) return kept;
  }
  const end = endOf(until, view, 'last');
  if (!end) {
    missing.add(until.after);
    return kept;
  }
  return (effect === 'shortens') === end.end < kept ? end.end : kept;
}

function sampleOf({ sample }: Rule, view: View): Minimum | undefined {
  if (!sample) return undefined;
  if (sample.selected && view.circumstances('selected-for-archive').length > 0) return { kind: 'forever' };
  if (!sample.bornOnDays) return undefined;
  const birth = view.days('birth');
  if (!birth || birth.first !== birth.last) return { kind: 'unknown', missing: ['birth'] };
  return sample.bornOnDays.includes(Number(birth.last.slice(8))) ? { kind: 'forever' } : undefined;
}

/** The last thing that ended the duty. */
function endingOf({ endedBy = [] }: Rule, view: View): CalendarDate | undefined {
  const days = endedBy.flatMap((by) =>
    by === 'authority-order' ? (view.days(by)?.last ?? []) : view.circumstances(by).map(({ fact, from }) => lastOf(fact, from)),
  );
  return days.sort().at(-1);
}

/** Of a month or a year the last day. */
function lastOf({ from }: CircumstanceFact, first: CalendarDate): CalendarDate {
  return from.length >= 10 ? first : daysOf(from, 'UTC').last;
}

/**
 * The end of the duty, put off by the cases that began before it ended. @returns undefined while one of them runs
 */
function suspendedUntil({ suspension }: Rule, view: View, begin: CalendarDate, end: CalendarDate): CalendarDate | undefined {
  if (!suspension) return end;
  const cases = suspension.by.flatMap((by) => view.circumstances(by)).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let kept = end;
  let counted = begin;
  for (const { from, until } of cases) {
    if (from > kept) continue;
    if (until === undefined) return undefined;
    if (suspension.effect === 'waits-for-its-end') kept = until > kept ? until : kept;
    else {
      // What two cases have in common is counted once, and the time before the period not at all.
      const since = from > counted ? from : counted;
      if (until <= since) continue;
      kept = daysAfter(kept, daysBetween(since, until));
      counted = until;
    }
  }
  return kept;
}
