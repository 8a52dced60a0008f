import type { Fault } from '@everchart/contracts';
import type { DueDate, RetentionEventData, RuleReference } from '@everchart/contracts-retention';
import { isDue } from '@everchart/retention-rules';

export type RequestKind = RetentionEventData['request.received']['kind'];
export type Answer = RetentionEventData['request.answered'];
type Ground = NonNullable<Answer['grounds']>[number];

/** What rules say to a request for erasure, now. */
export interface Assessment {
  /**
   * `due`: nothing has to be kept any more. `duty`: the duty to keep runs, or its end is not known. `held`: by a hold.
   * `no-record`: none is known here.
   */
  verdict: 'due' | 'duty' | 'held' | 'no-record';
  /** When the duty to keep ends, where that is known. */
  dueOn?: string;
  rule?: RuleReference;
  /** Holds that are on the record. */
  holdIds: readonly string[];
}

/** @param day that it is everywhere */
export function assess(known: { isKnown: boolean; due: DueDate | undefined; holdIds: readonly string[] }, day: string): Assessment {
  const { isKnown, due, holdIds } = known;
  const ends = { ...(due?.dueOn !== undefined && { dueOn: due.dueOn }), ...(due?.rule && { rule: due.rule }), holdIds };
  if (!isKnown) return { verdict: 'no-record', holdIds };
  if (holdIds.length > 0) return { verdict: 'held', ...ends };
  return { verdict: due && isDue(due, day) ? 'due' : 'duty', ...ends };
}

/** Grounds that the service knows the truth of: under which verdicts each one is one. */
const grounded: Partial<Record<Ground, readonly Assessment['verdict'][]>> = {
  'legal-obligation': ['duty', 'held'],
  hold: ['held'],
  'no-such-record': ['no-record'],
};

/** Why an answer must not be given: what it promises or refuses is not as the rules say. */
export function answerFaults(kind: RequestKind, { answer, grounds = [], exportDigest }: Answer, { verdict, dueOn }: Assessment): Fault[] {
  const faults: Fault[] = [];
  const refuses = answer !== 'granted';
  if (refuses && grounds.length === 0) faults.push({ pointer: '/grounds', message: 'is required, unless all is granted' });
  if (!refuses && grounds.length > 0) faults.push({ pointer: '/grounds', message: 'belongs to an answer that refuses something' });
  for (const [index, ground] of grounds.entries())
    if (grounded[ground] && !grounded[ground].includes(verdict)) faults.push({ pointer: `/grounds/${index}`, message: `is no ground: the record is "${verdict}"` }); // prettier-ignore
  if (kind === 'erasure') {
    if (exportDigest !== undefined) faults.push({ pointer: '/exportDigest', message: 'belongs to an answer that hands something out' });
    if ((answer === 'granted' || answer === 'granted-in-part') && verdict !== 'due')
      faults.push({ pointer: '/answer', message: `must not grant it: the record is "${verdict}"` });
    if (answer === 'granted-once-due' && (verdict === 'due' || verdict === 'no-record' || dueOn === undefined))
      faults.push({ pointer: '/answer', message: 'needs a duty to keep that ends on a known day' });
    return faults;
  }
  if (answer === 'granted-once-due') faults.push({ pointer: '/answer', message: 'is an answer to a request for erasure' });
  const handsOut = answer === 'granted' || answer === 'granted-in-part';
  if (handsOut && exportDigest === undefined) faults.push({ pointer: '/exportDigest', message: 'is required: no copy was made for the request here, so name the SHA-256 of what was handed out' }); // prettier-ignore
  if (!handsOut && exportDigest !== undefined) faults.push({ pointer: '/exportDigest', message: 'belongs to an answer that hands something out' }); // prettier-ignore
  return faults;
}

/** GDPR 12(3): within one month of receipt; two further months where it was extended. */
export function answerBy(receivedOn: string, isExtended = false): string {
  return Temporal.PlainDate.from(receivedOn)
    .add({ months: isExtended ? 3 : 1 })
    .toString();
}

export function daysUntil(day: string, today: string): number {
  return Temporal.PlainDate.from(today).until(day, { largestUnit: 'days' }).days;
}
