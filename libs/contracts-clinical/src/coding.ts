import { isLoincCode } from './loinc.js';
import { isSnomedConceptId } from './snomed-ct.js';
import { isUcumCode } from './ucum.js';

/** RFC 3986: a scheme, and what follows it. */
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/**
 * What is wrong with the code system or the code of a FHIR Coding, as the member and the rule; undefined when nothing
 * is.
 */
export function codingFault(system: unknown, code: unknown): { member: 'system' | 'code'; message: string } | undefined {
  // The schema says that both are required.
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  if (!absoluteUri.test(system)) return { member: 'system', message: 'must be an absolute URI: a local code system needs one, too' };
  const check = checks.get(system);
  return check && !check.isCode(code) ? { member: 'code', message: check.message } : undefined;
}

/** By code system. Codes of other systems are taken as they are. */
const checks: ReadonlyMap<string, { isCode: (code: string) => boolean; message: string }> = new Map([
  ['http://loinc.org', { isCode: isLoincCode, message: 'must be a LOINC code (form and check digit)' }],
  ['http://snomed.info/sct', { isCode: isSnomedConceptId, message: 'must be the id of a SNOMED CT concept (form and check digit)' }],
  ['http://unitsofmeasure.org', { isCode: isUcumCode, message: 'must be a UCUM unit' }],
]);
