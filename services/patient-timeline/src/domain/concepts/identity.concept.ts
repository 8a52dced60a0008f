import type { TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

const topic = 'identity';

/** Who the patient is. Each field stands for itself: an amendment of the details replaces the fields it names, as a whole. */
export const identity: Concept = {
  prefix: topic,
  reads: {
    'patient.registered': (data) => Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value, opening: true })),
    'patient.details-amended': ({ changeLog: _why, ...data }) =>
      Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value })),
  },
};

export function identitySection(facts: TopicFacts | undefined): Record<string, unknown> | null {
  if (!facts) return null;
  const fields = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, fact]) => [field, fact.value]));
}
