import type { MedicationAdministeredV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeableConceptsOf, dateTimeOf, notesOf, quantityInWords, quantityOf } from '../data-types.js';
import { objectOf, objectsOf, present, textOf, type Resource } from '../resource.js';
import type { References } from '../references.js';
import { leaveBehind } from '../watched.js';
import { patientIn, type Mapping } from './mapping.js';

export const medicationAdministration: Mapping = {
  resourceType: 'MedicationAdministration',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references }) {
    if (!['completed', 'in-progress'].includes(String(resource.status))) return 'the status is not one of a dose that was given';
    const occurredAt = dateTimeOf(resource.effectiveDateTime) ?? dateTimeOf(objectOf(resource.effectivePeriod).start);
    if (occurredAt === undefined) return 'there is no effective time with date, time and zone';
    const medication =
      codeableConceptOf(resource.medicationCodeableConcept) ??
      codeableConceptOf(references.resolve(resource.medicationReference, resource)?.code);
    if (!medication) return 'the medication is not named';
    const dosage = objectOf(resource.dosage);
    const words = [doseInWords(dosage), textOf(dosage.text), notesOf(resource.note)].filter((each) => each !== undefined);
    const data = present<MedicationAdministeredV1>({
      medication,
      dose: quantityOf(dosage.dose),
      route: codeableConceptOf(dosage.route),
      reason: [...codeableConceptsOf(resource.reasonCode), ...reasonsReferredTo(resource, references)],
      note: words.length > 0 ? words.join('\n') : undefined,
      stayId: references.recordId(resource.context, 'Encounter'),
    });
    return [{ type: 'medication.administered', schemaVersion: 1, occurredAt, data }];
  },
};

/** The conditions and observations for which it was given. */
function reasonsReferredTo(resource: Resource, references: References) {
  return objectsOf(resource.reasonReference).flatMap((reference) => {
    const reason = codeableConceptOf(references.resolve(reference, resource)?.code);
    if (!reason) leaveBehind(reference);
    return reason ?? [];
  });
}

/** A dose without a unit; a rate, for which the event has no member. */
function doseInWords(dosage: Record<string, unknown>): string | undefined {
  const dose = quantityOf(dosage.dose) ? undefined : quantityInWords(dosage.dose);
  const rate = quantityInWords(dosage.rateQuantity);
  const words = [...(dose === undefined ? [] : [`Dose ${dose}`]), ...(rate === undefined ? [] : [`Rate ${rate}`])];
  return words.length > 0 ? words.join(', ') : undefined;
}
