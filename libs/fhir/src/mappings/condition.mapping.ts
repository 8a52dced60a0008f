import type { ClinicalEventData, ProblemRecordedV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, conceptsOf, noteElements, notesOf, referenceTo, stayReference } from '../data-types.js';
import { oneOf, present, type Draft } from '../element.js';
import type { Resource } from '../resource.js';
import { momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

const statusSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const statuses = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
const verifications = ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted'] as const;

export const condition: Mapping<ClinicalEventData['problem.recorded']> = {
  resourceType: 'Condition',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references, nowMs }) {
    const verificationCode = codeOf(resource.element('verificationStatus'), verificationSystem);
    if (verificationCode?.value === 'entered-in-error') return enteredInError;
    const recorded = momentOf(resource, ['recordedDate'], nowMs);
    const moment = recorded ?? momentOf(resource, ['onsetDateTime', 'onsetPeriod'], nowMs) ?? sinceNow(resource, nowMs);
    if (typeof moment === 'string') return moment;
    const code = codeableConceptOf(resource.element('code'));
    if (!code) return 'there is no code';
    const clinicalStatus = resource.has('clinicalStatus')
      ? oneOf(statuses, codeOf(resource.element('clinicalStatus'), statusSystem))
      : ('unknown' as const);
    const verification = resource.has('verificationStatus') ? oneOf(verifications, verificationCode) : ('unconfirmed' as const);
    if (!clinicalStatus || !verification) return 'the clinical or verification status is not known here';
    const [onset, abatement] = [resource.element('onsetPeriod'), resource.element('abatementPeriod')];
    const [bodySite] = conceptsOf(resource, 'bodySite');
    const data = present<Draft<ProblemRecordedV1>>({
      code,
      clinicalStatus,
      verification,
      onset: resource.text('onsetDateTime') ?? onset.text('start'),
      abatement: resource.text('abatementDateTime') ?? abatement.text('end'),
      severity: codeableConceptOf(resource.element('severity')),
      bodySite,
      note: notesOf(resource),
      happened: recorded === undefined ? undefined : moment.happened,
      stayId: references.recordId(resource.element('encounter'), 'Encounter'),
    });
    const { occurredAt, timeDerived } = moment;
    return [{ type: 'problem.recorded', schemaVersion: 1, occurredAt, timeDerived, data }];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    const { clinicalStatus, verification } = data;
    return present<Resource>({
      resourceType: 'Condition',
      id,
      // FHIR has no code for a status that is not known: none is stated then.
      clinicalStatus: clinicalStatus === 'unknown' ? undefined : { coding: [{ system: statusSystem, code: clinicalStatus }] },
      verificationStatus: { coding: [{ system: verificationSystem, code: verification }] },
      severity: data.severity,
      code: data.code,
      bodySite: data.bodySite && [data.bodySite],
      subject: referenceTo('Patient', patientId),
      encounter: stayReference(data.stayId),
      onsetDateTime: data.onset,
      abatementDateTime: data.abatement,
      recordedDate: data.happened?.on ?? occurredAt,
      note: noteElements(data.note),
    });
  },
};
