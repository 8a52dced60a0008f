import { death as reading, deathRecorded, deathReplaced } from '@everchart/clinical-facts';
import type { Concept } from './concept.js';
import { shownDeath } from './identity.concept.js';

export const death: Concept = { ...reading, shows: (facts) => [...shownDeath(deathRecorded(facts)), ...shownDeath(deathReplaced(facts))] };
