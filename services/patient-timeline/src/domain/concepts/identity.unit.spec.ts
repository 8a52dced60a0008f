import { describe, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('identity', () => {
  it('is what was registered', () => {
    given(start).then({ identity: { birthDate: '1941-03', gender: 'female', name: { family: 'Keller' } } });
  });

  it('takes an amended field as a whole and keeps the others', () => {
    given(
      start,
      told('e2', 'patient.details-amended', { name: { family: 'Keller-Roth', given: [] }, changeLog: { reason: 'married' } }),
    ).then({
      identity: { name: { family: 'Keller-Roth', given: [] }, gender: 'female' },
    });
  });

  it('keeps the newer amendment when an older one is recorded late', () => {
    const later = told('e2', 'patient.details-amended', { language: 'de' }, 12);
    const earlier = told('e3', 'patient.details-amended', { language: 'fr', maritalStatus: { text: 'widowed' } }, 9);
    given(start, later, earlier).then({ identity: { language: 'de', maritalStatus: { text: 'widowed' } } });
  });

  it('lets an amendment hold against a registration that bears a later clock', () => {
    given({ ...start, occurredAt: '2026-03-02T00:00:00Z' }, told('e2', 'patient.details-amended', { gender: 'unknown' })).then({
      identity: { gender: 'unknown' },
    });
  });

  it('is null when the registration was struck', () => {
    given(start, strike('e2', 'e1')).then({ identity: null });
  });
});
