import { merge as reading, replacedIn, replacementIn, withOrigin } from '@everchart/clinical-facts';
import { newest, type Shown } from '../sections.js';
import type { Concept } from './concept.js';

export const merge: Concept = {
  ...reading,
  shows: (facts) => {
    const replacement = replacementIn(facts);
    const replaced = replacedIn(facts).map((fact): Shown => ({ section: 'replaces', rank: newest(fact), value: withOrigin(fact) }));
    return replacement ? [{ section: 'replacedBy', rank: [], value: withOrigin(replacement) }, ...replaced] : replaced;
  },
};
