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
  const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  const root = match && Buffer.from(match[3]!, 'base64');
  if (!match || root?.length !== hashLength || root.toString('base64') !== match[3]) {
    throw new NoteError('checkpoint-malformed', 'the text is not an origin, a size and a root hash, each on its line');
  }
  return { origin: match[1]!, size: Number(match[2]), root };
}
