import type { ClinicalEventType } from './generated/event-data.js';

/** What one event says of another one of the same patient. */
export interface Reference {
  /** Id of the event that is referred to, in lower case. */
  id: string;
  /** JSON Pointer to the reference in the data. */
  pointer: string;
  /** The types that the event may have; absent where it may have any. */
  types?: readonly ClinicalEventType[];
}

/** A member of a type's data that holds the id of another event of the same patient. */
export interface ReferenceMember {
  member: string;
  types?: readonly ClinicalEventType[];
}

const entry: ReferenceMember = { member: 'entryId' };
const flag: ReferenceMember = { member: 'flagId', types: ['flag.raised'] };
const prescription: ReferenceMember = { member: 'prescriptionId', types: ['medication.prescribed'] };
const instruction: ReferenceMember = { member: 'instructionId', types: ['plan.instruction-given', 'plan.instruction-revised'] };

/** By type. Not here: `stayId` (a stay has an id of its own) and what names another patient's record. */
export const referenceMembers: Readonly<Partial<Record<ClinicalEventType, readonly ReferenceMember[]>>> = {
  'medication.changed': [prescription],
  'medication.stopped': [prescription],
  'medication.administered': [prescription],
  'medication.not-given': [prescription],
  'incident.reviewed': [{ member: 'incidentId', types: ['incident.reported'] }],
  'flag.changed': [flag],
  'flag.cleared': [flag],
  'flag.acknowledged': [flag],
  'allergy.refuted': [{ member: 'allergyId', types: ['allergy.recorded'] }],
  'problem.resolved': [{ member: 'problemId', types: ['problem.recorded'] }],
  'preference.withdrawn': [{ member: 'preferenceId', types: ['preference.stated'] }],
  'plan.instruction-revised': [instruction],
  'plan.instruction-ended': [instruction],
  'plan.task-completed': [instruction],
  'document.attached': [{ member: 'replaces', types: ['document.attached'] }],
  'consent.granted': [{ member: 'documentId', types: ['document.attached'] }],
  'consent.withdrawn': [{ member: 'consentId', types: ['consent.granted'] }],
  'entry.amended': [entry],
  'entry.struck': [entry],
};

/**
 * The events that this one refers to: they must be in the same record already. An amendment refers to its entry and to what its corrected data
 * refers to. The same in every version of a type.
 */
export function referencesOf(type: string, data: Readonly<Record<string, unknown>>): Reference[] {
  const members = referenceMembers[type as ClinicalEventType] ?? [];
  const own = members.flatMap(({ member, types }) => {
    const value = data[member];
    return typeof value === 'string' ? [{ id: value.toLowerCase(), pointer: `/${member}`, ...(types ? { types } : {}) }] : [];
  });
  return type === 'entry.amended' ? [...own, ...amendedReferences(data)] : own;
}

function amendedReferences({ type, data }: Readonly<Record<string, unknown>>): Reference[] {
  // An entry that corrects or strikes another is struck, not amended: so this goes one step deep.
  if (typeof type !== 'string' || type.startsWith('entry.') || typeof data !== 'object' || data === null) return [];
  return referencesOf(type, data as Record<string, unknown>).map((reference) => ({ ...reference, pointer: `/data${reference.pointer}` }));
}
