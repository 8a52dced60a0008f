import { personOf, type PatientEvent } from '@everchart/clinical-facts';
import { personStream } from '@everchart/testing/clinical-streams';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryOf, PersonHistory, stayOf, type ClinicalEvent } from './patient-facts.js';

const stream = personStream.map((events) =>
  events.map(({ id, type, occurredAt, data }, index): PatientEvent => {
    return {
      eventId: id,
      streamVersion: index + 1,
      type,
      actor: 'carer-anna',
      occurredAt,
      recordedAt: '2026-03-02T00:00:00.000000Z',
      data,
    };
  }),
);

it('the person after each event is the one by all entries up to it, however far the history goes', () => {
  fc.assert(
    fc.property(stream, fc.nat(40), (events, split) => {
      const first = new PersonHistory([]);
      const kept = events.slice(0, split).filter((event) => first.add(event));
      const history = new PersonHistory(kept);
      for (const event of events) {
        expect(history.add(event) && event.streamVersion <= split).toBe(false);
        expect(history.at(event.streamVersion)).toEqual(personOf(events.slice(0, event.streamVersion)));
      }
      expect(history.at()).toEqual(personOf(events));
    }),
    { numRuns: 200 },
  );
});

it('an event belongs to the stay that it names, or to the current one; to none that never was', () => {
  const steps: [string, Record<string, unknown>][] = [
    ['stay.admitted', { stayId: 's1', class: 'inpatient' }],
    ['stay.admitted', { stayId: 's2', class: 'inpatient' }],
    ['stay.admitted', { stayId: 's3', class: 'inpatient' }],
    ['stay.cancelled', { stayId: 's3', cancels: 'admission', reason: 'r' }],
    ['stay.discharged', { stayId: 's2' }],
  ];
  const person = personOf(
    steps.map(([type, data], index) => ({
      eventId: `e${index}`, streamVersion: index + 1, type, actor: 'a', occurredAt: '2026-03-01T08:00:00Z', recordedAt: '2026-03-01T08:00:00Z', data,
    })),
  ); // prettier-ignore
  expect(stayOf(person, {})?.stayId).toBe('s1');
  expect(stayOf(person, { stayId: 'S2' })).toMatchObject({ stayId: 's2', state: 'closed' });
  expect(stayOf(person, { stayId: 's3' })).toBeUndefined();
});

const entry = (streamVersion: number, type: string, data: unknown, more: Partial<PatientEvent> = {}): PatientEvent => ({
  eventId: `e${streamVersion}`, streamVersion, type, actor: 'a', occurredAt: '2026-03-01T08:00:00Z', recordedAt: '2026-03-01T08:00:00Z', data, ...more,
}); // prettier-ignore
const named = (streamVersion: number, family: string) =>
  entry(streamVersion, 'patient.details-amended', { name: { family }, changeLog: { reason: 'r' } });
const registered = entry(1, 'patient.registered', { identifiers: [], name: { family: 'Doe' }, gender: 'female' });

it('a history takes what speaks of the person, once', () => {
  const history = new PersonHistory([]);
  expect([registered, registered, entry(2, 'note.written', { text: 'x' }), named(3, 'Roe')].map((each) => history.add(each))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(history.at().identity.name).toEqual({ family: 'Roe' });
});

it('a history reads what could not be read before in its place', () => {
  const history = new PersonHistory([registered]);
  const sealed = entry(2, 'patient.details-amended', null, { unreadable: { code: 'key-missing', position: 7 } });
  expect([sealed, named(4, 'Last'), sealed].map((each) => history.add(each))).toEqual([true, true, false]);
  expect(history.at(3).identity.name).toEqual({ family: 'Doe' });
  expect(history.add(named(2, 'Roe'))).toBe(true);
  expect(history.at(3).identity.name).toEqual({ family: 'Roe' });
  expect(history.at().identity.name).toEqual({ family: 'Last' });
  expect(history.add(named(2, 'Again'))).toBe(false);
});

it('a history that is told late what happened between has it between', () => {
  const history = new PersonHistory([registered]);
  expect(history.add(named(5, 'Fifth'))).toBe(true);
  expect(history.add(named(3, 'Third'))).toBe(true);
  expect(history.at(4).identity.name).toEqual({ family: 'Third' });
  // Struck by an entry that comes after it.
  expect(history.add(entry(6, 'entry.struck', { entryId: 'e5', reason: 'r' }))).toBe(true);
  expect(history.at().identity.name).toEqual({ family: 'Third' });
});

it('an event is an entry of the record, with why it cannot be read', () => {
  const event: ClinicalEvent = { id: 'e1', org: 'home', subject: 'p', ...entry(1, 'note.written', { text: 'x' }) };
  const { eventId, ...rest } = entry(1, 'note.written', { text: 'x' });
  expect(entryOf(event)).toStrictEqual({ eventId, ...rest });
  const unreadable = { code: 'key-missing', position: 7 };
  expect(entryOf({ ...event, unreadable })).toStrictEqual({ eventId, ...rest, unreadable });
});
