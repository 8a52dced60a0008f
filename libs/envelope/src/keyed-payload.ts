import { uuidAt, uuidBytes } from '@everchart/primitives';
import { EnvelopeError } from './header.js';
import { openList, openPayload, sealList, sealPayload, type SealedIdentity } from './sealed-payload.js';

/** What a keyed payload is bound to, besides its key. */
export type KeyedIdentity = Omit<SealedIdentity, 'keyid'>;

const keyIdBytes = 16;

/**
 * A sealed payload that stands without a header of its own, so it names its key itself: the key's id (16 bytes) ‖ COSE.
 */
export function sealKeyed(json: string, { keyId, key }: { keyId: string; key: Uint8Array }, identity: KeyedIdentity): Buffer {
  return keyed(keyId, sealPayload(json, key, { ...identity, keyid: keyId }));
}

/** The same of byte strings, see `sealList`. */
export function sealKeyedList(
  items: readonly Uint8Array[],
  { keyId, key }: { keyId: string; key: Uint8Array },
  identity: KeyedIdentity,
): Buffer {
  return keyed(keyId, sealList(items, key, { ...identity, keyid: keyId }));
}

function keyed(keyId: string, sealed: Buffer): Buffer {
  return Buffer.concat([uuidBytes(keyId), sealed]);
}

/** @throws EnvelopeError `payload-malformed` */
export function keyIdOf(keyed: Buffer): string {
  if (keyed.length <= keyIdBytes) throw new EnvelopeError('payload-malformed', 'there is no room for the id of a key');
  return uuidAt(keyed);
}

/** @throws EnvelopeError as `openPayload` */
export function openKeyed(keyed: Buffer, key: Uint8Array, identity: KeyedIdentity): unknown {
  return openPayload(keyed.subarray(keyIdBytes), key, { ...identity, keyid: keyIdOf(keyed) });
}

/** What {@link sealKeyedList} sealed. @throws EnvelopeError as `openPayload` */
export function openKeyedList(keyed: Buffer, key: Uint8Array, identity: KeyedIdentity): Buffer[] {
  return openList(keyed.subarray(keyIdBytes), key, { ...identity, keyid: keyIdOf(keyed) });
}
