import type { KindClass } from '@everchart/contracts';
import type { DueDate, Input, Rule, RuleReference } from '@everchart/contracts-retention';
import { daysAfter, daysOf, type CalendarDate } from './calendar.js';
import { outcomeOf, View, type RuleOutcome } from './rule-outcome.js';
import { referenceTo, type RuleBook, type RuleOfSet } from './rule-book.js';
import type { Place, RetentionSubject } from './subject.js';

/** Of each kind, in an explanation: more than rules and places that are meant. */
const explainedMax = 200;
const conflictsMax = 50;

interface Applied extends RuleOutcome {
  rule: RuleReference;
  of: RuleOfSet;
}

/**
 * When the duty to keep a record ends, with what it follows from. Pure: the same book, record and day give the same
 * answer at any time.
 *
 * The longest minimum decides. What is not known, of any rule or place, makes the whole unknown: it is never due. A
 * maximum that ends before the minimum is a conflict for a person, and changes nothing.
 * @param asOf the day whose rules hold; or an instant, which has its day in each place
 * @param kind of entries that rules may have destroyed before the rest; absent: the whole record
 */
export function dueDateOf(book: RuleBook, subject: RetentionSubject, asOf: string, kind?: KindClass): DueDate {
  const applied: Applied[] = [];
  const missing: DueDate['missing'] = [];
  const inputs = new Map<string, Input>();
  for (const place of distinct(subject.places)) {
    const view = new View(subject, place);
    const ofPlace = book
      .rulesFor(place, subject.recordKinds, daysOf(asOf, place.timeZone).last, kind)
      .map((of) => ({ of, rule: referenceTo(of, place), ...outcomeOf(of.rule, view) }));
    if (place.jurisdiction === undefined && !place.isWithoutFacility) missing.push({ trigger: 'jurisdiction' });
    else if (!ofPlace.some(({ minimum }) => minimum.kind !== 'none')) missing.push({ trigger: 'rule' });
    applied.push(...ofPlace);
    for (const [name, input] of view.inputs) {
      const key = `${name} ${input.date}`;
      if (!inputs.has(key)) inputs.set(key, input);
    }
  }
  for (const { rule, minimum } of applied) {
    if (minimum.kind === 'unknown') for (const trigger of minimum.missing) missing.push({ rule, trigger });
  }
  const decided = decide(applied, missing.length > 0);
  const goneBy = applied.flatMap(({ goneBy: day }) => day ?? []).sort().at(0); // prettier-ignore
  return {
    ...decided.due,
    ...(goneBy === undefined ? {} : { goneBy }),
    ...(decided.winner && { rule: decided.winner.rule }),
    inputs: [...inputs.values()].slice(0, explainedMax),
    lost: applied
      .filter((one) => one !== decided.winner && one.minimum.kind !== 'unknown')
      .map(lostOf)
      .slice(0, explainedMax),
    conflicts: applied
      .filter(({ goneBy: day }) => day !== undefined && endsBefore(day, decided.due))
      .map(({ rule, goneBy: day }) => ({ rule, goneBy: day! }))
      .slice(0, conflictsMax),
    missing: missing.slice(0, explainedMax),
    ...(decided.winner && { acts: actsOf(decided.winner, applied) }),
    ...(applied.length > 0 && { approvals: [...new Set(applied.flatMap(({ of }) => of.rule.approvals ?? []))] }),
  };
}

/** Whether the record may be destroyed on a day, as far as rules go. */
export function isDue({ status, dueOn }: Pick<DueDate, 'status' | 'dueOn'>, day: CalendarDate): boolean {
  return status === 'due-on' && dueOn! <= day;
}

type Decided = { due: Pick<DueDate, 'status' | 'keptThrough' | 'dueOn'>; winner?: Applied };

function decide(applied: readonly Applied[], isMissing: boolean): Decided {
  const forever = applied.find(({ minimum }) => minimum.kind === 'forever');
  if (forever) return { due: { status: 'forever' }, winner: forever };
  if (isMissing) return { due: { status: applied.every(({ minimum }) => minimum.kind === 'none') ? 'no-rule' : 'unknown' } };
  const suspended = applied.find(({ minimum }) => minimum.kind === 'suspended');
  if (suspended) return { due: { status: 'suspended' }, winner: suspended };
  let winner: Applied | undefined;
  for (const one of applied) if (one.minimum.kind === 'until' && keptThrough(one)! > (winner ? keptThrough(winner)! : '')) winner = one;
  if (!winner) return { due: { status: 'no-rule' } };
  const kept = keptThrough(winner)!;
  return { due: { status: 'due-on', keptThrough: kept, dueOn: daysAfter(kept, 1) }, winner };
}

function keptThrough({ minimum }: Applied): CalendarDate | undefined {
  return minimum.kind === 'until' ? minimum.keptThrough : undefined;
}

/**
 * Those of the rule that decides. While another rule that binds does not allow to destroy, its acts take the place of
 * that.
 */
function actsOf(winner: Applied, applied: readonly Applied[]): Rule['acts'] {
  const acts = new Set(winner.of.rule.acts);
  for (const { of, minimum, ended } of applied) {
    if (minimum.kind !== 'until' || ended || of.rule.acts.includes('destroy')) continue;
    acts.delete('destroy');
    for (const act of of.rule.acts) acts.add(act);
  }
  return [...acts];
}

function lostOf(one: Applied): DueDate['lost'][number] {
  const kept = keptThrough(one);
  const reason = one.minimum.kind === 'none' ? 'no-minimum' : one.ended ? 'duty-ended' : 'shorter-minimum';
  return { rule: one.rule, ...(kept === undefined ? {} : { keptThrough: kept }), reason };
}

/** What is kept without an end that is known is kept longer than any maximum. */
function endsBefore(day: CalendarDate, { status, keptThrough: kept }: Decided['due']): boolean {
  if (status === 'due-on') return day < kept!;
  return status === 'forever' || status === 'suspended';
}

/** Places under one law, of one kind and on one clock are one. */
function distinct(places: readonly Place[]): Place[] {
  const seen = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.jurisdiction ?? ''} ${place.kindOfCare ?? ''} ${place.timeZone}`;
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()];
}
