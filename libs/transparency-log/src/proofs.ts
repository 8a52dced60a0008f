import { Frontier, foldRight } from './frontier.js';
import { emptyRoot, hashLength, nodeHash } from './hashing.js';
import { tileHeight } from './tiles.js';

/** A run of hashes of one tile level: `index` … `index + count - 1`. */
export interface HashRun {
  level: number;
  index: number;
  count: number;
}

/**
 * Reads runs of hashes of the log: one answer per run, in their order. All of them are requested at once, so that a
 * store can fetch them in one query.
 */
export type HashReader = (runs: readonly HashRun[]) => Promise<readonly (readonly Buffer[])[]>;

/** Leaves `from` … `to - 1`. */
interface LeafRange {
  from: number;
  to: number;
}

/**
 * RFC 6962 section 2.1.1: the audit path of leaf `index` in the tree of `size` leaves, lowest sibling first.
 * @throws RangeError when there is no such leaf
 */
export async function inclusionProof(index: number, size: number, read: HashReader): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError('the leaf is not in the tree');
  return rootsOf(auditPath(index, { from: 0, to: size }), read);
}

/**
 * RFC 6962 section 2.1.2: that the tree of `from` leaves is the beginning of the tree of `to` leaves.
 * @throws RangeError unless 1 ≤ from ≤ to
 */
export async function consistencyProof(from: number, to: number, read: HashReader): Promise<Buffer[]> {
  if (!(from >= 1 && from <= to)) throw new RangeError('a consistency proof leads from 1 ≤ from to to ≥ from');
  return rootsOf(subproof(from, { from: 0, to }, true), read);
}

/** Root of the tree as it was at `size`. */
export async function rootAt(size: number, read: HashReader): Promise<Buffer> {
  if (size === 0) return emptyRoot;
  const [root] = await rootsOf([{ from: 0, to: size }], read);
  return root!;
}

/**
 * Whether `proof` leads from the leaf to the root. Never throws: what has the wrong form proves nothing. Source: RFC
 * 9162 section 2.1.3.2.
 */
export function verifyInclusion(proof: readonly Uint8Array[], leaf: Uint8Array, index: number, size: number, root: Uint8Array): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let node = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // Not 0: it is odd, or it is `last`.
      while (node % 2 === 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && same(hash, root);
}

/**
 * Whether `proof` shows that the tree under `root1` is the beginning of the tree under `root2`. Never throws. Source:
 * RFC 9162 section 2.1.4.2.
 */
export function verifyConsistency(
  proof: readonly Uint8Array[],
  size1: number,
  root1: Uint8Array,
  size2: number,
  root2: Uint8Array,
): boolean {
  if (!isSize(size1) || !isSize(size2) || size1 === 0 || size1 > size2 || !areHashes([root1, root2, ...proof])) return false;
  if (size1 === size2) return proof.length === 0 && same(root1, root2);
  if (proof.length === 0) return false;
  // A tree of 2ⁿ leaves is a node of the larger one: its root is left out of the proof.
  const path = Number.isInteger(Math.log2(size1)) ? [root1, ...proof] : proof;
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let old: Uint8Array = path[0]!;
  let now: Uint8Array = path[0]!;
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old);
      now = nodeHash(sibling, now);
      // Not 0: it is odd, or it is `last`.
      while (node % 2 === 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      now = nodeHash(now, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && same(old, root1) && same(now, root2);
}

const half = (value: number): number => Math.floor(value / 2);
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every((hash) => hash.length === hashLength);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The largest power of two below `count`: where RFC 6962 splits a tree. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** PATH of RFC 6962: the ranges whose roots are the proof. */
function auditPath(index: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...auditPath(index, { from, to: middle }), { from: middle, to }]
    : [...auditPath(index, { from: middle, to }), { from, to: middle }];
}

/** SUBPROOF of RFC 6962. */
function subproof(size: number, { from, to }: LeafRange, whole: boolean): LeafRange[] {
  if (size === to) return whole ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return size <= middle
    ? [...subproof(size, { from, to: middle }, whole), { from: middle, to }]
    : [...subproof(size, { from: middle, to }, false), { from, to: middle }];
}

/** Roots of ranges as RFC 6962 cuts them: each begins at a multiple of the size of its largest complete subtree. */
async function rootsOf(ranges: readonly LeafRange[], read: HashReader): Promise<Buffer[]> {
  const runs = ranges.map(runsOf);
  const hashes = await read(runs.flat());
  let next = 0;
  return runs.map((own) => foldRight(own.map(() => rootOfRun(hashes[next++]!)))!);
}

/**
 * The complete subtrees of such a range, each as the run of stored hashes that it is the root of. Only every eighth
 * height is stored.
 */
function runsOf({ from, to }: LeafRange): HashRun[] {
  const runs: HashRun[] = [];
  for (let at = from; at < to;) {
    let height = 0;
    while (at + 2 ** (height + 1) <= to) height += 1;
    const level = Math.floor(height / tileHeight);
    const stored = 2 ** (level * tileHeight);
    runs.push({ level, index: at / stored, count: 2 ** height / stored });
    at += 2 ** height;
  }
  return runs;
}

function rootOfRun(hashes: readonly Buffer[]): Buffer {
  const frontier = new Frontier();
  for (const hash of hashes) frontier.append(hash);
  return frontier.root();
}
