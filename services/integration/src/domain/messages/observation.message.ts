import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { ObservationRecordedV2 } from '@everchart/contracts-clinical';
import { components, formatTimestamp, segment, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement } from '../coding.js';
import type { ClinicalEvent } from '../patient-facts.js';
import { noteSegments, Remarks } from '../remarks.js';
import type { MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { observationCode, resultSegments, resultStatus } from '../segments/result.segments.js';
import { statedTime } from '../stated-time.js';
import { visitSegment } from '../segments/visit.segments.js';

export const observationType: MessageType = ['ORU', 'R01', 'ORU_R01'];

/** Table 0074, for the categories that have a place in it. */
const diagnosticSections: Partial<Record<ObservationRecordedV2['category'], string>> = { laboratory: 'LAB', imaging: 'RAD' };

/** observation.recorded → ORU^R01, the segments after MSH. */
export function observationSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[] {
  const data = event.data as ObservationRecordedV2;
  const [ofPatient, ofObservation] = [new Remarks(), new Remarks()];
  const patient = patientSegment(event.subject, event.org, person, ofPatient);
  const visit = stay ? [visitSegment(stay, ofPatient)] : [];
  const request = segment('OBR', {
    1: 1,
    3: components(event.id, 'EVERCHART'),
    4: codedElement(data.code, observationCode(ofObservation)),
    7: ofObservation.time('Time', statedTime(event.occurredAt, data.happened)),
    8: ofObservation.time('Until', data.happened?.to),
    22: formatTimestamp(event.recordedAt),
    24: diagnosticSections[data.category],
    25: resultStatus(data),
  });
  if (data.status === 'unknown') ofObservation.add('Status at the source', 'unknown');
  if (data.members) ofObservation.add('Results of this panel that are sent on their own', String(data.members.length));
  const results = resultSegments(data, event, ofObservation);
  return [patient, ...noteSegments(ofPatient), ...visit, request, ...noteSegments(ofObservation), ...results];
}
