import { personOf, type PatientEvent } from '@everchart/clinical-facts';
import { personStream } from '@everchart/testing/clinical-streams';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersonHistory, stayOf } from './patient-facts.js';

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
