import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { utcOf } from '@everchart/primitives';
import { factsOfKind, newest, newestFirst, slotOf, stated, type Fact, type TopicFacts } from '../facts.js';
import type { Shown } from '../sections.js';
import type { Concept } from './concept.js';

type Admitted = ClinicalEventData['stay.admitted'];
type Transferred = ClinicalEventData['stay.transferred'];

const topicOf = (stayId: string): string => `stay/${stayId.toLowerCase()}`;

/**
 * Where the patient is. A stay is open from its admission to its discharge; each step may be cancelled: then it did not
 * take place.
 */
export const stay: Concept = {
  prefix: 'stay',
  reads: {
    'stay.admitted': (data) => [{ topic: topicOf(data.stayId), slot: 'admitted', value: data, opening: true }],
    'stay.transferred': ({ stayId, location, from, reason, attending }, { eventId }) => [
      { topic: topicOf(stayId), slot: slotOf('transferred', eventId), value: stated({ location, from, reason, attending }) },
    ],
    'stay.discharged': ({ stayId }, { eventId }) => [{ topic: topicOf(stayId), slot: slotOf('discharged', eventId), value: {} }],
    'stay.cancelled': ({ stayId, cancels }, { eventId }) => [
      { topic: topicOf(stayId), slot: slotOf(`cancelled-${cancels}`, eventId), value: {} },
    ],
  },
  settled: (facts) => {
    const { neverWas, discharged } = standingOf(facts);
    return 'admitted' in facts && (neverWas || discharged);
  },
  shows: (facts) => (facts['admitted'] ? openStay(facts, facts['admitted']) : []),
};

interface Standing {
  neverWas: boolean;
  discharged: boolean;
  /** Those that took place, in the order in which they happened. */
  transfers: Fact[];
}

/** A cancellation takes back what was recorded before it. */
function standingOf(facts: TopicFacts): Standing {
  const discharges = factsOfKind(facts, 'discharged');
  const cancelled = factsOfKind(facts, 'cancelled-discharge');
  return {
    neverWas: factsOfKind(facts, 'cancelled-admission').length > 0,
    discharged: discharges.some(({ streamVersion }) => !cancelled.some((cancellation) => cancellation.streamVersion > streamVersion)),
    transfers: factsOfKind(facts, 'cancelled-transfer').reduce(withoutLast, factsOfKind(facts, 'transferred')).sort(newestFirst).reverse(),
  };
}

/**
 * What a cancellation takes back is the last transfer that had happened by then: recorded late, it does not reach one
 * that came after it.
 */
function withoutLast(transfers: readonly Fact[], cancellation: Fact): Fact[] {
  const recorded = transfers.filter(({ streamVersion }) => streamVersion < cancellation.streamVersion).sort(newestFirst);
  const last = recorded.find(({ occurredAt }) => utcOf(occurredAt) <= utcOf(cancellation.occurredAt)) ?? recorded[0];
  return transfers.filter((transfer) => transfer !== last);
}

/** Of several open stays the one that began last is the current one. */
function openStay(facts: TopicFacts, admitted: Fact): Shown[] {
  const { neverWas, discharged, transfers } = standingOf(facts);
  if (neverWas || discharged) return [];
  const last = transfers.at(-1);
  const { location, from, reason } = (last?.value ?? {}) as Partial<Transferred>;
  const attending = transfers.map(({ value }) => (value as Transferred).attending).findLast((each) => each !== undefined);
  const value = {
    ...(admitted.value as Admitted),
    ...stated({ location, attending }),
    admittedAt: admitted.occurredAt,
    entryId: admitted.entryId,
    ...(last ? { transfer: { ...stated({ from, reason }), entryId: last.entryId, occurredAt: last.occurredAt } } : {}),
  };
  return [{ section: 'currentStay', rank: newest(admitted), value }];
}
