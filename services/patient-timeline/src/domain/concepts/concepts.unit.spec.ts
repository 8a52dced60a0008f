import { describe, expect, it } from '@jest/globals';
import { given, start, told } from '../../../test/patient-stream.js';
import { shownOf } from './concepts.js';

describe('a topic', () => {
  const topics = [
    'merge', 'death', 'stay/s1', 'observation/x', 'prescription/e2', 'medication/x', 'note', 'incident/e2', 'flag/e2', 'allergy', 'preference',
    'problem', 'plan/e2', 'task/x', 'document', 'consent/e2',
  ]; // prettier-ignore
  it.each(topics)('of which nothing is known shows nothing: %s', (topic) => expect(shownOf(topic, {})).toStrictEqual([]));

  it('of a person who lives says nothing of a death', () => {
    expect(shownOf('identity', {})).toStrictEqual([{ section: 'identity', rank: [], value: { origins: [] } }]);
  });

  it('of what ended, and whose beginning is not known, shows nothing', () => {
    const fact = {
      value: {},
      entryId: 'e3',
      occurredAt: '2026-03-01T08:00:00Z',
      recordedAt: '2026-03-01T08:00:01.000000Z',
      streamVersion: 3,
    };
    for (const [topic, slot] of [
      ['consent/e2', 'withdrawn'],
      ['flag/e2', 'cleared'],
      ['flag/e2', 'colour/e3'],
      ['prescription/e2', 'stopped'],
      ['incident/e2', 'review'],
      ['plan/e2', 'ended'],
    ] as const)
      // prettier-ignore
      expect(shownOf(topic, { [slot]: fact })).toStrictEqual([]);
  });
});

it('a type without facts stands in the timeline and is counted', () => {
  given(start, told('e2', 'note.written', { text: 'slept well' })).then({
    counts: { byType: { 'note.written': 1, 'patient.registered': 1 }, unread: 0 },
  });
});
