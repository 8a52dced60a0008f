import type { Person } from '@everchart/clinical-facts';
import type { SegmentDraft } from '@everchart/hl7v2';
import type { ClinicalEvent } from '../patient-facts.js';
import { remarkResultSegments, Remarks } from '../remarks.js';
import { eventSegment, type MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { noVisitSegment } from '../segments/visit.segments.js';

export const registrationType: MessageType = ['ADT', 'A04', 'ADT_A01'];

/** patient.registered → ADT^A04, the segments after MSH. */
export function registrationSegments(event: ClinicalEvent, person: Person): SegmentDraft[] {
  const remarks = new Remarks();
  const segments = [eventSegment(event, 'A04', remarks), patientSegment(event.subject, event.org, person, remarks), noVisitSegment];
  return [...segments, ...remarkResultSegments(remarks)];
}
