import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareInstants, instantMs, instantPattern, isDate, isDateTime, isInstant, utcOf } from './index.js';

const taken = [
  '2026-03-01T08:30:00Z',
  '2026-03-01T08:30:00.123456789+01:00',
  '2026-03-01T08:30:00-00:00',
  '2026-03-01T08:30:00+14:00',
  '2026-03-01T08:30:00-14:00',
  '2024-02-29T00:00:00Z',
  '2000-02-29T23:59:59.9Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T14:00:00+14:00',
  '9999-12-31T23:59:59.999999999Z',
  '9999-12-31T09:59:59-14:00',
];

/** Each is a text that some former door took, or that a database, a hospital or a reader refuses. */
const refused = [
  '',
  '2026-03-01',
  '2026-03-01T08:30',
  '2026-03-01T08:30Z',
  '2026-03-01T08:30:00',
  '2026-03-01T08:30:00+0100',
  '2026-03-01T08:30:00+01',
  '2026-03-01 08:30:00Z',
  '2026-03-01t08:30:00Z',
  '2026-03-01T08:30:00z',
  '2026-03-01T08:30:00,5Z',
  '2026-03-01T08:30:00.Z',
  '2026-03-01T08:30:00.1234567891Z',
  '2026-03-01T08:30:00+14:01',
  '2026-03-01T08:30:00+16:00',
  '2026-03-01T08:30:00-15:59',
  '2026-03-01T08:30:00+24:00',
  '2026-03-01T08:30:00+01:60',
  '2026-02-29T08:30:00Z',
  '2026-02-30T08:30:00Z',
  '1900-02-29T08:30:00Z',
  '2026-04-31T08:30:00Z',
  '2026-00-01T08:30:00Z',
  '2026-13-01T08:30:00Z',
  '2026-03-00T08:30:00Z',
  '2026-03-01T24:00:00Z',
  '2026-03-01T08:60:00Z',
  '2016-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59-14:00',
  '0001-01-01T00:00:00+00:01',
  '0001-01-01T13:59:59+14:00',
  '9999-12-31T23:59:59-00:01',
  '9999-12-31T10:00:00-14:00',
  '10000-01-01T00:00:00Z',
  '+02026-03-01T08:30:00Z',
  '2026-03-01T08:30:00Z\n',
  '２０２６-03-01T08:30:00Z',
];

describe('an instant', () => {
  it.each(taken)('is %j', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(isDateTime(text)).toBe(true);
    expect(isDate(text)).toBe(false);
  });

  it.each(refused)('is not %j', (text) => expect(isInstant(text)).toBe(false));

  it.each([undefined, null, 0, {}, ['2026-03-01T08:30:00Z'], new Date(0)])('is a text, not %j', (value) =>
    expect(isInstant(value)).toBe(false),
  );

  it('says by its pattern what it takes, but for the calendar', () => {
    for (const text of taken) expect(new RegExp(instantPattern).test(text)).toBe(true);
    expect(new RegExp(instantPattern).test('2026-03-01T08:30:00+16:00')).toBe(false);
  });
});

describe('a date', () => {
  it.each(['2026', '2026-03', '2026-03-01', '2024-02-29', '0001'])('is %j', (text) => {
    expect(isDate(text)).toBe(true);
    expect(isDateTime(text)).toBe(true);
  });

  it.each(['', '0000', '0000-01', '2026-13', '2026-00', '2026-02-29', '2026-3', '2026-03-01T00:00:00', '26', '2026-03-1', '2026-03-01\n'])(
    'is not %j',
    (text) => expect(isDateTime(text)).toBe(false),
  );
});

describe('an instant on record', () => {
  it.each([
    ['2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00.000000Z'],
    ['2026-03-01t09:00:00z', '2026-03-01T09:00:00.000000Z'],
    ['2026-03-01 09:00:00Z', '2026-03-01T09:00:00.000000Z'],
    ['2026-03-01T10:00:00+01', '2026-03-01T09:00:00.000000Z'],
    ['2026-03-01T10:00:00+0100', '2026-03-01T09:00:00.000000Z'],
    ['2026-03-01T09:00:00.1239Z', '2026-03-01T09:00:00.123900Z'],
    ['2026-03-01T09:00:00.123456789Z', '2026-03-01T09:00:00.123456Z'],
    ['2026-03-01 10:00:00.5+01', '2026-03-01T09:00:00.500000Z'],
    ['2026-03-01T08:59:60.5Z', '2026-03-01T09:00:00.500000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000000Z'],
    ['2026-03-02T01:00:00+16:00', '2026-03-01T09:00:00.000000Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
    ['0050-06-01T00:00:00Z', '0050-06-01T00:00:00.000000Z'],
    ['0000-02-29T00:00:00Z', '0001-01-01T00:00:00.000000Z'],
    ['0001-01-01T00:00:00+14:00', '0001-01-01T00:00:00.000000Z'],
    ['9999-12-31T23:59:59-14:00', '9999-12-31T23:59:59.999999Z'],
  ])('%s is %s in UTC', (text, utc) => {
    expect(utcOf(text)).toBe(utc);
    expect(isInstant(utc)).toBe(true);
  });

  it.each([
    ['2026-03-01T10:00:00.999999+01:00', Date.parse('2026-03-01T09:00:00.999Z')],
    ['2026-03-01T08:59:60.5Z', Date.parse('2026-03-01T09:00:00.500Z')],
  ])('%s has milliseconds', (text, ms) => expect(instantMs(text)).toBe(ms));

  it.each(['', 'today', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-03-01T25:00:00Z', '2026-03-01T00:00:61Z', '2026-03-01'])(
    '%j is none',
    (text) => {
      expect(() => instantMs(text)).toThrow(RangeError);
      expect(() => utcOf(text)).toThrow(RangeError);
    },
  );

  it('sorts by its text in UTC', () => {
    const texts = ['2026-03-01T09:00:00.000001Z', '2026-03-01T10:00:00+01:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9Z'];
    const sorted = texts.map(utcOf).toSorted();
    expect(sorted).toEqual(texts.toSorted((a, b) => instantMs(a) - instantMs(b) || (a < b ? 1 : -1)).map(utcOf));
  });

  it('is in the order of its text in UTC', () => {
    const part = fc.constantFrom(
      '0000-12-31T23:59:59', '0001-01-01T00:00:00', '0001-01-01T10:00:00', '2026-03-01T08:59:59', '2026-03-01T08:59:60', '2026-03-01T09:00:00',
      '2026-03-01T10:00:00', '9999-12-31T12:00:00', '9999-12-31T23:59:59',
    ); // prettier-ignore
    const fraction = fc.constantFrom('', '.0', '.1', '.001', '.000001', '.0000019', '.999', '.999999', '.999999999');
    const zone = fc.constantFrom('Z', 'z', '+01:00', '-01:00', '+14:00', '-14:00', '+01', '-0100');
    const instant = fc.tuple(part, fraction, zone).map((parts) => parts.join(''));
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [first, second] = [utcOf(a), utcOf(b)];
        expect(Math.sign(compareInstants(a, b))).toBe(first < second ? -1 : Number(first > second));
      }),
      { numRuns: 2000 },
    );
  });
});
