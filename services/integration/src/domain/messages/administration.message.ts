import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { MedicationAdministeredV1 } from '@everchart/contracts-clinical';
import { components, formatTimestamp, noValue, repetitions, segment, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement } from '../coding.js';
import type { ClinicalEvent } from '../patient-facts.js';
import { isString, noteSegments, remarkResultSegments, Remarks } from '../remarks.js';
import type { MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { isNumber, quantityText, unitsOf } from '../segments/result.segments.js';
import { visitSegment } from '../segments/visit.segments.js';
import { statedTime } from '../stated-time.js';

export const administrationType: MessageType = ['RAS', 'O17', 'RAS_O17'];

/** medication.administered → RAS^O17, the segments after MSH. */
export function administrationSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[] {
  const data = event.data as MedicationAdministeredV1;
  const [ofPatient, ofDose] = [new Remarks(), new Remarks()];
  const patient = patientSegment(event.subject, event.org, person, ofPatient);
  const visit = stay ? [visitSegment(stay, ofPatient)] : [];
  const occurred = ofDose.time('Given', statedTime(event.occurredAt, data.happened));
  const until = ofDose.time('Given until', data.happened?.to);
  if (data.status === 'in-progress') ofDose.add('Status at the source', 'in progress');
  // A number alone would say more than was stated, a rounded one another thing.
  const exactDose = data.dose?.comparator === undefined && data.dose && isNumber(data.dose) ? data.dose : undefined;
  if (data.dose && !exactDose) ofDose.quote(quantityText(data.dose));
  if (data.note !== undefined) ofDose.quote(data.note);
  const order = segment('ORC', {
    1: 'RE',
    2: data.prescriptionId === undefined ? undefined : components(data.prescriptionId, 'EVERCHART'),
    3: components(event.id, 'EVERCHART'),
    9: formatTimestamp(event.recordedAt),
  });
  const scheduled = ofDose.time('Scheduled', data.scheduledAt);
  const medication = codedElement(data.medication, { label: 'Medication', remarks: ofDose });
  const units = exactDose && unitsOf(exactDose, ofDose);
  const reasons = (data.reason ?? []).map((reason) => codedElement(reason, { label: 'Reason', remarks: ofDose }));
  const route = data.route ? codedElement(data.route, { label: 'Route', remarks: ofDose }) : noValue;
  return [
    patient,
    ...noteSegments(ofPatient),
    ...visit,
    order,
    ...(scheduled === undefined ? [] : [segment('TQ1', { 1: 1, 7: scheduled })]),
    segment('RXA', {
      // Not one of several doses that were dispensed by an order that we know: 0.
      1: 0,
      2: 1,
      // Required, as the amount. What was not stated is not made up.
      3: occurred ?? noValue,
      4: until ?? occurred ?? noValue,
      5: medication,
      6: exactDose?.value ?? noValue,
      7: units,
      9: repetitions(ofDose.texts.filter(isString).map((text) => components(undefined, text))),
      10: event.actor,
      19: repetitions(reasons),
      // Table 0322: complete, or partially administered.
      20: data.status === undefined || data.status === 'completed' ? 'CP' : 'PA',
      21: 'A',
      22: formatTimestamp(event.recordedAt),
    }),
    segment('RXR', { 1: route }),
    // Remarks that are too long for RXA-9, or have line breaks.
    ...remarkResultSegments({ texts: ofDose.texts.filter((text) => !isString(text)) }),
  ];
}
