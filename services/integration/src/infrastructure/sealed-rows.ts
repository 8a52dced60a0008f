import type { PatientEvent, Person, StayOfPerson } from '@everchart/clinical-facts';
import { EnvelopeError, formatDataschema, keyIdOf, openKeyed, sealKeyed, type KeyedIdentity } from '@everchart/envelope';
import type { DataKey } from '@everchart/keyring';
import type { FindKey } from '@everchart/sealed-events';

/**
 * What this database keeps of patients is sealed under the data key of the event that it comes of, and bound to its
 * row: it ends with that key, and cannot be moved to another patient, destination or message.
 */
type RowKind = 'hl7-message' | 'person' | 'person-entry';

export interface PatientKey {
  org: string;
  patient: string;
}

export interface MessageName extends PatientKey {
  destination: string;
  controlId: string;
}

/** An entry as it is stored: its data is sealed, and absent when it could not be read. */
export interface StoredEntry {
  entry: Omit<PatientEvent, 'data'>;
  data: Buffer | null;
}

export function sealMessage(name: MessageName, text: string, key: DataKey): Buffer {
  return seal('hl7-message', name, idOf(name), text, key);
}

/** @returns undefined: it was changed, or is of another place */
export function openMessage(name: MessageName, sealed: Buffer, key: Uint8Array): string | undefined {
  return open('hl7-message', name, idOf(name), sealed, key) as string | undefined;
}

/** A person with the current stay alone: what most messages need. The others are folded from the entries. */
type StoredPerson = Omit<Person, 'stays' | 'currentStayId'> & { currentStay?: StayOfPerson };

export function sealPerson(patient: PatientKey, { stays, currentStayId, ...person }: Person, key: DataKey): Buffer {
  const stored: StoredPerson = currentStayId === undefined ? person : { ...person, currentStay: stays.get(currentStayId)! };
  return seal('person', patient, patient.patient, stored, key);
}

/** @returns with the current stay alone; undefined: there is no key, or it does not fit */
export function openPerson(patient: PatientKey, sealed: Buffer, findKey: FindKey): Person | undefined {
  const stored = openFound('person', patient, patient.patient, sealed, findKey) as StoredPerson | undefined;
  if (stored === undefined) return undefined;
  const { currentStay, ...person } = stored;
  return currentStay
    ? { ...person, currentStayId: currentStay.stayId, stays: new Map([[currentStay.stayId, currentStay]]) }
    : { ...person, stays: new Map() };
}

export function sealEntry(patient: PatientKey, { data, ...entry }: PatientEvent, key: DataKey | undefined): StoredEntry {
  return { entry, data: entry.unreadable || key === undefined ? null : seal('person-entry', patient, entry.eventId, data, key) };
}

/** An entry whose key is gone is one that cannot be read. */
export function openEntry(patient: PatientKey, { entry, data: sealed }: StoredEntry, findKey: FindKey): PatientEvent {
  const data = sealed && openFound('person-entry', patient, entry.eventId, sealed, findKey);
  if (data !== null && data !== undefined) return { ...entry, data };
  // Which place it has in its shard is of no use here.
  return { ...entry, data: null, unreadable: entry.unreadable ?? { code: 'key-missing', position: 0 } };
}

/** @returns undefined: the row is damaged, it is too short to name a key */
export function keyIdOfRow(sealed: Buffer): string | undefined {
  return unlessDamaged(() => keyIdOf(sealed));
}

/** Names of the keys of rows of an organisation, without those of damaged rows. */
export function keyNamesOf(org: string, sealed: Buffer): { org: string; keyid: string }[] {
  const keyid = keyIdOfRow(sealed);
  return keyid === undefined ? [] : [{ org, keyid }];
}

function openFound(kind: RowKind, patient: PatientKey, id: string, sealed: Buffer, findKey: FindKey): unknown {
  const keyId = keyIdOfRow(sealed);
  const key = keyId === undefined ? undefined : findKey(patient.org, keyId);
  return key && open(kind, patient, id, sealed, key);
}

function seal(kind: RowKind, patient: PatientKey, id: string, value: unknown, key: DataKey): Buffer {
  return sealKeyed(JSON.stringify(value), key, identityOf(kind, patient, id));
}

function open(kind: RowKind, patient: PatientKey, id: string, sealed: Buffer, key: Uint8Array): unknown {
  return unlessDamaged(() => openKeyed(sealed, key, identityOf(kind, patient, id)));
}

function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof EnvelopeError) return undefined;
    throw error;
  }
}

const idOf = ({ destination, controlId }: MessageName): string => `${destination}/${controlId}`;

const identityOf = (kind: RowKind, { org, patient }: PatientKey, id: string): KeyedIdentity => {
  return { org, subject: patient, id, type: kind, dataschema: formatDataschema(kind, 1) };
};
