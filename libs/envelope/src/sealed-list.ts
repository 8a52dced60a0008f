import { Frontier, leafHash } from '@everchart/transparency-log';
import { sha256 } from './digest.js';
import { EnvelopeError } from './header.js';

/**
 * A payload of several leaves: a CBOR array of byte strings. Its digest is the RFC 6962 root over the leaves, so that
 * each of them can be proved to be in the event without the others, and one that was removed leaves its hash and the
 * proofs of the others.
 */
export function encodeList(leaves: readonly Uint8Array[]): Buffer {
  return Buffer.concat([cborHead(array, leaves.length), ...leaves.flatMap((leaf) => [cborHead(bytes, leaf.length), leaf])]);
}

/** @throws EnvelopeError `payload-malformed` */
export function decodeList(payload: Buffer): Buffer[] {
  let at = 0;
  const head = (major: number): number => {
    const first = payload[at] ?? -1;
    const size = { 24: 1, 25: 2, 26: 4 }[first & 0x1f] ?? 0;
    if (first >> 5 !== major || (first & 0x1f) > 26 || at + 1 + size > payload.length) throw malformed();
    const length = size === 0 ? first & 0x1f : payload.readUIntBE(at + 1, size);
    at += 1 + size;
    return length;
  };
  const count = head(array);
  const leaves: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = head(bytes);
    if (at + length > payload.length) throw malformed();
    leaves.push(payload.subarray(at, (at += length)));
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

/** CBOR major types (RFC 8949 section 3.1). */
const bytes = 2;
const array = 4;

function cborHead(major: number, length: number): Buffer {
  const type = major << 5;
  if (length < 24) return Buffer.of(type | length);
  const size = length < 0x100 ? 1 : length < 0x1_0000 ? 2 : 4;
  const head = Buffer.alloc(1 + size);
  head[0] = type | { 1: 24, 2: 25, 4: 26 }[size];
  head.writeUIntBE(length, 1, size);
  return head;
}

function malformed(): EnvelopeError {
  return new EnvelopeError('payload-malformed', 'the payload is not an array of byte strings');
}
