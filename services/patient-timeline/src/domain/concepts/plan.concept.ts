import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Instruction = ClinicalEventData['plan.instruction-given'];

/** Instructions of the care plan: each stands for itself. */
export const plan: Concept = {
  types: ['plan.instruction-given'],
  topic: (_type, eventId) => `plan/${eventId}`,
  facts: (_type, data: Instruction) =>
    data.status === 'active' || data.status === 'on-hold' ? [{ slot: 'instruction', value: data }] : [],
};

export function planSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['instruction'])
    .filter((fact): fact is Fact => fact !== undefined)
    .sort(newestFirst)
    .map(withOrigin);
}
