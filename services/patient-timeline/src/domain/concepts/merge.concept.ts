import { factsOfKind, newestFirst, slotOf, stated, withOrigin, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

const topic = 'merge';

/** Two records of one person: the one that ended names the one in which to go on, and that one names those that it replaces. Both stay readable. */
export const merge: Concept = {
  prefix: topic,
  reads: {
    'patient.merged': ({ link, otherPatientId, reason }) => {
      const patientId = otherPatientId.toLowerCase();
      return [{ topic, slot: link === 'replaced-by' ? link : slotOf(link, patientId), value: stated({ patientId, reason }) }];
    },
  },
};

export function replacedBySection(facts: TopicFacts | undefined): Record<string, unknown> | null {
  const fact = facts?.['replaced-by'];
  return fact ? withOrigin(fact) : null;
}

export function replacesSection(facts: TopicFacts | undefined): Record<string, unknown>[] {
  return factsOfKind(facts ?? {}, 'replaces')
    .sort(newestFirst)
    .map(withOrigin);
}
