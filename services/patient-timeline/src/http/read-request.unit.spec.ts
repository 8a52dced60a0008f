import type { ProblemError } from '@everchart/platform';
import { describe, expect, it } from '@jest/globals';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { fresheningOf, patientIdOf, timelineQueryOf } from './read-request.js';

describe('a request for the timeline', () => {
  it('is a page of 25 when nothing is said', () => {
    expect(timelineQueryOf({})).toEqual({ limit: 25 });
  });

  it('takes types repeated and comma-separated, a period and a place', () => {
    const before = { occurredAt: '2026-03-01T07:30:00.123456Z', streamVersion: 40 };
    expect(
      timelineQueryOf({
        limit: '100',
        type: ['note.written', 'flag.raised,flag.changed'],
        from: '2026-01-01T00:00:00Z',
        to: '2026-02-01T00:00:00+01:00',
        cursor: encodeTimelineCursor(before),
      }),
    ).toEqual({
      limit: 100,
      types: ['note.written', 'flag.raised', 'flag.changed'],
      from: '2026-01-01T00:00:00Z',
      to: '2026-02-01T00:00:00+01:00',
      before,
    });
  });

  it('is refused with every fault at once, never with a value', () => {
    const refused = (): ProblemError => {
      try {
        timelineQueryOf({ limit: '501', cursor: 'Keller', type: 'Keller', from: 'Keller', to: '2026-02-30' });
      } catch (error) {
        return error as ProblemError;
      }
      throw new Error('not refused');
    };
    const document = refused().document() as { faults: { pointer: string }[] };
    expect(document.faults.map(({ pointer }) => pointer)).toEqual([
      '/query/limit',
      '/query/cursor',
      '/query/type',
      '/query/from',
      '/query/to',
    ]);
    expect(JSON.stringify(document)).not.toContain('Keller');
  });

  it.each(['0', '-1', '1.5', 'all', '1e3'])('has no limit of %s', (limit) => {
    expect(() => timelineQueryOf({ limit })).toThrow();
  });
});

describe('a patient id', () => {
  it('is a UUID in any case', () => {
    expect(patientIdOf('01980C5E-7D0A-7B11-9C5E-3F1F5A0E1C22')).toBe('01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22');
    expect(patientIdOf('01980c5e')).toBeUndefined();
    expect(patientIdOf("' OR true --")).toBeUndefined();
  });
});

describe('freshness headers', () => {
  it('shorten the wait and allow a stale answer', () => {
    expect(fresheningOf({ atLeast: 't', allowStale: 'True', waitMs: '50' })).toEqual({ atLeast: 't', allowStale: true, waitAtMostMs: 50 });
    expect(fresheningOf({ waitMs: 'soon' })).toEqual({ atLeast: undefined, allowStale: false, waitAtMostMs: undefined });
  });
});
