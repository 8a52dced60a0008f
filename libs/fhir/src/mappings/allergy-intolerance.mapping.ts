import type { AllergyRecordedV1, ClinicalEventData } from '@everchart/contracts-clinical';
import { codeableConceptOf, codeOf, conceptsOf, noteElements, notesOf, referenceTo } from '../data-types.js';
import { oneOf, present, type Draft, type Element } from '../element.js';
import type { Resource } from '../resource.js';
import { momentOf, sinceNow } from '../times.js';
import { enteredInError, patientIn, type Mapping } from './mapping.js';

type Reaction = NonNullable<AllergyRecordedV1['reactions']>[number];

const statusSystem = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const statuses = ['active', 'inactive', 'resolved'] as const;
const verifications = ['unconfirmed', 'confirmed', 'refuted'] as const;
const categories = ['food', 'medication', 'environment', 'biologic'] as const;

export const allergyIntolerance: Mapping<ClinicalEventData['allergy.recorded']> = {
  resourceType: 'AllergyIntolerance',
  patientOf: patientIn('patient'),
  eventsOf(resource, { nowMs }) {
    const verificationCode = codeOf(resource.element('verificationStatus'), verificationSystem);
    if (verificationCode?.value === 'entered-in-error') return enteredInError;
    const recorded = momentOf(resource, ['recordedDate'], nowMs);
    const moment = recorded ?? momentOf(resource, ['onsetDateTime', 'lastOccurrence'], nowMs) ?? sinceNow(resource, nowMs);
    if (typeof moment === 'string') return moment;
    const substance = codeableConceptOf(resource.element('code')) ?? substanceOfReactions(resource);
    if (!substance) return 'the substance is not named';
    // An allergy of which no status is said is one to be warned of.
    const clinicalStatus = resource.has('clinicalStatus')
      ? oneOf(statuses, codeOf(resource.element('clinicalStatus'), statusSystem))
      : ('active' as const);
    const verification = resource.has('verificationStatus') ? oneOf(verifications, verificationCode) : ('unconfirmed' as const);
    if (!verification || !clinicalStatus) return 'the clinical or verification status is not known here';
    const data = present<Draft<AllergyRecordedV1>>({
      substance,
      type: oneOf(['allergy', 'intolerance'] as const, resource.text('type')),
      categories: resource.texts('category').flatMap((each) => oneOf(categories, each) ?? []),
      criticality: oneOf(['low', 'high', 'unable-to-assess'] as const, resource.text('criticality')),
      clinicalStatus,
      verification,
      reactions: resource.elements('reaction').flatMap((each) => reactionOf(each) ?? []),
      onset: resource.text('onsetDateTime'),
      note: notesOf(resource),
      happened: recorded === undefined ? undefined : moment.happened,
    });
    const { occurredAt, timeDerived } = moment;
    return [{ type: 'allergy.recorded', schemaVersion: 1, occurredAt, timeDerived, data }];
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
      recordedDate: data.happened?.on ?? occurredAt,
      note: noteElements(data.note),
      reaction: data.reactions?.map(({ manifestations, severity }) =>
        present<Record<string, unknown>>({ manifestation: manifestations, severity }),
      ),
    });
  },
};

/** Where the allergy itself names none, and its reactions name one. */
function substanceOfReactions(resource: Element): Draft<AllergyRecordedV1['substance']> | undefined {
  const substances = resource.elements('reaction').flatMap((reaction) => codeableConceptOf(reaction.element('substance')) ?? []);
  return substances.length === 1 ? substances[0] : undefined;
}

function reactionOf(reaction: Element): Draft<Reaction> | undefined {
  const manifestations = conceptsOf(reaction, 'manifestation');
  const severity = oneOf(['mild', 'moderate', 'severe'] as const, reaction.text('severity'));
  return manifestations.length > 0 ? present<Draft<Reaction>>({ manifestations, severity }) : undefined;
}
