import { kindClasses, readContracts, type EventContract, type KindClass } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { ClinicalEventType } from './generated/event-data.js';

/** Of a patient's record, but for the kinds of entries that have a class of their own. */
export const clinicalClass = 'clinical';

export type RetentionClass = typeof clinicalClass | KindClass;

/** Classes of the keys of a patient's record. */
export const recordClasses: readonly RetentionClass[] = [clinicalClass, ...kindClasses];

const kinds: Partial<Record<ClinicalEventType, KindClass>> = { 'observation.recorded': 'observations', 'document.attached': 'documents' };

/** The class of an event of a type. What corrects an entry is sealed in the class of that. */
export function retentionClassOf(type: string): RetentionClass {
  return kinds[type as ClinicalEventType] ?? clinicalClass;
}

/** Types of the entries of these kinds. */
export function typesOfKinds(classes: readonly string[]): ClinicalEventType[] {
  return (Object.keys(kinds) as ClinicalEventType[]).filter((type) => classes.includes(kinds[type]!));
}

/** One version of an event type. A released one never changes; a new version is added. */
export type ClinicalEventContract = EventContract<ClinicalEventType, RetentionClass>;

/** Every version of every clinical event type, by type and version. */
export const clinicalEventTypes: readonly ClinicalEventContract[] = readContracts(packageFolder, catalogue, retentionClassOf);

/** @returns undefined when this release does not know the type or its version */
export function clinicalEventContract(type: string, version: number): ClinicalEventContract | undefined {
  return byName.get(`${type}:${version}`);
}

const byName = new Map(clinicalEventTypes.map((contract) => [`${contract.type}:${contract.version}`, contract]));
