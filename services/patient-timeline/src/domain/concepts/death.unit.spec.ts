import { describe, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('a death', () => {
  const died = told('e2', 'patient.deceased', { deceasedAt: '2026-03-01', verifiedBy: 'Dr. Aurelio Conti' });

  it('shows in the summary, until it is struck', () => {
    given(start, died).then({ deceased: { deceasedAt: '2026-03-01', verifiedBy: 'Dr. Aurelio Conti', entryId: 'e2' } });
    given(start, died, strike('e3', 'e2')).then({ deceased: null });
  });

  it('shows in the record that replaces the one that knew of it, until the merge is struck', () => {
    const otherPatientId = '01980c5e-7d0a-4b11-9c5e-3f1f5a0e1c22';
    const known = { deceasedAt: '2026-02-28', statedAt: '2026-02-28T09:00:00Z' };
    const replaces = told('e3', 'patient.merged', { link: 'replaces', otherPatientId, death: known });
    const shown = { deceasedAt: '2026-02-28', entryId: 'e3', occurredAt: replaces.occurredAt };
    given(start, replaces).then({
      deceased: shown,
      replaces: [{ patientId: otherPatientId, entryId: 'e3', occurredAt: replaces.occurredAt }],
    });
    given(start, replaces, strike('e4', 'e3')).then({ deceased: null });
    given(start, died, replaces).then({ deceased: { deceasedAt: '2026-03-01', entryId: 'e2' } });
  });

  it('shows by the details of the person when it was not recorded for itself', () => {
    const known = { ...start, data: { ...(start.data as object), deceased: '2025' } };
    given(known).then({ deceased: { deceasedAt: '2025', entryId: 'e1' } });
    given(known, died).then({ deceased: { deceasedAt: '2026-03-01', entryId: 'e2' } });
  });
});
