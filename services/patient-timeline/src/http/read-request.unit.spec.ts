import { readShape } from '@everchart/platform';
import type { FastifyRequest } from 'fastify';
import type { Importance } from '../application/read.load.js';
import { describe, expect, it } from '@jest/globals';
import { encodeTimelineCursor } from '../application/timeline-cursor.js';
import { readDifference, readDoses, readTimeline } from './patients.operations.js';
import { fresheningOf } from './read-request.js';
import { readSeries } from './series.operations.js';
import { importanceOf } from './shedding.js';
import { readRound } from './units.operations.js';

const read = (query: object) => readShape(readTimeline.query, query, '/query');

describe('a request for the timeline', () => {
  it('is a page of 25 when nothing is said', () => {
    expect(read({})).toEqual({ data: { limit: 25, include: 'struck' } });
  });

  it('takes types repeated and comma-separated, a period and a place', () => {
    const before = { occurredAt: '2026-03-01T07:30:00.123456Z', streamVersion: 40 };
    expect(
      read({
        limit: '100',
        type: ['note.written', 'flag.raised,flag.changed'],
        from: '2026-01-01T00:00:00Z',
        to: '2026-02-01T00:00:00+01:00',
        cursor: encodeTimelineCursor(before),
      }),
    ).toEqual({
      data: {
        include: 'struck',
        limit: 100,
        type: ['note.written', 'flag.raised', 'flag.changed'],
        from: '2026-01-01T00:00:00Z',
        to: '2026-02-01T00:00:00+01:00',
        cursor: before,
      },
    });
  });

  it('is refused with every fault at once, never with a value', () => {
    const refused = read({ limit: '501', cursor: 'Keller', type: 'Keller', from: 'Keller', to: '2026-02-30', Kel: 'Keller' });
    expect((refused as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer)).toEqual([
      '/query/limit',
      '/query/cursor',
      '/query/type',
      '/query/from',
      '/query/to',
      '/query/Kel',
    ]);
    expect(JSON.stringify(refused)).not.toContain('Keller');
  });

  it.each(['2026-02-30T00:00:00Z', '2026-03-01T08:00:00+16:00', '0000-01-01T00:00:00Z', '2016-12-31T23:59:60Z', '2026-03-01'])(
    'has no period from or to %s',
    (text) => {
      expect(read({ from: text, to: text })).toEqual({
        faults: ['/query/from', '/query/to'].map((pointer) => ({ pointer, message: expect.stringContaining('RFC 3339') })),
      });
    },
  );

  it.each(['0', '-1', '1.5', 'all', '1e3'])('has no limit of %s', (limit) => {
    expect(read({ limit })).toHaveProperty('faults');
  });
});

const requestOf = (importance?: Importance, query = {}) =>
  ({ everchartContext: { actor: 'carer-1' }, routeOptions: { url: '/read', config: { importance } }, query }) as unknown as FastifyRequest;

describe('how important a read is', () => {
  it('is what its route says, less when it looks back, and never guessed', () => {
    expect(importanceOf(requestOf('emergency'))).toBe('emergency');
    for (const past of ['knownAt', 'happenedBy', 'atVersion', 'asServed'])
      expect(importanceOf(requestOf('emergency', { [past]: 'x' }))).toBe('analysis');
    expect(() => importanceOf(requestOf())).toThrow('/read does not say how important its reads are');
  });
});

describe('freshness headers', () => {
  const freshening = (headers: object) => {
    const result = readShape(readTimeline.headers, headers);
    return 'data' in result && fresheningOf(result.data, requestOf('care'));
  };

  it('shorten the wait and allow a stale answer', () => {
    const all = { 'everchart-at-least': 't', 'everchart-allow-stale': 'True', 'everchart-at-least-wait-ms': '50' };
    expect(freshening(all)).toEqual({ lane: 'usual', reader: 'carer-1', atLeast: 't', allowStale: true, waitAtMostMs: 50 });
    expect(freshening({ 'everchart-at-least-wait-ms': 'soon' })).toEqual({
      lane: 'usual',
      reader: 'carer-1',
      atLeast: undefined,
      allowStale: false,
      waitAtMostMs: undefined,
    });
  });
});

describe('two instants of a query', () => {
  it.each([
    ['doses', readDoses.query, {}],
    ['difference', readDifference.query, {}],
    ['round', readRound.query, { unit: 'Garden', facility: 'Home' }],
    ['series', readSeries.query, { code: 'http://loinc.org|8867-4', bucket: 'hour' }],
  ])('of %s are compared when both are instants, and each is named that is none', (_what, shape, more) => {
    const faultsOf = (from: string, to: string) => {
      const read = readShape(shape, { ...more, from, to }, '/query');
      return 'faults' in read ? read.faults.map(({ pointer }) => pointer) : [];
    };
    const [early, late] = ['2026-03-01T07:00:00Z', '2026-03-01T09:00:00Z'];
    expect(faultsOf(early, late)).toEqual([]);
    expect(faultsOf(late, early)).toEqual(['/query/to']);
    expect(faultsOf(early, '')).toEqual(['/query/to']);
    expect(faultsOf('yesterday', 'today')).toEqual(['/query/from', '/query/to']);
  });
});
