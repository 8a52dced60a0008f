import type { Rule } from '@everchart/contracts-retention';

/**
 * A model of the rules, written from their schema and from nothing else: it counts days, and counts birthdays one by
 * one. Days are numbers since 1970; it knows whole years only, and dates that are precise.
 */
export interface Life {
  birth: number;
  death?: number;
  /** Closed stays. */
  stays: readonly { jurisdiction: string; kindOfCare: string; from: number; to: number }[];
  lastEntry: number;
  cases: readonly { name: string; from: number; until?: number }[];
  transfer?: number;
}

const dayMs = 86_400_000;
export const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / dayMs;
export const text = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

function parts(number: number): [year: number, month: number, dayOfMonth: number] {
  const date = new Date(number * dayMs);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/** The same day of the month, years later; 29 February is on 28 February, or, of a birthday, on 1 March. */
function anniversary(begin: number, years: number, isBirthday: boolean): number {
  const [year, month, dayOfMonth] = parts(begin);
  const naive = Date.UTC(year + years, month, dayOfMonth) / dayMs;
  return parts(naive)[1] === month || isBirthday ? naive : naive - 1;
}

function ageAt(birth: number, when: number): number {
  let years = 0;
  while (anniversary(birth, years + 1, true) <= when) years += 1;
  return years;
}

const yearsOf = (period: string): number => Number(/^P(\d+)Y$/.exec(period)?.[1] ?? 0);

function knows(life: Life, trigger: string): number | undefined {
  const ends = life.stays.map(({ to }) => to);
  switch (trigger) {
    case 'birth':
      return life.birth;
    case 'death':
      return life.death;
    case 'last-entry':
      return life.lastEntry;
    case 'last-contact':
    case 'discharge':
    case 'end-of-care-process':
      return Math.max(...ends);
    default:
      return undefined;
  }
}

type Term = NonNullable<Rule['maximum']>;

function endOf(life: Life, { after, countedFrom, period, otherwise }: Term): number | undefined {
  const at = knows(life, after);
  if (at === undefined) return otherwise && endOf(life, otherwise);
  const begin = countedFrom ? Date.UTC(parts(at)[0], 11, 31) / dayMs : at;
  return anniversary(begin, yearsOf(period), after === 'birth');
}

/** How long one rule keeps: a day, `forever`, `unknown` or `suspended`; undefined when it demands nothing. */
function keeps(rule: Rule, life: Life): number | 'forever' | 'unknown' | 'suspended' | undefined {
  const has = (name: string): boolean => life.cases.some((each) => each.name === name);
  if (rule.when?.some((name) => !has(name))) return undefined;
  if (!rule.minimum) return undefined;
  if (rule.sample?.bornOnDays?.includes(parts(life.birth)[2])) return 'forever';
  if (rule.sample?.selected && has('selected-for-archive')) return 'forever';
  if (rule.minimum.forever) return 'forever';
  const term = rule.minimum.term!;
  let end = endOf(life, term);
  if (end === undefined) return 'unknown';
  const used = knows(life, term.after) === undefined ? term.otherwise! : term;
  const at = knows(life, used.after)!;
  const begin = used.countedFrom ? Date.UTC(parts(at)[0], 11, 31) / dayMs : at;
  for (const { at: when, ageFrom = 0, ageUnder = 1000, until } of rule.ages ?? []) {
    const age = ageAt(life.birth, knows(life, when)!);
    if (age >= ageFrom && age < ageUnder) end = Math.max(end, endOf(life, until)!);
  }
  if (rule.death && life.death !== undefined) {
    const { within, until, effect } = rule.death;
    const soon = !within || life.death < anniversary(knows(life, within.of)!, yearsOf(within.period), false);
    if (soon) end = effect === 'shortens' ? Math.min(end, endOf(life, until)!) : Math.max(end, endOf(life, until)!);
  }
  let last = end;
  const cases = life.cases.filter(({ name }) => rule.suspension?.by.some((by) => by === name));
  const running = (today: number) => cases.some(({ from, until = Infinity }) => from <= today && today < until);
  if (rule.suspension?.effect === 'adds-its-length') {
    let today = begin;
    // A period that was cut short by a death ends before it begins at times: then no day is left.
    if (end < begin) today = end;
    for (let left = end - today; left > 0 || running(today); today += 1) {
      if (!running(today)) left -= 1;
      else if (cases.some(({ from, until }) => from <= today && until === undefined)) return 'suspended';
    }
    last = today;
  } else if (rule.suspension) {
    while (running(last)) {
      if (cases.some(({ from, until }) => from <= last && until === undefined)) return 'suspended';
      last += 1;
    }
    if (cases.some(({ from, until }) => from <= last && until === undefined)) return 'suspended';
  }
  if (rule.endedBy?.includes('transfer') && life.transfer !== undefined && life.transfer >= begin && life.transfer < last)
    return life.transfer;
  return last;
}

/** The last day of the duty, or why there is none. */
export function modelOf(rules: readonly Rule[], life: Life): string {
  const answers: (number | string)[] = [];
  for (const { jurisdiction, kindOfCare } of life.stays) {
    const ofPlace = rules
      .filter((rule) => rule.recordKinds.includes('patient-record'))
      .filter((rule) => rule.jurisdiction === undefined || `${jurisdiction}-`.startsWith(`${rule.jurisdiction}-`))
      .filter((rule) => !rule.kindsOfCare || (rule.kindsOfCare as string[]).includes(kindOfCare))
      .flatMap((rule) => keeps(rule, life) ?? []);
    answers.push(...(ofPlace.length === 0 ? ['unknown'] : ofPlace));
  }
  for (const word of ['forever', 'unknown', 'suspended']) if (answers.includes(word)) return word;
  return text(Math.max(...(answers as number[])));
}
