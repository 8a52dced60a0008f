import type { Fact, TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';

const topic = 'identity';

/**
 * Who the patient is. Each field is independent: an amendment of the details replaces the fields it names, as a whole.
 */
export const identity = {
  prefix: topic,
  reads: {
    'patient.registered': (data) => Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value, opening: true })),
    'patient.details-amended': ({ changeLog: _why, ...data }) =>
      Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value })),
  },
} as const satisfies ConceptReading;

/** The fields, in the order of their names. */
export function fieldsOf(facts: TopicFacts): Record<string, unknown> {
  const fields = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, fact]) => [field, fact.value]));
}

/** That the person died, by the details of the person. */
export function deathInDetails({ deceased }: TopicFacts): StatedDeath | undefined {
  return deceased && { weight: 2, fact: { ...deceased, value: { deceasedAt: deceased.value } } };
}

/** Of several statements of a death the one of the greatest weight holds. */
export interface StatedDeath {
  weight: number;
  /** Its value is as the data of `patient.deceased`. */
  fact: Fact;
}
