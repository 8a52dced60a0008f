import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { factsOfKind, newestFirst, slotOf, withOrigin, type Fact, type FactDraft } from '@everchart/clinical-facts';
import { documentsShown, newest, type Shown } from '../sections.js';
import type { Concept } from './concept.js';

const topic = 'document';

/**
 * Documents, until another one replaces them; the last photo of the person stands by itself, too. All of them are one
 * topic, of which the last attached are kept: a long record has very many.
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
    const attached = factsOfKind(facts, 'attached').sort(newestFirst);
    const kept = [...attached.slice(0, documentsKept), ...attached.slice(documentsKept).filter(isPhoto).slice(0, photosKept)];
    const slots = new Set(kept.flatMap(({ entryId }) => [slotOf('attached', entryId), slotOf('replaced', entryId)]));
    return Object.fromEntries(Object.entries(facts).filter(([slot]) => slots.has(slot)));
  },
  shows: (facts) => {
    const present = factsOfKind(facts, 'attached')
      .filter(({ entryId }) => !facts[slotOf('replaced', entryId)])
      .sort(newestFirst);
    const photo = present.find(isPhoto);
    return [
      ...(photo ? [{ section: 'photo', rank: [], value: withOrigin(photo) } satisfies Shown] : []),
      ...present.slice(0, documentsShown).map((fact): Shown => ({ section: 'documents', rank: newest(fact), value: withOrigin(fact) })),
    ];
  },
};

/** LOINC: Patient facial photograph. */
const photoCode = '72170-4';

function isPhoto({ value }: Fact): boolean {
  const { category, contentType } = value as ClinicalEventData['document.attached'];
  const isOne = category?.coding?.some(({ system, code }) => system === 'http://loinc.org' && code === photoCode);
  return isOne === true && contentType.startsWith('image/');
}

/** Documents that are kept, including those that were replaced. */
export const documentsKept = 50;
/** Photos of the person among the older ones: the last may have been struck or replaced. */
const photosKept = 5;
