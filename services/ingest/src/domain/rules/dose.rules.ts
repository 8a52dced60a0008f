import { conceptKey, type CodeableConcept } from '@everchart/contracts-clinical';
import { utcOf } from '@everchart/primitives';
import { idIn, onlyOnce, textIn, type ConceptRules } from './concept-rules.js';
import type { RuleEvent } from './decision.js';

/**
 * A dose that was due at a time is given once. A dose without a due time (as needed) is given as often as it is given.
 */
export const dose: ConceptRules = {
  types: ['medication.administered', 'medication.not-given'],
  effects: ({ type, data }) => {
    const key = slotOf(data);
    return key === undefined ? [] : [{ key, kind: type === 'medication.administered' ? 'given' : 'not-given' }];
  },
  clash: onlyOnce({ given: 'dose-given' }),
  check: ({ type, data, occurredAt }, read) => {
    const key = slotOf(data);
    if (key === undefined || type !== 'medication.not-given') return undefined;
    // Refused at eight and taken at nine are consistent, in either order of recording.
    const given = read(key).find((effect) => effect.kind === 'given' && utcOf(effect.at) <= utcOf(occurredAt));
    return given && { code: 'dose-given', first: given.event };
  },
};

/** `dose/<prescription, else medication>/<due time in UTC>`; undefined for a dose that was not due at a time. */
function slotOf(data: RuleEvent['data']): string | undefined {
  const scheduledAt = textIn(data, 'scheduledAt');
  if (scheduledAt === undefined) return undefined;
  const what = idIn(data, 'prescriptionId') ?? conceptKey(data.medication as CodeableConcept);
  return `dose/${what}/${utcOf(scheduledAt)}`;
}
