import { describe, expect, it } from '@jest/globals';
import { amend, at, given, start, strike, told } from '../../../test/patient-stream.js';
import { dueTimesKept } from './prescription.concept.js';

const ramipril = { text: 'Ramipril 5 mg' };
const prescribed = told('e2', 'medication.prescribed', {
  medication: ramipril,
  dose: { value: 1, unit: 'tablet', code: '{tbl}' },
  doseText: 'one tablet',
  schedule: { times: ['08:00', '20:00'], timeZone: 'Europe/Rome' },
  prescriber: 'Dr. Conti',
  stayId: 's1',
});
const changed = (id: string, data: object, hour = 9) =>
  told(id, 'medication.changed', { prescriptionId: 'e2', ...data, changeLog: { reason: 'blood pressure' } }, hour);
const stopped = (id: string, data: object = {}, hour = 10) =>
  told(id, 'medication.stopped', { prescriptionId: 'e2', reason: 'cough', ...data }, hour);
const dose = (id: string, hour: number, data: object = {}) =>
  told(id, 'medication.administered', { medication: ramipril, prescriptionId: 'e2', ...data }, hour);
const refused = (id: string, hour: number, data: object = {}) =>
  told(id, 'medication.not-given', { medication: ramipril, kind: 'refused', reason: { text: 'nausea' }, ...data }, hour);

describe('prescriptions', () => {
  it('show what is to be taken, by whom it was prescribed, and when', () => {
    const { summary } = given(start, prescribed);
    expect(summary.prescriptions).toEqual([
      {
        recordedAt: prescribed.recordedAt,
        prescriptionId: 'e2',
        medication: ramipril,
        dose: { value: 1, unit: 'tablet', code: '{tbl}' },
        doseText: 'one tablet',
        schedule: { times: ['08:00', '20:00'], timeZone: 'Europe/Rome' },
        prescriber: 'Dr. Conti',
        prescribedBy: 'carer-anna',
        dueTimes: [],
        entryId: 'e2',
        occurredAt: prescribed.occurredAt,
      },
    ]);
  });

  it('leave out what had ended at its source, and say of others how they stand there', () => {
    for (const status of ['completed', 'stopped', 'cancelled'])
      given(start, told('e2', 'medication.prescribed', { medication: ramipril, status })).then({ prescriptions: [] });
    for (const status of ['on-hold', 'unknown'])
      given(start, told('e2', 'medication.prescribed', { medication: ramipril, status })).then({
        prescriptions: [{ prescriptionId: 'e2', status }],
      });
  });

  it('take the terms that a change names, and keep the others', () => {
    given(start, prescribed, changed('e3', { schedule: { times: ['09:00'] } })).then({
      prescriptions: [
        {
          schedule: { times: ['09:00'] },
          dose: { value: 1 },
          prescriber: 'Dr. Conti',
          changed: { reason: 'blood pressure', by: 'carer-anna', entryId: 'e3' },
        },
      ],
    });
    given(start, prescribed, changed('e3', { note: 'late' }, 12), changed('e4', { note: 'early', route: { text: 'oral' } }, 9)).then({
      prescriptions: [{ note: 'late', route: { text: 'oral' } }],
    });
    given(start, prescribed, changed('e3', { schedule: { times: ['09:00'] } }), strike('e4', 'e3')).then({
      prescriptions: [{ schedule: { times: ['08:00', '20:00'] } }],
    });
  });

  it('never show a dose in words beside a quantity that was stated at another time', () => {
    const { summary } = given(start, prescribed, changed('e3', { dose: { value: 2, unit: 'tablet' } }));
    expect(summary.prescriptions[0]).toMatchObject({ dose: { value: 2 } });
    expect(summary.prescriptions[0]).not.toHaveProperty('doseText');
    const inWords = given(start, prescribed, changed('e3', { doseText: 'half a tablet' })).summary.prescriptions[0];
    expect(inWords).toMatchObject({ doseText: 'half a tablet' });
    expect(inWords).not.toHaveProperty('dose');
  });

  it('take a change even when its clock is before the prescription', () => {
    given(start, prescribed, changed('e3', { note: 'with water', prescriber: 'Dr. Bo' }, 7)).then({
      prescriptions: [{ note: 'with water', prescriber: 'Dr. Bo' }],
    });
  });

  it('leave the list when they are stopped, and come back when that is struck', () => {
    const { then, record } = given(start, prescribed, stopped('e3'));
    then({ prescriptions: [] });
    expect(record.settled).toEqual(['prescription/e2']);
    given(start, prescribed, stopped('e3'), strike('e4', 'e3')).then({ prescriptions: [{ prescriptionId: 'e2' }] });
    for (const stoppedAt of [
      '2026-03-01',
      '2026-03',
      '2026',
      '2026-03-01T10:00:00+01:00',
      '2026-03-01T08:30:00Z',
      '2026-02-28T22:00:00+01:00',
    ])
      given(start, prescribed, stopped('e3', { stoppedAt })).then({ prescriptions: [] });
  });

  it('stay in the list with a stop that is announced for later: nobody knows here what time it is', () => {
    // Half past nine UTC is half past ten here, after the stop was recorded.
    for (const stoppedAt of ['2026-03-05', '2026-04', '2027', '2026-03-01T22:00:00+01:00', '2026-03-01T09:30:00Z']) {
      given(start, prescribed, stopped('e3', { stoppedAt })).then({
        prescriptions: [{ stops: { stoppedAt, reason: 'cough', entryId: 'e3' } }],
      });
    }
  });

  it('show the last dose that was given, and the last that was not', () => {
    given(start, prescribed, dose('e3', 12), dose('e4', 8), refused('e5', 13, { prescriptionId: 'E2' })).then({
      prescriptions: [
        {
          lastGiven: { entryId: 'e3', by: 'carer-anna', occurredAt: at(12) },
          lastNotGiven: { kind: 'refused', reason: { text: 'nausea' } },
        },
      ],
    });
    given(start, prescribed, dose('e3', 12), dose('e4', 8), strike('e5', 'e3')).then({ prescriptions: [{ lastGiven: { entryId: 'e4' } }] });
  });

  it('tell what became of the latest due times: refused at eight and taken at nine is one story', () => {
    const due = { prescriptionId: 'e2', scheduledAt: '2026-03-01T08:00:00+01:00' };
    const story = { scheduledAt: due.scheduledAt, outcome: 'given', entryId: 'e4' };
    given(start, prescribed, refused('e3', 8, due), dose('e4', 9, due)).then({ prescriptions: [{ dueTimes: [story] }] });
    given(start, prescribed, dose('e4', 9, due), refused('e3', 8, due)).then({ prescriptions: [{ dueTimes: [story] }] });
    given(start, prescribed, refused('e3', 8, due), dose('e4', 9, due), strike('e5', 'e4')).then({
      prescriptions: [{ dueTimes: [{ outcome: 'refused', entryId: 'e3' }] }],
    });
  });

  it('keep only so many due times, whatever the order in which they are told', () => {
    const doses = Array.from({ length: dueTimesKept + 4 }, (_, hour) =>
      dose(`d${hour}`, hour + 1, { scheduledAt: `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z` }),
    );
    const kept = doses.slice(-dueTimesKept).reverse().map(({ eventId }) => ({ entryId: eventId })); // prettier-ignore
    for (const order of [doses, [...doses].reverse()]) {
      const { then, summary } = given(start, prescribed, ...order);
      then({ prescriptions: [{ dueTimes: kept }] });
      expect((summary.prescriptions[0]!.dueTimes as unknown[]).length).toBe(dueTimesKept);
    }
    given(start, prescribed, ...doses, strike('s', doses.at(-1)!.eventId)).then({
      prescriptions: [{ dueTimes: [...kept.slice(1), { entryId: doses[3]!.eventId }] }],
    });
  });

  it('take a dose that was given after the stop into account when the stop is struck', () => {
    given(start, prescribed, stopped('e3'), dose('e4', 12), strike('e5', 'e3')).then({ prescriptions: [{ lastGiven: { entryId: 'e4' } }] });
  });

  it('follow an amendment', () => {
    given(start, prescribed, amend('e3', prescribed, { medication: { text: 'Ramipril 10 mg' } })).then({
      prescriptions: [{ medication: { text: 'Ramipril 10 mg' } }],
    });
  });
});

describe('medication', () => {
  it('shows the last dose of each medicine', () => {
    const given1 = { medication: ramipril, dose: { value: 1, unit: 'tablet' }, note: 'with water' };
    given(start, told('e2', 'medication.administered', given1, 12), told('e3', 'medication.administered', given1, 8)).then({
      medication: [{ entryId: 'e2', dose: { value: 1, unit: 'tablet' } }],
      notGiven: [],
    });
  });

  it('shows a dose that was not given until one of that medicine is', () => {
    const dose1 = told('e3', 'medication.administered', { medication: { text: ' ramipril 5 MG' } }, 9);
    given(start, refused('e2', 8)).then({
      medication: [],
      notGiven: [{ medication: ramipril, kind: 'refused', reason: { text: 'nausea' } }],
    });
    given(start, refused('e2', 8), dose1).then({ medication: [{ entryId: 'e3' }], notGiven: [] });
    given(start, refused('e2', 10), dose1).then({ medication: [{ entryId: 'e3' }], notGiven: [{ entryId: 'e2' }] });
    given(start, refused('e2', 8), dose1, strike('e4', 'e3')).then({ medication: [], notGiven: [{ entryId: 'e2' }] });
  });
});
