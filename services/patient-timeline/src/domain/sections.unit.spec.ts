import { describe, expect, it } from '@jest/globals';
import { arranged, documentsShown, lacksVital, newest, sections, tasksShown, type Rank, type Shown } from './sections.js';
import { moreOf } from './summary.js';

const shown = (section: Shown['section'], ...ranks: Rank[]): Shown[] => ranks.map((rank) => ({ section, rank, value: rank }));
const inSection = (section: Shown['section'], all: readonly Shown[]) => arranged(all).find((each) => each.section === section)!;

describe('the sections of a summary', () => {
  it('are always all there, in one order', () => {
    expect(arranged([]).map(({ section }) => section)).toEqual(Object.keys(sections));
    expect(arranged([])).toContainEqual({ section: 'identity', one: true, values: [], more: 0 });
    expect(arranged([])).toContainEqual({ section: 'allergies', one: false, values: [], more: 0 });
  });

  it('have the greatest numbers first, and the least texts', () => {
    expect(inSection('flags', shown('flags', [1, 5], [3, 1], [3, 2], [10, 0])).values).toEqual([
      [10, 0],
      [3, 2],
      [3, 1],
      [1, 5],
    ]);
    expect(inSection('flags', shown('flags', ['b', 1], ['a', 1], ['a', 2])).values).toEqual([
      ['a', 2],
      ['a', 1],
      ['b', 1],
    ]);
    expect(inSection('flags', shown('flags', ['9'], ['10'], [7])).values).toEqual([['10'], [7], ['9']]);
  });

  it('put the newest first, to the microsecond, and of one time what was recorded last', () => {
    const moment = (occurredAt: string, streamVersion: number) => newest({ occurredAt, streamVersion });
    const ranks = [
      moment('2026-03-01T09:00:00+01:00', 1),
      moment('2026-03-01T08:00:00Z', 2),
      moment('2026-03-01T08:00:00.000002Z', 1),
      moment('2026-03-01T08:00:00.000001Z', 3),
      moment('2026-03-01T08:00:00.001Z', 1),
    ];
    expect(inSection('flags', shown('flags', ...ranks)).values).toEqual([ranks[4], ranks[2], ranks[3], ranks[1], ranks[0]]);
  });

  it('show one thing, or no more than a number, and say how many they do not show', () => {
    expect(inSection('identity', shown('identity', [1], [2]))).toEqual({ section: 'identity', one: true, values: [[2]], more: 0 });
    const many = Array.from({ length: 23 }, (_, index) => [index] as const);
    const { values, more } = inSection('tasks', shown('tasks', ...many));
    expect([values.length, values[0], more]).toEqual([tasksShown, [22], 3]);
    expect(inSection('documents', shown('documents', ...many.slice(0, documentsShown))).more).toBe(0);
  });

  it('say in a summary what is not shown, with what was not read at all', () => {
    const counted = [{ section: 'tasks', more: 3 }, { section: 'flags', more: 0 }, { section: 'plan', more: 0 }] as const; // prettier-ignore
    expect(moreOf(counted)).toStrictEqual({ tasks: 3 });
    expect(moreOf(counted, { tasks: 1, plan: 2 })).toStrictEqual({ tasks: 4, plan: 2 });
  });

  it('lack what is vital when an allergy or a flag is not shown', () => {
    expect([{}, { tasks: 3 }, { flags: 0 }].map(lacksVital)).toEqual([false, false, false]);
    expect([{ flags: 1 }, { allergies: 1 }, { tasks: 3, allergies: 2 }].map(lacksVital)).toEqual([true, true, true]);
  });
});
