import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent, Identity } from '../patient-facts.js';
import { eventSegment, headerSegment, type Addressing, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { noVisitSegment } from '../segments/visit.segments.js';

export const registrationType: MessageType = ['ADT', 'A04', 'ADT_A01'];

/** patient.registered → ADT^A04. */
export function registrationMessage(event: ClinicalEvent, identity: Identity, to: Addressing): SegmentDraft[] {
  return [
    headerSegment(event, to, registrationType),
    eventSegment(event, 'A04'),
    patientSegment(event.subject, event.org, identity),
    noVisitSegment,
  ];
}
