import { ratioOfUnits, type ClinicalEventData } from '@everchart/contracts-clinical';
import { hoursOf, type Schedule } from './schedule.js';

export type Quantity = NonNullable<ClinicalEventData['medication.administered']['dose']>;

/** At most so many doses, or so much, in any so many hours. */
export interface Limit {
  of: 'count' | 'dose';
  count?: number;
  dose?: Quantity;
  hours: number;
}

/** A dose that was given. */
export interface Given {
  at: number;
  dose: Quantity | undefined;
}

export interface NextDose {
  /**
   * The first instant, not before `at`, at which no limit stands against another dose; undefined: none of them lets it
   * be given.
   */
  from: number | undefined;
  limits: (Limit & {
    /** So many doses, or so much, in the hours before `at`. */
    given: number;
  })[];
  /** Limits that cannot be compared with what was given: a dose in words, as a bound, or in another kind of unit. */
  unclear: Limit[];
}

const hourMs = 60 * 60_000;
/** The hours of a maximum that says none: a daily one. */
const dayHours = 24;

/**
 * What a schedule allows at most. Of a medicine that is given as needed its frequency, too: once in six hours is no
 * more than that.
 */
export function limitsOf({ asNeeded, frequency, maximum }: Schedule): Limit[] {
  const hours = maximum?.periodHours ?? dayHours;
  return [
    ...(asNeeded === true && frequency ? [{ of: 'count' as const, count: frequency.count, hours: hoursOf(frequency) }] : []),
    ...(maximum?.count === undefined ? [] : [{ of: 'count' as const, count: maximum.count, hours }]),
    ...(maximum?.dose === undefined ? [] : [{ of: 'dose' as const, dose: maximum.dose, hours }]),
  ];
}

/**
 * When the next dose may be given. A limit counts what was given in the hours before: a dose counts until as many hours
 * later.
 * @param dose what is to be given; a dose that says nothing else was that
 */
export function nextDose(limits: readonly Limit[], given: readonly Given[], dose: Quantity | undefined, at: number): NextDose {
  const measured = limits.map((limit) => ({ limit, amounts: amountsOf(limit, given, dose) }));
  const clear = measured.flatMap(({ limit, amounts }) => (amounts ? [{ limit, ...amounts }] : []));
  const sumAt = ({ limit, each }: (typeof clear)[number], time: number): number =>
    given.reduce((sum, { at: when }, index) => (time < when + limit.hours * hourMs ? sum + each[index]! : sum), 0);
  const candidates = [at, ...clear.flatMap(({ limit }) => given.map(({ at: when }) => when + limit.hours * hourMs))]
    .filter((time) => time >= at)
    .sort((a, b) => a - b);
  return {
    from: candidates.find((time) => clear.every((one) => isAtMost(sumAt(one, time) + one.next, one.max))),
    limits: clear.map((one) => ({ ...one.limit, given: rounded(sumAt(one, at)) })),
    unclear: measured.filter(({ amounts }) => amounts === undefined).map(({ limit }) => limit),
  };
}

/** Doses of longer ago are not read. */
export const longestLimitHours = 366 * 24;

/** What each dose counts, in the unit of the limit. Undefined when one of them cannot be said in it. */
function amountsOf(limit: Limit, given: readonly Given[], dose: Quantity | undefined) {
  if (limit.hours > longestLimitHours) return undefined;
  if (limit.of === 'count') return { each: given.map(() => 1), next: 1, max: limit.count! };
  const unit = limit.dose!;
  const each = given.map((one) => amountIn(unit, one.dose ?? dose));
  const next = amountIn(unit, dose);
  if (next === undefined || each.some((amount) => amount === undefined)) return undefined;
  return { each: each as number[], next, max: unit.value };
}

function amountIn(unit: Quantity, quantity: Quantity | undefined): number | undefined {
  // "More than 2 g" may be any amount.
  if (quantity === undefined || quantity.comparator !== undefined || unit.comparator !== undefined) return undefined;
  if ((quantity.code ?? quantity.unit) === (unit.code ?? unit.unit)) return quantity.value;
  if (quantity.code === undefined || unit.code === undefined) return undefined;
  const ratio = ratioOfUnits(quantity.code, unit.code);
  return ratio === undefined ? undefined : quantity.value * ratio;
}

/** Ten times 0.1 are 1. */
function isAtMost(amount: number, max: number): boolean {
  return amount <= max * (1 + 1e-9);
}

function rounded(amount: number): number {
  return Number(amount.toPrecision(12));
}
