import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Raised = ClinicalEventData['flag.raised'];
type Changed = ClinicalEventData['flag.changed'];

/**
 * Flags, from their raising on. The raising opens the flag; changes replace colour and reason.
 * A flag whose raising was struck is gone, its changes with it.
 */
export const flag: Concept = {
  types: ['flag.raised', 'flag.changed'],
  topic: (type, eventId, data: Raised | Changed) => `flag/${type === 'flag.raised' ? eventId : (data as Changed).flagId.toLowerCase()}`,
  facts: (type, data: Raised | Changed) => {
    const state = { slot: 'state', value: { colour: data.colour, reason: data.reason } };
    if (type === 'flag.changed') return [state];
    const { category } = data as Raised;
    return [
      { slot: 'raised', value: category === undefined ? {} : { category }, opening: true },
      { ...state, opening: true },
    ];
  },
};

const severity: Readonly<Record<string, number>> = { red: 3, orange: 2, amber: 1, green: 0 };

/** The most severe first, then the one that changed last. */
export function flagsSection(topics: readonly TopicFacts[]): Record<string, unknown>[] {
  return topics
    .filter((facts) => facts['raised'] && facts['state'])
    .map((facts) => ({ raised: facts['raised'] as Fact, state: facts['state'] as Fact }))
    .sort((a, b) => severityOf(b.state) - severityOf(a.state) || newestFirst(a.state, b.state))
    .map(({ raised, state }) => ({
      flagId: raised.entryId,
      ...(state.value as object),
      ...(raised.value as object),
      raisedAt: raised.occurredAt,
      changedAt: state.occurredAt,
      entryId: state.entryId,
    }));
}

function severityOf(fact: Fact): number {
  return severity[(fact.value as Raised).colour] ?? 4;
}
