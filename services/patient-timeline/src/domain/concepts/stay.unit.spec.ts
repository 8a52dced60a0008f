import { describe, expect, it } from '@jest/globals';
import { amend, given, start, strike, told } from '../../../test/patient-stream.js';

describe('where the patient is', () => {
  const admitted = told('e2', 'stay.admitted', { stayId: 'S1', class: 'residential', location: { unit: 'Garden', room: '12' } });
  const moved = (id: string, room: string, hour: number, more: object = {}) =>
    told(id, 'stay.transferred', { stayId: 's1', location: { unit: 'Lake', room }, ...more }, hour);
  const cancelled = (id: string, cancels: string, hour = 20) =>
    told(id, 'stay.cancelled', { stayId: 's1', cancels, reason: 'mistake' }, hour);
  const discharged = told('e3', 'stay.discharged', { stayId: 's1' }, 10);
  const inRoom = (room: string) => ({ currentStay: { location: { room }, entryId: 'e2' } });

  it('is the open stay', () => {
    given(start, admitted).then({
      currentStay: { stayId: 's1', location: { room: '12' }, admittedAt: admitted.occurredAt, entryId: 'e2' },
    });
  });

  it('is nowhere after the discharge, and the closed stay is not kept at hand', () => {
    const { then, record } = given(start, admitted, discharged);
    then({ currentStay: null });
    expect(record.settled).toEqual(['stay/s1']);
    expect(Object.keys(record.facts)).toEqual(['identity']);
  });

  it('is the stay again when its discharge is struck, or cancelled', () => {
    given(start, admitted, discharged, strike('e4', 'e3')).then(inRoom('12'));
    given(start, admitted, discharged, cancelled('e4', 'discharge')).then(inRoom('12'));
    given(start, admitted, discharged, cancelled('e4', 'discharge'), { ...discharged, eventId: 'e5' }).then({ currentStay: null });
    given(start, admitted, discharged, cancelled('e4', 'discharge'), strike('e5', 'e4')).then({ currentStay: null });
  });

  it('stays closed when the admission is stated once more', () => {
    given(start, admitted, discharged, { ...admitted, eventId: 'e4' }).then({ currentStay: null });
  });

  it('is where the last transfer led, with what it says of it', () => {
    const transfer = moved('e3', '20', 9, { from: { room: '12' }, reason: { text: 'View' }, attending: { name: 'Dr. Ruiz' } });
    given(start, admitted, transfer).then({
      currentStay: {
        class: 'residential',
        location: { unit: 'Lake', room: '20' },
        attending: { name: 'Dr. Ruiz' },
        admittedAt: admitted.occurredAt,
        transfer: { from: { room: '12' }, reason: { text: 'View' }, entryId: 'e3', occurredAt: transfer.occurredAt },
      },
    });
    given(start, admitted, moved('e3', '20', 12), moved('e4', '30', 9)).then(inRoom('20'));
    // The admission comes first, independent of its clock.
    given(start, { ...admitted, occurredAt: transfer.recordedAt }, moved('e3', '20', 2)).then(inRoom('20'));
  });

  it('is the former place when a transfer is cancelled, struck or corrected', () => {
    const second = moved('e4', '30', 10);
    given(start, admitted, moved('e3', '20', 9), second, cancelled('e5', 'transfer')).then(inRoom('20'));
    given(start, admitted, moved('e3', '20', 9), second, cancelled('e5', 'transfer'), cancelled('e6', 'transfer')).then(inRoom('12'));
    given(start, admitted, moved('e3', '20', 9), second, strike('e5', 'e4')).then(inRoom('20'));
    given(start, admitted, second, amend('e5', second, { stayId: 's1', location: { room: '31' } })).then(inRoom('31'));
  });

  it('is not touched by a cancellation that was told late, of a transfer before the present one', () => {
    given(start, admitted, moved('e3', '20', 9), moved('e4', '30', 12), cancelled('e5', 'transfer', 10)).then(inRoom('30'));
    given(start, admitted, moved('e3', '20', 9), moved('e4', '30', 12), cancelled('e5', 'transfer', 10), strike('e6', 'e4')).then(
      inRoom('12'),
    );
  });

  it('is nowhere when the admission was cancelled: the stay never took place', () => {
    const { then, record } = given(start, admitted, cancelled('e3', 'admission'));
    then({ currentStay: null });
    expect(record.settled).toEqual(['stay/s1']);
    given(start, admitted, cancelled('e3', 'admission'), strike('e4', 'e3')).then(inRoom('12'));
  });
});
