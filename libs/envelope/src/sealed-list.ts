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
  const leaves = readList(payload);
  if (!leaves) throw new EnvelopeError('payload-malformed', 'the payload is not an array of byte strings');
  return leaves;
}

function readList(payload: Buffer): Buffer[] | undefined {
  const list = readHead(payload, array, 0);
  if (!list) return undefined;
  const leaves: Buffer[] = [];
  let at = list.from;
  while (leaves.length < list.length) {
    const leaf = readHead(payload, byteString, at);
    if (!leaf) return undefined;
    leaves.push(payload.subarray(leaf.from, (at = leaf.from + leaf.length)));
  }
  return at === payload.length ? leaves : undefined;
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
  const leaves = readList(Buffer.from(payload.buffer, payload.byteOffset, payload.length));
  return leaves ? listRoot(leaves) : sha256(payload);
}
