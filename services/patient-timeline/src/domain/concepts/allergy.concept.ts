import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Allergy = ClinicalEventData['allergy.recorded'];

/** Allergies and intolerances: the last statement about each substance holds. */
export const allergy: Concept = {
  types: ['allergy.recorded'],
  topic: (_type, _eventId, data: Allergy) => `allergy/${conceptKey(data.substance)}`,
  facts: (_type, data: Allergy) => [{ slot: 'statement', value: data }],
};

const withdrawn: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);

/** Active and not withdrawn; what may kill comes first. */
export function allergiesSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['statement'])
    .filter((fact): fact is Fact => fact !== undefined)
    .filter((fact) => {
      const { clinicalStatus, verification } = fact.value as Allergy;
      return clinicalStatus === 'active' && !withdrawn.has(verification);
    })
    .sort((a, b) => rank(b) - rank(a) || newestFirst(a, b))
    .map(withOrigin);
}

function rank(fact: Fact): number {
  return (fact.value as Allergy).criticality === 'high' ? 1 : 0;
}
