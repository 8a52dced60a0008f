import { describe, expect, it } from '@jest/globals';
import { readOccurredAt } from './occurred-at.js';

const limits = { nowMs: Date.parse('2026-03-01T12:00:00Z'), futureToleranceMs: 300_000 };

describe('occurredAt', () => {
  it.each([
    '2026-03-01T08:30:00+01:00',
    '2026-03-01T12:05:00Z',
    '2026-03-01T13:05:00.000+01:00',
    '2024-02-29T23:59:59.123456789-11:30',
    '1931-12-31T00:00:00Z',
  ])('is %s, kept as stated', (text) => {
    expect(readOccurredAt(text, limits)).toEqual({ text });
  });

  it.each(['2026-03-01T12:05:00.001Z', '2026-03-01T13:05:01+01:00', '2999-01-01T00:00:00Z'])('is not %s, which lies ahead', (text) => {
    expect(readOccurredAt(text, limits)).toEqual({ fault: 'must not lie in the future' });
  });

  it.each([
    '2026-03-01',
    '2026-03-01T08:30:00',
    '2026-03-01T08:30Z',
    '2026-03-01 08:30:00Z',
    '2026-02-29T08:30:00Z',
    '2026-04-31T08:30:00Z',
    '2026-13-01T08:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T08:30:60Z',
    '2026-03-01T08:30:00+24:00',
    '2026-03-01T08:30:00+16:00',
    '0000-03-01T08:30:00Z',
    '0001-01-01T00:00:00+01:00',
    '',
    20260301,
    null,
  ])('is not %s', (value) => {
    expect(readOccurredAt(value, limits)).toEqual({ fault: expect.stringContaining('RFC 3339') });
  });

  it('is required', () => expect(readOccurredAt(undefined, limits)).toEqual({ fault: 'is required' }));
});
