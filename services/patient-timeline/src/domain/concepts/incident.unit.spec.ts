import { describe, expect, it } from '@jest/globals';
import { amend, at, given, start, strike, told } from '../../../test/patient-stream.js';

const fall = told('e2', 'incident.reported', { category: 'fall', description: 'Beside the bed', severity: 'low', stayId: 's1' });
const review = (id: string, data: object, hour = 12) =>
  told(id, 'incident.reviewed', { incidentId: 'E2', outcome: 'Wet floor', closed: false, ...data }, hour);

describe('incidents', () => {
  it('are open from their report', () => {
    expect(given(start, fall).summary.incidents).toMatchObject([
      {
        incidentId: 'e2',
        category: 'fall',
        description: 'Beside the bed',
        severity: 'low',
        reportedBy: 'carer-anna',
        entryId: 'e2',
        occurredAt: at(8),
      },
    ]);
  });

  it('show the last review, and the severity that was stated last', () => {
    given(start, fall, review('e3', { severity: 'moderate' }), review('e4', { outcome: 'Slippers', actions: ['new ones'] }, 13)).then({
      incidents: [
        {
          severity: 'moderate',
          review: { outcome: 'Slippers', actions: ['new ones'], by: 'carer-anna', entryId: 'e4', occurredAt: at(13) },
        },
      ],
    });
  });

  it('take the severity of a review even when its clock is before the report', () => {
    given(start, fall, review('e3', { severity: 'high' }, 7)).then({ incidents: [{ severity: 'high' }] });
  });

  it('may have no severity', () => {
    const { severity: _, ...report } = fall.data as Record<string, unknown>;
    const [shown] = given(start, told('e2', 'incident.reported', report)).summary.incidents;
    expect(shown).toMatchObject({ description: 'Beside the bed' });
    expect(shown).not.toHaveProperty('severity');
    expect(shown).not.toHaveProperty('review');
  });

  it('are gone when a review closes them, and open again when it is struck or another one opens them', () => {
    const closing = review('e3', { closed: true });
    const { then, record } = given(start, fall, closing);
    then({ incidents: [] });
    expect(record.settled).toEqual(['incident/e2']);
    given(start, fall, closing, strike('e4', 'e3')).then({ incidents: [{ incidentId: 'e2' }] });
    given(start, fall, closing, review('e4', {}, 13)).then({ incidents: [{ review: { entryId: 'e4' } }] });
    given(start, fall, closing, review('e4', {}, 11)).then({ incidents: [] });
    given(start, fall, closing, amend('e4', closing, { incidentId: 'e2', outcome: 'Wet floor', closed: false })).then({
      incidents: [{ review: { closed: false, entryId: 'e3' } }],
    });
  });

  it('are gone when the report is struck', () => {
    given(start, fall, review('e3', {}), strike('e4', 'e2')).then({ incidents: [] });
  });
});
