import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Details = ClinicalEventData['patient.registered'] | ClinicalEventData['patient.details-amended'];

/** Who the patient is. Each field stands for itself: an amendment replaces the fields it names, as a whole. */
export const identity: Concept = {
  types: ['patient.registered', 'patient.details-amended'],
  topic: () => 'identity',
  facts: (type: string, data: Details) =>
    Object.entries(data).map(([field, value]) => ({
      slot: field,
      value: value as unknown,
      ...(type === 'patient.registered' ? { opening: true as const } : {}),
    })),
};

export function identitySection(facts: TopicFacts | undefined): Record<string, unknown> | null {
  if (!facts) return null;
  const fields = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, fact]) => [field, fact.value]));
}
