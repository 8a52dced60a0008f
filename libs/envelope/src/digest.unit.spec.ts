import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonicalJson, chainDigest, chainGenesis, formatMicroseconds, parseMicroseconds } from './index.js';

describe('canonical JSON', () => {
  it('is that of another implementation, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(canonicalJson(value)).toBe(canonicalize(value))),
      { numRuns: 2000 },
    );
  });

  it('is refused for what has no JSON form', () => {
    for (const value of [
      undefined,
      Number.NaN,
      { a: Infinity },
      [Number.NaN],
      { b: 1, a: { c: -Infinity } },
      'half \ud800',
      ['\udc00'],
      { '\ud800': 1 },
    ])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it.each([
    [{ '9': 'a', '10': 'b' }, '{"10":"b","9":"a"}'],
    [{ a: -0, b: 1e21, c: 0.1 }, '{"a":0,"b":1e+21,"c":0.1}'],
    [{ a: 'é\u2028"\\\u0007', é: '' }, '{"a":"é\u2028\\"\\\\\\u0007","é":""}'],
    [{ '\u{1f600}': 1, '\ufb33': 2 }, '{"\u{1f600}":1,"\ufb33":2}'],
    [{ a: { c: 1, b: 2 } }, '{"a":{"b":2,"c":1}}'],
    [['b', 'a'], '["b","a"]'],
    [{}, '{}'],
    [{ '': 1 }, '{"":1}'],
    [{ a: undefined, b: true }, '{"b":true}'],
  ])('of %j is as RFC 8785 says', (value, text) => expect(canonicalJson(value)).toBe(text));
});

describe('chain', () => {
  it('is SHA-256 over before ‖ digest ‖ 8-byte position ‖ 8-byte previous ‖ 4-byte version ‖ 8-byte microseconds', () => {
    const digest = Buffer.alloc(32, 1);
    const integers = '0000000000000007' + '0000000000000003' + '00000002' + '00038d7ea4c68000';
    const bytes = Buffer.concat([chainGenesis, digest, Buffer.from(integers, 'hex')]);
    const place = { position: 7, previous: 3, streamVersion: 2, recordedAtUs: 1_000_000_000_000_000 };
    expect(chainDigest(chainGenesis, digest, place)).toEqual(createHash('sha256').update(bytes).digest());
  });

  it('keeps microseconds through the text form', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (us) => expect(parseMicroseconds(formatMicroseconds(us))).toBe(us)));
    expect(formatMicroseconds(1_767_319_500_123_456)).toBe('2026-01-02T02:05:00.123456Z');
    expect(() => parseMicroseconds('2026-01-02T02:05:00Z')).toThrow(RangeError);
    expect(() => parseMicroseconds('2026-13-02T02:05:00.000000Z')).toThrow(RangeError);
  });
});
