import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Observation = ClinicalEventData['observation.recorded'];

/** Vital signs: the last of each code. Other observations stand in the timeline and are counted. */
export const observation: Concept = {
  types: ['observation.recorded'],
  topic: (_type, eventId, data: Observation) =>
    data.category === 'vital-signs' ? `vital-sign/${conceptKey(data.code)}` : `observation/${eventId}`,
  facts: (_type, data: Observation) => (data.category === 'vital-signs' ? [{ slot: 'last', value: reading(data) }] : []),
};

/** Code, value or components, interpretation; a note belongs to the timeline. */
function reading(data: Observation): Record<string, unknown> {
  const kept = Object.entries(data).filter(
    ([field]) => field === 'code' || field.startsWith('value') || field === 'components' || field === 'interpretation',
  );
  return Object.fromEntries(kept);
}

/** By code, so that a carer finds the pulse in the same place every time. */
export function vitalSignsSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['last'])
    .filter((fact): fact is Fact => fact !== undefined)
    .sort((a, b) => compareText(codeOf(a), codeOf(b)) || newestFirst(a, b))
    .map(withOrigin);
}

function codeOf(fact: Fact): string {
  return conceptKey((fact.value as Observation).code);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
