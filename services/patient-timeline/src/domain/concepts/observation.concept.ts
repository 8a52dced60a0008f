import { conceptKey, type ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, withOrigin, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Observation = ClinicalEventData['observation.recorded'];

/** Kinds that a carer needs at the bedside. The others (laboratory, imaging …) stand in the timeline and are counted. */
const atTheBedside: ReadonlySet<Observation['category']> = new Set<Observation['category']>([
  'vital-signs', 'fluid-balance', 'nutrition', 'sleep', 'mood', 'pain', 'skin', 'behaviour', 'weight',
]); // prettier-ignore

/** The last observation of each code, whatever its kind: a weight is a weight, as a vital sign too. */
export const observation: Concept = {
  prefix: 'observation',
  reads: {
    'observation.recorded': (data) =>
      atTheBedside.has(data.category) ? [{ topic: `observation/${conceptKey(data.code)}`, slot: 'last', value: reading(data) }] : [],
  },
};

const members = /^(?:category|code|value.*|components|interpretation|bodySite)$/;

/** A note belongs to the timeline. */
function reading(data: Observation): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([member]) => members.test(member)));
}

export function vitalSignsSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return lastReadings(topics, (category) => category === 'vital-signs');
}

export function observationsSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return lastReadings(topics, (category) => category !== 'vital-signs');
}

/** By code, so that a carer finds the pulse in the same place every time. */
function lastReadings(topics: readonly TopicFacts[], shown: (category: Observation['category']) => boolean): Record<string, unknown>[] {
  return topics
    .map((facts) => facts['last'])
    .filter((fact): fact is Fact => fact !== undefined && shown((fact.value as Observation).category))
    .sort((a, b) => compareText(codeOf(a), codeOf(b)) || newestFirst(a, b))
    .map(withOrigin);
}

function codeOf(fact: Fact): string {
  return conceptKey((fact.value as Observation).code);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
