import { describe, it } from '@jest/globals';
import { given, start, strike, told } from '../../../test/patient-stream.js';

describe('a merge', () => {
  const other = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
  const third = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c23';
  const replacedBy = told('e2', 'patient.merged', { link: 'replaced-by', otherPatientId: other.toUpperCase(), reason: 'registered twice' });

  it('names the record in which to go on', () => {
    given(start, replacedBy).then({
      replacedBy: { patientId: other, reason: 'registered twice', entryId: 'e2', occurredAt: replacedBy.occurredAt },
      replaces: [],
      identity: { gender: 'female' },
    });
  });

  it('names, in the surviving record, those that it replaces', () => {
    const replaces = (id: string, otherPatientId: string, hour: number) =>
      told(id, 'patient.merged', { link: 'replaces', otherPatientId }, hour);
    given(start, replaces('e2', other, 8), replaces('e3', third, 9)).then({
      replacedBy: null,
      replaces: [{ patientId: third }, { patientId: other }],
    });
    given(start, replaces('e2', other, 8), replaces('e3', third, 9), strike('e4', 'e3')).then({ replaces: [{ patientId: other }] });
  });

  it('is undone by its strike, and done again when that is struck', () => {
    given(start, replacedBy, strike('e3', 'e2')).then({ replacedBy: null });
    given(start, replacedBy, strike('e3', 'e2'), strike('e4', 'e3')).then({ replacedBy: { patientId: other } });
  });
});
