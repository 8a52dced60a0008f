import { factsOfKind, slotOf, stated, type Fact, type TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';

const topic = 'merge';

/**
 * Two records of one person: the one that ended names the one in which to go on, and that one names those that it
 * replaces. Both stay readable.
 */
export const merge = {
  prefix: topic,
  reads: {
    'patient.merged': ({ link, otherPatientId, reason }) => {
      const patientId = otherPatientId.toLowerCase();
      return [{ topic, slot: link === 'replaced-by' ? link : slotOf(link, patientId), value: stated({ patientId, reason }) }];
    },
  },
} as const satisfies ConceptReading;

/** The record in which to go on. */
export function replacementIn(facts: TopicFacts): Fact | undefined {
  return facts['replaced-by'];
}

/** The records that this one replaces, in stream order. */
export function replacedIn(facts: TopicFacts): Fact[] {
  return factsOfKind(facts, 'replaces');
}
