import { deathInDetails, fieldsOf, identity as reading, originsOf, withOrigin, type StatedDeath } from '@everchart/clinical-facts';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

export const identity: Concept = {
  ...reading,
  shows: (facts) => [
    { section: 'identity', rank: [], value: { ...fieldsOf(facts), origins: originsOf(facts) } },
    ...shownDeath(deathInDetails(facts)),
  ],
};

export function shownDeath(death: StatedDeath | undefined): Shown[] {
  return death ? [{ section: 'deceased', rank: [death.weight], value: withOrigin(death.fact) }] : [];
}
