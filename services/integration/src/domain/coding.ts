import type { CodeableConcept, Coding } from '@everchart/contracts-clinical';
import { components, type Components, type Leaf } from '@everchart/hl7v2';

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
const hl7Table = /^http:\/\/terminology\.hl7\.org\/CodeSystem\/v2-(\d{4})$/;

/** `L` is a local code: table 0396 has no room for a URI. */
export function codingSystemOf(system: string): string {
  const table = hl7Table.exec(system)?.[1];
  return table === undefined ? (codingSystems[system] ?? 'L') : `HL7${table}`;
}

/** The first code of a system, such as of an HL7 table. */
export function codeOf(concept: CodeableConcept | undefined, system: string): string | undefined {
  return concept?.coding?.find((coding) => coding.system === system)?.code;
}

/**
 * Data type CE: two codings at most. The human text stands as the alternate text where no second coding needs the
 * place.
 */
export function codedElement(concept: CodeableConcept): Components {
  const [first, second] = concept.coding ?? [];
  if (!first) return components(undefined, concept.text);
  return components(...codingParts(first, concept.text), ...alternateParts(first, second, concept.text));
}

/** Data type CWE: as CE, and the human text as its original text. */
export function codedWithExceptions(concept: CodeableConcept): Components {
  const [first, second] = concept.coding ?? [];
  const original = first?.display !== undefined && concept.text !== first.display ? concept.text : undefined;
  if (!first) return components(undefined, concept.text);
  const alternate = second ? codingParts(second, undefined) : [undefined, undefined, undefined];
  return components(...codingParts(first, concept.text), ...alternate, undefined, undefined, original);
}

function codingParts({ code, display, system }: Coding, text: string | undefined): [Leaf, Leaf, Leaf] {
  return [code, display ?? text, codingSystemOf(system)];
}

function alternateParts(first: Coding, second: Coding | undefined, text: string | undefined): Leaf[] {
  if (second) return codingParts(second, undefined);
  return text !== undefined && first.display !== undefined && text !== first.display ? [undefined, text] : [];
}
