import { Frontier, leafHash } from '@everchart/transparency-log';
import { array, byteString, head, readHead } from './cbor.js';
import { sha256 } from './digest.js';
import { EnvelopeError } from './header.js';

/**
 * A payload of several leaves: a CBOR array of byte strings. Its digest is the RFC 6962 root over the leaves, so that
 * each of them can be proved to be in the event without the others, and one that was removed leaves its hash and the
 * proofs of the others.
 */
export function encodeList(leaves: readonly Uint8Array[]): Buffer {
  return Buffer.concat([head(array, leaves.length), ...leaves.flatMap((leaf) => [head(byteString, leaf.length), leaf])]);
}

/** @throws EnvelopeError `payload-malformed` */
export function decodeList(payload: Buffer): Buffer[] {
  const list = readHead(payload, array, 0);
  if (!list) throw malformed();
  const leaves: Buffer[] = [];
  let at = list.from;
  while (leaves.length < list.length) {
    const leaf = readHead(payload, byteString, at);
    if (!leaf || leaf.from + leaf.length > payload.length) throw malformed();
    leaves.push(payload.subarray(leaf.from, (at = leaf.from + leaf.length)));
  }
  if (at !== payload.length) throw malformed();
  return leaves;
}

/** RFC 6962 root over the leaves: 32 bytes. */
export function listRoot(leaves: readonly Uint8Array[]): Buffer {
  const tree = new Frontier();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  return tree.root();
}

/** RFC 6962 section 2.1.1: the audit path of one leaf, for `verifyInclusion` of libs/transparency-log. */
export function listProof(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves.length < 2) return [];
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return index < split
    ? [...listProof(leaves.slice(0, split), index), listRoot(leaves.slice(split))]
    : [...listProof(leaves.slice(split), index - split), listRoot(leaves.slice(0, split))];
}

/**
 * `contentdigest` of a payload: the root over the leaves of a list, of any other payload the SHA-256 of its bytes. 32
 * bytes.
 */
export function contentDigest(payload: Uint8Array): Buffer {
  // COSE_Encrypt0 begins with its tag: one byte tells it from a list.
  if ((payload[0] ?? 0) >> 5 !== array) return sha256(payload);
  try {
    return listRoot(decodeList(Buffer.from(payload.buffer, payload.byteOffset, payload.length)));
  } catch (error) {
    if (error instanceof EnvelopeError) return sha256(payload);
    throw error;
  }
}

function malformed(): EnvelopeError {
  return new EnvelopeError('payload-malformed', 'the payload is not an array of byte strings');
}
