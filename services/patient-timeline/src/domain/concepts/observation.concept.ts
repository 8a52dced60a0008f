import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { factsOfKind, newestFirst, slotOf, withOrigin, type FactDraft } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import { readingsOf, trendsOf, trendValues } from '../trend.js';
import type { Concept } from './concept.js';

type Observation = ClinicalEventData['observation.recorded'];

/**
 * Kinds that a carer needs at the bedside. The others (laboratory, imaging …) stand in the timeline and are counted.
 */
const atTheBedside: ReadonlySet<Observation['category']> = new Set<Observation['category']>([
  'vital-signs', 'fluid-balance', 'nutrition', 'sleep', 'mood', 'pain', 'skin', 'behaviour', 'weight',
]); // prettier-ignore

/**
 * The last observation of each code, of any kind: a weight is a weight, as a vital sign too; of those that are levels
 * with the ones before.
 */
export const observation: Concept = {
  prefix: 'observation',
  reads: {
    // What was cancelled, or not measured, is in the timeline: it does not take the place of what was measured last.
    'observation.recorded': (data, { eventId }) =>
      atTheBedside.has(data.category) && isMeasured(data) ? facts(`observation/${conceptKey(data.code)}`, eventId, data) : [],
  },
  trim: (all) => {
    const levels = factsOfKind(all, 'level');
    if (levels.length <= trendValues) return all;
    const kept = levels.sort(newestFirst).slice(0, trendValues);
    return { last: all['last']!, ...Object.fromEntries(kept.map((fact) => [slotOf('level', fact.entryId), fact])) };
  },
  trimsParts: true,
  /** By code, so that a carer finds the pulse in the same place every time. */
  shows: ({ last, ...others }) => {
    if (!last) return [];
    const levels = factsOfKind(others, 'level').sort(newestFirst);
    const trend = levels[0]?.entryId === last.entryId ? trendsOf(last.value as Observation, levels) : [];
    const { category, code } = last.value as Observation;
    const section = category === 'vital-signs' ? 'vitalSigns' : 'observations';
    return [
      { section, rank: [conceptKey(code), ...newest(last)], value: { ...withOrigin(last), ...(trend.length === 0 ? {} : { trend }) } },
    ];
  },
};

function facts(topic: string, eventId: string, data: Observation): FactDraft[] {
  const levels = readingsOf(data);
  const last = { topic, slot: 'last', value: reading(data) };
  return levels.length === 0 ? [last] : [last, { topic, slot: slotOf('level', eventId), value: levels }];
}

/** A panel is measured when one of its parts is. */
const isMeasured = (data: Observation): boolean =>
  data.status !== 'cancelled' && (hasValue(data) || data.components?.some(hasValue) === true);

function hasValue(measured: object): boolean {
  for (const member in measured) if (member.startsWith('value')) return true;
  return false;
}

const members: ReadonlySet<string> = new Set(['category', 'code', 'status', 'components', 'interpretation', 'bodySite', 'happened']);

/** A note belongs to the timeline. */
function reading(data: Observation): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const member in data) if (members.has(member) || member.startsWith('value')) shown[member] = data[member as keyof Observation];
  return shown;
}
