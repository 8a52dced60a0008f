import type { ClinicalEventData, MedicationPrescribedV1 } from '@everchart/contracts-clinical';
import { conceptInWords, noteElements, notesOf, referenceTo, stayReference } from '../data-types.js';
import { dosageElement, termsOf } from '../dosage.js';
import { lines, oneOf, present, type Draft, type Element, type Leaf } from '../element.js';
import { medicationOf, reasonsOf } from '../medications.js';
import type { Resource } from '../resource.js';
import { momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

const statuses = ['active', 'on-hold', 'completed', 'stopped', 'cancelled', 'unknown'] as const;
const intents = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'] as const;

export const medicationRequest: Mapping<ClinicalEventData['medication.prescribed']> = {
  resourceType: 'MedicationRequest',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references, nowMs }) {
    if (resource.raw('status') === 'entered-in-error') return enteredInError;
    const status = oneOf(statuses, resource.text('status'));
    if (!status) return 'the status is not one of a prescription that was made';
    const intent = oneOf(intents, resource.text('intent'));
    if (!intent) return 'it is no order but a proposal, a plan or an option (intent)';
    const forbidden = resource.boolean('doNotPerform');
    if (forbidden?.value === true)
      return 'it says that the medicine is not to be given (doNotPerform): record an instruction of the care plan';
    const moment = momentOf(resource, ['authoredOn'], nowMs) ?? sinceNow(resource, nowMs);
    if (typeof moment === 'string') return moment;
    const medication = medicationOf(resource, references);
    if (typeof medication === 'string') return medication;
    const { reasons, says } = reasonsOf(resource, references);
    const dosages = resource.elements('dosageInstruction');
    const { occurredAt, timeDerived, happened } = moment;
    const data = present<Draft<MedicationPrescribedV1>>({
      medication: medication.concept,
      status: status.value === 'active' ? undefined : status,
      intent: intent.value === 'order' ? undefined : intent,
      ...termsOf(dosages),
      reasons,
      prescriber: resource.element('requester').text('display'),
      note: lines([...dosages.flatMap(advice), notesOf(resource)]),
      happened,
      stayId: references.recordId(resource.element('encounter'), 'Encounter'),
    });
    const said = [...(status.value === 'active' ? [status] : []), ...(intent.value === 'order' ? [intent] : []), forbidden];
    return [
      { type: 'medication.prescribed', schemaVersion: 1, occurredAt, timeDerived, data, says: [...said, ...medication.says, ...says] },
    ];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    const dosage = dosageElement(data);
    return present<Resource>({
      resourceType: 'MedicationRequest',
      id,
      status: data.status ?? 'active',
      intent: data.intent ?? 'order',
      medicationCodeableConcept: data.medication,
      subject: referenceTo('Patient', patientId),
      encounter: stayReference(data.stayId),
      authoredOn: data.happened?.on ?? occurredAt,
      requester: data.prescriber === undefined ? undefined : { display: data.prescriber },
      reasonCode: data.reasons,
      note: noteElements(data.note),
      dosageInstruction: dosage && [dosage],
    });
  },
};

/** What the patient is to mind. */
const advice = (dosage: Element): (Leaf<string> | undefined)[] => [
  ...dosage.elements('additionalInstruction').map(conceptInWords),
  dosage.text('patientInstruction'),
];
