import { emptyRoot, hashLength, nodeHash } from './hashing.js';

/**
 * Called with every complete node, leaves (height 0) included: `index` counts the nodes of that height from the left.
 */
export type NodeListener = (height: number, index: number, hash: Buffer) => void;

/**
 * The right edge of a growing tree: the roots of its complete subtrees, largest first. That is all that appending
 * needs, log₂(size) hashes at most. It has one subtree per bit that is set in `size`.
 */
export class Frontier {
  #size: number;
  readonly #hashes: Buffer[];

  /** @throws RangeError when the hashes do not belong to a tree of that size */
  constructor(size = 0, hashes: readonly Uint8Array[] = []) {
    if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('a tree size is an integer from 0');
    if (hashes.length !== subtreeHeights(size).length || hashes.some((each) => each.length !== hashLength)) {
      throw new RangeError('the hashes are not the frontier of a tree of this size');
    }
    this.#size = size;
    this.#hashes = hashes.map((each) => Buffer.from(each));
  }

  get size(): number {
    return this.#size;
  }

  /** The subtree roots, largest subtree first. */
  get hashes(): readonly Buffer[] {
    return this.#hashes;
  }

  append(leaf: Buffer, onNode?: NodeListener): void {
    let hash = leaf;
    let height = 0;
    let index = this.#size;
    onNode?.(0, index, hash);
    // Each trailing 1 of the size is a complete subtree that the new one completes to the next height.
    while (index % 2 === 1) {
      hash = nodeHash(this.#hashes.pop()!, hash);
      height += 1;
      index = (index - 1) / 2;
      onNode?.(height, index, hash);
    }
    this.#hashes.push(hash);
    this.#size += 1;
  }

  /** RFC 6962 section 2.1: the Merkle tree hash. */
  root(): Buffer {
    return foldRight(this.#hashes) ?? emptyRoot;
  }
}

/** Heights of the complete subtrees that make up a tree, from the left. */
export function subtreeHeights(size: number): number[] {
  const heights: number[] = [];
  for (let height = 52; height >= 0; height -= 1) if (Math.floor(size / 2 ** height) % 2 === 1) heights.push(height);
  return heights;
}

/** Root over neighbouring subtrees that get smaller to the right. */
export function foldRight(hashes: readonly Buffer[]): Buffer | undefined {
  let root = hashes.at(-1);
  for (let at = hashes.length - 2; at >= 0; at -= 1) root = nodeHash(hashes[at]!, root!);
  return root;
}
