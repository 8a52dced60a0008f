import { compareInstants } from '@everchart/primitives';
import { severalCodes, keyOfCode, statesCode, type CodeQuery } from './code-key.js';
import { folded } from './persons/words.js';
import type { EntryDocument } from './rendering.js';

/** Which entries of a timeline are wanted: those that meet all that is given. */
export interface TimelineFilter {
  types?: readonly string[] | undefined;
  code?: CodeQuery | undefined;
  /** Entries about one flag. */
  flagId?: string | undefined;
  /** Entries that give a flag this colour. */
  flagColour?: string | undefined;
  actor?: string | undefined;
  facility?: string | undefined;
  /** At or after. */
  recordedFrom?: string | undefined;
  /** Before. */
  recordedTo?: string | undefined;
  /** Words that a note has, or the remark of an entry. */
  text?: string | undefined;
  /** False: without those that were struck. */
  struck?: boolean | undefined;
}

const conditions = ['types', 'code', 'flagId', 'flagColour', 'actor', 'facility', 'recordedFrom', 'recordedTo', 'text'] as const;

/** Whether anything is left out. */
export function isFiltering(filter: TimelineFilter): boolean {
  return filter.struck === false || conditions.some((name) => filter[name] !== undefined);
}

/** Whether an entry is wanted. @param entry as the timeline shows it: as amended, and marked when it was struck */
export function isWanted({ type, data, actor, facility, recordedAt, id, struck }: EntryDocument, filter: TimelineFilter): boolean {
  if (filter.types && !filter.types.includes(type)) return false;
  if (filter.struck === false && struck) return false;
  if (filter.actor !== undefined && actor !== filter.actor) return false;
  if (filter.facility !== undefined && facility !== filter.facility) return false;
  if (filter.recordedFrom !== undefined && compareInstants(recordedAt, filter.recordedFrom) < 0) return false;
  if (filter.recordedTo !== undefined && compareInstants(recordedAt, filter.recordedTo) >= 0) return false;
  const { flagId, colour } = (type.startsWith('flag.') ? (data ?? {}) : {}) as { flagId?: unknown; colour?: unknown };
  if (filter.flagColour !== undefined && colour !== filter.flagColour) return false;
  if (filter.flagId !== undefined && !isAboutFlag(type, id, flagId, filter.flagId)) return false;
  if (filter.code && !statesCode(data, filter.code)) return false;
  return filter.text === undefined || hasWords(type, data, filter.text);
}

function isAboutFlag(type: string, id: string, flagId: unknown, wanted: string): boolean {
  return (type === 'flag.raised' && id === wanted) || (typeof flagId === 'string' && flagId.toLowerCase() === wanted);
}

function hasWords(type: string, data: unknown, wanted: string): boolean {
  const { text, note } = (data ?? {}) as { text?: unknown; note?: unknown };
  const written = type === noteType ? text : note;
  if (typeof written !== 'string') return false;
  const has = folded(written);
  return wordsIn(wanted).every((word) => has.includes(word));
}

/** The words of a question, as they are compared. */
export function wordsIn(text: string): string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

export const noteType = 'note.written';

/** The keys of entries that may state the code; undefined: of any. */
export function codeKeysOf({ code }: TimelineFilter): number[] | undefined {
  return code && [keyOfCode(code.code), severalCodes];
}

/**
 * Texts that are in the JSON of every wanted entry that nothing amended: entries are rendered by this service, so a
 * member and its text are written in one way only.
 */
export function textsOfWanted({ code, flagId, flagColour, actor, facility }: TimelineFilter): string[] {
  const member = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`"${name}":${JSON.stringify(value)}`]);
  return [
    ...member('actor', actor),
    ...member('facility', facility),
    ...member('code', code?.code),
    ...member('system', code?.system),
    ...member('colour', flagColour),
    // Stated in any case of its letters, or as the id of the entry itself.
    ...(flagId === undefined ? [] : ['"type":"flag.']),
  ];
}
