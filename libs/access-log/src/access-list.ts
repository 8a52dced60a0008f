import type { AccessEventData } from '@everchart/contracts-access';
import { decodeList, openPayload, sealPayload, type EventHeader, type SealedIdentity } from '@everchart/envelope';
import type { DataKey, Keyring } from '@everchart/keyring';

/** One access, as it is put on record. */
export type Access = AccessEventData['access.recorded'];

export const accessType = 'access.recorded';
export const accessSchemaVersion = 1;

/** What a leaf is bound to: its event, its place there and its key. */
type EventIdentity = Pick<EventHeader, 'org' | 'subject' | 'id' | 'type' | 'dataschema'>;

const identityOf = ({ org, subject, id, type, dataschema }: EventIdentity, index: number, keyid: string): SealedIdentity => {
  return { org, subject, id: `${id}/${index}`, type, dataschema, keyid };
};

const keyIdBytes = 16;

/** A leaf: the id of its key (16 bytes), and the sealed access (COSE). @param json the access */
export function sealAccess(json: string, { keyId, key }: DataKey, event: EventIdentity, index: number): Buffer {
  return Buffer.concat([Buffer.from(keyId.replaceAll('-', ''), 'hex'), sealPayload(json, key, identityOf(event, index, keyId))]);
}

function splitLeaf(leaf: Buffer): { keyId: string; sealed: Buffer } {
  const hex = leaf.toString('hex', 0, keyIdBytes);
  return { keyId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), sealed: leaf.subarray(keyIdBytes) };
}

/**
 * The accesses of an access event, in order; undefined stands for one whose key was destroyed.
 * @throws EnvelopeError a leaf is malformed, or is not of this event and place
 */
export async function openAccesses(
  { header, payload }: { header: EventHeader; payload: Buffer },
  keyring: Pick<Keyring, 'keysForOpening'>,
): Promise<(Access | undefined)[]> {
  const leaves = decodeList(payload).map(splitLeaf);
  const keys = await keyring.keysForOpening(
    header.org,
    leaves.map(({ keyId }) => keyId),
  );
  return leaves.map(({ keyId, sealed }, index) => {
    const key = keys.get(keyId);
    return key && (openPayload(sealed, key, identityOf(header, index, keyId)) as Access);
  });
}
