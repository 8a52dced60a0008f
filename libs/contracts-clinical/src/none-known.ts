import type { CodeableConcept } from './generated/event-data.js';

const patientSummary = [
  'no-known-allergies', 'no-known-medication-allergies', 'no-known-environmental-allergies', 'no-known-food-allergies', 'no-allergy-info',
  'no-known-problems', 'no-problem-info', 'no-known-medications', 'no-medication-info',
]; // prettier-ignore

/**
 * Concepts that stand in the place of a substance, a problem or a medicine and say that none is known. Of SNOMED CT: no
 * known allergy, of any kind or of one (drugs, food, latex, animals, insects, environment; 160244002 is retired), and
 * no current problem; and of the International Patient Summary.
 */
const codes: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'http://snomed.info/sct',
    new Set([
      '716186003', '160244002', '409137002', '428607008', '429625007', '428197003', '716184000', '716185004', '716220001', '1003774007', '160245001',
    ]),
  ],
  ['http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', new Set(patientSummary)],
  ['http://terminology.hl7.org/CodeSystem/absent-unknown-uv-ips', new Set(patientSummary)],
]); // prettier-ignore

/** In words, where there is no code. */
const words =
  /^\s*(?:no (?:known )?(?:\w+ ){0,2}allerg(?:y|ies)|no (?:known|current) (?:problems|medications?|medicines)|none known|nka|nkda|nkfa)\b/i;

/** Whether a concept says that nothing is known of its kind: it must not be shown as something that is. */
export function saysNoneKnown({ coding = [], text }: CodeableConcept): boolean {
  if (coding.length > 0) return coding.some(({ system, code }) => codes.get(system)?.has(code) === true);
  return words.test(text ?? '');
}
