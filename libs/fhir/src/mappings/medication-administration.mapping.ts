import type { ClinicalEventData, MedicationAdministeredV2, MedicationNotGivenV1 } from '@everchart/contracts-clinical';
import {
  codeableConceptOf,
  conceptsOf,
  noteElements,
  notesOf,
  notStated,
  quantityElement,
  quantityInWords,
  quantityOf,
  referenceTo,
  stayReference,
} from '../data-types.js';
import { lines, oneOf, present, words, type Draft, type Element, type Leaf } from '../element.js';
import { medicationOf, reasonsOf } from '../medications.js';
import type { Resource } from '../resource.js';
import { momentOf, timeElement } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

const givenStatuses = ['completed', 'in-progress', 'stopped'] as const;

export const medicationAdministration: Mapping<ClinicalEventData['medication.administered' | 'medication.not-given']> = {
  resourceType: 'MedicationAdministration',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references, nowMs }) {
    const status = resource.text('status');
    const given = oneOf(givenStatuses, status);
    if (status?.value === 'entered-in-error') return enteredInError;
    if (!given && status?.value !== 'not-done') return 'the status does not say whether the dose was given';
    const moment = momentOf(resource, ['effectiveDateTime', 'effectivePeriod'], nowMs);
    if (moment === undefined) return 'nothing says when it was given (effective)';
    if (typeof moment === 'string') return moment;
    const medication = medicationOf(resource, references);
    if (typeof medication === 'string') return medication;
    const { reasons, says } = reasonsOf(resource, references);
    const { happened, ...when } = moment;
    const dosage = resource.element('dosage');
    const shared = {
      medication: medication.concept,
      note: lines([doseInWords(dosage), dosage.text('text'), notesOf(resource)]),
      happened,
      stayId: references.recordId(resource.element('context'), 'Encounter'),
    };
    if (!given) {
      const [reason = { text: 'No reason stated' }] = [...conceptsOf(resource, 'statusReason'), ...reasons];
      const data = present<Draft<MedicationNotGivenV1>>({ ...shared, kind: 'omitted', reason });
      return [{ type: 'medication.not-given', schemaVersion: 1, ...when, data, says: [status, ...medication.says] }];
    }
    const data = present<Draft<MedicationAdministeredV2>>({
      ...shared,
      status: given.value === 'completed' ? undefined : given,
      dose: quantityOf(dosage.element('dose')),
      route: codeableConceptOf(dosage.element('route')),
      site: codeableConceptOf(dosage.element('site')),
      reason: reasons,
    });
    const completed = given.value === 'completed' ? [given] : [];
    return [{ type: 'medication.administered', schemaVersion: 2, ...when, data, says: [...completed, ...medication.says, ...says] }];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    return present<Resource>({
      resourceType: 'MedicationAdministration',
      id,
      status: 'kind' in data ? 'not-done' : (data.status ?? 'completed'),
      statusReason: 'kind' in data ? [data.reason] : undefined,
      medicationCodeableConcept: data.medication,
      subject: referenceTo('Patient', patientId),
      context: stayReference(data.stayId),
      ...timeElement('effective', occurredAt, data.happened),
      reasonCode: 'kind' in data ? undefined : data.reason,
      note: noteElements(data.note),
      dosage: 'kind' in data ? undefined : dosageElement(data),
    });
  },
};

/** R4 takes no dosage without a dose or a rate (mad-1). */
function dosageElement({ dose, route, site }: MedicationAdministeredV2): Record<string, unknown> | undefined {
  if (!dose && !route && !site) return undefined;
  return present<Record<string, unknown>>({ site, route, dose: dose ? quantityElement(dose) : notStated });
}

/** A dose without a unit; a rate, for which the event has no member. */
function doseInWords(dosage: Element): Leaf<string> | undefined {
  const dose = quantityOf(dosage.element('dose')) ? undefined : quantityInWords(dosage.element('dose'));
  const ratio = dosage.element('rateRatio');
  const [amount, per] = [quantityInWords(ratio.element('numerator')), quantityInWords(ratio.element('denominator'))];
  const rate = quantityInWords(dosage.element('rateQuantity')) ?? (amount && per ? words([amount, ' in ', per]) : undefined);
  return lines([dose && words(['Dose ', dose]), rate && words(['Rate ', rate])], ', ');
}
