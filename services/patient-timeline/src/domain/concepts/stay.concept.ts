import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { newestFirst, type Fact, type TopicFacts } from '../facts.js';
import type { Concept } from './concept.js';

type Stay = ClinicalEventData['stay.admitted'] | ClinicalEventData['stay.discharged'];

/** Where the patient is. A stay is open until its discharge. */
export const stay: Concept = {
  types: ['stay.admitted', 'stay.discharged'],
  topic: (_type, _eventId, data: Stay) => `stay/${data.stayId}`,
  facts: (type, data: Stay) => [{ slot: type === 'stay.admitted' ? 'admitted' : 'discharged', value: data }],
  settled: (facts) => 'admitted' in facts && 'discharged' in facts,
};

/** The open stay that began last, or null. */
export function currentStaySection(stays: readonly TopicFacts[]): Record<string, unknown> | null {
  const open = stays
    .filter((facts) => facts['admitted'] && !facts['discharged'])
    .map((facts) => facts['admitted'] as Fact)
    .sort(newestFirst)[0];
  return open ? { ...(open.value as object), admittedAt: open.occurredAt, entryId: open.entryId } : null;
}
