import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent, Identity, Stay } from '../patient-facts.js';
import { eventSegment, headerSegment, type Addressing, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { reasonSegments, visitSegment } from '../segments/visit.segments.js';

export const admissionType: MessageType = ['ADT', 'A01', 'ADT_A01'];

/** stay.admitted → ADT^A01. */
export function admissionMessage(event: ClinicalEvent, identity: Identity, stay: Stay, to: Addressing): SegmentDraft[] {
  return [
    headerSegment(event, to, admissionType),
    eventSegment(event, 'A01'),
    patientSegment(event.subject, event.org, identity),
    visitSegment(stay),
    ...reasonSegments(stay),
  ];
}
