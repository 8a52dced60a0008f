import { idIn } from './concept-rules.js';
import type { AggregateState, Refusal, RuleEvent } from './decision.js';

/**
 * Members of the data that name another entry of the record, with the aggregate that such an entry opens. An entry of another type has opened none of
 * that name.
 */
const referenceMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'medication.administered': { prescriptionId: 'prescription' },
  'medication.not-given': { prescriptionId: 'prescription' },
  'medication.changed': { prescriptionId: 'prescription' },
  'medication.stopped': { prescriptionId: 'prescription' },
  'incident.reviewed': { incidentId: 'incident' },
  'flag.changed': { flagId: 'flag' },
  'flag.acknowledged': { flagId: 'flag' },
  'flag.cleared': { flagId: 'flag' },
  'allergy.refuted': { allergyId: 'allergy' },
  'problem.resolved': { problemId: 'problem' },
  'preference.withdrawn': { preferenceId: 'preference' },
  'plan.instruction-revised': { instructionId: 'instruction' },
  'plan.instruction-ended': { instructionId: 'instruction' },
  'plan.task-completed': { instructionId: 'instruction' },
  'document.attached': { replaces: 'document' },
  'consent.granted': { documentId: 'document' },
  'consent.withdrawn': { consentId: 'consent' },
};

interface Reference {
  id: string;
  pointer: string;
  key: string;
}

function referencesIn({ type, data }: RuleEvent): Reference[] {
  return Object.entries(referenceMembers[type] ?? {}).flatMap(([member, aggregate]) => {
    const id = idIn(data, member);
    return id === undefined ? [] : [{ id, pointer: `/${member}`, key: `${aggregate}/${id}` }];
  });
}

export function referencedKeys(event: RuleEvent): string[] {
  return referencesIn(event).map(({ key }) => key);
}

/** An entry that is referred to must be of the right type, and in force. That it exists is checked by the store. */
export function referenceRefusal(event: RuleEvent, raw: (key: string) => AggregateState): Refusal | undefined {
  for (const { id, pointer, key } of referencesIn(event)) {
    const opened = raw(key).find((effect) => effect.event === id);
    if (!opened) return { code: 'entry-type-wrong', pointer };
    if (opened.struckBy !== undefined) return { code: 'entry-struck', pointer, first: opened.struckBy };
  }
  return undefined;
}
