import { hashLength } from './hashing.js';
import { NoteError } from './note.js';

/** What a log stands for at one moment. */
export interface Checkpoint {
  /** Name of the log, a URL without scheme. */
  origin: string;
  size: number;
  /** Root of the tree: 32 bytes. */
  root: Buffer;
}

/** The text that is signed. Source: C2SP tlog-checkpoint. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/**
 * The exact inverse of {@link formatCheckpoint}; extension lines are not known here. @throws NoteError
 * `checkpoint-malformed`
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size, root = ''] = text.split('\n');
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64') };
  const whole = origin !== '' && Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0 && checkpoint.root.length === hashLength;
  if (!whole || formatCheckpoint(checkpoint) !== text) {
    throw new NoteError('checkpoint-malformed', 'the text is not an origin, a size and a root hash, each on its line');
  }
  return checkpoint;
}
