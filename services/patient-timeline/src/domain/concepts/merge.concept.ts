import { factsOfKind, newest, slotOf, stated, withOrigin } from '../facts.js';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

const topic = 'merge';

/**
 * Two records of one person: the one that ended names the one in which to go on, and that one names those that it
 * replaces. Both stay readable.
 */
export const merge: Concept = {
  prefix: topic,
  reads: {
    'patient.merged': ({ link, otherPatientId, reason }) => {
      const patientId = otherPatientId.toLowerCase();
      return [{ topic, slot: link === 'replaced-by' ? link : slotOf(link, patientId), value: stated({ patientId, reason }) }];
    },
  },
  shows: (facts) => [
    ...(facts['replaced-by'] ? [{ section: 'replacedBy', rank: [], value: withOrigin(facts['replaced-by']) } satisfies Shown] : []),
    ...factsOfKind(facts, 'replaces').map((fact): Shown => ({ section: 'replaces', rank: newest(fact), value: withOrigin(fact) })),
  ],
};
