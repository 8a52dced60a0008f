import { describe, expect, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('consents', () => {
  const granted = told('e2', 'consent.granted', { scope: { text: 'Photographs' }, givenBy: 'patient' });
  const withdrawn = told('e3', 'consent.withdrawn', { consentId: 'E2', givenBy: 'patient' }, 9);

  it('show what was granted and not withdrawn', () => {
    given(start, granted).then({ consents: [{ scope: { text: 'Photographs' }, givenBy: 'patient', entryId: 'e2' }] });
    const { then, record } = given(start, granted, withdrawn);
    then({ consents: [] });
    expect(record.settled).toEqual(['consent/e2']);
    given(start, granted, withdrawn, strike('e4', 'e3')).then({ consents: [{ entryId: 'e2' }] });
  });
});
