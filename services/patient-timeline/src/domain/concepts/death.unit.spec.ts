import { describe, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('a death', () => {
  const died = told('e2', 'patient.deceased', { deceasedAt: '2026-03-01', verifiedBy: 'Dr. Aurelio Conti' });

  it('shows in the summary, until it is struck', () => {
    given(start, died).then({ deceased: { deceasedAt: '2026-03-01', verifiedBy: 'Dr. Aurelio Conti', entryId: 'e2' } });
    given(start, died, strike('e3', 'e2')).then({ deceased: null });
  });

  it('shows by the details of the person when it was not recorded for itself', () => {
    const known = { ...start, data: { ...(start.data as object), deceased: '2025' } };
    given(known).then({ deceased: { deceasedAt: '2025', entryId: 'e1' } });
    given(known, died).then({ deceased: { deceasedAt: '2026-03-01', entryId: 'e2' } });
  });
});
