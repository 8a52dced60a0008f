import { describe, expect, it } from '@jest/globals';
import { UnreadableEvent } from '../domain/record.command.js';
import { formatNdjson, parseNdjson, wantsNdjson } from './ndjson.js';

const eventsOf = async (text: string | Buffer, most = 1000): Promise<readonly unknown[]> =>
  (await parseNdjson(Buffer.from(text), most)).events;

describe('NDJSON', () => {
  it('is one value per line, whatever ends the lines; blank ones are passed over', async () => {
    expect(await eventsOf('{"a":1}\n\n  \r\n{"a":"é"}\r\n[2]')).toEqual([{ a: 1 }, { a: 'é' }, [2]]);
    expect(await eventsOf('')).toEqual([]);
    expect(await eventsOf('\n\n')).toEqual([]);
  });

  it('lets a line that is not JSON, or not UTF-8, stand for itself, by its number in the body', async () => {
    const latin1 = Buffer.from('{"a":"é"}', 'latin1');
    const events = await eventsOf(Buffer.concat([Buffer.from('{"a":1}\n\n{"a":\n'), latin1, Buffer.from('\n{"a":2}\n')]));
    const noJson = (line: number) => new UnreadableEvent([{ pointer: '', message: `is not JSON (line ${line})` }]);
    expect(events).toEqual([{ a: 1 }, noJson(3), noJson(4), { a: 2 }]);
  });

  it('lets a line that two readers may read differently stand for itself', async () => {
    const fault = (pointer: string, message: string) => new UnreadableEvent([{ pointer, message: expect.stringContaining(message) as unknown as string }]); // prettier-ignore
    expect(await eventsOf('{"data":{"value":72,"value":27}}\n{"a":9007199254740993}\n{"a":1}')).toEqual([
      fault('/data/value', 'more than once (line 1)'),
      fault('/a', 'a double does not hold'),
      { a: 1 },
    ]);
    expect(await eventsOf('['.repeat(3000))).toEqual([fault('/0'.repeat(64), 'levels')]);
  });

  it('skips a byte order mark', async () => {
    expect(await eventsOf('\uFEFF{"a":1}\n{"a":2}')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await eventsOf('\uFEFF\n{"a":2}')).toEqual([{ a: 2 }]);
  });

  it('reads one line more than is wanted, and then no further', async () => {
    expect(await eventsOf('1\n'.repeat(5000), 1000)).toHaveLength(1001);
  });

  it('reads long bodies to the end', async () => {
    const line = JSON.stringify({ text: 'x'.repeat(9000) });
    expect(await eventsOf(`${line}\n`.repeat(900))).toHaveLength(900);
  });

  it('comes back as it was written', async () => {
    const values = [{ a: 'line\nfeed' }, [1, null]];
    expect(await eventsOf(formatNdjson(values))).toEqual(values);
  });

  it.each([
    ['application/x-ndjson', true],
    ['application/json;q=0.5, Application/X-NDJSON; q=0.9', true],
    ['application/x-ndjson;q=0', false],
    ['application/x-ndjson;q=0.000', false],
    ['application/json', false],
    ['*/*', false],
    [undefined, false],
  ])('Accept %p: %p', (accept, wanted) => {
    expect(wantsNdjson(accept)).toBe(wanted);
  });
});
