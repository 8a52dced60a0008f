import type { ClinicalEventData, ClinicalEventDataByVersion } from '@everchart/contracts-clinical';
import type { Draft, Element, Leaf } from '../element.js';
import type { Identities } from '../identities.js';
import type { References } from '../references.js';
import type { Resource } from '../resource.js';

/**
 * A draft of an event without its place in the record. Its schema version is fixed, not the newest: the same resource
 * must give the same event for as long as a second import has to recognise the first.
 */
export type MappedEvent = {
  [Name in keyof ClinicalEventDataByVersion]: {
    type: Name extends `${infer Type}:${number}` ? Type : never;
    schemaVersion: Name extends `${string}:${infer Version extends number}` ? Version : never;
    occurredAt: Draft<string>;
    timeDerived?: true;
    data: Draft<ClinicalEventDataByVersion[Name]>;
    /** Values of the resource that the type of the event says, so that they stand nowhere in its data. */
    says?: readonly (Leaf | undefined)[];
  };
}[keyof ClinicalEventDataByVersion];

export interface MappingContext {
  references: References;
  identities: Identities;
  /** When the first entry of each patient of the bundle happened, by patient id; complete when patients are mapped. */
  firstEntry: ReadonlyMap<string, string>;
  /** When the resource was received, in milliseconds since 1970. */
  nowMs: number;
}

/**
 * A resource as the record has it: what its events came to. `data` is of the newest schema version, as readers get it
 * from the upcasters.
 */
export interface ResourceState<Data> {
  id: string;
  patientId: string;
  /** When it happened: the occurredAt of its event. */
  occurredAt: string;
  data: Data;
  /** What the resource came to after that: a death without a time, the end of a stay. */
  later?: { occurredAt: string; data: Partial<ClinicalEventData['stay.discharged']> };
}

/**
 * A resource type and the events of it, both ways. Reading a resource that {@link resourceOf} made gives the same event
 * data again.
 */
export interface Mapping<Data = never> {
  resourceType: string;
  /** Record id of the patient whose resource it is; undefined when it cannot be found out. */
  patientOf(resource: Element, context: MappingContext): Draft<string> | undefined;
  /** @returns events, or why there are none: a stable text without patient data */
  eventsOf(resource: Element, context: MappingContext): MappedEvent[] | string;
  /** Without `meta`, which is the server's to add. */
  resourceOf(state: ResourceState<Data>): Resource;
}

/** Most resources name their patient by a reference. */
export const patientIn =
  (member: 'subject' | 'patient'): Mapping['patientOf'] =>
  (resource, { references }) =>
    references.recordId(resource.element(member), 'Patient');

export const enteredInError = 'it was entered in error at its source: it says nothing about the patient';
