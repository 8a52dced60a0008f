import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { withOrigin } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';
import { statementsAbout } from './statements.js';

type Preference = ClinicalEventData['preference.stated'];

const statements = statementsAbout('preference', ({ value, entryId }) => {
  const { category, topic } = value as Preference;
  return topic ? `${category}/${conceptKey(topic)}` : entryId;
});

/**
 * Needs and wishes, until they are withdrawn. About something that is named, the last statement holds; without that,
 * each is independent.
 */
export const preference: Concept = {
  prefix: 'preference',
  reads: {
    'preference.stated': (data, { eventId }) => statements.state(eventId, data),
    'preference.withdrawn': ({ preferenceId }) => statements.end(preferenceId),
  },
  trim: (facts) => statements.trim(facts),
  shows: (facts) => statements.inForce(facts).map((fact) => ({ section: 'preferences', rank: newest(fact), value: withOrigin(fact) })),
};
