import { utcOf } from '@everchart/primitives';
import { idIn, onlyOnce, type ConceptRules } from './concept-rules.js';
import type { RuleEvent } from './decision.js';

/**
 * A prescription is stopped once, and changed until then. Doses are facts, independent of the prescription: see
 * `dose.rules.ts`.
 */
export const prescription: ConceptRules = {
  types: ['medication.prescribed', 'medication.changed', 'medication.stopped'],
  effects: ({ type, id, data }) => {
    if (type === 'medication.prescribed') return [{ key: `prescription/${id}`, kind: 'opened' }];
    return type === 'medication.stopped' ? [{ key: keyOf(data), kind: 'stopped' }] : [];
  },
  clash: onlyOnce({ stopped: 'prescription-stopped' }),
  check: ({ type, data, occurredAt }, read) => {
    if (type !== 'medication.changed') return undefined;
    const stopped = read(keyOf(data)).find(({ kind, at }) => kind === 'stopped' && utcOf(at) <= utcOf(occurredAt));
    return stopped && { code: 'prescription-stopped', first: stopped.event };
  },
};

function keyOf(data: RuleEvent['data']): string {
  return `prescription/${idIn(data, 'prescriptionId')!}`;
}
