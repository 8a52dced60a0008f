import type { Fault } from '@everchart/contracts';
import type { HoldScope } from '@everchart/contracts-retention';
import { isDate, rangeOf } from '@everchart/primitives';

/** From when to when, RFC 3339. */
export interface Span {
  from: string;
  /** Absent: it goes on. */
  until?: string;
}

/** What is known of the records of one person, as far as scopes of holds go by it. */
export interface HeldFacts {
  /** The records: those that were merged are one person. */
  subjects: readonly string[];
  /** Something of the person may not be known here: what cannot be excluded is held. */
  isPartial: boolean;
  /** A stay names no facility. */
  isAnywhere: boolean;
  /** Of the entries. Absent: none is known. */
  span?: Span;
  /** Who recorded. */
  actors: readonly (Span & { actor: string })[];
  facilities: readonly (Span & { facility: string })[];
  stays: readonly (Span & { stayId: string })[];
  /** Dates, months, years or instants. */
  births: readonly string[];
  deaths: readonly string[];
  circumstances: readonly string[];
  recordKinds: readonly string[];
}

/** What of a record is to be destroyed. */
export interface HeldPart {
  /** Whether accesses to it are among it: who looked is sealed in them. */
  withAccesses: boolean;
}

/**
 * Whether a hold is on the record of a person: all members that its scope names have to fit, and what is not known
 * fits. Only a scope that names other patients is known not to be on a record that is not known at all.
 */
export function isHeld(scope: HoldScope, facts: HeldFacts, { withAccesses }: HeldPart): boolean {
  const { patientIds, stayIds, facilityIds, actors, query } = scope;
  const overlaps = overlapOf(scope);
  if (patientIds && !patientIds.some((id) => facts.subjects.includes(id.toLowerCase()))) return false;
  if (facts.span && !overlaps(facts.span)) return false;
  if (facts.isPartial) return true;
  if (stayIds && !facts.stays.some((stay) => stayIds.some((id) => id.toLowerCase() === stay.stayId.toLowerCase()) && overlaps(stay))) return false; // prettier-ignore
  // What names no facility may be of any.
  const isSomewhere = !facts.isAnywhere && facts.facilities.length > 0;
  if (facilityIds && isSomewhere && !facts.facilities.some((each) => facilityIds.includes(each.facility) && overlaps(each))) return false; // prettier-ignore
  if (actors && !withAccesses && !facts.actors.some((each) => actors.includes(each.actor) && overlaps(each))) return false;
  return query === undefined || criteriaOf(query).criteria.every((criterion) => criterion(facts));
}

/** Whether a hold is on what the organisation has that is of no single patient: its accesses, directory, decisions. */
export function isOrganisationHeld({ patientIds, stayIds, query }: HoldScope): boolean {
  return patientIds === undefined && stayIds === undefined && query === undefined;
}

/**
 * Whether a hold may be on accesses of a year: they are to all patients, from all facilities, by all actors, and one
 * of them is not kept alone.
 */
export function isYearHeld(scope: HoldScope, year: number): boolean {
  return overlapOf(scope)({ from: `${year}-01-01`, until: `${year}-12-31` });
}

/** What the contract cannot say of a scope. */
export function scopeFaults({ from, to, query }: HoldScope): Fault[] {
  return [
    ...(from !== undefined && to !== undefined && from > to ? [{ pointer: '/scope/to', message: 'must not be before "from"' }] : []),
    ...(query === undefined ? [] : criteriaOf(query).faults.map((message) => ({ pointer: '/scope/query', message }))),
  ];
}

type Criterion = (facts: HeldFacts) => boolean;

/** Names that a query may have, each with what its values may be. */
const names: Readonly<Record<string, (value: string) => Criterion | string>> = {
  birthdate: (value) => dateCriterion(value, ({ births }) => births),
  'death-date': (value) => dateCriterion(value, ({ deaths }) => deaths),
  deceased: (value) => (value === 'true' || value === 'false' ? ({ deaths }) => deaths.length > 0 === (value === 'true') : 'true or false'),
  circumstance: (value) => wordCriterion(value, ({ circumstances }) => circumstances),
  'record-kind': (value) => wordCriterion(value, ({ recordKinds }) => recordKinds),
};

/**
 * A query in the form of a search in FHIR: `birthdate=ge1938-01-01&deceased=true&circumstance=litigation,complaint`. A
 * name that is there twice has to fit twice, and one of several values has to.
 */
function criteriaOf(query: string): { criteria: Criterion[]; faults: string[] } {
  const criteria: Criterion[] = [];
  const faults: string[] = [];
  for (const part of query.split('&')) {
    const [name = '', text = ''] = part.split('=', 2);
    const read = Object.hasOwn(names, name) ? names[name]! : undefined;
    if (!read || part.split('=').length !== 2) {
      faults.push(`must consist of name=value, joined by &: a name is one of ${Object.keys(names).join(', ')}`);
      continue;
    }
    const values = text.split(',').map(read);
    faults.push(...values.flatMap((value) => (typeof value === 'string' ? [`a value of ${name} must be ${value}`] : [])));
    criteria.push((facts) => values.some((value) => typeof value !== 'string' && value(facts)));
  }
  return { criteria, faults: [...new Set(faults)] };
}

const word = /^[a-z0-9][a-z0-9-]{0,63}$/;

function wordCriterion(value: string, of: (facts: HeldFacts) => readonly string[]): Criterion | string {
  return word.test(value) ? (facts) => of(facts).includes(value) : 'a name in lower case';
}

/** What is not known to the day fits when it may fit. A date that is not known at all may be any. */
function dateCriterion(value: string, of: (facts: HeldFacts) => readonly string[]): Criterion | string {
  const [, prefix = 'eq', date = ''] = /^(eq|ge|gt|le|lt)?(.*)$/.exec(value)!;
  if (!isDate(date)) return 'a date, a month or a year, after eq, ge, gt, le or lt';
  const wanted = rangeOf(date);
  return (facts) => {
    const known = of(facts).map(rangeOf);
    return known.length === 0 || known.some(({ first, last }) => {
      if (prefix === 'ge') return last >= wanted.first;
      if (prefix === 'gt') return last > wanted.last;
      if (prefix === 'le') return first <= wanted.last;
      if (prefix === 'lt') return first < wanted.first;
      return last >= wanted.first && first <= wanted.last;
    }); // prettier-ignore
  };
}

/** In any zone: a day begins somewhere 14 hours early, and ends elsewhere as late. */
function overlapOf({ from, to }: HoldScope): (span: Span) => boolean {
  const first = from === undefined ? -Infinity : rangeOf(from).first;
  const last = to === undefined ? Infinity : rangeOf(to).last;
  return (span) => rangeOf(span.from).first <= last && (span.until === undefined || rangeOf(span.until).last >= first);
}
