import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { ObservationRecordedV1 } from '@everchart/contracts-clinical';
import { components, formattedText, formatTimestamp, segment, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement } from '../coding.js';
import type { ClinicalEvent } from '../patient-facts.js';
import type { MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { resultSegments } from '../segments/result.segments.js';
import { visitSegment } from '../segments/visit.segments.js';

export const observationType: MessageType = ['ORU', 'R01', 'ORU_R01'];

/** Table 0074, for the categories that have a place in it. */
const diagnosticSections: Partial<Record<ObservationRecordedV1['category'], string>> = { laboratory: 'LAB', imaging: 'RAD' };

/** observation.recorded → ORU^R01, the segments after MSH. */
export function observationSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[] {
  const data = event.data as ObservationRecordedV1;
  return [
    patientSegment(event.subject, event.org, person),
    ...(stay ? [visitSegment(stay)] : []),
    segment('OBR', {
      1: 1,
      3: components(event.id, 'EVERCHART'),
      4: codedElement(data.code),
      7: formatTimestamp(event.occurredAt),
      22: formatTimestamp(event.recordedAt),
      24: diagnosticSections[data.category],
      25: 'F',
    }),
    ...resultSegments(data, event),
    ...(data.note === undefined ? [] : [segment('NTE', { 1: 1, 3: formattedText(data.note) })]),
  ];
}
