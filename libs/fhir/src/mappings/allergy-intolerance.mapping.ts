import type { AllergyRecordedV1, ClinicalEventData } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeableConceptsOf, codeOf, dateTimeOf, oneOf, referenceTo } from '../data-types.js';
import { objectsOf, present, textOf, textsOf, type Resource } from '../resource.js';
import { leaveBehind } from '../watched.js';
import { patientIn, type Mapping } from './mapping.js';

type Reaction = NonNullable<AllergyRecordedV1['reactions']>[number];

const statusSystem = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const statuses = ['active', 'inactive', 'resolved'] as const;
const verifications = ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'] as const;
const categories = ['food', 'medication', 'environment', 'biologic'] as const;

export const allergyIntolerance: Mapping<ClinicalEventData['allergy.recorded']> = {
  resourceType: 'AllergyIntolerance',
  patientOf: patientIn('patient'),
  eventsOf(resource) {
    const occurredAt = dateTimeOf(resource.recordedDate) ?? dateTimeOf(resource.onsetDateTime);
    if (occurredAt === undefined) return 'there is no recorded time with date, time and zone';
    const substance = codeableConceptOf(resource.code);
    if (!substance) return 'the substance is not named';
    // An allergy of which no status is said is one to be warned of.
    const clinicalStatus =
      resource.clinicalStatus === undefined ? 'active' : oneOf(statuses, codeOf(resource.clinicalStatus, statusSystem));
    const verification =
      resource.verificationStatus === undefined
        ? 'unconfirmed'
        : oneOf(verifications, codeOf(resource.verificationStatus, verificationSystem));
    if (!verification || !clinicalStatus) return 'the clinical or verification status is not known here';
    const data = present<AllergyRecordedV1>({
      substance,
      type: oneOf(['allergy', 'intolerance'] as const, resource.type),
      categories: textsOf(resource.category).flatMap((each) => oneOf(categories, each) ?? []),
      criticality: oneOf(['low', 'high', 'unable-to-assess'] as const, resource.criticality),
      clinicalStatus,
      verification,
      reactions: objectsOf(resource.reaction).flatMap((each) => reactionOf(each) ?? []),
      onset: textOf(resource.onsetDateTime),
    });
    return [{ type: 'allergy.recorded', schemaVersion: 1, occurredAt, data }];
  },
  resourceOf({ id, patientId, occurredAt, data }) {
    return present<Resource>({
      resourceType: 'AllergyIntolerance',
      id,
      clinicalStatus: { coding: [{ system: statusSystem, code: data.clinicalStatus }] },
      verificationStatus: { coding: [{ system: verificationSystem, code: data.verification }] },
      type: data.type,
      category: data.categories,
      criticality: data.criticality,
      code: data.substance,
      patient: referenceTo('Patient', patientId),
      onsetDateTime: data.onset,
      recordedDate: occurredAt,
      reaction: data.reactions?.map(({ manifestations, severity }) =>
        present<Record<string, unknown>>({ manifestation: manifestations, severity }),
      ),
    });
  },
};

function reactionOf(value: Record<string, unknown>): Reaction | undefined {
  const manifestations = codeableConceptsOf(value.manifestation);
  if (manifestations.length > 0)
    return present<Reaction>({ manifestations, severity: oneOf(['mild', 'moderate', 'severe'] as const, value.severity) });
  leaveBehind(value);
  return undefined;
}
