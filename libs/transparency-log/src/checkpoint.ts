import { hashLength } from './hashing.js';
import { NoteError } from './note.js';

/** What a log stands for at one moment. */
export interface Checkpoint {
  /** Name of the log, a URL without scheme. */
  origin: string;
  size: number;
  /** Root of the tree: 32 bytes. */
  root: Buffer;
  /** Which of the log's checkpoints it is, from 1: so it shows when others are gone. An extension line. */
  number?: number;
}

/** The text that is signed. Source: C2SP tlog-checkpoint. */
export function formatCheckpoint({ origin, size, root, number }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n${number === undefined ? '' : `number ${number}\n`}`;
}

/** The exact inverse of {@link formatCheckpoint}. @throws NoteError `checkpoint-malformed` */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size, root = '', extension = ''] = text.split('\n');
  const number = /^number (\d{1,15})$/.exec(extension)?.[1];
  const checkpoint = {
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    ...(number === undefined ? {} : { number: Number(number) }),
  };
  const whole = origin !== '' && Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0 && checkpoint.root.length === hashLength;
  if (!whole || formatCheckpoint(checkpoint) !== text) {
    throw new NoteError('checkpoint-malformed', 'the text is not an origin, a size and a root hash, each on its line');
  }
  return checkpoint;
}
