import { setImmediate as nextTurn } from 'node:timers/promises';
import { readJson } from '@everchart/primitives';
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
export async function parseNdjson(body: Buffer, most: number): Promise<NdjsonBatch> {
  const events: unknown[] = [];
  let sliceEnd = sliceBytes;
  for (let start = 0, line = 1; start < body.length && events.length <= most; line += 1) {
    const end = body.indexOf(lineFeed, start);
    const next = end < 0 ? body.length : end;
    const event = parseLine(body.subarray(start, next), line);
    if (event !== undefined) events.push(event);
    start = next + 1;
    if (start >= sliceEnd) {
      sliceEnd = start + sliceBytes;
      await nextTurn();
    }
  }
  return new NdjsonBatch(events);
}

function parseLine(bytes: Buffer, line: number): unknown {
  if (isBlank(bytes)) return undefined;
  const reading = readJson(bytes);
  if ('value' in reading) return reading.value;
  const faults = 'faults' in reading ? reading.faults : [{ pointer: '', message: 'is not JSON' }];
  return new UnreadableEvent(faults.map(({ pointer, message }) => ({ pointer, message: `${message} (line ${line})` })));
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
