import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonicalJson, chainDigest, chainGenesis, formatMicroseconds, parseMicroseconds, sha256, sha256Hex } from './index.js';

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
      { b: [{ c: 'x', a: '\udfff' }], a: 'æ' },
      { 10: 'half \ud800', 9: 1 },
    ])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it.each([
    [{ '9': 'a', '10': 'b' }, '{"10":"b","9":"a"}'],
    [{ a: -0, b: 1e21, c: 0.1 }, '{"a":0,"b":1e+21,"c":0.1}'],
    [{ a: 'é\u2028"\\\u0007', é: '' }, '{"a":"é\u2028\\"\\\\\\u0007","é":""}'],
    [{ '\u{1f600}': 1, '\ufb33': 2 }, '{"\u{1f600}":1,"\ufb33":2}'],
    [{ a: { c: 1, b: 2 } }, '{"a":{"b":2,"c":1}}'],
    [{ a: 1, b: { d: 1, c: 2 }, e: 3 }, '{"a":1,"b":{"c":2,"d":1},"e":3}'],
    [[1, { b: 1, a: 2 }, 3, { d: 1, c: 2 }], '[1,{"a":2,"b":1},3,{"c":2,"d":1}]'],
    [{ b: [undefined, 1], a: undefined }, '{"b":[null,1]}'],
    [{ b: [undefined, { 9: 1, 10: 2 }], a: undefined }, '{"b":[null,{"10":2,"9":1}]}'],
    [{ n1: 1, '1': 2 }, '{"1":2,"n1":1}'],
    [JSON.parse('{"b":{"__proto__":{"d":1,"c":2}},"a":1}'), '{"a":1,"b":{"__proto__":{"c":2,"d":1}}}'],
    [JSON.parse('{"b":1,"__proto__":2,"a":3}'), '{"__proto__":2,"a":3,"b":1}'],
    [['b', 'a'], '["b","a"]'],
    [{ b: '\\ud800', a: [{ '\\udfff': '😀' }] }, '{"a":[{"\\\\udfff":"😀"}],"b":"\\\\ud800"}'],
    [{}, '{}'],
    [{ '': 1 }, '{"":1}'],
    [{ a: undefined, b: true }, '{"b":true}'],
  ])('of %j is as RFC 8785 says', (value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([2, 31, 32, 33, 100])('orders %i members, however few of them stand wrong', (count) => {
    const names = Array.from({ length: count }, (_, index) => `n${String(index).padStart(3, '0')}`);
    const text = `{${names.map((name) => `"${name}":0`).join(',')}}`;
    const lastTwoSwapped = [...names.slice(0, -2), ...names.slice(-2).reverse()];
    const firstTwoSwapped = [...names.slice(0, 2).reverse(), ...names.slice(2)];
    for (const order of [names, names.toReversed(), lastTwoSwapped, firstTwoSwapped])
      expect(canonicalJson(Object.fromEntries(order.map((name) => [name, 0])))).toBe(text);
  });
});

it('SHA-256 of "abc" is that of FIPS 180', () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256Hex(Buffer.from('abc'))).toBe(digest);
  expect(sha256('abc').toString('hex')).toBe(digest);
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
    expect(formatMicroseconds(1_767_319_500_000_007)).toBe('2026-01-02T02:05:00.000007Z');
  });

  it.each([
    '',
    'yesterday',
    '2026-01-02T02:05:00Z',
    '2026-01-02T02:05:00.123Z',
    '2026-01-02T02:05:00.1234567Z',
    '2026-01-02T02:05:00.123456',
    '2026-01-02T02:05:00.123456+00:00',
    '2026-01-02 02:05:00.123456Z',
    ' 2026-01-02T02:05:00.123456Z',
    '2026-01-02T02:05:00.123456Z ',
    '2026-01-02T02:05:00.123  6Z',
    '2026-13-02T02:05:00.000000Z',
    '2026-02-30T02:05:00.000000Z',
    '2026-01-02T24:00:00.000000Z',
  ])('takes no time of recording that the store would not write: %j', (text) => {
    expect(() => parseMicroseconds(text)).toThrow(RangeError);
  });
});
