import { normalName } from '@everchart/contracts-organisation';
import type { FoundPerson, PersonName } from './person.js';
import { cut, neighboursOf, wantedWords, wordsOf } from './words.js';

/**
 * What a person is found by: rows of an index that finds equal texts, and beginnings of words. Each kind
 * begins with its letter.
 */

/** Of one person, in all their names: a word has about ten terms. */
const wordsMax = 100;
const lengthMax = 80;

/** What is looked for; every part that is present has to be met. */
export interface PersonQuery {
  name?: string | undefined;
  /** As exact as it is known: a year, a month, or a day. */
  birthDate?: string | undefined;
  identifier?: { system?: string | undefined; value: string } | undefined;
  places?: readonly PlaceTexts[];
}

/** Texts of which an open stay states one, as `normalName` makes them. */
export interface PlaceTexts {
  facilities?: readonly string[];
  units?: readonly string[];
  /** Of the unit of a stay that states no facility: these are taken, too. */
  unitsAlone?: readonly string[];
  rooms?: readonly string[];
}

/** One thing that has to be met: by one of these terms, or by one that begins so. */
export interface Criterion {
  equal: readonly { term: string; weight: number }[];
  begins?: string;
}

/** How good a match is: a beginning is better than a slip. */
export const weights = { exact: 4, begins: 3, similar: 2 } as const;

export function termsOf(person: FoundPerson): string[] {
  const { name, formerNames, birthDate, identifiers, stays } = person;
  const words = [...new Set([...(name ? [name] : []), ...formerNames].flatMap(wordsOfName))].slice(0, wordsMax);
  const terms = new Set<string>();
  for (const word of words) {
    terms.add(termOf('n', word));
    for (const neighbour of neighboursOf(word)) terms.add(termOf('s', neighbour));
  }
  if (birthDate !== undefined) {
    for (const part of partsOf(birthDate)) terms.add(termOf('b', part));
    terms.add(termOf('d', birthDate));
  }
  for (const { system, value } of identifiers) {
    terms.add(termOf('i', plainValue(value)));
    terms.add(termOf('j', `${plainValue(value)}|${system}`));
  }
  for (const { location } of stays) {
    const { facility, unit, room } = location;
    if (facility !== undefined) terms.add(termOf('f', normalName(facility)));
    if (unit !== undefined) {
      terms.add(termOf('u', normalName(unit)));
      if (facility === undefined) terms.add(termOf('v', normalName(unit)));
    }
    if (room !== undefined) terms.add(termOf('r', normalName(room)));
  }
  return [...terms].sort();
}

/** @param withSlips names with a slip of a letter are found, too: they have many more terms */
export function criteriaOf({ name, birthDate, identifier, places = [] }: PersonQuery, withSlips: boolean): Criterion[] {
  const equal = (weight: number, ...terms: string[]): Criterion['equal'] => terms.map((term) => ({ term, weight }));
  const criteria: Criterion[] = wantedWords(name ?? '').map((word) => ({
    equal: withSlips ? equal(weights.similar, ...neighboursOf(word).map((each) => termOf('s', each))) : [],
    begins: termOf('n', word),
  }));
  if (birthDate !== undefined) {
    // A record that knows the year only may be that of the person.
    const coarser = partsOf(birthDate).filter((part) => part !== birthDate);
    const terms = coarser.map((part) => termOf('d', part));
    criteria.push({ equal: [...equal(weights.exact, termOf('b', birthDate)), ...equal(weights.similar, ...terms)] });
  }
  if (identifier) {
    const { system, value } = identifier;
    const term = system === undefined ? termOf('i', plainValue(value)) : termOf('j', `${plainValue(value)}|${system}`);
    criteria.push({ equal: equal(weights.exact, term) });
  }
  for (const { facilities, units, unitsAlone = [], rooms } of places) {
    const alone = unitsAlone.map((unit) => termOf('v', unit));
    const add = (terms: string[]): unknown => criteria.push({ equal: equal(weights.exact, ...terms) });
    if (facilities) add([...facilities.map((text) => termOf('f', text)), ...alone]);
    if (units) add(units.map((text) => termOf('u', text)));
    if (rooms) add(rooms.map((text) => termOf('r', text)));
  }
  return criteria;
}

export function wordsOfName({ family, given = [], prefix = [], suffix = [], text, preferred }: PersonName): string[] {
  return [
    ...new Set([family, ...given, ...prefix, ...suffix, text, preferred].flatMap((part) => (part === undefined ? [] : wordsOf(part)))),
  ];
}

/** Regardless of case, and of what people put in between for the eye. */
export function plainValue(identifier: string): string {
  return identifier.toLowerCase().replace(/[\s./-]+/gu, '');
}

/** 1941-03-05 → 1941, 1941-03, 1941-03-05. */
function partsOf(date: string): string[] {
  const numbers = date.split('-');
  return numbers.map((_, index) => numbers.slice(0, index + 1).join('-'));
}

/** No index takes a key of any length: of a longer text its beginning is enough, as each match is looked at again. */
function termOf(kind: string, text: string): string {
  return `${kind}:${cut(text, lengthMax)}`;
}
