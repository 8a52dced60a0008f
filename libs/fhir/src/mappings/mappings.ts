import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { Resource } from '../resource.js';
import { allergyIntolerance } from './allergy-intolerance.mapping.js';
import { carePlan } from './care-plan.mapping.js';
import { condition } from './condition.mapping.js';
import { encounter } from './encounter.mapping.js';
import type { Mapping, ResourceState } from './mapping.js';
import { medicationAdministration } from './medication-administration.mapping.js';
import { observation } from './observation.mapping.js';
import { patient } from './patient.mapping.js';

/** Resource types that become events. */
export const mappings: ReadonlyMap<string, Pick<Mapping, 'patientOf' | 'eventsOf'>> = new Map(
  [patient, encounter, observation, medicationAdministration, allergyIntolerance, condition, carePlan].map((mapping) => [
    mapping.resourceType,
    mapping,
  ]),
);

/** Resource types that can be made of what is on record, and the data that their state holds. */
export interface ReadableData {
  Patient: ClinicalEventData['patient.registered'];
  Observation: ClinicalEventData['observation.recorded'];
  AllergyIntolerance: ClinicalEventData['allergy.recorded'];
}

const readable: { [Type in keyof ReadableData]: Required<Mapping<ReadableData[Type]>> } = {
  Patient: patient as Required<typeof patient>,
  Observation: observation as Required<typeof observation>,
  AllergyIntolerance: allergyIntolerance as Required<typeof allergyIntolerance>,
};

/** A resource of what is on record, without `meta`. What the events carry is all in it; nothing is made up. */
export function resourceOf<Type extends keyof ReadableData>(type: Type, state: ResourceState<ReadableData[Type]>): Resource {
  return readable[type].resourceOf(state);
}
