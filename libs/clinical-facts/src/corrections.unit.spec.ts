import { describe, expect, it } from '@jest/globals';
import { correctedTime, correctionsInForce, isCorrection, rootOf, targetOf } from './corrections.js';
import { leavesOpen, type Entry, type PatientEvent } from './entry.js';

const event = (version: number, type: string, data: unknown): PatientEvent => ({
  eventId: `e${version}`,
  streamVersion: version,
  type,
  actor: 'carer-anna',
  occurredAt: '2026-03-01T08:00:00+01:00',
  recordedAt: '2026-03-01T07:00:01.000000Z',
  data,
});
const strike = (version: number, entryId: string) => event(version, 'entry.struck', { entryId, reason: 'wrong patient' });
const amendment = (version: number, entryId: string, changes: Record<string, unknown> = {}, type = 'note.written') =>
  event(version, 'entry.amended', {
    entryId,
    type,
    data: { text: `said by ${version}` },
    changeLog: { reason: 'typing error' },
    ...changes,
  });
const note = { ...event(1, 'note.written', { text: 'said at first' }), root: null };

describe('a correction', () => {
  it('is a strike or an amendment that can be read', () => {
    expect([strike(2, 'e1'), amendment(2, 'e1'), note, event(2, 'entry.seen', {}), event(2, 'entry.struck', null), event(2, 'entry.amended', null)].map(isCorrection)).toEqual([true, true, false, false, false, false]); // prettier-ignore
  });

  it('speaks of an entry, whose id is the same in capital letters', () => {
    expect(targetOf(strike(2, 'ABC'))).toBe('abc');
  });

  it('is about an entry in the end', () => {
    expect(rootOf(strike(2, 'e1'), note)).toBe('e1');
    expect(rootOf(amendment(2, 'e1'), note)).toBe('e1');
    expect(rootOf(strike(3, 'e2'), { ...amendment(2, 'e1'), root: 'e1' })).toBe('e1');
    expect(rootOf(strike(4, 'e3'), { ...strike(3, 'e2'), root: 'e1' })).toBe('e1');
  });

  it.each<[string, PatientEvent, (PatientEvent & { root: string | null }) | undefined, string]>([
    ['of what is not there', strike(2, 'e9'), undefined, 'reference-missing'],
    ['of what is not there, amended', amendment(2, 'e9'), undefined, 'reference-missing'],
    ['that makes an entry one of another type', amendment(2, 'e1', {}, 'flag.raised'), note, 'amendment-type-wrong'],
    ['that amends an amendment', amendment(3, 'e2', {}, 'entry.amended'), { ...amendment(2, 'e1'), root: 'e1' }, 'amendment-type-wrong'],
  ])('%s cannot be applied', (_what, correction, target, code) => {
    expect(() => rootOf(correction, target)).toThrow(expect.objectContaining({ name: 'EntryError', code, eventId: correction.eventId }));
  });
});

describe('the corrections of one entry', () => {
  it('have force, of several strikes the first', () => {
    const { strikes, amendments } = correctionsInForce([strike(2, 'e1'), strike(3, 'e1'), amendment(4, 'e1'), amendment(5, 'e1')]);
    expect([...strikes]).toEqual([['e1', 'e2']]);
    expect(amendments.map(({ eventId }) => eventId)).toEqual(['e4', 'e5']);
  });

  it('have none when they were struck, and have it again when that strike was struck', () => {
    const all = [amendment(2, 'e1'), strike(3, 'e2'), strike(4, 'e3'), strike(5, 'e1'), strike(6, 'e5')];
    const force = (count: number) => correctionsInForce(all.slice(0, count));
    expect(force(2).amendments).toEqual([]);
    expect(force(3).amendments).toHaveLength(1);
    expect(force(4).strikes.get('e1')).toBe('e5');
    expect(force(5).strikes.has('e1')).toBe(false);
  });

  it('are decided by their places in the stream, not by the order in which they come', () => {
    const all = [amendment(2, 'e1'), strike(3, 'e2'), strike(4, 'e3'), amendment(5, 'e1')];
    expect(correctionsInForce(all.toReversed())).toEqual(correctionsInForce(all));
    expect(correctionsInForce([all[2]!, all[0]!, all[3]!, all[1]!]).amendments.map(({ eventId }) => eventId)).toEqual(['e2', 'e5']);
  });

  it('correct the time by the newest that states one', () => {
    const [earlier, later] = ['2026-03-01T06:00:00+01:00', '2026-03-01T07:00:00+01:00'];
    const timeBy = (...corrections: PatientEvent[]) => correctedTime(correctionsInForce(corrections));
    expect(timeBy()).toBeNull();
    expect(timeBy(amendment(2, 'e1'))).toBeNull();
    expect(timeBy(amendment(2, 'e1', { occurredAt: earlier }), amendment(3, 'e1'))).toBe(earlier);
    expect(timeBy(amendment(2, 'e1', { occurredAt: earlier }), amendment(3, 'e1', { occurredAt: later }))).toBe(later);
    expect(timeBy(amendment(2, 'e1', { occurredAt: earlier }), amendment(3, 'e1', { occurredAt: later }), strike(4, 'e3'))).toBe(earlier);
  });
});

it('an entry that cannot be read leaves open what it says, until it is struck or amended', () => {
  const entry: Entry = { ...note, topics: [], struckBy: null, amendedBy: null, correctedAt: null, late: false };
  const unreadable = { code: 'payload-malformed', position: 7 };
  expect(leavesOpen(entry)).toBe(false);
  expect(leavesOpen({ ...entry, unreadable })).toBe(true);
  expect(leavesOpen({ ...entry, unreadable, struckBy: 'e2' })).toBe(false);
  expect(leavesOpen({ ...entry, unreadable, amendedBy: 'e2' })).toBe(false);
  expect(leavesOpen({ ...entry, unreadable: { code: 'destroyed', position: 7 } })).toBe(false);
});
