import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { factsOfKind, slotOf, stated, supersedes, type Fact, type TopicFacts } from '../facts.js';
import type { ConceptReading } from '../reading.js';
import type { StatedDeath } from './identity.js';

const topic = 'death';

/**
 * That the person died. What the details of the person say of it counts only without this, or without its time; and
 * what a record knew that this one replaces, only without both.
 */
export const death = {
  prefix: topic,
  reads: {
    'patient.deceased': (data) => [{ topic, slot: 'deceased', value: data }],
    'patient.merged': ({ link, otherPatientId, death: known }) =>
      link === 'replaces' && known
        ? [{ topic, slot: slotOf('replaced', otherPatientId.toLowerCase()), value: stated({ deceasedAt: known.deceasedAt }) }]
        : [],
  },
} as const satisfies ConceptReading;

/** By an entry of its own. */
export function deathRecorded({ deceased }: TopicFacts): StatedDeath | undefined {
  return deceased && statedDeath(deceased, 3);
}

/** By a record that this one replaces; of several the last to be merged, one with a time before one without. */
export function deathReplaced(facts: TopicFacts): StatedDeath | undefined {
  const deaths = factsOfKind(facts, 'replaced').map((fact) => statedDeath(fact, 1));
  return deaths.reduce<StatedDeath | undefined>((holding, each) => {
    if (!holding || each.weight !== holding.weight) return !holding || each.weight > holding.weight ? each : holding;
    return supersedes(each.fact, holding.fact) ? each : holding;
  }, undefined);
}

function statedDeath(fact: Fact, weight: number): StatedDeath {
  const { deceasedAt } = fact.value as ClinicalEventData['patient.deceased'];
  return { weight: deceasedAt === undefined ? 0 : weight, fact };
}
