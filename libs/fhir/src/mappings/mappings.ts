import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { Resource } from '../resource.js';
import { allergyIntolerance } from './allergy-intolerance.mapping.js';
import { carePlan } from './care-plan.mapping.js';
import { condition } from './condition.mapping.js';
import { encounter } from './encounter.mapping.js';
import type { Mapping, ResourceState } from './mapping.js';
import { medicationAdministration } from './medication-administration.mapping.js';
import { medicationRequest } from './medication-request.mapping.js';
import { noteMappings } from './notes.mapping.js';
import { observation } from './observation.mapping.js';
import { patient } from './patient.mapping.js';

type ReadMapping = Pick<Mapping, 'resourceType' | 'patientOf' | 'eventsOf'>;

const all: readonly ReadMapping[] = [
  patient,
  encounter,
  observation,
  medicationAdministration,
  medicationRequest,
  allergyIntolerance,
  condition,
  carePlan,
  ...noteMappings,
];

/** Resource types that become events. */
export const mappings: ReadonlyMap<string, ReadMapping> = new Map(all.map((mapping) => [mapping.resourceType, mapping]));

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

/** Resource types that {@link resourceOf} makes, each with the types of its events: the first one has its data. */
export const readableTypes: { readonly [Type in keyof ReadableData]: readonly [string, ...string[]] } = {
  Patient: ['patient.registered', 'patient.deceased'],
  Observation: ['observation.recorded'],
  AllergyIntolerance: ['allergy.recorded'],
};

/** A resource of what is on record, without `meta`. What the events carry is all in it; nothing is made up. */
export function resourceOf<Type extends keyof ReadableData>(type: Type, state: ResourceState<ReadableData[Type]>): Resource {
  return readable[type].resourceOf(state);
}
