import { describe, expect, it } from '@jest/globals';
import {
  buildMessage,
  buildSegments,
  components,
  escapeFormattedText,
  fitText,
  formatNumber,
  formatTimestamp,
  formattedText,
  noValue,
  parseMessage,
  parseTimestamp,
  repetitions,
  segment,
  serialiseMessage,
  splitFormattedText,
  standardDelimiters,
  subcomponents,
  type FieldValue,
} from './index.js';

function pid(fields: Record<number, FieldValue>): string {
  const text = serialiseMessage(buildMessage([segment('MSH', { 10: '1' }), segment('PID', fields)]));
  expect(text.split('\r')).toHaveLength(3);
  return text.split('\r')[1]!;
}

describe('building a message', () => {
  it('places fields by number and trims what is empty at the end', () => {
    expect(pid({ 1: 1, 3: 'X', 9: undefined })).toBe('PID|1||X');
    expect(pid({ 5: components('Doe', 'Ann', undefined, '') })).toBe('PID|||||Doe^Ann');
    expect(pid({ 3: components('X', undefined, undefined, subcomponents(undefined, '1.2', 'ISO')) })).toBe('PID|||X^^^&1.2&ISO');
    expect(pid({ 3: repetitions([components('X'), undefined, 'Y']) })).toBe('PID|||X~Y');
    expect(pid({ 7: noValue })).toBe('PID|||||||""');
  });

  it('escapes every leaf', () => {
    expect(pid({ 5: 'a|b^c~d\\e&f' })).toBe('PID|||||a\\F\\b\\S\\c\\R\\d\\E\\e\\T\\f');
    expect(pid({ 5: 'a\r\nPID|2' })).toBe('PID|||||a\\X0D\\\\X0A\\PID\\F\\2');
    expect(pid({ 5: '\u000b\u001c' })).toBe('PID|||||\\X0B\\\\X1C\\');
    expect(pid({ 5: formattedText('one\r\ntwo|\n\nthree') })).toBe('PID|||||one\\.br\\two\\F\\\\.br\\\\.br\\three');
  });

  it('writes a text of two quotes so that nobody takes it for "delete"', () => {
    for (const text of ['""', formattedText('""'), components('""'), components(subcomponents('""'))]) {
      const built = pid({ 5: text });
      expect(built).not.toContain('|""');
      expect(parseMessage(`MSH|^~\\&\r${built}\r`).first('PID')!.value(5)).toBe('""');
    }
    expect(pid({ 5: components(noValue, subcomponents(noValue, 7)) })).toBe('PID|||||""^""&7');
  });

  it('is made of segments that end with CR, under the delimiters that are given', () => {
    const pieces = [segment('PID', { 1: 1, 3: components('a', 'b') }), segment('EVN', {})];
    expect(buildSegments(pieces)).toBe('PID|1||a^b\rEVN\r');
    const other = { field: '$', component: '%', repetition: '*', escape: '!', subcomponent: '@', truncation: '#' };
    expect(buildSegments(pieces, other)).toBe('PID$1$$a%b\rEVN\r');
    const message = buildMessage([segment('MSH', { 3: 'a#b|c', 10: '1' }), ...pieces], other);
    expect(serialiseMessage(message)).toBe('MSH$%*!@#$a!P!b|c$$$$$$$1\rPID$1$$a%b\rEVN\r');
    expect(pid({ 5: 'a#b' })).toBe('PID|||||a#b');
    expect(serialiseMessage(buildMessage([segment('MSH', {})]))).toBe('MSH|^~\\&\r');
  });

  it('escapes every control character, and no other', () => {
    expect(pid({ 5: '\u0000\u001f\u007f' })).toBe('PID|||||\\X00\\\\X1F\\\\X7F\\');
    expect(pid({ 5: ' }\u0080ÿ' })).toBe('PID||||| }\u0080ÿ');
  });

  it('reads back any text that it wrote', () => {
    const alphabet = [
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '\n',
      '\u0000',
      '\u001c',
      'F',
      'X',
      'E',
      'S',
      '.br',
      '0D',
      '"',
      'ä',
      '字',
      '😀',
      ' ',
      'a',
    ];
    let seed = 42;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let n = 0; n < 3000; n += 1) {
      const text = Array.from({ length: 1 + next(12) }, () => alphabet[next(alphabet.length)]).join('');
      const message = buildMessage([
        segment('MSH', { 3: text }),
        segment('PID', { 3: components('a', subcomponents('b', text)), 5: text }),
      ]);
      const read = parseMessage(serialiseMessage(message));
      expect(read.segments).toHaveLength(2);
      expect(read.header.value(3)).toBe(text);
      expect(read.first('PID')!.value(5)).toBe(text);
      expect(read.first('PID')!.value(3, { component: 2, subcomponent: 2 })).toBe(text);
    }
  });

  it('begins with MSH', () => {
    expect(() => buildMessage([segment('PID', {})])).toThrow(expect.objectContaining({ name: 'Hl7Error', code: 'header-missing' }));
    expect(() => buildMessage([])).toThrow(expect.objectContaining({ code: 'header-missing' }));
  });
});

describe('texts that are too long', () => {
  const length = (text: string) => escapeFormattedText(text, standardDelimiters).length;

  it.each<[string, number]>([
    ['short', 32],
    ['a text of some words, cut behind its blanks', 20],
    ['x'.repeat(100), 32],
    ['a|b^c~d\\e&f'.repeat(30), 32],
    ['one line\r\nand another\nand a third\r'.repeat(9), 40],
    ['\r\n'.repeat(40), 12],
    ['\u{1f600}'.repeat(40), 7],
    ['\r\n\u0001|\u{1f600}\\a'.repeat(4), 5],
  ])('are cut into parts that fit when they are escaped: %j to %i', (text, max) => {
    const parts = splitFormattedText(text, max, standardDelimiters);
    expect(parts.join('')).toBe(text);
    for (const part of parts) {
      expect(part).not.toBe('');
      expect(length(part)).toBeLessThanOrEqual(max);
      expect(part.isWellFormed()).toBe(true);
      expect(part.endsWith('\r')).toBe(part.endsWith('\r') && text.endsWith(part));
    }
    if (length(text) <= max) expect(parts).toEqual([text]);
  });

  it.each([4, 1, 0, -1, Number.NaN])('are refused parts of %d characters, which not every escaped character fits in', (max) => {
    for (const text of ['\u0001', 'a', ''])
      expect(() => splitFormattedText(text, max, standardDelimiters)).toThrow(expect.objectContaining({ name: 'RangeError' }));
  });

  it('are cut behind a blank or a line break', () => {
    expect(splitFormattedText('one two three four', 10, standardDelimiters)).toEqual(['one two ', 'three four']);
    expect(splitFormattedText('one two\nthree', 14, standardDelimiters)).toEqual(['one two\n', 'three']);
    expect(splitFormattedText('one\ntwo three', 14, standardDelimiters)).toEqual(['one\ntwo ', 'three']);
  });

  it('are cut where they are full when the blank stands far before', () => {
    expect(splitFormattedText('abcd efghijklmn', 10, standardDelimiters)).toEqual(['abcd efghi', 'jklmn']);
    expect(splitFormattedText('abcde fghijklmn', 10, standardDelimiters)).toEqual(['abcde ', 'fghijklmn']);
  });

  it('lose their end where there is room for the beginning only', () => {
    expect(fitText('abc', 3, standardDelimiters)).toBe('abc');
    expect(fitText('abcd', 3, standardDelimiters)).toBe('abc');
    expect(fitText('ab|d', 4, standardDelimiters)).toBe('ab');
    expect(fitText('a\u{1f600}', 2, standardDelimiters)).toBe('a');
  });
});

describe('numbers (NM)', () => {
  it.each([
    [0, '0'],
    [-0.5, '-0.5'],
    [1e21, '1000000000000000000000'],
    [1.5e21, '1500000000000000000000'],
    [1e-7, '0.0000001'],
    [-2.5e-9, '-0.0000000025'],
    [1.25e-17, '0.0000000000000000125'],
    [-1.234e25, '-12340000000000000000000000'],
    [1e-10, '0.0000000001'],
    [36.6, '36.6'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
    expect(Number(text)).toBe(value);
  });
  it('has no place for what is no number', () => {
    for (const value of [Number.NaN, Infinity, -Infinity])
      expect(() => formatNumber(value)).toThrow(expect.objectContaining({ name: 'Hl7Error', code: 'number-malformed' }));
  });
});

describe('times (TS)', () => {
  it.each([
    ['2026-03-01T08:00:05+01:00', '20260301080005+0100'],
    ['2026-03-01T08:00:05-05:00', '20260301080005-0500'],
    ['2026-03-01T08:00:05Z', '20260301080005+0000'],
    ['2026-03-01T08:00:05.123456Z', '20260301080005.1234+0000'],
    ['2026-03-01T08:00:05.100Z', '20260301080005.1+0000'],
    ['2026-03-01T08:00:05.1010Z', '20260301080005.101+0000'],
    ['2026-03-01T08:00:05.00009Z', '20260301080005+0000'],
    ['2026-03-01T08:00:05+05:30', '20260301080005+0530'],
    ['2026-03-01T08:00:00.000000Z', '20260301080000+0000'],
    ['1941', '1941'],
    ['1941-03', '194103'],
    ['1941-03-09', '19410309'],
    // Forms of former doors: in UTC, as receivers refuse second 60 and offsets beyond 14 hours.
    ['2016-12-31T23:59:60Z', '20170101000000+0000'],
    ['2026-03-01T08:00:00+0100', '20260301070000+0000'],
    ['2026-03-01 08:00:00.25z', '20260301080000.25+0000'],
    ['2026-03-02T00:00:05+16:00', '20260301080005+0000'],
  ])('%s is written %s', (text, timestamp) => {
    expect(formatTimestamp(text)).toBe(timestamp);
  });

  it.each([
    ['20260301080005-0500', '2026-03-01T08:00:05-05:00'],
    ['202603010800+0100', '2026-03-01T08:00:00+01:00'],
    ['20260301080005.1234+0000', '2026-03-01T08:00:05.1234+00:00'],
    ['2026030108+0100', '2026-03-01T08:00:00+01:00'],
    ['20260301080005.1+0000', '2026-03-01T08:00:05.1+00:00'],
    ['19410309', '1941-03-09'],
    ['19410309+0100', '1941-03-09'],
    ['194103', '1941-03'],
    ['1941', '1941'],
  ])('%s is read as %s', (timestamp, text) => {
    expect(parseTimestamp(timestamp)).toBe(text);
  });

  it.each([
    '',
    '20260230',
    '202602300800+0100',
    '20260301240000+0100',
    '20161231235960+0000',
    '20260301080005+1600',
    '0000',
    '202',
    '20263',
    'x20260301',
    '20260301x',
    '20260301080005.+0100',
    '20260301080005.12345+0100',
    '20260301080005.1+01',
    '20260301080005.1+01000',
    '20260301080005 +0100',
    '2026-03-01',
  ])('%j is no time', (timestamp) =>
    expect(() => parseTimestamp(timestamp)).toThrow(expect.objectContaining({ name: 'Hl7Error', code: 'timestamp-malformed' })),
  );

  it('takes an unstated offset from the message, and guesses none', () => {
    expect(parseTimestamp('20260301080005', '+0100')).toBe('2026-03-01T08:00:05+01:00');
    expect(parseTimestamp('20260301080005-0500', '+0100')).toBe('2026-03-01T08:00:05-05:00');
    expect(parseTimestamp('20260301', '+0100')).toBe('2026-03-01');
    for (const work of [() => parseTimestamp('20260301080005'), () => formatTimestamp('2026-03-01T08:00:05'), () => formatTimestamp('')])
      expect(work).toThrow(expect.objectContaining({ name: 'Hl7Error', code: 'timestamp-malformed' }));
  });
});
