import { conceptKey } from '@everchart/contracts-clinical';
import { stated, withOrigin } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

/** Tasks of care: when each was done last, or could not be, for any instruction. */
export const task: Concept = {
  prefix: 'task',
  reads: {
    'plan.task-completed': ({ code, outcome = 'done', reason, scheduledAt, instructionId }, { actor }) => [
      { topic: `task/${conceptKey(code)}`, slot: 'last', value: stated({ code, outcome, reason, scheduledAt, instructionId, by: actor }) },
    ],
  },
  shows: ({ last }) => (last ? [{ section: 'tasks', rank: newest(last), value: withOrigin(last) }] : []),
};
