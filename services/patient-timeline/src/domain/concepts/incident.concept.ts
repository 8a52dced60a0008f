import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { originOf, originsOf, stated, withOrigin, type FactDraft, type TopicFacts } from '@everchart/clinical-facts';
import { newest } from '../sections.js';
import type { Concept } from './concept.js';

type Severity = ClinicalEventData['incident.reported']['severity'];
type Review = ClinicalEventData['incident.reviewed'];

const topicOf = (incidentId: string): string => `incident/${incidentId.toLowerCase()}`;

/**
 * Incidents, from their report until a review closes them. The last review holds; the severity is the one that was
 * stated last.
 */
export const incident: Concept = {
  prefix: 'incident',
  reads: {
    'incident.reported': ({ severity, stayId: _, ...report }, { eventId, actor }) => [
      { topic: topicOf(eventId), slot: 'reported', value: { ...report, reportedBy: actor } },
      ...severityFacts(topicOf(eventId), severity).map((draft): FactDraft => ({ ...draft, opening: true })),
    ],
    'incident.reviewed': ({ incidentId, severity, outcome, actions, closed }, { actor }) => [
      { topic: topicOf(incidentId), slot: 'review', value: stated({ outcome, actions, closed, by: actor }) },
      ...severityFacts(topicOf(incidentId), severity),
    ],
  },
  settled: (facts) => isClosed(facts),
  shows: (facts) => {
    const { reported, severity, review } = facts;
    if (!reported || isClosed(facts)) return [];
    const value = stated({
      incidentId: reported.entryId,
      ...(reported.value as object),
      severity: severity?.value,
      review: review && withOrigin(review),
      ...originOf(reported),
      origins: severity && severity.entryId !== reported.entryId ? originsOf({ severity }) : undefined,
    });
    return [{ section: 'incidents', rank: newest(reported), value }];
  },
};

function severityFacts(topic: string, severity: Severity): FactDraft[] {
  return severity === undefined ? [] : [{ topic, slot: 'severity', value: severity }];
}

function isClosed(facts: TopicFacts): boolean {
  return (facts['review']?.value as Review | undefined)?.closed === true;
}
