import type { Person, StayOfPerson } from '@everchart/clinical-facts';
import type { MedicationAdministeredV1 } from '@everchart/contracts-clinical';
import { components, formatTimestamp, noValue, repetitions, segment, type Components, type SegmentDraft } from '@everchart/hl7v2';
import { codedElement } from '../coding.js';
import type { ClinicalEvent } from '../patient-facts.js';
import type { MessageType } from '../segments/header.segments.js';
import { patientSegment } from '../segments/patient.segment.js';
import { quantityText, unitsOf } from '../segments/result.segments.js';
import { visitSegment } from '../segments/visit.segments.js';

export const administrationType: MessageType = ['RAS', 'O17', 'RAS_O17'];

/** medication.administered → RAS^O17, the segments after MSH. */
export function administrationSegments(event: ClinicalEvent, person: Person, stay: StayOfPerson | undefined): SegmentDraft[] {
  const data = event.data as MedicationAdministeredV1;
  const occurred = formatTimestamp(event.occurredAt);
  // A number alone would say more than was stated.
  const exactDose = data.dose?.comparator === undefined ? data.dose : undefined;
  return [
    patientSegment(event.subject, event.org, person),
    ...(stay ? [visitSegment(stay)] : []),
    segment('ORC', {
      1: 'RE',
      2: data.prescriptionId === undefined ? undefined : components(data.prescriptionId, 'EVERCHART'),
      3: components(event.id, 'EVERCHART'),
      9: formatTimestamp(event.recordedAt),
    }),
    ...(data.scheduledAt === undefined ? [] : [segment('TQ1', { 1: 1, 7: formatTimestamp(data.scheduledAt) })]),
    segment('RXA', {
      // Not one of several doses that were dispensed by an order that we know: 0.
      1: 0,
      2: 1,
      3: occurred,
      4: occurred,
      5: codedElement(data.medication),
      // Required. Where no amount was stated none is made up.
      6: exactDose?.value ?? noValue,
      7: exactDose && unitsOf(exactDose),
      9: repetitions(remarks(data)),
      10: event.actor,
      19: repetitions((data.reason ?? []).map(codedElement)),
      20: 'CP',
      21: 'A',
      22: formatTimestamp(event.recordedAt),
    }),
    segment('RXR', { 1: data.route ? codedElement(data.route) : noValue }),
  ];
}

function remarks({ dose, note }: MedicationAdministeredV1): Components[] {
  const texts = [dose?.comparator === undefined ? undefined : quantityText(dose), note];
  return texts.filter((text) => text !== undefined).map((text) => components(undefined, text));
}
