import type { AccessEventData } from '@everchart/contracts-access';
import { organisationStream } from '@everchart/contracts';
import { decodeList, encodeList, EnvelopeError, formatDataschema, keyIdOf, openKeyed, openKeyedList, sealKeyed, sealKeyedList, type EventHeader, type KeyedIdentity } from '@everchart/envelope'; // prettier-ignore
import type { DataKey, Keyring } from '@everchart/keyring';
import { uuidAt, uuidBytes } from '@everchart/primitives';
import { openPart, type AccessPart } from './access-parts.js';

/** One access, as it is put on record. */
export type Access = AccessEventData['access.recorded'];

export const accessType = 'access.recorded';
export const accessSchemaVersion = 1;

/** What a leaf is bound to: its event, its place there and its key. */
type EventIdentity = Pick<EventHeader, 'org' | 'subject' | 'id' | 'type' | 'dataschema'>;

/** Where a leaf is. */
export interface LeafPlace {
  org: string;
  eventId: string;
  index: number;
}

/** A leaf with parts begins with the id of no key. */
const noKey = Buffer.alloc(16);

const identityOf = ({ org, subject, id, type, dataschema }: EventIdentity, index: number): KeyedIdentity => {
  return { org, subject, id: `${id}/${index}`, type, dataschema };
};

/** A leaf: the id of its key (16 bytes), and the sealed access (COSE). @param json the access */
export function sealAccess(json: string, key: DataKey, event: EventIdentity, index: number): Buffer {
  return sealKeyed(json, key, identityOf(event, index));
}

/**
 * A leaf of one look at several patients: the id of no key, and a list of the ids of their keys and of what is sealed
 * under the organisation's key: a list of what they have in common, and of their parts, each sealed under its own key.
 * @param common the access, of no patient
 */
export function sealLook(
  common: Access,
  parts: readonly { keyId: string; sealed: Buffer }[],
  organisation: DataKey,
  event: EventIdentity,
  index: number,
): Buffer {
  const items = [Buffer.from(JSON.stringify(common)), ...parts.map(({ sealed }) => sealed)];
  const keyIds = uuidBytes(...parts.map(({ keyId }) => keyId));
  return Buffer.concat([noKey, encodeList([keyIds, sealKeyedList(items, organisation, identityOf(event, index))])]);
}

/** What can be read of a leaf without a key. */
export interface LeafKeys {
  /** Of each access in it. */
  ofAccesses: string[];
  /** Of what the accesses have in common; undefined: the leaf is one access. */
  ofLook: string | undefined;
}

/** @throws EnvelopeError `payload-malformed` */
export function keysOfLeaf(leaf: Buffer): LeafKeys {
  const look = lookIn(leaf);
  if (!look) return { ofAccesses: [keyIdOf(leaf)], ofLook: undefined };
  return { ofAccesses: idsIn(look.ids), ofLook: keyIdOf(look.sealed) };
}

/**
 * The ids of the keys of all patients of a look, 16 bytes each, as they stand in its leaf: the same for each look at
 * the same unit. Undefined: the leaf is no look.
 * @throws EnvelopeError `payload-malformed`
 */
export function keyBytesOfLook(leaf: Buffer): Buffer | undefined {
  return lookIn(leaf)?.ids;
}

/**
 * The accesses of a leaf, in order; undefined stands for one whose key is not there.
 * @throws EnvelopeError it is malformed, or not of this place
 */
export function openLeaf({ org, eventId, index }: LeafPlace, leaf: Buffer, keys: ReadonlyMap<string, Uint8Array>): (Access | undefined)[] {
  const dataschema = formatDataschema(accessType, accessSchemaVersion);
  const identity = identityOf({ org, subject: organisationStream(org), id: eventId, type: accessType, dataschema }, index);
  const look = lookIn(leaf);
  const sealed = look?.sealed ?? leaf;
  const key = keys.get(keyIdOf(sealed));
  if (!look) return [key && (openKeyed(sealed, key, identity) as Access)];
  const keyIds = idsIn(look.ids);
  if (!key) return keyIds.map(() => undefined);
  const [json, ...parts] = openKeyedList(sealed, key, identity);
  const common = commonOf(json);
  if (parts.length !== keyIds.length) throw new EnvelopeError('payload-malformed', 'a look has not as many parts as keys');
  return keyIds.map((keyId, at) => {
    const own = keys.get(keyId);
    if (!own) return undefined;
    return { ...common, ...joined(common, openPart(parts[at]!, { keyId, key: own }, org)) };
  });
}

/**
 * The accesses of an access event, in order; undefined stands for one whose key was destroyed.
 * @throws EnvelopeError a leaf is malformed, or is not of this event and place
 */
export async function openAccesses(
  { header, payload }: { header: EventIdentity; payload: Buffer },
  keyring: Pick<Keyring, 'keysForOpening'>,
): Promise<(Access | undefined)[]> {
  return (await openLeaves({ header, payload }, keyring)).flat();
}

/** The same, by leaf. @throws EnvelopeError */
export async function openLeaves(
  { header: { org, id }, payload }: { header: EventIdentity; payload: Buffer },
  keyring: Pick<Keyring, 'keysForOpening'>,
): Promise<(Access | undefined)[][]> {
  const leaves = decodeList(payload);
  const keys = await keyring.keysForOpening(org, leaves.flatMap(allKeysOf));
  return leaves.map((leaf, index) => openLeaf({ org, eventId: id, index }, leaf, keys));
}

/** Ids of all keys that a leaf is opened with. @throws EnvelopeError */
export function allKeysOf(leaf: Buffer): string[] {
  const { ofAccesses, ofLook } = keysOfLeaf(leaf);
  return ofLook === undefined ? ofAccesses : [...ofAccesses, ofLook];
}

/** What is said of all, and of one: of what both say, what is said of the one. */
export function joined<Part extends AccessPart>(common: Pick<Access, 'served' | 'detail'>, part: Part): Part {
  const [served, detail] = [common.served ?? part.served, common.detail ?? part.detail];
  return {
    ...part,
    ...(served && { served: { ...common.served, ...part.served } }),
    ...(detail && { detail: { ...common.detail, ...part.detail } }),
  };
}

function commonOf(json: Buffer | undefined): Access {
  try {
    return JSON.parse(json!.toString()) as Access;
  } catch (cause) {
    throw new EnvelopeError('payload-malformed', 'what the patients of a look have in common is no JSON', { cause });
  }
}

function lookIn(leaf: Buffer): { ids: Buffer; sealed: Buffer } | undefined {
  if (!leaf.subarray(0, noKey.length).equals(noKey)) return undefined;
  const [ids, sealed, ...others] = decodeList(leaf.subarray(noKey.length));
  if (!ids || !sealed || others.length > 0 || ids.length % noKey.length > 0)
    throw new EnvelopeError('payload-malformed', 'a look is not a list of keys and of what is sealed');
  return { ids, sealed };
}

function idsIn(ids: Buffer): string[] {
  return Array.from({ length: ids.length / noKey.length }, (_, at) => uuidAt(ids, at * noKey.length));
}
