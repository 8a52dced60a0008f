import { emptyRoot, Frontier, leafHash, nodeHash } from '@everchart/transparency-log';
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

/** The tree over the leaves: its root, and the audit path of each leaf without another hash. */
export class ListTree {
  /** From the leaves up; a node without a neighbour goes on to the next level as it is. */
  readonly #levels: (readonly Buffer[])[];

  constructor(leaves: readonly Uint8Array[]) {
    this.#levels = [leaves.map((leaf) => leafHash(leaf))];
    for (let below = this.#levels[0]!; below.length > 1;) {
      const level: Buffer[] = [];
      for (let at = 0; at < below.length; at += 2) level.push(at + 1 < below.length ? nodeHash(below[at]!, below[at + 1]!) : below[at]!);
      this.#levels.push((below = level));
    }
  }

  /** The same as {@link listRoot}. */
  get root(): Buffer {
    return this.#levels.at(-1)![0] ?? emptyRoot;
  }

  leaf(index: number): Buffer {
    return this.#levels[0]![index]!;
  }

  /** RFC 6962 section 2.1.1: the audit path of one leaf, for `verifyInclusion` of libs/transparency-log. */
  proof(index: number): Buffer[] {
    return this.#levels.flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? []);
  }
}

/**
 * `contentdigest` of a payload: the root over the leaves of a list, of any other payload the SHA-256 of its bytes. 32
 * bytes.
 */
export function contentDigest(payload: Uint8Array): Buffer {
  const leaves = readList(Buffer.isBuffer(payload) ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.length));
  return leaves ? listRoot(leaves) : sha256(payload);
}
