import { describe, expect, it } from '@jest/globals';
import type { Effect } from './decision.js';
import { inForce, mark, strikeInForce } from './effects.js';

const at = '2026-03-01T08:00:00+01:00';
const later = '2026-03-01T09:00:00+01:00';
const raised: Effect = { event: 'e1', kind: 'raised', value: 'red', at };
const amended = (event: string, more: Partial<Effect> = {}): Effect => ({ event, kind: 'raised', amends: 'e1', value: 'red', ...more });

describe('what is in force in an aggregate', () => {
  it('is every effect that was not struck, in stream order', () => {
    const state: Effect[] = [raised, { event: 'e2', kind: 'changed', value: 'amber', at: later, on: '2026-03', override: true }, { event: 'e3', kind: 'cleared', at, struckBy: 'e4' }]; // prettier-ignore
    expect(inForce(state)).toStrictEqual([
      { event: 'e1', kind: 'raised', value: 'red', at, said: 0 },
      { event: 'e2', kind: 'changed', value: 'amber', at: later, on: '2026-03', said: 1, override: true },
    ]);
    expect(inForce([{ event: 'e1', kind: 'cleared', at }])).toStrictEqual([{ event: 'e1', kind: 'cleared', at, said: 0 }]);
  });

  it('has the value of the newest amendment, and says when that was said', () => {
    expect(inForce([raised, amended('e2', { value: 'amber' })])).toStrictEqual([
      { event: 'e1', kind: 'raised', value: 'amber', at, said: 1 },
    ]);
    expect(inForce([raised, amended('e2')])).toStrictEqual([{ event: 'e1', kind: 'raised', value: 'red', at, said: 0 }]);
    const both = [raised, amended('e2', { value: 'amber' }), amended('e3', { value: 'green' })];
    expect(inForce(both)[0]).toMatchObject({ value: 'green', said: 2 });
    expect(inForce([raised, { event: 'e2', kind: 'raised', amends: 'e1' }])).toStrictEqual([{ event: 'e1', kind: 'raised', at, said: 1 }]);
  });

  it('has the time of the newest amendment that corrects it', () => {
    const [corrected] = inForce([raised, amended('e2', { at: later }), amended('e3')]);
    expect(corrected).toStrictEqual({ event: 'e1', kind: 'raised', value: 'red', at: later, said: 0 });
  });

  it('is as exact as the newest amendment says', () => {
    expect(inForce([raised, amended('e2', { on: '2026-03-01' })])[0]).toMatchObject({ on: '2026-03-01' });
    expect(inForce([{ ...raised, on: '2026-03' }, amended('e2')])[0]).not.toHaveProperty('on');
  });

  it('was recorded knowingly when it, or an amendment of it, was', () => {
    expect(inForce([raised, amended('e2', { override: true })])[0]).toMatchObject({ override: true });
    expect(inForce([{ ...raised, override: true }, amended('e2')])[0]).toMatchObject({ override: true });
    expect(inForce([raised, amended('e2')])[0]).not.toHaveProperty('override');
  });

  it('is nothing of what was struck, nor what amends it', () => {
    expect(inForce([{ ...raised, struckBy: 'e3' }, amended('e2', { value: 'amber' })])).toStrictEqual([]);
    expect(inForce([raised, amended('e2', { value: 'amber', struckBy: 'e3' })])).toStrictEqual([
      { event: 'e1', kind: 'raised', value: 'red', at, said: 0 },
    ]);
  });
});

it('of several strikes of an entry the first that is not struck itself is in force', () => {
  const struck = (event: string, struckBy?: string): Effect => ({ event, kind: 'struck', at, ...(struckBy && { struckBy }) });
  expect(strikeInForce([])).toBeUndefined();
  expect(strikeInForce([{ event: 'e1', kind: 'amended', at }, struck('e2'), struck('e3')])).toBe('e2');
  expect(strikeInForce([struck('e2', 'e4'), struck('e3')])).toBe('e3');
});

describe('the mark of a strike', () => {
  const other: Effect = { event: 'e2', kind: 'changed', value: 'amber', at: later };
  const state = [raised, other];

  it('is put on the effects of one event, and taken off again', () => {
    const struck = mark(state, 'e1', 'e9');
    expect(struck).toStrictEqual([{ ...raised, struckBy: 'e9' }, other]);
    expect(mark(struck, 'e1', 'e8')).toStrictEqual([{ ...raised, struckBy: 'e8' }, other]);
    expect(mark(struck, 'e1', undefined)).toStrictEqual(state);
  });

  it('that changes nothing leaves the very state: nothing is written', () => {
    const struck = mark(state, 'e1', 'e9');
    expect(mark(struck, 'e1', 'e9')).toBe(struck);
    expect(mark(struck, 'e2', undefined)).toBe(struck);
    expect(mark(state, 'e7', 'e9')).toBe(state);
    expect(mark(state, 'e1', undefined)).toBe(state);
  });
});
