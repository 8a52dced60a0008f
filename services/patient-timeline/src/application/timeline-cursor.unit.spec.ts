import { describe, expect, it } from '@jest/globals';
import { decodeTimelineCursor, encodeTimelineCursor } from './timeline-cursor.js';

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a timeline cursor', () => {
  it('names the same place after a round trip', () => {
    const place = { occurredAt: '2026-03-01T07:30:00.123456Z', streamVersion: 40 };
    expect(decodeTimelineCursor(encodeTimelineCursor(place))).toEqual(place);
    const bound = { ...place, viewpoint: '2026-03-01T08:00:00.000000Z//' };
    expect(decodeTimelineCursor(encodeTimelineCursor(bound))).toEqual(bound);
  });

  it.each([
    '',
    'nonsense',
    text({}),
    text([2, '2026-03-01T07:30:00.123456Z', 40]),
    text([1, '2026-03-01', 40]),
    text([1, '2026-13-01T07:30:00.123456Z', 40]),
    text([1, "2026-03-01T07:30:00.123456Z'; --", 40]),
    text([1, '2026-03-01T07:30:00.123Z', 40]),
    text([1, '2026-03-01T07:30:00.123456+00:00', 40]),
    text([1, '0000-03-01T07:30:00.123456Z', 40]),
    text([1, '10000-03-01T07:30:00.123456Z', 40]),
    text([1, '2026-03-01T07:30:00.123456Z', 0]),
    text([1, '2026-03-01T07:30:00.123456Z', 2 ** 31]),
    text([1, '2026-03-01T07:30:00.123456Z']),
    text([1, '2026-03-01T07:30:00.123456Z', 40, null]),
    text([1, '2026-03-01T07:30:00.123456Z', 40, 'v', 'w']),
  ])('is refused when it is none: %s', (none) => {
    expect(decodeTimelineCursor(none)).toBeUndefined();
  });
});
