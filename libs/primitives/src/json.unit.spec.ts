import { describe, expect, it, jest } from '@jest/globals';
import { jsonLevelsMax, parseJson, readJson } from './json.js';

const read = (text: string) => readJson(Buffer.from(text));
const nested = (levels: number, inside = '1'): string => `${'['.repeat(levels)}${inside}${']'.repeat(levels)}`;

describe('readJson', () => {
  it.each([
    '{"a":{"b":[1,{"c":"d"}]},"e":null}',
    '[]',
    '{}',
    ' {"a" : [ ] } ',
    '"a:{[1,2]:\\"}"',
    '{"a\\"b":1,"a":"\\\\"}',
    '{"__proto__":1,"a":2}',
    '[{"a":1},{"a":1}]',
    '{"a":{"a":{"a":1}}}',
    '["\\ud83d\\ude00", "\\udbff\\uDFFF", "\\ud83D\\uDE00"]',
    '"\\\\ud800"',
  ])('reads %s as JSON.parse does', (text) => expect(read(text)).toEqual({ value: JSON.parse(text) as unknown }));

  it('skips a byte order mark at the beginning', () => expect(read('\uFEFF{"a":1}')).toEqual({ value: { a: 1 } }));

  it.each([
    ['{"value":72,"value":27}', '/value'],
    ['{"data":{"v":[{"x":1,"x":1}]}}', '/data/v/0/x'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{"a/b~":1,"b":0,"a/b~":1}', '/a~1b~0'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
    ['{"":1,"":2}', '/'],
    ['[{"a":{}},{"a":{},"a":{}}]', '/1/a'],
  ])('refuses the repeated member of %s', (text, pointer) =>
    expect(read(text)).toEqual({ faults: [{ pointer, message: 'is there more than once' }] }),
  );

  it.each(['9007199254740993', '-9007199254740993', '1e400', '-1E+400', '1e-400', '0.12345678901234567890', '123456789012345678', '3.1415926535897932385'])(
    'refuses the number %s, which a double does not hold',
    (text) =>
      expect(read(`{"a":[0,${text}]}`)).toEqual({
        faults: [{ pointer: '/a/1', message: 'is a number that a double does not hold: it would be changed' }],
      }),
  ); // prettier-ignore

  it.each([
    '9007199254740992', '9007199254740991', '-9007199254740991', '0.1', '36.60', '100.000000000000000000', '1e5', '1E-5', '0e400', '1e23',
    '0.30000000000000004', '3.141592653589793', '-0', '0.000000000000000001', '100000000000000000000000', '5e-324', '1.7976931348623157e308',
  ])('reads the number %s', (text) => expect(read(`[${text}]`)).toEqual({ value: [Number(text)] })); // prettier-ignore

  it.each([
    ['{"a":"\\ud800"}', '/a', 'holds half of a character (a lone surrogate)'],
    ['{"a":"\\uDC00\\uD800"}', '/a', 'holds half of a character (a lone surrogate)'],
    ['{"b":{"x\\ud800y":1}}', '/b/x\uFFFDy', 'is a name with half of a character (a lone surrogate)'],
  ])('refuses the lone surrogate of %s', (text, pointer, message) => expect(read(text)).toEqual({ faults: [{ pointer, message }] }));

  it('reads as many levels as it allows, and no more', () => {
    expect(read(nested(jsonLevelsMax))).toEqual({ value: JSON.parse(nested(jsonLevelsMax)) as unknown });
    const message = `is nested in more than ${jsonLevelsMax} levels`;
    for (const levels of [jsonLevelsMax + 1, 3000, 1_000_000])
      expect(read(nested(levels))).toEqual({ faults: [{ pointer: '/0'.repeat(jsonLevelsMax), message }] });
    expect(read('{"a":'.repeat(3000))).toEqual({ faults: [{ pointer: '/a'.repeat(jsonLevelsMax), message }] });
  });

  it.each(['', '{', '{"a":1', '{"a":1,}', '[1,]', '{"a" 1}', 'nul', '01', '1.', '+1', '"\\x"', '"a', '{"a":1,"a":2', '{"a":1}}', "{'a':1}", '9007199254740993,', '\u00a0{}', '"\u0001"'])(
    'answers that %j is not JSON',
    (text) => expect(read(text)).toEqual({ malformed: true }),
  ); // prettier-ignore

  it('takes nothing but UTF-8', () => expect(readJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ malformed: true }));

  it('names every fault at once, and never a value', () =>
    expect(read('{"a":1,"a":2,"b":[1e999,"\\udfff"],"secret":"Edith","secret":"Abel"}')).toEqual({
      faults: [
        { pointer: '/a', message: 'is there more than once' },
        { pointer: '/b/0', message: 'is a number that a double does not hold: it would be changed' },
        { pointer: '/b/1', message: 'holds half of a character (a lone surrogate)' },
        { pointer: '/secret', message: 'is there more than once' },
      ],
    }));

  it('agrees with JSON.parse on everything that JSON.stringify writes', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const texts = ['', 'a', ':', '{', '"', '\\', '\\u', 'é', '😀', '\n', '1:2', '__proto__', '\\ud800'];
    const make = (level: number): unknown => {
      const kind = random(level > 4 ? 4 : 6);
      if (kind === 0) return texts[random(texts.length)];
      if (kind === 1) return (random(2_000_000) - 1_000_000) / 10 ** random(25);
      if (kind === 2) return random(2) === 0;
      if (kind === 3) return null;
      const size = random(5);
      if (kind === 4) return Array.from({ length: size }, () => make(level + 1));
      return Object.fromEntries(Array.from({ length: size }, () => [texts[random(texts.length)]!, make(level + 1)]));
    };
    for (let times = 0; times < 2000; times += 1) {
      const value = make(0);
      const text = JSON.stringify(value, undefined, random(3));
      expect(read(text)).toEqual({ value: JSON.parse(text) as unknown });
    }
  });
});

describe('parseJson', () => {
  const filled = (levels: number): string => nested(levels, JSON.stringify('x'.repeat(3000)));

  it('takes what JSON.parse takes, up to so many levels', () => {
    for (const text of ['1', '{"a":[1,{"b":null}]}', filled(jsonLevelsMax)]) expect(parseJson(text)).toEqual(JSON.parse(text));
    for (const text of ['', '{', `[${'1,'.repeat(2000)}`]) expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('refuses more before V8 reads it, as that can damage the heap of the process', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const broken = `${`[1,${'['.repeat(10)}`.repeat(900)}"x`;
    for (const text of [filled(jsonLevelsMax + 1), broken]) expect(() => parseJson(text)).toThrow('levels');
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });
});
