import { withOrigin, type TopicFacts } from '../facts.js';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

const topic = 'identity';

/**
 * Who the patient is. Each field is independent: an amendment of the details replaces the fields it names, as a whole.
 */
export const identity: Concept = {
  prefix: topic,
  reads: {
    'patient.registered': (data) => Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value, opening: true })),
    'patient.details-amended': ({ changeLog: _why, ...data }) =>
      Object.entries(data).map(([slot, value]: [string, unknown]) => ({ topic, slot, value })),
  },
  shows: (facts) => [{ section: 'identity', rank: [], value: fieldsOf(facts) }, ...deathInDetails(facts)],
};

function fieldsOf(facts: TopicFacts): Record<string, unknown> {
  const fields = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, fact]) => [field, fact.value]));
}

/** Ranks behind a death that was recorded as such. */
function deathInDetails({ deceased }: TopicFacts): Shown[] {
  if (!deceased) return [];
  return [{ section: 'deceased', rank: [0], value: withOrigin({ ...deceased, value: { deceasedAt: deceased.value } }) }];
}
