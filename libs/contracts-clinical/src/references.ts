import { catalogue } from './catalogue.js';
import type { ClinicalEventType } from './generated/event-data.js';

/** What one event says of another one of the same patient. */
export interface Reference {
  /** Id of the event that is referred to, in lower case. */
  id: string;
  /** JSON Pointer to the reference in the data. */
  pointer: string;
  /** The types that the event may have; absent where it may have any. */
  types?: readonly ClinicalEventType[];
}

/**
 * The events that this one refers to: they must be in the same record already. An amendment refers to its entry and to
 * what its corrected data refers to. The same in every version of a type. Not among them: `stayId` (a stay has an id of
 * its own) and what names another patient's record.
 */
export function referencesOf(type: string, data: Readonly<Record<string, unknown>>): Reference[] {
  const own = (members.get(type) ?? []).flatMap(({ member, types }) => {
    const value = data[member];
    return typeof value === 'string' ? [{ id: value.toLowerCase(), pointer: `/${member}`, ...(types.length > 0 ? { types } : {}) }] : [];
  });
  return type === 'entry.amended' ? [...own, ...amendedReferences(data)] : own;
}

/** An entry that corrects or strikes another one is struck, not amended: so this goes one step deep. */
function amendedReferences({ type, data }: Readonly<Record<string, unknown>>): Reference[] {
  if (typeof type !== 'string' || type.startsWith('entry.') || typeof data !== 'object' || data === null) return [];
  return referencesOf(type, data as Record<string, unknown>).map((reference) => ({ ...reference, pointer: `/data${reference.pointer}` }));
}

const members = new Map(
  Object.entries(catalogue).map(([type, { references = {} }]) => [
    type,
    Object.entries(references).map(([member, types]) => ({ member, types })),
  ]),
);
