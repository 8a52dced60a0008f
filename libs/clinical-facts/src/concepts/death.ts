import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';
import type { StatedDeath } from './identity.js';

const topic = 'death';

/** That the person died. What the details of the person say of it counts only without this, or without its time. */
export const death = {
  prefix: topic,
  reads: { 'patient.deceased': (data) => [{ topic, slot: 'deceased', value: data }] },
} as const satisfies ConceptReading;

export function deathRecorded({ deceased }: TopicFacts): StatedDeath | undefined {
  if (!deceased) return undefined;
  const { deceasedAt } = deceased.value as ClinicalEventData['patient.deceased'];
  return { weight: deceasedAt === undefined ? 0 : 2, fact: deceased };
}
