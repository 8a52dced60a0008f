import { describe, expect, it } from '@jest/globals';
import { Chart } from '../../test/medication.js';
import { dosesOf } from './doses/doses.js';
import { boardLine, byRoom, changesOf, importanceOf, roundLine, whoOf, type Residence, type Resident, type ShownEntry } from './units.js';

const residence = (room: string | undefined, more: Partial<Residence['location']> = {}): Residence => ({
  patientId: `p-${room}`,
  stayId: 's1',
  location: { ...(room === undefined ? {} : { room }), ...more },
  places: {},
});
const resident: Resident = {
  name: { family: 'Keller' },
  birthDate: '1941',
  deceased: null,
  photo: null,
  currentStay: { stayId: 's1', class: 'residential' },
  flags: [],
  allergies: [],
  plan: [],
  vitalSigns: [],
  observations: [],
};
const entry = (id: string, type: string, data: object = {}, hour = 8): ShownEntry => ({
  id,
  type,
  occurredAt: `2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`,
  recordedAt: '2026-03-01T12:00:00.000000Z',
  actor: 'carer-anna',
  actorRole: 'carer',
  data,
});

describe('a unit', () => {
  it('is in the order of its rooms, as people count them; without a room last', () => {
    const order = [residence('12'), residence(undefined), residence('9'), residence('12', { bed: 'b' }), residence('12', { bed: 'A' }), residence('1')];
    const rooms = order.sort(byRoom(new Map())).map(({ location: { room, bed } }) => [room, bed].filter(Boolean).join(''));
    expect(rooms).toEqual(['1', '9', '12A', '12b', '12', '']);
  }); // prettier-ignore

  it('says of who began another stay later where they are', () => {
    expect(whoOf(resident, residence('1'))).not.toHaveProperty('elsewhere');
    const away = { ...resident, currentStay: { stayId: 's2', class: 'inpatient', location: { facility: 'General' } } };
    expect(whoOf(away, residence('1'))).toMatchObject({ elsewhere: { class: 'inpatient', location: { facility: 'General' } } });
    expect(whoOf({ ...resident, currentStay: null }, residence('1'))).not.toHaveProperty('elsewhere');
  });

  it('does not say that nothing is due when there is too much to work it out', () => {
    expect(boardLine(resident, residence('1'), undefined)).toMatchObject({ doses: null });
    // The due times of now may be among those that are not listed.
    const chart = new Chart();
    chart.prescribed('2026-01-01T00:00:00Z', { schedule: { frequency: { count: 30, period: 1, periodUnit: 'h' } } });
    const window = { at: '2026-03-08T00:00:00Z', from: '2026-03-01T00:00:00Z', to: '2026-03-09T00:00:00Z' };
    const doses = dosesOf(chart.entries, window);
    expect(boardLine(resident, residence('1'), doses)).toMatchObject({ doses: null });
    expect(roundLine(resident, residence('1'), doses)).toMatchObject({ medication: null, counts: null });
  });

  it('hands over what is important first, then what is newer', () => {
    const entries = [
      entry('a', 'observation.recorded'),
      entry('b', 'note.written', { kind: 'progress' }),
      entry('c', 'note.written', { kind: 'handover' }),
      entry('d', 'medication.not-given'),
      entry('e', 'flag.raised', { colour: 'amber' }, 9),
      entry('f', 'flag.raised', { colour: 'red' }, 7),
      entry('g', 'incident.reported', {}, 10),
      entry('h', 'patient.deceased'),
    ];
    expect(changesOf(entries).map(({ id }) => id)).toEqual(['h', 'f', 'g', 'e', 'c', 'd', 'b', 'a']);
    expect(importanceOf({ type: 'new.type', data: null })).toBe(importanceOf({ type: 'observation.recorded', data: {} }));
  });
});
