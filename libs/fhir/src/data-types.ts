import type { CodeableConcept, Coding, Quantity, Range } from '@everchart/contracts-clinical';
import { isDate } from '@everchart/primitives';
import { isObject, objectsOf, present, textOf, unlessEmpty } from './resource.js';
import { leaveBehind } from './watched.js';

/** FHIR data types → those of the clinical events. What lacks what the type needs is undefined: nothing is made up. */

export function codeableConceptOf(value: unknown): CodeableConcept | undefined {
  if (!isObject(value)) return undefined;
  const codings = objectsOf(value.coding);
  const carried = codings.flatMap((each) => codingOf(each) ?? []);
  const text = textOf(value.text) ?? (carried.length === 0 ? textOf(codings[0]?.display) : undefined);
  if (text === undefined && carried.length === 0) return undefined;
  return present<CodeableConcept>({ text, coding: carried });
}

/** A code without the system that it belongs to says nothing for sure: it is left behind. */
function codingOf(value: Record<string, unknown>): Coding | undefined {
  const [system, code] = [textOf(value.system), textOf(value.code)];
  if (system !== undefined && code !== undefined) return present<Coding>({ system, code, display: textOf(value.display) });
  leaveBehind(value);
  return undefined;
}

export const codeableConceptsOf = (value: unknown): CodeableConcept[] => objectsOf(value).flatMap((each) => codeableConceptOf(each) ?? []);

const comparators = ['<', '<=', '>=', '>'] as const;
const ucum = 'http://unitsofmeasure.org';

/** A quantity without any unit is a number of something that is not said: undefined. */
export function quantityOf(value: unknown): Quantity | undefined {
  if (!isObject(value) || typeof value.value !== 'number') return undefined;
  const code = value.system === ucum ? textOf(value.code) : undefined;
  const unit = textOf(value.unit) ?? textOf(value.code);
  if (unit === undefined) return undefined;
  const comparator = oneOf(comparators, value.comparator);
  if (value.comparator !== undefined && comparator === undefined) return undefined;
  return present<Quantity>({ value: value.value, unit, code, comparator });
}

/** A quantity in words, as it is stated: for a number without a unit, whose meaning is not known here. */
export function quantityInWords(value: unknown): string | undefined {
  if (!isObject(value) || typeof value.value !== 'number') return undefined;
  const amount = typeof value.comparator === 'string' ? `${value.comparator} ${value.value}` : String(value.value);
  return `${amount} ${textOf(value.unit) ?? textOf(value.code) ?? '(no unit stated)'}`;
}

export function rangeOf(value: unknown): Range | undefined {
  if (!isObject(value)) return undefined;
  return unlessEmpty(present<Range>({ low: quantityOf(value.low), high: quantityOf(value.high) }));
}

/** The code that a concept has in a code system. Display and text say it in other words. */
export function codeOf(concept: unknown, system: string): string | undefined {
  if (!isObject(concept)) return undefined;
  void concept.text;
  const codes = objectsOf(concept.coding).map((coding) => ({ coding, code: codeOfCoding(coding, system) }));
  for (const { coding, code } of codes) if (code === undefined) leaveBehind(coding);
  return codes.find(({ code }) => code !== undefined)?.code;
}

export function codeOfCoding(coding: unknown, system: string): string | undefined {
  if (!isObject(coding) || coding.system !== system) return undefined;
  void coding.display;
  return textOf(coding.code);
}

/**
 * What is stated as an instant, as it is written; undefined for a date alone: at what time of the day is not said. A
 * text that is neither is handed on, so that the event is refused for it, and no other time of the resource stands in
 * its place.
 */
export function dateTimeOf(value: unknown): string | undefined {
  return typeof value === 'string' && !isDate(value) ? value : undefined;
}

export function notesOf(notes: unknown): string | undefined {
  const texts = objectsOf(notes).flatMap(({ text }) => textOf(text) ?? []);
  return texts.length > 0 ? texts.join('\n') : undefined;
}

export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((each) => each === value);
}

/** The other way: clinical data types → those of FHIR. Concepts, codings and identifiers are the same in both. */
export function quantityElement({ value, unit, code, comparator }: Quantity): Record<string, unknown> {
  return present<Record<string, unknown>>({ value, comparator, unit, ...(code === undefined ? {} : { system: ucum, code }) });
}

export function rangeElement({ low, high }: Range): Record<string, unknown> {
  return present<Record<string, unknown>>({ low: low && quantityElement(low), high: high && quantityElement(high) });
}

export const referenceTo = (resourceType: string, id: string): { reference: string } => ({ reference: `${resourceType}/${id}` });
