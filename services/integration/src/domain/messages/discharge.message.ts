import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent } from '../patient-facts.js';
import { remarkResultSegments, Remarks } from '../remarks.js';
import { eventSegment, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { dispositionOf, unknownVisitSegment, visitSegment } from '../segments/visit.segments.js';
import { statedTime } from '../stated-time.js';

export const dischargeType: MessageType = ['ADT', 'A03', 'ADT_A03'];

/**
 * stay.discharged → ADT^A03, the segments after MSH: the end of a visit of any class, as this event says it.
 * @param stay undefined when its admission is not known
 */
export function dischargeSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[] {
  const { stayId, disposition, happened } = event.data as ClinicalEventData['stay.discharged'];
  const remarks = new Remarks();
  const discharge = { 36: dispositionOf(disposition, remarks), 45: remarks.time('Discharged', statedTime(event.occurredAt, happened)) };
  const segments = [
    eventSegment(event, 'A03', remarks),
    patientSegment(event.subject, event.org, person, remarks),
    stay ? visitSegment(stay, remarks, discharge) : unknownVisitSegment(stayId, discharge),
  ];
  return [...segments, ...remarkResultSegments(remarks)];
}
