import { personOf, type PatientEvent, type StayOfPerson } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import type { EntryInForce } from './course.js';
import { boundsOf, type LocalAt } from './schedule.js';

/** Why nothing is to be given. */
export type Absence = 'away' | 'in-hospital' | 'deceased';

/** @returns why a prescription that was made in that stay is not due at an instant; undefined: it is */
export type Presence = (at: number, stayId: string | undefined) => Absence | undefined;

/** Classes of the stays in which the patient lives here or is nursed here. */
export const residing: ReadonlySet<string> = new Set(['residential', 'inpatient', 'home']);
/** Those of a hospital, beside which another stay goes on. */
const ofHospital: ReadonlySet<string> = new Set(['inpatient', 'emergency']);

interface Presented {
  id: string;
  class: string;
  facility: string | undefined;
  from: number;
  to: number;
}

/**
 * Whether the patient is there to be given something. A record without a stay of those that a patient lives or lies in
 * says nothing of it: then the patient is always there. Otherwise: in none, the patient is away; in one of a hospital
 * beside an older one of another place, in hospital. What was prescribed in that stay is due in it. After the death
 * nothing is.
 */
export function presenceOf(entries: readonly EntryInForce[], localAt: LocalAt): Presence {
  const events = entries.filter(({ type }) => type.startsWith('patient.') || type.startsWith('stay.'));
  const person = personOf(events.map((entry): PatientEvent => ({ ...entry, recordedAt: entry.occurredAt })));
  const died = person.death && timeOfDeath(person.death, entries, localAt);
  const stays = [...person.stays.values()].filter(({ state }) => state !== 'never-was').map(presented);
  const isKnown = stays.some((stay) => residing.has(stay.class));
  return (at, stayId) => {
    if (died !== undefined && at >= died) return 'deceased';
    if (!isKnown) return undefined;
    const open = stays.filter(({ from, to }) => from <= at && at < to);
    if (open.some(({ id }) => id === stayId)) return undefined;
    const home = open.filter((stay) => residing.has(stay.class));
    if (home.length === 0) return 'away';
    const elsewhere = open.some(
      (stay) => ofHospital.has(stay.class) && home.some((other) => other.from < stay.from && !isSamePlace(other, stay)),
    );
    return elsewhere ? 'in-hospital' : undefined;
  };
}

function isSamePlace(one: Presented, other: Presented): boolean {
  return one.facility !== undefined && one.facility === other.facility;
}

function presented({ stayId, class: kind, location, admittedAt, dischargedAt }: StayOfPerson): Presented {
  return {
    id: stayId,
    class: kind,
    facility: location?.facility,
    from: instantMs(admittedAt),
    to: dischargedAt === undefined ? Infinity : instantMs(dischargedAt),
  };
}

/** Of a day its beginning; when no time is known, that of the statement. */
function timeOfDeath({ deceasedAt }: ClinicalEventData['patient.deceased'], entries: readonly EntryInForce[], localAt: LocalAt): number {
  if (deceasedAt !== undefined) return boundsOf(deceasedAt, localAt).first;
  const statements = entries.flatMap(({ type, occurredAt, data }) => {
    if (type === 'patient.deceased') return [instantMs(occurredAt)];
    const { death } = type === 'patient.merged' ? (data as ClinicalEventData['patient.merged']) : {};
    return death ? [instantMs(death.statedAt)] : [];
  });
  return Math.min(...statements);
}
