import type { Queryable } from '@everchart/postgres';
import { emptyRoot, parseCheckpoint } from '@everchart/transparency-log';
import { certificateStore, type LogPoint } from '../infrastructure/certificate.store.js';

/** The newest checkpoint; of a log that has none: of the empty tree. */
export async function newestPoint(db: Queryable, org: string): Promise<LogPoint> {
  const note = await certificateStore.newestCheckpoint(db, org);
  if (note === undefined) return { size: 0, root: emptyRoot.toString('hex') };
  const { size, root } = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  return { size, root: root.toString('hex') };
}
