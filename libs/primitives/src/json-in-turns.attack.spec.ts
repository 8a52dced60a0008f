import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonElementsMax, jsonValuesMax, readJson, readJsonInTurns } from './index.js';

const mebibyte = 1024 * 1024;
/** As many of it as have so many bytes, with commas between them. */
const many = (unit: string, bytes: number): string => `${unit},`.repeat(Math.ceil(bytes / (unit.length + 1))).slice(0, -1);
const event = JSON.stringify({
  patientId: '3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f',
  data: { text: 'slept well: "so, so" {[ '.repeat(30), n: 1.5 },
});
const events = (bytes: number): string => many(event, bytes);

/** Counts the turns that others get while it is read. */
async function turnsWhile(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let goesOn = true;
  const next = (): void => {
    turns += 1;
    if (goesOn) setImmediate(next);
  };
  setImmediate(next);
  await work;
  goesOn = false;
  return turns;
}

describe('a large body', () => {
  it.each([
    ['a list', `[${events(8 * mebibyte)}]`],
    ['a list in an object', `{"events":[${events(8 * mebibyte)}]}`],
    ['two lists', ` {"a":[${events(mebibyte)}] , "b": [${events(mebibyte)}],"c":[],"d":[ ],"e":{"f":[1]}}`],
  ])('that is %s is read as by JSON.parse, and others get their turns', async (_, text) => {
    let reading: unknown;
    const turns = await turnsWhile(readJsonInTurns(Buffer.from(text)).then((read) => (reading = read)));
    expect(turns).toBeGreaterThan((2 * text.length) / (256 * 1024));
    expect(reading).toEqual({ value: JSON.parse(text) as unknown });
  });

  it.each([
    ['of one object of small members', `[{${Array.from({ length: 80_000 }, (_, n) => `"k${n}":0`).join(',')}}]`],
    ['of one member of eight megabytes', `{"a":{"b":"${'x'.repeat(8 * mebibyte)}"}}`],
    ['of one text of eight megabytes', `"${'x'.repeat(8 * mebibyte)}"`],
    ['of numbers in numbers', `[[${many('1e400', mebibyte)}]]`],
    ['of empty lists without end', `[${many('[]', 8 * mebibyte)}]`],
    ['of lists in many members', `{${Array.from({ length: 400 }, (_, n) => `"k${n}":[${many('0', 10_000)}]`).join(',')}}`],
  ])('%s is refused unread', async (_, text) => expect(await readJsonInTurns(Buffer.from(text))).toEqual({ tooLarge: true }));

  it('has one element that is too large: the others are read', async () => {
    const values = Array.from({ length: 3 }, () => ({ text: 'x'.repeat(500_000) }));
    const text = JSON.stringify([
      values[0],
      { text: 'x'.repeat(2 * mebibyte) },
      values[1],
      Array.from({ length: 20_000 }, () => 1_000_000),
    ]);
    const reading = await readJsonInTurns(Buffer.from(text), { elementTooLarge: () => 'too large' });
    expect(reading).toEqual({ value: [values[0], 'too large', values[1], 'too large'] });
  });

  it('is refused by its place where two readers may differ, and no more is read', async () => {
    const twice = '{"a":1,"a":2}';
    const among = (place: number): string => [...Array<string>(place).fill(event), twice, event].join(',');
    const message = 'is there more than once';
    expect(await readJsonInTurns(Buffer.from(`[${among(2000)}]`))).toEqual({ faults: [{ pointer: '/2000/a', message }] });
    expect(await readJsonInTurns(Buffer.from(`{"x":1,"ev/s":[${among(2000)}]}`))).toEqual({
      faults: [{ pointer: '/ev~1s/2000/a', message }],
    });
    const all = await readJsonInTurns(Buffer.from(`[${many(twice, 200_000)}]`));
    expect((all as { faults: unknown[] }).faults).toHaveLength(20);
    expect(await readJsonInTurns(Buffer.from(`{"a":[${events(100_000)}],"a":[]}`))).toEqual({ faults: [{ pointer: '/a', message }] });
  });

  it.each(['[%,]', '[,%]', '[%,,1]', '[%', '[%]]', '[%}', '{"a":[%]', '{"a":[%],}', '{"a":[%] "b":1}', '[%] 1', '{"a":[%]}{}', '[%,1 2]', '[%,{]}]', '{"a":[%]],"b":[[1]}', '[%]\u0000'])(
    'that is %j is no JSON',
    async (form) => expect(await readJsonInTurns(Buffer.from(form.replace('%', events(100_000))))).toEqual({ malformed: true }),
  ); // prettier-ignore

  it('that is nested without end is refused for that, by its place', async () => {
    const deep = `${'['.repeat(600_000)}${']'.repeat(600_000)}`;
    const message = 'is nested in more than 64 levels';
    expect(await readJsonInTurns(Buffer.from(`[1,${deep}]`))).toEqual({ faults: [{ pointer: '/1', message }] });
    expect(await readJsonInTurns(Buffer.from(`{"a":[{"b":${deep}}]}`))).toEqual({ faults: [{ pointer: '/a/0', message }] });
    expect(await readJsonInTurns(Buffer.from(`{"a":{"b":${deep}}}`))).toEqual({ faults: [{ pointer: '', message }] });
    expect(await readJsonInTurns(Buffer.from(`{"a":[0,{"b":${'['.repeat(200_000)}1${']'.repeat(200_000)}}]}`))).toEqual({
      faults: [{ pointer: `/a/1/b${'/0'.repeat(61)}`, message }],
    });
    expect(await readJsonInTurns(Buffer.from(`[${events(70_000)},${'{"a":'.repeat(70)}1${'}'.repeat(70)}]`))).toMatchObject({
      faults: [{ message }],
    });
  });

  it('may have white space without end around it', async () => {
    expect(await readJsonInTurns(Buffer.from(`{"a":[1]}${' \n'.repeat(mebibyte)}`))).toEqual({ value: { a: [1] } });
  });

  it('takes as many elements and values as it says', async () => {
    const text = `[${'"xxxxxxx",'.repeat(jsonElementsMax - 1)}1]`;
    expect(await readJsonInTurns(Buffer.from(text))).toHaveProperty('value');
    expect(await readJsonInTurns(Buffer.from(text.replace(']', ',1]')))).toEqual({ tooLarge: true });
    const one = `[[${'"xxxxxxx",'.repeat(jsonValuesMax - 1)}1]]`;
    expect(await readJsonInTurns(Buffer.from(one))).toHaveProperty('value');
    expect(await readJsonInTurns(Buffer.from(one.replace(']]', ',1]]')))).toEqual({ tooLarge: true });
  });

  it('is read as by the reader of small ones, whatever it is', async () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', 'true', '"a"', '"a":', ' ', '[1]', '{"a":[]}', 'é', '\n');
    const filler = ' '.repeat(70_000);
    const body = fc
      .oneof(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        fc.json(),
      )
      .map((text) => {
        const at = text.search(/[[{]/) + 1;
        return Buffer.from(text.slice(0, at) + filler + text.slice(at));
      });
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => expect(await readJsonInTurns(bytes)).toEqual(readJson(bytes))),
      { numRuns: 1000 },
    );
  });
});
