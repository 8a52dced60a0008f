import type { CodeableConcept } from '@everchart/contracts-clinical';
import { folded } from './persons/words.js';

/**
 * What a medicine or a substance is called, for finding that two entries speak of one thing: its codes, its ATC code,
 * and the ingredients that its texts name. One letter and a colon before each says which.
 */
export type Names = readonly string[];

const atcSystems: ReadonlySet<string> = new Set([
  'http://www.whocc.no/atc',
  'http://fhir.de/CodeSystem/bfarm/atc',
  'urn:oid:2.16.840.1.113883.6.73',
]);
const atcCode = /^[A-Z](?:\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?)?$/;
/** An ATC code of a group begins those of what is in it: the lengths of the codes of groups, and of a substance. */
const atcLengths = [1, 3, 4, 5, 7];
/** The chemical subgroup. */
const subgroupLength = 5;

export function medicineNames({ coding = [], text }: CodeableConcept): Names {
  const codes = coding.map(({ system, code }) => {
    const atc = code.toUpperCase();
    return atcSystems.has(system) && atcCode.test(atc) ? `a:${atc}` : `c:${system}|${code}`;
  });
  const texts = [text, ...coding.map(({ display }) => display)].filter((each) => each !== undefined);
  return [...new Set([...codes, ...texts.flatMap(ingredientsOf).map((each) => `t:${each}`)])];
}

/** Signs between the ingredients of one medicine, and before the unit in which a strength is counted. */
const between = /[/+;&()[\]]|(?<!\d),|,(?!\d)/;
/** The strength, and what follows it: 5, 5mg, 0.5 %. */
const strength = /^\d+(?:[.,]\d+)*(?:\p{L}{0,4}|%)$/u;
/** What amounts are counted in. */
const unit = /^(?:[kmuµμn]?g|mcg|[mcduµμ]?l|iu|ie|ui|u|unt|units?|mmol|meq|mval|h|hrs?|hours?|std|min|d|day|tag|dose|dosis|actuat)$/;
const shortest = 3;

/**
 * The ingredients that a text names, without strength and form, accents and case: `Ramipril 5 mg` is `ramipril`, and so
 * is `5 mg Ramipril`. What follows a unit (`mg/mL Injection`) names no ingredient.
 */
export function ingredientsOf(text: string): string[] {
  return folded(text)
    .split(between)
    .flatMap((part, index) => {
      const words = part.match(/[\p{L}\p{N}][\p{L}\p{N}'.,-]*%?/gu) ?? [];
      if (index > 0 && unit.test(words[0] ?? '')) return [];
      const rest = index === 0 ? words.slice(lengthOfAmount(words)) : words;
      const end = rest.findIndex((word) => strength.test(word));
      const named = (end < 0 ? rest : rest.slice(0, end)).join(' ');
      return named.length < shortest ? [] : [named];
    });
}

/** How many words an amount at the beginning takes: `5 mg`, `24 h`. */
function lengthOfAmount(words: readonly string[]): number {
  if (!strength.test(words[0] ?? '')) return 0;
  return unit.test(words[1] ?? '') ? 2 : 1;
}

/**
 * The names under which an allergy to something would be on record: its own, the groups of its ATC code, and texts that
 * begin its ingredients.
 */
export function namesOfAllergies(names: Names): string[] {
  return names.flatMap((name) => {
    if (name.startsWith('a:')) {
      const code = name.slice(2);
      return atcLengths.filter((length) => length <= code.length).map((length) => `a:${code.slice(0, length)}`);
    }
    if (!name.startsWith('t:')) return [name];
    const words = name.slice(2).split(' ');
    return words.map((_, index) => `t:${words.slice(0, index + 1).join(' ')}`);
  });
}

/** A name as two prescriptions of the same have it in common: of an ATC code the chemical subgroup; undefined: none. */
export function nameOfDuplicate(name: string): string | undefined {
  if (!name.startsWith('a:')) return name;
  return name.length < 2 + subgroupLength ? undefined : name.slice(0, 2 + subgroupLength);
}

/** A name as an alert says it. */
export function shownName(name: string): Record<string, string> {
  const value = name.slice(2);
  if (name.startsWith('a:')) return { atc: value };
  if (name.startsWith('t:')) return { text: value };
  const at = value.lastIndexOf('|');
  return { system: value.slice(0, at), code: value.slice(at + 1) };
}
