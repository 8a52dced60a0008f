import { unchanged, Upcasting, type Upcaster } from '@everchart/contracts';
import { clinicalEventTypes } from './event-types.js';
import type { ClinicalEventData, ClinicalEventType } from './generated/event-data.js';

/** By `<type>:<version it takes>`. Every version but the newest of a type keeps one permanently. */
export const upcasters: ReadonlyMap<string, Upcaster> = new Map([
  // Version 2 adds members; what version 1 says, it says in the same words.
  ['entry.struck:1', unchanged],
  ['medication.administered:1', unchanged],
  // Version 2 asks the writer for codes and units; readers take data without them, as they were recorded then.
  ['observation.recorded:1', unchanged],
  ['patient.details-amended:1', unchanged],
  // Version 2 says how often an activity is due.
  ['plan.instruction-given:1', unchanged],
  ['plan.instruction-revised:1', unchanged],
  // Version 2 says the death that the record that ended knew.
  ['patient.merged:1', unchanged],
]);

const versions = new Upcasting(clinicalEventTypes, upcasters);

/**
 * Data of any released version, as the newest version says it; of an amendment the corrected data, too, as far as its
 * type is known.
 * @throws UnknownEventTypeError for a type or version that this release does not know
 */
export function upcastClinical<T extends ClinicalEventType>(type: T, version: number, data: unknown): ClinicalEventData[T];
export function upcastClinical(type: string, version: number, data: unknown): unknown;
export function upcastClinical(type: string, version: number, data: unknown): unknown {
  const current = versions.newest(type, version, data);
  return type === 'entry.amended' ? amended(current) : current;
}

/** `schemaVersion` stays what the writer said. */
function amended(amendment: Record<string, unknown>): Record<string, unknown> {
  const { type, schemaVersion, data } = amendment as unknown as ClinicalEventData['entry.amended'];
  return versions.knows(type) ? { ...amendment, data: upcastClinical(type, schemaVersion, data) } : amendment;
}
