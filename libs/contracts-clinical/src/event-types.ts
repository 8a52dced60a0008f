import { readContracts, type EventContract } from '@everchart/contracts';
import { catalogue, packageFolder } from './catalogue.js';
import type { ClinicalEventType } from './generated/event-data.js';

/** One class for all of a patient's record: it is kept and destroyed as a whole. */
export const clinicalClass = 'clinical';
export type RetentionClass = typeof clinicalClass;

/** One version of an event type. A released one never changes; a new version is added. */
export type ClinicalEventContract = EventContract<ClinicalEventType, RetentionClass>;

/** Every version of every clinical event type, by type and version. */
export const clinicalEventTypes: readonly ClinicalEventContract[] = readContracts(packageFolder, catalogue, clinicalClass);

/** @returns undefined when this release does not know the type or its version */
export function clinicalEventContract(type: string, version: number): ClinicalEventContract | undefined {
  return byName.get(`${type}:${version}`);
}

const byName = new Map(clinicalEventTypes.map((contract) => [`${contract.type}:${contract.version}`, contract]));
