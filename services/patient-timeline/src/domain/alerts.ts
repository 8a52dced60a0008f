import type { AcknowledgeMinutes } from '@everchart/contracts-organisation';
import { nameOfDuplicate, namesOfAllergies, shownName } from './medicine-names.js';
import { byRank, type SectionName, type Shown } from './sections.js';

/**
 * Which two facts of a summary meet, and by what: a code, an ATC code or the text of an ingredient. No knowledge of
 * medicines goes in: whether it matters, a person judges.
 */
export interface Alert {
  kind: 'allergy-prescribed' | 'duplicate-prescription';
  by: Record<string, string>[];
  facts: FactOfAlert[];
}

/** An alert that follows from the clock, too. */
export interface AlertByClock {
  kind: 'allergy-given' | 'flag-unacknowledged';
  by?: Record<string, string>[];
  facts: FactOfAlert[];
  /** Of a flag: until when its colour had to be acknowledged. */
  dueAt?: string;
}

export interface FactOfAlert {
  section: SectionName;
  [member: string]: unknown;
}

type Element = Record<string, unknown>;
/** Reads an element, where it is text. */
type Read<Value> = (value: Value) => Element;

/** Allergies that one medicine is compared with at most, from the most critical. */
const allergiesOfOneMax = 10;
/** A dose was just given for so long. */
export const justGivenHours = 24;

const minuteMs = 60_000;

/** What the elements of a summary say together, independent of their order. */
export class Alerts<Value> {
  readonly #inOrder: ReadonlyMap<SectionName, readonly Shown<Value>[]>;
  #allergies: { byName: ReadonlyMap<string, readonly Shown<Value>[]>; heads: ReadonlySet<string> } | undefined;

  constructor(
    shown: readonly Shown<Value>[],
    private readonly read: Read<Value>,
  ) {
    const compared = shown.filter(({ section }) => comparedSections.has(section));
    this.#inOrder = Map.groupBy(compared.sort((a, b) => byRank(a.rank, b.rank)), ({ section }) => section); // prettier-ignore
  }

  /** What follows from the record alone. */
  ofRecord(): Shown<Alert>[] {
    const prescriptions = this.of('prescriptions');
    const alerts = [...prescriptions.flatMap((each) => this.allergic('allergy-prescribed', each)), ...this.duplicates(prescriptions)];
    return alerts.map((value, index) => ({ section: 'alerts', rank: [-index], value: value as Alert }));
  }

  /**
   * What follows from it at an instant.
   * @param at milliseconds since 1970
   * @param minutes in which a colour is to be acknowledged; green need not be
   */
  at(at: number, minutes: AcknowledgeMinutes): AlertByClock[] {
    const given = this.of('medication').filter(
      ({ rank }) => at - (rank[0] as number) < justGivenHours * 60 * minuteMs && (rank[0] as number) <= at,
    );
    return [...this.unacknowledged(at, minutes), ...given.flatMap((each) => this.allergic('allergy-given', each) as AlertByClock[])];
  }

  private of(section: SectionName): readonly Shown<Value>[] {
    return this.#inOrder.get(section) ?? [];
  }

  /** Allergies by each of their names, and how these begin: nearly all medicines are none of them. */
  private get allergies() {
    if (!this.#allergies) {
      const allergies = byName(this.of('allergies'), (name) => name);
      this.#allergies = { byName: allergies, heads: new Set(Array.from(allergies.keys(), headOf)) };
    }
    return this.#allergies;
  }

  private allergic(kind: 'allergy-prescribed' | 'allergy-given', medicine: Shown<Value>): (Alert | AlertByClock)[] {
    const { byName: allergies, heads } = this.allergies;
    const names = (medicine.names ?? []).filter((name) => heads.has(headOf(name)));
    if (names.length === 0) return [];
    const met = new Map<Shown<Value>, Set<string>>();
    for (const name of namesOfAllergies(names)) {
      for (const allergy of allergies.get(name) ?? []) {
        const by = met.get(allergy);
        if (by) by.add(name);
        else if (met.size < allergiesOfOneMax) met.set(allergy, new Set([name]));
        else break;
      }
    }
    const inOrder = [...met].sort(([a], [b]) => byRank(a.rank, b.rank));
    return inOrder.map(([allergy, by]) => ({ kind, by: [...by].map(shownName), facts: [this.fact(allergy), this.fact(medicine)] }));
  }

  /** Of several of one name each is named with the next older one. */
  private duplicates(prescriptions: readonly Shown<Value>[]): Alert[] {
    if (!haveCommonName(prescriptions)) return [];
    const pairs = new Map<Shown<Value>, Map<Shown<Value>, string[]>>();
    for (const [name, same] of byName(prescriptions, nameOfDuplicate)) {
      for (const [index, newer] of same.slice(0, -1).entries()) {
        const others = pairs.get(newer) ?? new Map<Shown<Value>, string[]>();
        pairs.set(newer, others);
        const older = same[index + 1]!;
        others.set(older, [...(others.get(older) ?? []), name]);
      }
    }
    const inOrder = prescriptions.flatMap((newer) =>
      [...(pairs.get(newer) ?? [])].sort(([a], [b]) => byRank(a.rank, b.rank)).map(([older, by]) => ({ newer, older, by })),
    );
    return inOrder.map(({ newer, older, by }) => ({
      kind: 'duplicate-prescription',
      by: by.map(shownName),
      facts: [this.fact(newer), this.fact(older)],
    }));
  }

  private unacknowledged(at: number, byColour: AcknowledgeMinutes): AlertByClock[] {
    return this.of('flags').flatMap((each): AlertByClock[] => {
      const flag = this.read(each.value) as { colour: string; occurredAt: string; recordedAt: string; acknowledged?: unknown };
      const minutes = byColour[flag.colour as keyof AcknowledgeMinutes] as number | undefined;
      if (flag.acknowledged !== undefined || minutes === undefined) return [];
      // It could not be acknowledged before it was recorded.
      const due = Math.max(each.rank[1] as number, Date.parse(flag.recordedAt)) + minutes * minuteMs;
      if (at <= due) return [];
      return [{ kind: 'flag-unacknowledged', facts: [this.fact(each)], dueAt: new Date(due).toISOString() }];
    });
  }

  private fact({ section, value }: Shown<Value>): FactOfAlert {
    const element = this.read(value);
    const named = shownMembers.filter((member) => element[member] !== undefined).map((member) => [member, element[member]] as const);
    return { section, ...Object.fromEntries(named) };
  }
}

/** What an alert is about, in a difference. */
export function topicOfAlert({ kind, facts }: Alert): string {
  return [kind, ...facts.map(({ entryId }) => entryId)].join('/');
}

const comparedSections: ReadonlySet<SectionName> = new Set<SectionName>(['allergies', 'flags', 'prescriptions', 'medication']);
const shownMembers = [
  'substance',
  'criticality',
  'medication',
  'flagId',
  'colour',
  'reason',
  'entryId',
  'occurredAt',
  'recordedAt',
  'amended',
];

/** Of a name as little as a group of the ATC has. */
function headOf(name: string): string {
  return name.slice(0, 3);
}

/** Whether any two of them do: most records have no duplicates. */
function haveCommonName(shown: readonly Shown<unknown>[]): boolean {
  const seen = new Set<string>();
  for (const { names = [] } of shown) {
    const own = names.map(nameOfDuplicate).filter((name) => name !== undefined);
    if (own.some((name) => seen.has(name))) return true;
    for (const name of own) seen.add(name);
  }
  return false;
}

function byName<Value>(shown: readonly Shown<Value>[], nameOf: (name: string) => string | undefined): Map<string, Shown<Value>[]> {
  const found = new Map<string, Shown<Value>[]>();
  for (const each of shown) {
    for (const name of new Set((each.names ?? []).map(nameOf))) {
      if (name === undefined) continue;
      const same = found.get(name);
      if (same) same.push(each);
      else found.set(name, [each]);
    }
  }
  return found;
}
