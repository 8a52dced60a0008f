import type { Rule, RuleReference } from '@everchart/contracts-retention';
import type { CalendarDate } from './calendar.js';
import type { Place } from './subject.js';

/** As `rule-set.adopted` has it. */
export interface RuleSet {
  ruleSetId: string;
  version: number;
  rules: readonly Rule[];
}

export interface RuleOfSet {
  set: RuleSet;
  rule: Rule;
}

/** Why a rule of the book says nothing of a record in a place. */
export type NotApplicable = 'other-jurisdiction' | 'other-kind-of-care' | 'other-record-kind' | 'not-valid-then';

/** All rules that an organisation has adopted. */
export class RuleBook {
  /** By jurisdiction; the empty one is everywhere. */
  readonly #rules: ReadonlyMap<string, readonly RuleOfSet[]>;

  constructor(readonly sets: readonly RuleSet[]) {
    const all = sets.flatMap((set) => set.rules.map((rule) => ({ set, rule })));
    this.#rules = Map.groupBy(all, ({ rule }) => rule.jurisdiction ?? '');
  }

  /** Those that apply in a place. The law of a country holds in its parts, too. */
  rulesFor({ jurisdiction, kindOfCare }: Place, recordKinds: readonly string[], asOf: CalendarDate): RuleOfSet[] {
    const names = jurisdiction === undefined ? [''] : ['', jurisdiction.slice(0, 2), ...(jurisdiction.length > 2 ? [jurisdiction] : [])];
    return names.flatMap((name) =>
      (this.#rules.get(name) ?? []).filter(
        ({ rule }) => reasonAgainst(rule, { kindOfCare, jurisdiction }, recordKinds, asOf) === undefined,
      ),
    );
  }
}

export function reasonAgainst(
  { jurisdiction, kindsOfCare, recordKinds, validFrom, validTo }: Rule,
  place: Pick<Place, 'jurisdiction' | 'kindOfCare'>,
  ofRecord: readonly string[],
  asOf: CalendarDate,
): NotApplicable | undefined {
  if (jurisdiction !== undefined && place.jurisdiction !== jurisdiction && !place.jurisdiction?.startsWith(`${jurisdiction}-`))
    return 'other-jurisdiction';
  if (!recordKinds.some((kind) => ofRecord.includes(kind))) return 'other-record-kind';
  // A facility whose kind is not known may be of the kind.
  if (kindsOfCare && place.kindOfCare !== undefined && !kindsOfCare.includes(place.kindOfCare)) return 'other-kind-of-care';
  if ((validFrom !== undefined && asOf < validFrom) || (validTo !== undefined && asOf > validTo)) return 'not-valid-then';
  return undefined;
}

export function referenceTo({ set, rule }: RuleOfSet, { facilityId }: Place): RuleReference {
  return {
    ruleSetId: set.ruleSetId,
    ruleSetVersion: set.version,
    ruleId: rule.ruleId,
    version: rule.version,
    ...(facilityId === undefined ? {} : { facilityId }),
  };
}
