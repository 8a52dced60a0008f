import { describe, expect, it } from '@jest/globals';
import { saysNoneKnown, validateClinicalData } from './index.js';

const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });

describe('that no allergy is known', () => {
  it.each(['716186003', '160244002', '409137002', '428607008', '429625007', '428197003', '716184000', '716185004', '716220001', '1003774007', '160245001'])(
    'is said by SNOMED CT %s, which can be recorded',
    (code) => {
      expect(saysNoneKnown(snomed(code))).toBe(true);
      const data = { substance: snomed(code), clinicalStatus: 'active', verification: 'confirmed' };
      expect(validateClinicalData('allergy.recorded', 1, data)).toEqual([]);
    },
  ); // prettier-ignore

  it.each([
    'No known allergies',
    'no known drug allergy',
    'No allergies',
    'NKDA',
    ' none known',
    'No known medications',
    'No current problems',
  ])('is said by the words %j', (text) => expect(saysNoneKnown({ text })).toBe(true));

  it.each([
    { text: 'Penicillin' },
    { text: 'Nkala nuts' },
    { text: 'Known allergy to nuts' },
    snomed('91936005'),
    { ...snomed('91936005'), text: 'No known allergies' },
    { coding: [{ system: 'urn:local', code: '716186003' }] },
    {},
  ])('is not said by %j', (concept) => expect(saysNoneKnown(concept)).toBe(false));

  it('is said by the International Patient Summary', () => {
    const system = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
    expect(saysNoneKnown({ coding: [{ system, code: 'no-known-allergies' }] })).toBe(true);
    expect(saysNoneKnown({ coding: [{ system, code: 'no-known-problems' }] })).toBe(true);
    expect(saysNoneKnown({ coding: [{ system, code: 'known' }] })).toBe(false);
  });
});
