import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent } from '../patient-facts.js';
import { eventSegment, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { reasonSegments, visitSegment } from '../segments/visit.segments.js';

export const admissionType: MessageType = ['ADT', 'A01', 'ADT_A01'];

/** stay.admitted → ADT^A01, the segments after MSH. */
export function admissionSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson): SegmentDraft[] {
  return [eventSegment(event, 'A01'), patientSegment(event.subject, event.org, person), visitSegment(stay), ...reasonSegments(stay)];
}
