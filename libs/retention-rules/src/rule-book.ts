import { kindClasses, type KindClass } from '@everchart/contracts';
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

  /** Kinds of entries that some rule has destroyed before the rest of the record, in some place. */
  get kindsAlone(): KindClass[] {
    return kindClasses.filter((kind) => this.sets.some(({ rules }) => rules.some(({ alone }) => alone?.includes(kind))));
  }

  /**
   * Those that apply in a place. The law of a country holds in its parts, too.
   * @param kind of entries; where no rule is of it alone, those of the whole record are. Absent: of the whole record
   */
  rulesFor({ jurisdiction, kindOfCare }: Place, recordKinds: readonly string[], asOf: CalendarDate, kind?: KindClass): RuleOfSet[] {
    const names = jurisdiction === undefined ? [''] : ['', jurisdiction.slice(0, 2), ...(jurisdiction.length > 2 ? [jurisdiction] : [])];
    const applicable = names.flatMap((name) =>
      (this.#rules.get(name) ?? []).filter(
        ({ rule }) => reasonAgainst(rule, { kindOfCare, jurisdiction }, recordKinds, asOf) === undefined,
      ),
    );
    const alone = kind === undefined ? [] : applicable.filter(({ rule }) => rule.alone?.includes(kind));
    return alone.length > 0 ? alone : applicable.filter(({ rule }) => rule.alone === undefined);
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
