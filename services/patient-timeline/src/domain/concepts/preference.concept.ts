import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Preference = ClinicalEventData['preference.stated'];

/** Needs and wishes. With a topic, the last statement about it holds; without one, each stands for itself. */
export const preference: Concept = {
  types: ['preference.stated'],
  topic: (_type, eventId, data: Preference) => `preference/${data.category}/${data.topic ? conceptKey(data.topic) : eventId}`,
  facts: (_type, data: Preference) => [{ slot: 'statement', value: data }],
};

export function preferencesSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['statement'])
    .filter((fact): fact is Fact => fact !== undefined)
    .sort(newestFirst)
    .map(withOrigin);
}
