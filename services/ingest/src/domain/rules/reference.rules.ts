import { referencesOf } from '@everchart/contracts-clinical';
import type { AggregateState, Refusal, RuleEvent } from './decision.js';

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

interface Reference {
  id: string;
  pointer: string;
  key: string;
}

function referencesIn({ type, data }: RuleEvent): Reference[] {
  // What these refer to may be of any type: it has rules of its own.
  if (type.startsWith('entry.')) return [];
  return referencesOf(type, data).map(({ id, pointer, types }) => {
    const aggregate = aggregates[types?.[0] ?? ''];
    if (aggregate === undefined) throw new RangeError(`no aggregate says whether ${type}${pointer} is to an entry that counts`);
    return { id, pointer, key: `${aggregate}/${id}` };
  });
}

export function referencedKeys(event: RuleEvent): string[] {
  return referencesIn(event).map(({ key }) => key);
}

/** An entry that is referred to must be of the right type, and in force. That it exists is checked by the store. */
export function referenceRefusal(event: RuleEvent, read: (key: string) => AggregateState): Refusal | undefined {
  for (const { id, pointer, key } of referencesIn(event)) {
    // An entry of another type has opened no aggregate of that name.
    const opened = read(key).find((effect) => effect.event === id);
    if (!opened) return { code: 'entry-type-wrong', pointer };
    if (opened.struckBy !== undefined) return { code: 'entry-struck', pointer, first: opened.struckBy };
  }
  return undefined;
}
