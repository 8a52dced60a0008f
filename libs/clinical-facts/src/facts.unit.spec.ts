import { describe, expect, it } from '@jest/globals';
import { factsOfKind, newestFirst, originOf, originsOf, saidAt, slotOf, stated, supersedes, withOrigin, type Fact } from './facts.js';

const fact = (streamVersion: number, occurredAt: string, more: Partial<Fact> = {}): Fact => ({
  value: { rate: streamVersion },
  entryId: `e${streamVersion}`,
  occurredAt,
  recordedAt: '2026-03-01T09:00:00.000000Z',
  streamVersion,
  ...more,
});
const at8 = '2026-03-01T08:00:00+01:00';
const at9 = '2026-03-01T09:00:00+01:00';
const sameAs8 = '2026-03-01T07:00:00Z';

describe('of two facts for one slot', () => {
  it.each<[string, Fact, Fact]>([
    ['that happened later', fact(1, at9), fact(2, at8)],
    ['that was recorded later, of two at one time', fact(2, sameAs8), fact(1, at8)],
    ['that does not open the topic, even with an earlier clock', fact(2, at8), fact(1, at9, { opening: true })],
    ['that does not open it, even when it was recorded before', fact(1, at8), fact(2, at9, { opening: true })],
    ['that happened later, of two that open it', fact(1, at9, { opening: true }), fact(2, at8, { opening: true })],
  ])('the one holds %s', (_what, holding, other) => {
    expect(supersedes(holding, other)).toBe(true);
    expect(supersedes(other, holding)).toBe(false);
  });

  it('none supersedes itself', () => {
    expect(supersedes(fact(1, at8), fact(1, at8))).toBe(false);
  });
});

describe('facts', () => {
  it('are listed with the newest first, those of one time by their places in the stream', () => {
    const listed = [fact(1, at8), fact(3, sameAs8), fact(2, at9)].sort(newestFirst);
    expect(listed.map(({ streamVersion }) => streamVersion)).toEqual([2, 3, 1]);
  });

  it('were said by their entry, or by the amendment that made them so', () => {
    expect(saidAt(fact(3, at8))).toBe(3);
    expect(saidAt(fact(3, at8, { amendedAt: 7 }))).toBe(7);
  });

  it('are shown with where they come from', () => {
    const value = { rate: 80, occurredAt: 'of the value', entryId: 'of the value' };
    const clocks = { occurredAt: at8, recordedAt: '2026-03-01T09:00:00.000000Z' };
    expect(withOrigin(fact(3, at8, { value }))).toEqual({ rate: 80, entryId: 'e3', ...clocks });
    const amended = { entryId: 'e7', recordedAt: '2026-03-01T10:00:00.000000Z' };
    expect(withOrigin(fact(3, at8, { amended }))).toEqual({ rate: 3, entryId: 'e3', ...clocks, amended });
  });

  it('of one thing are shown by the entries that they come from', () => {
    const [first, other] = [fact(1, at8), fact(2, at9)];
    expect(originsOf({ route: other, note: undefined, medication: first, dose: first })).toEqual([
      { of: ['dose', 'medication'], ...originOf(first) },
      { of: ['route'], ...originOf(other) },
    ]);
  });

  it('of one kind are found in stream order, and no others', () => {
    const facts = {
      'due/b': fact(2, at8),
      'dueness/x': fact(3, at8),
      due: fact(4, at8),
      'due/a': fact(1, at9),
      'over/due/x': fact(5, at8),
    };
    expect(slotOf('due', 'a')).toBe('due/a');
    expect(factsOfKind(facts, 'due').map(({ entryId }) => entryId)).toEqual(['e1', 'e2']);
  });

  it('have the members that are stated, also those of little value', () => {
    const members = stated({ a: undefined, b: null, c: false, d: 0, e: '' });
    expect(members).toStrictEqual({ b: null, c: false, d: 0, e: '' });
    expect(Object.keys(members)).not.toContain('a');
  });
});
