import type { StayOfPerson } from '@everchart/clinical-facts';
import { components, formatTimestamp, segment, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement } from '../coding.js';

/** Table 0004. Who lives in a home counts as an inpatient of it; care at home and at a distance as outpatient. */
const patientClasses: Readonly<Record<StayOfPerson['class'], string>> = {
  residential: 'I',
  inpatient: 'I',
  ambulatory: 'O',
  emergency: 'E',
  home: 'O',
  virtual: 'O',
};

export function visitSegment(stay: StayOfPerson): SegmentDraft {
  const { location, attending } = stay;
  return segment('PV1', {
    1: 1,
    2: patientClasses[stay.class],
    3: location && components(location.unit, location.room, location.bed, location.facility),
    7: attending && components(attending.id, attending.name),
    19: stay.stayId,
    44: formatTimestamp(stay.admittedAt),
    45: stay.dischargedAt === undefined ? undefined : formatTimestamp(stay.dischargedAt),
  });
}

/** ADT needs a PV1 also where there is no visit: class N, not applicable. */
export const noVisitSegment = segment('PV1', { 1: 1, 2: 'N' });

/** PV2-3 takes one reason for the admission; all of them follow as admitting diagnoses. */
export function reasonSegments({ reason = [] }: StayOfPerson): SegmentDraft[] {
  const [first] = reason;
  if (!first) return [];
  return [
    segment('PV2', { 3: codedElement(first) }),
    ...reason.map((concept, index) => segment('DG1', { 1: index + 1, 3: codedElement(concept), 6: 'A' })),
  ];
}
