import { referencesOf } from '@everchart/contracts-clinical';
import type { AggregateState, Refusal, RuleEvent } from './decision.js';
import { strikeInForce } from './effects.js';
import { entryKey } from './entry.rules.js';

/** The aggregate that an entry opens under its own id, so that others can refer to it. */
const aggregates: Readonly<Record<string, string>> = {
  'medication.prescribed': 'prescription',
  'incident.reported': 'incident',
  'flag.raised': 'flag',
  'allergy.recorded': 'allergy',
  'problem.recorded': 'problem',
  'preference.stated': 'preference',
  'plan.instruction-given': 'instruction',
  'plan.instruction-revised': 'instruction',
  'document.attached': 'document',
  'consent.granted': 'consent',
};
/**
 * Entries of which there are too many for a state each: what refers to one of them must refer to an entry of the record
 * that was not struck, and its type is not looked at.
 */
const withoutAggregate: ReadonlySet<string> = new Set(['medication.administered', 'medication.not-given']);

interface Reference {
  id: string;
  pointer: string;
  key: string;
  /** The aggregate begins with the entry; else it has its corrections alone. */
  isOpened: boolean;
}

function referencesIn({ type, data }: RuleEvent): Reference[] {
  // What these refer to may be of any type: it has rules of its own.
  if (type.startsWith('entry.')) return [];
  return referencesOf(type, data).map(({ id, pointer, types }) => {
    if (types?.every((each) => withoutAggregate.has(each))) return { id, pointer, key: entryKey(id), isOpened: false };
    const aggregate = aggregates[types?.[0] ?? ''];
    if (aggregate === undefined) throw new RangeError(`no aggregate says whether ${type}${pointer} is to an entry that counts`);
    return { id, pointer, key: `${aggregate}/${id}`, isOpened: true };
  });
}

export function referencedKeys(event: RuleEvent): string[] {
  return referencesIn(event).map(({ key }) => key);
}

/** An entry that is referred to must be of the right type, and in force. That it exists is checked by the store. */
export function referenceRefusal(event: RuleEvent, read: (key: string) => AggregateState): Refusal | undefined {
  for (const { id, pointer, key, isOpened } of referencesIn(event)) {
    if (!isOpened) {
      const first = strikeInForce(read(key));
      if (first !== undefined) return { code: 'entry-struck', pointer, first };
      continue;
    }
    // An entry of another type has opened no aggregate of that name.
    const opened = read(key).find((effect) => effect.event === id);
    if (!opened) return { code: 'entry-type-wrong', pointer };
    if (opened.struckBy !== undefined) return { code: 'entry-struck', pointer, first: opened.struckBy };
  }
  return undefined;
}
