import { conceptKey } from '@everchart/contracts-clinical';
import { newestFirst, stated, supersedes, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

/** Doses, by medicine: the last that was given, and the last that was not. What was prescribed is another concept. */
export const medication: Concept = {
  prefix: 'medication',
  reads: {
    'medication.administered': ({ medication: given, dose, route, scheduledAt, prescriptionId }) => [
      {
        topic: `medication/${conceptKey(given)}`,
        slot: 'last',
        value: stated({ medication: given, dose, route, scheduledAt, prescriptionId }),
      },
    ],
    'medication.not-given': ({ medication: notGiven, kind, reason, scheduledAt, prescriptionId, note }) => [
      {
        topic: `medication/${conceptKey(notGiven)}`,
        slot: 'not-given',
        value: stated({ medication: notGiven, kind, reason, scheduledAt, prescriptionId, note }),
      },
    ],
  },
};

/** Medicines shown, the most recent ones; the timeline has them all. */
export const medicinesShown = 20;

export function medicationSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return newest(topics.map((facts) => facts['last']));
}

/** Medicines of which the last that was said is that a dose was not given. */
export function notGivenSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return newest(
    topics.map(({ last, 'not-given': notGiven }) => (notGiven && (!last || supersedes(notGiven, last)) ? notGiven : undefined)),
  );
}

function newest(facts: readonly (Fact | undefined)[]): Record<string, unknown>[] {
  return facts
    .filter((fact) => fact !== undefined)
    .sort(newestFirst)
    .slice(0, medicinesShown)
    .map(withOrigin);
}
