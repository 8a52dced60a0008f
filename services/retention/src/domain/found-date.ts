import type { KindClass } from '@everchart/contracts';
import type { DueDate } from '@everchart/contracts-retention';
import { dueDateOf, type RetentionSubject, type RuleBook } from '@everchart/retention-rules';
import { facilitiesOf } from './subject.js';

/** Why a date could not be worked out: the facts of the record cannot be read, or the rules fail on them. */
export type DateFault = 'readable-facts' | 'rule-outcome';

export interface FoundDate {
  due: DueDate;
  facilities: readonly string[];
  /** It could not be worked out. */
  fault?: { reason: DateFault; error: unknown };
}

/**
 * The date of a record. One that cannot be worked out is not known, and says why: it is never due, stands on the work
 * list, and stops no other record.
 * @param see what rules see of the record @param asOf as of `dueDateOf`, and `kind`, too
 */
export function findDate(book: RuleBook, asOf: string, see: () => RetentionSubject, kind?: KindClass): FoundDate {
  let seen: RetentionSubject | undefined;
  try {
    seen = see();
    return { due: dueDateOf(book, seen, asOf, kind), facilities: facilitiesOf(seen) };
  } catch (error) {
    const reason = seen ? 'rule-outcome' : 'readable-facts';
    const due: DueDate = { status: 'unknown', inputs: [], lost: [], conflicts: [], missing: [{ trigger: reason }] };
    return { due, facilities: seen ? facilitiesOf(seen) : [], fault: { reason, error } };
  }
}
