import { conceptKey } from '@everchart/contracts-clinical';
import { newestFirst, stated, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

/** Tasks of care: when each was done last, or could not be, whichever instruction asked for it. */
export const task: Concept = {
  prefix: 'task',
  reads: {
    'plan.task-completed': ({ code, outcome = 'done', reason, scheduledAt, instructionId }, { actor }) => [
      { topic: `task/${conceptKey(code)}`, slot: 'last', value: stated({ code, outcome, reason, scheduledAt, instructionId, by: actor }) },
    ],
  },
};

/** Tasks shown, the most recent ones; the timeline has them all. */
export const tasksShown = 20;

export function tasksSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['last'])
    .filter((fact): fact is Fact => fact !== undefined)
    .sort(newestFirst)
    .slice(0, tasksShown)
    .map(withOrigin);
}
