import { factsOfKind, newestFirst, slotOf, withOrigin, type FactDraft } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import { documentsShown } from '../sections.js';
import type { Concept } from './concept.js';

const topic = 'document';

/**
 * Documents, until another one replaces them. All of them are one topic, of which the last attached are kept: a long
 * record has very many.
 */
export const document: Concept = {
  prefix: topic,
  reads: {
    'document.attached': (data, { eventId }): FactDraft[] => [
      { topic, slot: slotOf('attached', eventId), value: data },
      ...(data.replaces === undefined ? [] : [{ topic, slot: slotOf('replaced', data.replaces.toLowerCase()), value: {} }]),
    ],
  },
  trim: (facts) => {
    const kept = factsOfKind(facts, 'attached').sort(newestFirst).slice(0, documentsKept);
    const slots = new Set(kept.flatMap(({ entryId }) => [slotOf('attached', entryId), slotOf('replaced', entryId)]));
    return Object.fromEntries(Object.entries(facts).filter(([slot]) => slots.has(slot)));
  },
  shows: (facts) =>
    factsOfKind(facts, 'attached')
      .filter(({ entryId }) => !facts[slotOf('replaced', entryId)])
      .sort(newestFirst)
      .slice(0, documentsShown)
      .map((fact) => ({ section: 'documents', rank: newest(fact), value: withOrigin(fact) })),
};

/** Documents that are kept, including those that were replaced. */
export const documentsKept = 50;
