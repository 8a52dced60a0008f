import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { utcOf } from '@everchart/primitives';
import {
  factsOfKind,
  newestFirst,
  originOf,
  saidAt,
  slotOf,
  stated,
  withOrigin,
  type Fact,
  type TopicFacts,
} from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

type Colour = ClinicalEventData['flag.raised']['colour'];

const topicOf = (flagId: string): string => `flag/${flagId.toLowerCase()}`;

/**
 * Flags, from their raising until they are cleared. Changes replace colour and reason; an acknowledgement is of a
 * colour, and ends with it. A flag whose raising was struck is gone, its changes with it.
 */
export const flag: Concept = {
  prefix: 'flag',
  reads: {
    'flag.raised': ({ colour, reason, category }, { eventId }) => {
      const topic = topicOf(eventId);
      return [
        { topic, slot: 'raised', value: stated({ category }) },
        { topic, slot: slotOf('colour', eventId), value: colour },
        { topic, slot: slotOf('reason', eventId), value: reason },
      ];
    },
    'flag.changed': ({ flagId, colour, reason }, { eventId }) => {
      const topic = topicOf(flagId);
      return [
        { topic, slot: slotOf('colour', eventId), value: colour },
        { topic, slot: slotOf('reason', eventId), value: reason },
      ];
    },
    'flag.acknowledged': ({ flagId, note }, { eventId, actor }) => [
      { topic: topicOf(flagId), slot: slotOf('acknowledged', eventId), value: stated({ by: actor, note }) },
    ],
    'flag.cleared': ({ flagId }) => [{ topic: topicOf(flagId), slot: 'cleared', value: {} }],
  },
  settled: (facts) => 'cleared' in facts,
  shows: (facts) => (facts['raised'] && !facts['cleared'] ? [shown(facts, facts['raised'])] : []),
};

const severity: Readonly<Record<Colour, number>> = { red: 3, orange: 2, amber: 1, green: 0 };

/** The most severe first, then the one that changed last. */
function shown(facts: TopicFacts, raised: Fact): Shown {
  const colour = presentColour(facts);
  return {
    section: 'flags',
    rank: [severityOf(colour), ...newest(colour)],
    value: stated({
      flagId: raised.entryId,
      colour: colour.value,
      reason: facts[slotOf('reason', colour.entryId)]!.value,
      ...(raised.value as object),
      raised: originOf(raised),
      ...originOf(colour),
      acknowledged: acknowledgement(facts, colour),
    }),
  };
}

function severityOf(colour: Fact): number {
  return severity[colour.value as Colour] ?? 4;
}

/** The last change that happened; the raising comes before every change, independent of its clock. */
function presentColour(facts: TopicFacts): Fact {
  const raised = facts['raised']!.entryId;
  const [last] = factsOfKind(facts, 'colour')
    .filter(({ entryId }) => entryId !== raised)
    .sort(newestFirst);
  return last ?? facts[slotOf('colour', raised)]!;
}

/**
 * Who took note of the present colour. A colour that was recorded, or corrected, later than an acknowledgement is not
 * covered by it.
 */
function acknowledgement(facts: TopicFacts, colour: Fact): Record<string, unknown> | undefined {
  const isRaising = colour.entryId === facts['raised']!.entryId;
  const found = factsOfKind(facts, 'acknowledged').find(
    ({ streamVersion, occurredAt }) => streamVersion > saidAt(colour) && (isRaising || utcOf(occurredAt) >= utcOf(colour.occurredAt)),
  );
  return found && withOrigin(found);
}
