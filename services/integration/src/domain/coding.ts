import type { CodeableConcept, Coding } from '@everchart/contracts-clinical';
import { components, type Components, type Leaf } from '@everchart/hl7v2';
import type { Remarks } from './remarks.js';

/** FHIR code system → HL7 table 0396. */
const codingSystems: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LN',
  'http://snomed.info/sct': 'SCT',
  'http://unitsofmeasure.org': 'UCUM',
  'http://hl7.org/fhir/sid/icd-10': 'I10',
  'http://hl7.org/fhir/sid/icd-10-cm': 'I10C',
  'http://hl7.org/fhir/sid/icd-9-cm': 'I9C',
  'http://hl7.org/fhir/sid/cvx': 'CVX',
  'http://hl7.org/fhir/sid/ndc': 'NDC',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RXNORM',
};
/** Before the four digits of a table. */
export const hl7TableSystem = 'http://terminology.hl7.org/CodeSystem/v2-';
const hl7Table = /^http:\/\/terminology\.hl7\.org\/CodeSystem\/v2-(\d{4})$/;

/** A local code: table 0396 has no room for a URI. */
const local = 'L';

export function codingSystemOf(system: string): string {
  const table = hl7Table.exec(system)?.[1];
  return table === undefined ? (codingSystems[system] ?? local) : `HL7${table}`;
}

/** The first code of a system. */
export function codeOf(concept: CodeableConcept | undefined, system: string): string | undefined {
  return concept?.coding?.find((coding) => coding.system === system)?.code;
}

/** What the field is about, and where goes what it has no room for. */
export interface CodedField {
  label: string;
  remarks: Remarks;
  /** The code system of table 0396 that receivers look for in it. */
  preferred?: string;
}

/**
 * Data type CE: two codings at most, the first and, of the others, the one that most receivers know. The human text
 * stands as the alternate text where no second coding needs the place. What has no place goes to the remarks: further
 * codings, a text, what is too long.
 */
export function codedElement(concept: CodeableConcept, field: CodedField): Components {
  const { label, remarks } = field;
  const [first, second, others] = twoOf(concept.coding ?? [], field.preferred);
  if (!first) return components(undefined, remarks.string(label, concept.text));
  for (const { code, display, system } of others)
    remarks.add(`${label}, further code`, [code, display, `(${system})`].filter(Boolean).join(' '));
  const parts = codingParts(first, concept.text, field);
  const ownText = concept.text !== undefined && first.display !== undefined && concept.text !== first.display ? concept.text : undefined;
  if (!second) return components(...parts, ...(ownText === undefined ? [] : [undefined, remarks.string(label, ownText)]));
  if (ownText !== undefined && ownText !== second.display) remarks.add(label, ownText);
  return components(...parts, ...codingParts(second, undefined, field));
}

function twoOf([first, ...others]: readonly Coding[], preferred: string | undefined): [Coding | undefined, Coding | undefined, Coding[]] {
  const named = (name: string | undefined) => others.find(({ system }) => codingSystemOf(system) === name);
  const second =
    (preferred !== undefined && first && codingSystemOf(first.system) !== preferred ? named(preferred) : undefined) ??
    others.find(({ system }) => codingSystemOf(system) !== local) ??
    others[0];
  return [first, second, others.filter((each) => each !== second)];
}

function codingParts({ code, display, system }: Coding, text: string | undefined, { label, remarks }: CodedField): [Leaf, Leaf, Leaf] {
  return [remarks.code(`${label}, code`, code), remarks.string(label, display ?? text), codingSystemOf(system)];
}
