import { codingFault, isUcumCode, type CodeableConcept, type Coding, type Quantity, type Range } from '@everchart/contracts-clinical';
import { lines, oneOf, present, unlessEmpty, words, type Draft, type Element, type Leaf } from './element.js';

/** FHIR data types → those of the clinical events. What lacks what the type needs is undefined: nothing is made up. */

export function codeableConceptOf(concept: Element): Draft<CodeableConcept> | undefined {
  const codings = concept.elements('coding');
  const carried = codings.flatMap((each) => codingOf(each) ?? []);
  const text = concept.text('text') ?? (carried.length === 0 ? codings[0]?.text('display') : undefined);
  if (text === undefined && carried.length === 0) return undefined;
  return present<Draft<CodeableConcept>>({ text, coding: carried });
}

/** A code without the system that it belongs to, or that its system cannot have, says nothing for sure. */
function codingOf(coding: Element): Draft<Coding> | undefined {
  const [system, code] = [coding.text('system'), coding.text('code')];
  if (!system || !code || codingFault(system.value, code.value)) return undefined;
  return present<Draft<Coding>>({ system, code, display: coding.text('display') });
}

export const conceptsOf = (holder: Element, name: string): Draft<CodeableConcept>[] =>
  holder.elements(name).flatMap((each) => codeableConceptOf(each) ?? []);

/** A concept in the words that it has. */
export function conceptInWords(concept: Element): Leaf<string> | undefined {
  return concept.text('text') ?? concept.elements('coding').flatMap((coding) => coding.text('display') ?? coding.text('code') ?? [])[0];
}

const comparators = ['<', '<=', '>=', '>'] as const;
const ucum = 'http://unitsofmeasure.org';

/** A quantity without any unit is a number of something that is not said: undefined. */
export function quantityOf(quantity: Element): Draft<Quantity> | undefined {
  const [value, unit] = [quantity.number('value'), quantity.text('unit') ?? quantity.text('code')];
  const comparator = oneOf(comparators, quantity.text('comparator'));
  if (value === undefined || unit === undefined || (quantity.has('comparator') && !comparator)) return undefined;
  return present<Draft<Quantity>>({ value, unit, code: ucumCodeOf(quantity), comparator });
}

/** That its system is UCUM is said by the member. */
export function ucumCodeOf(quantity: Element): Leaf<string> | undefined {
  const [system, code] = [quantity.text('system'), quantity.text('code')];
  return code && system?.value === ucum && isUcumCode(code.value) ? code.with(system) : undefined;
}

/** A quantity in words, as it is stated: for a number without a unit, whose meaning is not known here. */
export function quantityInWords(quantity: Element): Leaf<string> | undefined {
  const value = quantity.number('value');
  if (value === undefined) return undefined;
  const comparator = quantity.text('comparator');
  const unit = quantity.text('unit') ?? quantity.text('code') ?? '(no unit stated)';
  return words([...(comparator ? [comparator, ' '] : []), value, ' ', unit]);
}

export function rangeOf(range: Element): Draft<Range> | undefined {
  return unlessEmpty(present<Draft<Range>>({ low: quantityOf(range.element('low')), high: quantityOf(range.element('high')) }));
}

/**
 * The code that a concept has in a code system; undefined also when it has two that differ. Where the event has no
 * place for text and display, they are left behind.
 */
export function codeOf(concept: Element, system: string): Leaf<string> | undefined {
  const codes = concept.elements('coding').flatMap((coding) => codeOfCoding(coding, system) ?? []);
  return new Set(codes.map(({ value }) => value)).size === 1 ? codes[0] : undefined;
}

export function codeOfCoding(coding: Element, system: string): Leaf<string> | undefined {
  const [stated, code] = [coding.text('system'), coding.text('code')];
  return stated?.value === system ? code?.with(stated) : undefined;
}

export const notesOf = (holder: Element, name = 'note'): Leaf<string> | undefined =>
  lines(holder.elements(name).map((note) => note.text('text')));

/** The other way: clinical data types → those of FHIR. Concepts, codings and identifiers are the same in both. */
export function quantityElement({ value, unit, code, comparator }: Partial<Quantity>): Record<string, unknown> {
  return present<Record<string, unknown>>({ value, comparator, unit, ...(code === undefined ? {} : { system: ucum, code }) });
}

export function rangeElement({ low, high }: Range): Record<string, unknown> {
  return present<Record<string, unknown>>({ low: low && quantityElement(low), high: high && quantityElement(high) });
}

export const noteElements = (note: string | undefined): { text: string }[] | undefined =>
  note === undefined ? undefined : [{ text: note }];

export const stayReference = (stayId: string | undefined): { reference: string } | undefined =>
  stayId === undefined ? undefined : referenceTo('Encounter', stayId);

/** Stands for what R4 requires and the record does not say. */
export const notStated = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] };

export const referenceTo = (resourceType: string, id: string): { reference: string } => ({ reference: `${resourceType}/${id}` });
