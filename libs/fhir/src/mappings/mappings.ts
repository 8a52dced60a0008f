import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { Resource } from '../resource.js';
import { allergyIntolerance } from './allergy-intolerance.mapping.js';
import { carePlan } from './care-plan.mapping.js';
import { condition } from './condition.mapping.js';
import { encounter } from './encounter.mapping.js';
import type { Mapping, ResourceState } from './mapping.js';
import { medicationAdministration } from './medication-administration.mapping.js';
import { medicationRequest } from './medication-request.mapping.js';
import { noteMappings, noteTypeOf, type NoteType } from './notes.mapping.js';
import { observation } from './observation.mapping.js';
import { patient } from './patient.mapping.js';

/** Resource types that can be made of what is on record, and the data that their state holds. */
export type ReadableData = {
  Patient: ClinicalEventData['patient.registered'];
  Encounter: ClinicalEventData['stay.admitted'];
  Observation: ClinicalEventData['observation.recorded'];
  MedicationAdministration: ClinicalEventData['medication.administered' | 'medication.not-given'];
  MedicationRequest: ClinicalEventData['medication.prescribed'];
  AllergyIntolerance: ClinicalEventData['allergy.recorded'];
  Condition: ClinicalEventData['problem.recorded'];
  CarePlan: ClinicalEventData['plan.instruction-given'];
} & Record<NoteType, ClinicalEventData['note.written']>;

const readable: { readonly [Type in keyof ReadableData]: Mapping<ReadableData[Type]> } = {
  Patient: patient,
  Encounter: encounter,
  Observation: observation,
  MedicationAdministration: medicationAdministration,
  MedicationRequest: medicationRequest,
  AllergyIntolerance: allergyIntolerance,
  Condition: condition,
  CarePlan: carePlan,
  ...noteMappings,
};

type ReadMapping = Pick<Mapping, 'resourceType' | 'patientOf' | 'eventsOf'>;

/** Resource types that become events. */
export const mappings: ReadonlyMap<string, ReadMapping> = new Map<string, ReadMapping>(Object.entries(readable));

/** The events of a resource: one that has its data, and what it may come to later. */
interface EventsOfType {
  first: readonly [string, ...string[]];
  later?: string;
}

/** Resource types that {@link resourceOf} makes, each with the types of its events. */
export const readableTypes: { readonly [Type in keyof ReadableData]: EventsOfType } = {
  Patient: { first: ['patient.registered'], later: 'patient.deceased' },
  Encounter: { first: ['stay.admitted'], later: 'stay.discharged' },
  Observation: { first: ['observation.recorded'] },
  MedicationAdministration: { first: ['medication.administered', 'medication.not-given'] },
  MedicationRequest: { first: ['medication.prescribed'] },
  AllergyIntolerance: { first: ['allergy.recorded'] },
  Condition: { first: ['problem.recorded'] },
  CarePlan: { first: ['plan.instruction-given'] },
  Procedure: { first: ['note.written'] },
  Immunization: { first: ['note.written'] },
  DiagnosticReport: { first: ['note.written'] },
  DocumentReference: { first: ['note.written'] },
};

/** Which resource an event is the first of; undefined: what it says has no form in FHIR here. */
export function readableTypeOf(eventType: string, data: unknown): keyof ReadableData | undefined {
  if (eventType === 'note.written') return noteTypeOf(data as ReadableData[NoteType]);
  return firstOf.get(eventType);
}

const firstOf = new Map(
  Object.entries(readableTypes).flatMap(([type, { first }]) => first.map((name) => [name, type as keyof ReadableData] as const)),
);

/** A resource of what is on record, without `meta`. What the events carry is all in it; nothing is made up. */
export function resourceOf<Type extends keyof ReadableData>(type: Type, state: ResourceState<ReadableData[Type]>): Resource {
  const mapping: Mapping<ReadableData[Type]> = readable[type];
  return mapping.resourceOf(state);
}
