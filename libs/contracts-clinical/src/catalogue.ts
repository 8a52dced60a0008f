import { readFileSync } from 'node:fs';
import type { ClinicalEventType } from './generated/event-data.js';

/**
 * How a type is said in the languages of other systems: notes for people, with the resource and the message for
 * programs.
 */
export interface EventMapping {
  /** FHIR R4 (4.0.1). */
  fhir: { resource: string; note: string };
  /** HL7 v2.5.1; `message` as in MSH-9, null where there is no trigger for it. */
  hl7v2: { message: string | null; note: string };
}

/** What is known of a type beside its schemas: it may be put better at any time, a released schema may not. */
export interface CatalogueEntry extends EventMapping {
  /**
   * Members of the data that hold the id of another event of the same patient, with the types that it may have; none
   * listed: any.
   */
  references?: Readonly<Record<string, readonly ClinicalEventType[]>>;
}

export const catalogue = JSON.parse(readFileSync(new URL('../catalogue.json', import.meta.url), 'utf8')) as Readonly<
  Record<ClinicalEventType, CatalogueEntry>
>;
