import type { ProblemRecordedV1 } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, dateTimeOf, oneOf } from '../data-types.js';
import { present, textOf } from '../resource.js';
import { patientIn, type Mapping } from './mapping.js';

const statusSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const statuses = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
const verifications = ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error'] as const;

export const condition: Mapping = {
  resourceType: 'Condition',
  patientOf: patientIn('subject'),
  eventsOf(resource, { references }) {
    const occurredAt = dateTimeOf(resource.recordedDate) ?? dateTimeOf(resource.onsetDateTime);
    if (occurredAt === undefined) return 'there is no recorded time with date, time and zone';
    const code = codeableConceptOf(resource.code);
    if (!code) return 'there is no code';
    const clinicalStatus = oneOf(statuses, codeOf(resource.clinicalStatus, statusSystem));
    const verification =
      resource.verificationStatus === undefined
        ? 'unconfirmed'
        : oneOf(verifications, codeOf(resource.verificationStatus, verificationSystem));
    if (!clinicalStatus || !verification) return 'the clinical or verification status is not known here';
    const data = present<ProblemRecordedV1>({
      code,
      clinicalStatus,
      verification,
      onset: textOf(resource.onsetDateTime),
      abatement: textOf(resource.abatementDateTime),
      stayId: references.recordId(resource.encounter, 'Encounter'),
    });
    return [{ type: 'problem.recorded', schemaVersion: 1, occurredAt, data }];
  },
};
