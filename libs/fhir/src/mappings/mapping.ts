import type { ClinicalEventDataByVersion } from '@everchart/contracts-clinical';
import type { Identities } from '../identities.js';
import type { References } from '../references.js';
import type { Resource } from '../resource.js';

type VersionOne = Extract<keyof ClinicalEventDataByVersion, `${string}:1`>;

/**
 * An event without its place in the record. Its schema version is fixed, not the newest: the same resource must give the same event for as long as a second import
 * has to recognise the first.
 */
export type MappedEvent = {
  [Name in VersionOne]: { type: Name extends `${infer Type}:1` ? Type : never; schemaVersion: 1; occurredAt: string; data: ClinicalEventDataByVersion[Name] };
}[VersionOne]; // prettier-ignore

export interface MappingContext {
  references: References;
  identities: Identities;
}

export interface Mapping {
  /** Member that names the patient. */
  patient: 'subject' | 'patient';
  /** @returns events, or why there are none: a stable text without patient data */
  map(resource: Resource, context: MappingContext): MappedEvent[] | string;
}
