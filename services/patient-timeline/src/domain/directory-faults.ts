import type { Stay } from '@everchart/clinical-facts';
import { itemKey, type OrganisationList, type PlaceIndex, type PlaceFault, type PlaceKind } from '@everchart/contracts-organisation';

/** An open stay of a patient, as it stands. */
export interface OpenStay {
  patientId: string;
  /** Of the patient's record. */
  streamVersion: number;
  stay: Pick<Stay, 'stayId' | 'location' | 'entryId' | 'transfer'>;
}

/** A stay in a place that the directory does not have: to be mended there, or by an amendment of the entry. */
export interface StayFault {
  patientId: string;
  streamVersion: number;
  stayId: string;
  /** The entry that states the place: the admission, or the last transfer. */
  entryId: string;
  member: PlaceKind;
  fault: PlaceFault;
  /** As the entry names it. */
  stated: string;
  /** Ids of the places around it that are known; of one that was closed its own, too. */
  places: Partial<Record<PlaceKind, string>>;
}

/** The stays whose place is not known or was closed; those that name none are not among them. In the given order. */
export function faultsOf(stays: Iterable<OpenStay>, places: PlaceIndex): StayFault[] {
  const faults: StayFault[] = [];
  for (const { patientId, streamVersion, stay } of stays) {
    const { stayId, location, entryId, transfer } = stay;
    const { places: found, fault } = places.locate(location ?? {});
    if (!fault) continue;
    faults.push({
      patientId,
      streamVersion,
      stayId,
      entryId: transfer?.entryId ?? entryId,
      ...fault,
      stated: location![fault.member]!,
      places: Object.fromEntries(Object.entries(found).map(([kind, { id }]) => [kind, id])),
    });
  }
  return faults;
}

/** A dose that was not given, for a coded reason that the organisation's list does not have. */
export interface ReasonFault {
  patientId: string;
  /** Of the patient's record. */
  streamVersion: number;
  entryId: string;
  occurredAt: string;
  stated: { system: string; code: string }[];
}

/** Whether a reason is one of the list, retired items too; there is nothing to look for in one of words alone. */
export function isListed(stated: ReasonFault['stated'], list: OrganisationList): boolean {
  return stated.length === 0 || stated.some((coding) => list.has(itemKey(coding)));
}
