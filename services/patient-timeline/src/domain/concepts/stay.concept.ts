import { originOf, originsOf, stay as reading, stayIn, type Fact, type Stay } from '@everchart/clinical-facts';
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
    if (standing?.state !== 'open') return [];
    const { stay: shown, admitted, moved, attended } = standing;
    const value = { ...shown, ...originOf(admitted), ...(moved ? moves(shown, moved, attended) : {}) };
    return [{ section: 'currentStay', rank: newest(admitted), value }];
  },
};

function moves({ transfer }: Stay, moved: Fact, attended: Fact | undefined): Record<string, unknown> {
  return { transfer: { ...transfer, ...originOf(moved) }, origins: originsOf({ location: moved, attending: attended }) };
}
