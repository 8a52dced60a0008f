import type { AccessEventData } from '@everchart/contracts-access';
import { organisationStream } from '@everchart/contracts';
import { decodeList, formatDataschema, keyIdOf, openKeyed, sealKeyed, type EventHeader, type KeyedIdentity } from '@everchart/envelope';
import type { DataKey, Keyring } from '@everchart/keyring';

/** One access, as it is put on record. */
export type Access = AccessEventData['access.recorded'];

export const accessType = 'access.recorded';
export const accessSchemaVersion = 1;

/** What a leaf is bound to: its event, its place there and its key. */
type EventIdentity = Pick<EventHeader, 'org' | 'subject' | 'id' | 'type' | 'dataschema'>;

const identityOf = ({ org, subject, id, type, dataschema }: EventIdentity, index: number): KeyedIdentity => {
  return { org, subject, id: `${id}/${index}`, type, dataschema };
};

/** A leaf: the id of its key (16 bytes), and the sealed access (COSE). @param json the access */
export function sealAccess(json: string, key: DataKey, event: EventIdentity, index: number): Buffer {
  return sealKeyed(json, key, identityOf(event, index));
}

/** One access, by its event and its place there. @throws EnvelopeError it is malformed, or not of this place */
export function openAccess(
  { org, eventId, index, leaf }: { org: string; eventId: string; index: number; leaf: Buffer },
  key: Uint8Array,
): Access {
  const dataschema = formatDataschema(accessType, accessSchemaVersion);
  return openKeyed(
    leaf,
    key,
    identityOf({ org, subject: organisationStream(org), id: eventId, type: accessType, dataschema }, index),
  ) as Access;
}

/**
 * The accesses of an access event, in order; undefined stands for one whose key was destroyed.
 * @throws EnvelopeError a leaf is malformed, or is not of this event and place
 */
export async function openAccesses(
  { header, payload }: { header: EventIdentity; payload: Buffer },
  keyring: Pick<Keyring, 'keysForOpening'>,
): Promise<(Access | undefined)[]> {
  const leaves = decodeList(payload).map((leaf) => ({ leaf, keyId: keyIdOf(leaf) }));
  const keys = await keyring.keysForOpening(
    header.org,
    leaves.map(({ keyId }) => keyId),
  );
  return leaves.map(({ leaf, keyId }, index) => {
    const key = keys.get(keyId);
    return key && (openKeyed(leaf, key, identityOf(header, index)) as Access);
  });
}
