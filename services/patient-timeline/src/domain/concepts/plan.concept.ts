import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { stated, withOrigin, type FactDraft } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

type Instruction = ClinicalEventData['plan.instruction-given'];

const topicOf = (instructionId: string): string => `plan/${instructionId.toLowerCase()}`;

/**
 * Instructions of the care plan, until they end: by their end, or by the revision that takes their place and is an
 * instruction itself.
 */
export const plan: Concept = {
  prefix: 'plan',
  reads: {
    'plan.instruction-given': (data, { eventId }) => instruction(eventId, data),
    'plan.instruction-revised': ({ instructionId, changeLog, ...data }, { eventId }) => [
      { topic: topicOf(instructionId), slot: 'ended', value: {} },
      ...instruction(eventId, data, { revises: instructionId.toLowerCase(), revisionReason: changeLog.reason }),
    ],
    'plan.instruction-ended': ({ instructionId }) => [{ topic: topicOf(instructionId), slot: 'ended', value: {} }],
    'plan.task-completed': ({ instructionId, code, outcome = 'done', scheduledAt }, { actor }) =>
      instructionId === undefined
        ? []
        : [{ topic: topicOf(instructionId), slot: 'last-task', value: stated({ code, outcome, scheduledAt, by: actor }) }],
  },
  settled: (facts) => 'ended' in facts,
  shows: ({ instruction: given, ended, 'last-task': lastTask }) =>
    given && !ended
      ? [
          {
            section: 'plan',
            rank: newest(given),
            value: { ...withOrigin(given), ...(lastTask ? { lastTask: withOrigin(lastTask) } : {}) },
          },
        ]
      : [],
};

function instruction(eventId: string, data: Instruction, revision: Record<string, unknown> = {}): FactDraft[] {
  const open = data.status === 'active' || data.status === 'on-hold';
  return open ? [{ topic: topicOf(eventId), slot: 'instruction', value: { ...data, ...revision } }] : [];
}
