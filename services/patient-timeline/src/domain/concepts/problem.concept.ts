import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Problem = ClinicalEventData['problem.recorded'];

/** Problems: the last statement about each code holds. */
export const problem: Concept = {
  types: ['problem.recorded'],
  topic: (_type, _eventId, data: Problem) => `problem/${conceptKey(data.code)}`,
  facts: (_type, data: Problem) => [{ slot: 'statement', value: data }],
};

const present: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);
const withdrawn: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);

export function problemsSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['statement'])
    .filter((fact): fact is Fact => fact !== undefined)
    .filter((fact) => {
      const { clinicalStatus, verification } = fact.value as Problem;
      return present.has(clinicalStatus) && !withdrawn.has(verification);
    })
    .sort(newestFirst)
    .map(withOrigin);
}
