import { factsOfKind, newestFirst, slotOf, type Fact, type FactDraft, type TopicFacts } from '@everchart/clinical-facts';

/**
 * Statements about things (an allergy to a substance, a problem, a wish), all of a concept in one topic. Of the
 * statements about one thing the last holds, until it is ended. Only that one is kept: a long record states the same
 * again and again.
 */
export interface Statements {
  state(eventId: string, data: object): FactDraft[];
  end(entryId: string): FactDraft[];
  trim(facts: TopicFacts): TopicFacts;
  inForce(facts: TopicFacts): Fact[];
}

/** @param thingOf what a statement is about */
export function statementsAbout(topic: string, thingOf: (statement: Fact) => string): Statements {
  return {
    state: (eventId, data) => [{ topic, slot: slotOf('statement', eventId), value: data }],
    end: (entryId) => [{ topic, slot: slotOf('ended', entryId.toLowerCase()), value: {} }],
    trim: (facts) => {
      const last = new Map<string, Fact>();
      for (const statement of factsOfKind(facts, 'statement').sort(newestFirst)) {
        const thing = thingOf(statement);
        if (!last.has(thing)) last.set(thing, statement);
      }
      const kept = new Set([...last.values()].flatMap(({ entryId }) => [slotOf('statement', entryId), slotOf('ended', entryId)]));
      return Object.fromEntries(Object.entries(facts).filter(([slot]) => kept.has(slot)));
    },
    inForce: (facts) => factsOfKind(facts, 'statement').filter(({ entryId }) => !facts[slotOf('ended', entryId)]),
  };
}
