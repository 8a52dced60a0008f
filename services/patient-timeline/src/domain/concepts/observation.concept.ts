import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { withOrigin } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

type Observation = ClinicalEventData['observation.recorded'];

/**
 * Kinds that a carer needs at the bedside. The others (laboratory, imaging …) stand in the timeline and are counted.
 */
const atTheBedside: ReadonlySet<Observation['category']> = new Set<Observation['category']>([
  'vital-signs', 'fluid-balance', 'nutrition', 'sleep', 'mood', 'pain', 'skin', 'behaviour', 'weight',
]); // prettier-ignore

/** The last observation of each code, of any kind: a weight is a weight, as a vital sign too. */
export const observation: Concept = {
  prefix: 'observation',
  reads: {
    // That nothing was measured is in the timeline: it does not take the place of what was measured last.
    'observation.recorded': (data) =>
      atTheBedside.has(data.category) && isMeasured(data)
        ? [{ topic: `observation/${conceptKey(data.code)}`, slot: 'last', value: reading(data) }]
        : [],
  },
  /** By code, so that a carer finds the pulse in the same place every time. */
  shows: ({ last }) => {
    if (!last) return [];
    const { category, code } = last.value as Observation;
    const section = category === 'vital-signs' ? 'vitalSigns' : 'observations';
    return [{ section, rank: [conceptKey(code), ...newest(last)], value: withOrigin(last) }];
  },
};

const isMeasured = (data: Observation): boolean => Object.keys(data).some((member) => /^(?:value.*|components)$/.test(member));

const members = /^(?:category|code|status|value.*|components|interpretation|bodySite|happened)$/;

/** A note belongs to the timeline. */
function reading(data: Observation): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([member]) => members.test(member)));
}
