import { retentionFactsOf } from '@everchart/contracts-retention';
import { describe, expect, it } from '@jest/globals';
import { lifeOf, type PatientEvent } from './index.js';

let version = 0;
const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T08:00:00+01:00`;
const entry = (type: string, day: number, data: Record<string, unknown>, eventId = `e${(version += 1)}`): PatientEvent => ({
  eventId,
  streamVersion: Number(eventId.slice(1)),
  type,
  actor: 'carer-anna',
  occurredAt: at(day),
  recordedAt: '2026-03-30T08:00:00.000000Z',
  data,
});
const numbered = (entries: PatientEvent[]): PatientEvent[] =>
  entries.map((each, index) => ({ ...each, eventId: `e${index + 1}`, streamVersion: index + 1 }));
const amended = (entryId: string, day: number, type: string, data: object, more: object = {}) =>
  entry('entry.amended', day, { entryId, type, schemaVersion: 1, data, changeLog: { reason: 'typo' }, ...more });
const struck = (entryId: string, day: number) => entry('entry.struck', day, { entryId, reason: 'entered-in-error' });
const registered = entry('patient.registered', 1, { identifiers: [], name: { family: 'Abel' }, gender: 'female', birthDate: '1938-04' });
const admitted = entry('stay.admitted', 2, { stayId: 'S1', class: 'inpatient', location: { facility: 'linden', room: '1' } });
const moved = entry('stay.transferred', 4, { stayId: 'S1', location: { facility: 'park' }, from: { facility: 'linden' } });
const inside = entry('stay.transferred', 3, { stayId: 'S1', location: { facility: 'linden', room: '2' } });
const discharged = entry('stay.discharged', 9, { stayId: 'S1' });
const died = entry('patient.deceased', 10, { cause: { text: 'stroke' } });

/** By all that is on record, and by the facts alone. */
function lives(entries: PatientEvent[]) {
  const all = numbered(entries);
  const facts = all.flatMap((each) => {
    const data = retentionFactsOf(each.type, each.data as Record<string, unknown>);
    return data ? [{ ...each, data }] : [];
  });
  const life = lifeOf(all);
  expect(lifeOf(facts)).toEqual(life);
  return life;
}

describe('a life', () => {
  it('has a birth, stays with their places, and a death, with the entries that say them', () => {
    expect(lives([registered, admitted, moved, inside, discharged, died])).toEqual({
      birth: { at: '1938-04', entryId: 'e1' },
      death: { at: at(10), entryId: 'e6' },
      replaces: [],
      stays: [
        {
          stayId: 's1',
          state: 'closed',
          places: [
            { facility: 'linden', from: at(2), until: at(4), entryId: 'e2' },
            { facility: 'park', from: at(4), until: at(9), entryId: 'e3' },
          ],
          discharged: { at: at(9), entryId: 'e5' },
        },
      ],
    });
  });

  it('has no stay that never took place, and an open one without an end', () => {
    expect(lives([registered, admitted]).stays).toMatchObject([{ state: 'open', places: [{ facility: 'linden', from: at(2) }] }]);
    expect(lives([registered, admitted, entry('stay.cancelled', 3, { stayId: 'S1', cancels: 'admission' })]).stays).toEqual([]);
    expect(
      lives([registered, admitted, discharged, entry('stay.cancelled', 9, { stayId: 'S1', cancels: 'discharge' })]).stays,
    ).toMatchObject([{ state: 'open' }]);
  });

  it('goes by corrections: amended, struck, and struck again', () => {
    const corrected = amended('e3', 12, 'stay.discharged', { stayId: 'S1' }, { occurredAt: at(7) });
    expect(lives([registered, admitted, discharged, corrected]).stays[0]!.discharged).toEqual({ at: at(7), entryId: 'e3' });
    expect(lives([registered, admitted, discharged, struck('e3', 12)]).stays[0]!.state).toBe('open');
    expect(lives([registered, admitted, discharged, struck('e3', 12), struck('e4', 13)]).stays[0]!.state).toBe('closed');
    // What is corrected here is no entry of the person.
    expect(lives([registered, admitted, discharged, struck('e99', 12), struck('e4', 13)]).stays[0]!.state).toBe('closed');
    const born = amended('e1', 12, 'patient.registered', { identifiers: [], gender: 'female', birthDate: '1939-05-06' });
    expect(lives([registered, born]).birth).toEqual({ at: '1939-05-06', entryId: 'e1' });
  });

  it('names the records of the same person', () => {
    const merged = entry('patient.merged', 5, {
      link: 'replaces',
      otherPatientId: 'AA',
      death: { deceasedAt: '2026-02', statedAt: at(1) },
    });
    expect(lives([registered, merged])).toMatchObject({ replaces: ['aa'], death: { at: '2026-02', entryId: 'e2' } });
    expect(lives([registered, entry('patient.merged', 5, { link: 'replaced-by', otherPatientId: 'BB' })])).toMatchObject({
      replacedBy: 'bb',
    });
  });
});
