import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent } from '../patient-facts.js';
import { remarkResultSegments, Remarks } from '../remarks.js';
import { eventSegment, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { isAdmitted, reasonSegments, visitSegment } from '../segments/visit.segments.js';

/** stay.admitted → ADT^A01; of outpatients and emergencies ADT^A04, which has the same structure. */
export const admissionType = (stay: StayOfPerson): MessageType => ['ADT', isAdmitted(stay) ? 'A01' : 'A04', 'ADT_A01'];

/** The segments after MSH. */
export function admissionSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson): SegmentDraft[] {
  const remarks = new Remarks();
  const [, trigger] = admissionType(stay);
  const reasons = reasonSegments(stay, remarks);
  const first = [
    eventSegment(event, trigger, remarks),
    patientSegment(event.subject, event.org, person, remarks),
    visitSegment(stay, remarks),
    ...reasons.visit,
  ];
  return [...first, ...remarkResultSegments(remarks), ...reasons.diagnoses];
}
