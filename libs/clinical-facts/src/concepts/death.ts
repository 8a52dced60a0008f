import type { TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';
import type { StatedDeath } from './identity.js';

const topic = 'death';

/** That the person died. What the details of the person say of it counts only without this. */
export const death = {
  prefix: topic,
  reads: { 'patient.deceased': (data) => [{ topic, slot: 'deceased', value: data }] },
} as const satisfies ConceptReading;

export function deathRecorded({ deceased }: TopicFacts): StatedDeath | undefined {
  return deceased && { weight: 1, fact: deceased };
}
