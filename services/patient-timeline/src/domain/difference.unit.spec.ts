import { describe, expect, it } from '@jest/globals';
import { changesBetween, type ShownByTopic } from './difference.js';

const shown = (section: ShownByTopic['section'], topic: string, value: object, rank = 1): ShownByTopic => ({
  section,
  topic,
  rank: [rank],
  value,
});

describe('what of a summary changed', () => {
  it('is nothing where each section shows the same', () => {
    const some = [shown('identity', 'identity', { language: 'de' }), shown('flags', 'flag/1', { entryId: 'a' })];
    expect(changesBetween(some, [...some].reverse())).toEqual({});
  });

  it('is told for each thing: what came, what went, and what says otherwise', () => {
    const was = [shown('vitalSigns', 'observation/pulse', { entryId: 'a', n: 70 }), shown('flags', 'flag/1', { entryId: 'b' })];
    const is = [shown('vitalSigns', 'observation/pulse', { entryId: 'c', n: 80 }), shown('plan', 'plan/1', { entryId: 'd' })];
    expect(changesBetween(was, is)).toEqual({
      vitalSigns: [{ was: { entryId: 'a', n: 70 }, is: { entryId: 'c', n: 80 } }],
      flags: [{ was: { entryId: 'b' }, is: null }],
      plan: [{ was: null, is: { entryId: 'd' } }],
    });
  });

  it('tells the elements of a topic that has several apart by their entries', () => {
    const allergy = (entryId: string, n = 0) => shown('allergies', 'allergy', { entryId, n }, Number(entryId));
    expect(changesBetween([allergy('1'), allergy('2')], [allergy('2', 5), allergy('3')])).toEqual({
      allergies: [
        { was: null, is: { entryId: '3', n: 0 } },
        { was: { entryId: '2', n: 0 }, is: { entryId: '2', n: 5 } },
        { was: { entryId: '1', n: 0 }, is: null },
      ],
    });
  });

  it('is of the one thing that a section shows, where it shows one', () => {
    const stay = (topic: string, rank: number) => shown('currentStay', topic, { entryId: topic }, rank);
    expect(changesBetween([stay('s1', 1)], [stay('s1', 1), stay('s2', 2)])).toEqual({
      currentStay: [
        { was: null, is: { entryId: 's2' } },
        { was: { entryId: 's1' }, is: null },
      ],
    });
  });
});
