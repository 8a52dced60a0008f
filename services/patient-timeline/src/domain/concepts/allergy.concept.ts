import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';
import { statementsAbout } from './statements.js';

type Allergy = ClinicalEventData['allergy.recorded'];

const statements = statementsAbout('allergy', ({ value }) => conceptKey((value as Allergy).substance));

/** Allergies and intolerances: the last statement about each substance holds, until it is refuted. */
export const allergy: Concept = {
  prefix: 'allergy',
  reads: {
    'allergy.recorded': (data, { eventId }) => statements.state(eventId, data),
    'allergy.refuted': ({ allergyId }) => statements.end(allergyId),
  },
  trim: (facts) => statements.trim(facts),
};

const withdrawn: ReadonlySet<Allergy['verification']> = new Set<Allergy['verification']>(['refuted', 'entered-in-error']);

/** Active and not withdrawn; what may kill comes first. */
export function allergiesSection(facts: TopicFacts | undefined): Record<string, unknown>[] {
  return statements
    .inForce(facts)
    .filter(({ value }) => {
      const { clinicalStatus, verification } = value as Allergy;
      return clinicalStatus === 'active' && !withdrawn.has(verification);
    })
    .sort((a, b) => rank(b) - rank(a) || newestFirst(a, b))
    .map(withOrigin);
}

function rank(fact: Fact): number {
  return (fact.value as Allergy).criticality === 'high' ? 1 : 0;
}
