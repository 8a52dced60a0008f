import { stay as reading, stayIn } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

export const stay: Concept = {
  ...reading,
  settled: (facts) => {
    const standing = stayIn(facts);
    return standing !== undefined && standing.state !== 'open';
  },
  // Of several open stays the one that began last is the current one.
  shows: (facts) => {
    const standing = stayIn(facts);
    return standing?.state === 'open' ? [{ section: 'currentStay', rank: newest(standing.admitted), value: standing.stay }] : [];
  },
};
