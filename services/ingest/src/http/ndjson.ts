import { setImmediate } from 'node:timers/promises';
import { readJsonInTurns } from '@everchart/primitives';
import { UnreadableEvent } from '../domain/record.command.js';

export const ndjsonType = 'application/x-ndjson';

/** A body of one event per line. */
export class NdjsonBatch {
  constructor(readonly events: readonly unknown[]) {}
}

/** Bytes that are parsed before other requests get their turn: about 2 ms. */
const sliceBytes = 256 * 1024;
const lineFeed = 0x0a;

/**
 * One event per line; blank lines are passed over, and a line that is not JSON is kept as it is.
 * @param most lines that are wanted; one more is read, to tell that there are too many, and then no further
 */
export async function parseNdjson(body: Buffer, most: number, turn: () => Promise<void> = setImmediate): Promise<NdjsonBatch> {
  const events: unknown[] = [];
  let sliceEnd = sliceBytes;
  for (let start = 0, line = 1; start < body.length && events.length <= most; line += 1) {
    const end = body.indexOf(lineFeed, start);
    const next = end < 0 ? body.length : end;
    const event = await parseLine(body.subarray(start, next), line, turn);
    if (event !== undefined) events.push(event);
    start = next + 1;
    if (start >= sliceEnd) {
      sliceEnd = start + sliceBytes;
      await turn();
    }
  }
  return new NdjsonBatch(events);
}

async function parseLine(bytes: Buffer, line: number, turn: () => Promise<void>): Promise<unknown> {
  if (isBlank(bytes)) return undefined;
  const reading = await readJsonInTurns(bytes, { turn });
  if ('value' in reading) return reading.value;
  if ('tooLarge' in reading) return tooLargeEvent(line);
  const faults = 'faults' in reading ? reading.faults : [{ pointer: '', message: 'is not JSON' }];
  return new UnreadableEvent(faults.map(({ pointer, message }) => ({ pointer, message: `${message} (line ${line})` })));
}

/** In the place of an event that is too large to be read. */
export function tooLargeEvent(line?: number): UnreadableEvent {
  return new UnreadableEvent([{ pointer: '', message: line === undefined ? 'is too large' : `is too large (line ${line})` }]);
}

/** White space, or a byte order mark. */
function isBlank(bytes: Buffer): boolean {
  return bytes[0] !== 0x7b && bytes.toString().trim() === '';
}

/** Whether results are wanted one per line. */
export function wantsNdjson(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return type === ndjsonType && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

export function formatNdjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
