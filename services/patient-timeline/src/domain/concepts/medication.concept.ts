import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Dose = ClinicalEventData['medication.administered'];

/** Medication given: the last dose of each. */
export const medication: Concept = {
  types: ['medication.administered'],
  topic: (_type, _eventId, data: Dose) => `medication/${conceptKey(data.medication)}`,
  facts: (_type, data: Dose) => [{ slot: 'last', value: dose(data) }],
};

function dose({ medication: given, dose: quantity, route, scheduledAt, prescriptionId }: Dose): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ medication: given, dose: quantity, route, scheduledAt, prescriptionId }).filter(([, value]) => value !== undefined),
  );
}

/** Medications shown, the most recent ones; the timeline has them all. */
export const medicationsShown = 20;

export function medicationSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['last'])
    .filter((fact): fact is Fact => fact !== undefined)
    .sort(newestFirst)
    .slice(0, medicationsShown)
    .map(withOrigin);
}
