import { withOrigin, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

const topic = 'death';

/** That the person died. */
export const death: Concept = {
  prefix: topic,
  reads: { 'patient.deceased': (data) => [{ topic, slot: 'deceased', value: data }] },
};

/** As it was recorded; without that, as the details of the person say. */
export function deceasedSection(facts: TopicFacts | undefined, identity: TopicFacts | undefined): Record<string, unknown> | null {
  const recorded = facts?.['deceased'];
  if (recorded) return withOrigin(recorded);
  const detail = identity?.['deceased'];
  return detail ? withOrigin({ ...detail, value: { deceasedAt: detail.value } }) : null;
}
