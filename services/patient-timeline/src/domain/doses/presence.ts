import { personOf, statedTime, type PatientEvent } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import { instantMs } from '@everchart/primitives';
import { placesOf, type KnownPlaces } from '../places.js';
import type { EntryInForce } from './course.js';
import { boundsOf, type LocalAt } from './schedule.js';
import { staysOf, type StayInSteps } from './stays.js';

/** Why nothing is to be given. */
export type Absence = 'away' | 'in-hospital' | 'deceased';

/** @returns why a prescription that was made in that stay is not due at an instant; undefined: it is */
export type Presence = (at: number, stayId: string | undefined) => Absence | undefined;

/** Classes of the stays in which the patient lives here or is nursed here. */
export const residing: ReadonlySet<string> = new Set(['residential', 'inpatient', 'home']);
/** Those of a hospital, beside which another stay goes on. */
const ofHospital: ReadonlySet<string> = new Set(['inpatient', 'emergency']);

/** Of an instant both are that instant; of a day, whose time is not known, its beginning and its end. */
interface Moment {
  first: number;
  last: number;
}

interface Presented {
  id: string;
  class: string;
  /** The id of the directory; the name as stated, where that has none. */
  facility: string | undefined;
  from: Moment;
  to: Moment;
}

/**
 * Whether the patient is there to be given something. A record without a stay of those that a patient lives or lies in
 * says nothing of it: then the patient is always there. Otherwise: in none, the patient is away; in one of a hospital
 * beside an older one of another place, in hospital. What was prescribed in that stay is due in it. After the death
 * nothing is. Of a day on which a stay began or ended at an unknown time: a dose is due as long as the patient may have
 * been there.
 */
export function presenceOf(entries: readonly EntryInForce[], localAt: LocalAt, directory: KnownPlaces | undefined): Presence {
  const events = entries.filter(({ type }) => type.startsWith('patient.'));
  const { death } = personOf(events.map((entry): PatientEvent => ({ ...entry, recordedAt: entry.occurredAt })));
  const died = death && timeOfDeath(death, entries, localAt);
  const stays = staysOf(entries).map((stay) => presented(stay, localAt, directory));
  const isKnown = stays.some((stay) => residing.has(stay.class));
  return (at, stayId) => {
    if (died !== undefined && at >= died) return 'deceased';
    if (!isKnown) return undefined;
    const open = stays.filter(({ from, to }) => from.first <= at && at < to.last);
    if (open.some(({ id }) => id === stayId)) return undefined;
    const home = open.filter((stay) => residing.has(stay.class));
    if (home.length === 0) return 'away';
    const elsewhere = open.some(
      (stay) =>
        ofHospital.has(stay.class) &&
        stay.from.last <= at &&
        at < stay.to.first &&
        home.some((other) => other.from.first < stay.from.first && !isSamePlace(other, stay)),
    );
    return elsewhere ? 'in-hospital' : undefined;
  };
}

function isSamePlace(one: Presented, other: Presented): boolean {
  return one.facility !== undefined && one.facility === other.facility;
}

function presented({ stayId, admitted, discharged, moves }: StayInSteps, localAt: LocalAt, directory: KnownPlaces | undefined): Presented {
  const location = moves.at(-1)!.data.location ?? {};
  return {
    id: stayId,
    class: admitted.data.class!,
    facility: (directory && placesOf(location, directory).facility?.id) ?? location.facility,
    from: momentOf(statedTime(admitted), localAt),
    to: discharged ? momentOf(statedTime(discharged), localAt) : { first: Infinity, last: Infinity },
  };
}

function momentOf(stated: string, localAt: LocalAt): Moment {
  const { first, after } = boundsOf(stated, localAt);
  return { first, last: stated.includes(':') ? first : after };
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
