import { conceptNames, type CodeableConcept } from '@everchart/contracts-clinical';
import { utcOf } from '@everchart/primitives';
import { idIn, onlyOnce, type ConceptRules } from './concept-rules.js';
import type { RuleEvent } from './decision.js';
import type { EffectInForce } from './effects.js';

/**
 * A prescription is stopped once, and changed until then. Doses are facts, independent of the prescription: see
 * `dose.rules.ts`.
 */
export const prescription: ConceptRules = {
  types: ['medication.prescribed', 'medication.changed', 'medication.stopped'],
  effects: ({ type, id, data }) => {
    if (type === 'medication.prescribed') {
      return [{ key: prescriptionKey(id), kind: 'opened', value: JSON.stringify(conceptNames(data.medication as CodeableConcept)) }];
    }
    return type === 'medication.stopped' ? [{ key: keyOf(data), kind: 'stopped' }] : [];
  },
  clash: onlyOnce({ stopped: 'prescription-stopped' }),
  check: ({ type, data, occurredAt }, read) => {
    if (type !== 'medication.changed') return undefined;
    const stopped = read(keyOf(data)).find(({ kind, at }) => kind === 'stopped' && utcOf(at) <= utcOf(occurredAt));
    return stopped && { code: 'prescription-stopped', first: stopped.event };
  },
};

export function prescriptionKey(id: string): string {
  return `prescription/${id}`;
}

/** The names of the medicine that was prescribed. */
export function medicineOf(effects: readonly EffectInForce[]): string[] {
  const opened = effects.find(({ kind }) => kind === 'opened');
  return opened?.value === undefined ? [] : (JSON.parse(opened.value) as string[]);
}

function keyOf(data: RuleEvent['data']): string {
  return prescriptionKey(idIn(data, 'prescriptionId')!);
}
