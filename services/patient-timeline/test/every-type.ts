import { clinicalEventTypes, referencesOf } from '@everchart/contracts-clinical';
import { v4 as newId } from 'uuid';
import type { Draft } from './timeline-suite.js';

/** Each after what it refers to. Types that are not named refer to one of these. */
const openingTypes = [
  'patient.registered',
  'stay.admitted',
  'note.written',
  'document.attached',
  'consent.granted',
  'medication.prescribed',
  'medication.administered',
  'incident.reported',
  'flag.raised',
  'allergy.recorded',
  'problem.recorded',
  'preference.stated',
  'plan.instruction-given',
];

/**
 * One event of every version of every type, as the contracts give an example of it, in the record of one patient: they
 * refer to each other.
 */
export function everyType(patient: string): Draft[] {
  const stayId = newId();
  const ids = new Map(openingTypes.map((type) => [type, newId()]));
  const taken = new Set<string>();
  /** Of several versions of a type the first is what others refer to. */
  const idOf = (type: string): string => {
    const id = taken.has(type) ? undefined : ids.get(type);
    taken.add(type);
    return id ?? newId();
  };
  const place = ({ type }: Draft): number => (openingTypes.includes(type) ? openingTypes.indexOf(type) : openingTypes.length);
  return clinicalEventTypes
    .map(({ type, version, example }): Draft => {
      const data: Record<string, unknown> = { ...example, ...('stayId' in example ? { stayId } : {}) };
      for (const { pointer, types } of referencesOf(type, data)) {
        if (!pointer.startsWith('/data')) data[pointer.slice(1)] = ids.get(types?.[0] ?? 'note.written');
      }
      if (type === 'entry.amended')
        Object.assign(data, { type: 'note.written', schemaVersion: 1, data: { kind: 'other', text: 'Corrected' } });
      return { id: idOf(type), patient, type, schemaVersion: version, data };
    })
    .sort((a, b) => place(a) - place(b));
}
