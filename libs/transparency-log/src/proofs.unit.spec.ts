import { describe, expect, it } from '@jest/globals';
import {
  consistencyProof,
  emptyRoot,
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  rootAt,
  tileHeight,
  verifyConsistency,
  verifyInclusion,
  type HashReader,
} from './index.js';

/** RFC 6962 section 2.1, as it is written there: the yardstick for everything else. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

/** A log in memory that keeps what a real one keeps: every eighth height. */
function grow(size: number): { leaves: Buffer[]; frontier: Frontier; read: HashReader } {
  const stored: Buffer[][] = [];
  const frontier = new Frontier();
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
  for (const leaf of leaves) {
    frontier.append(leaf, (height, index, hash) => {
      if (height % tileHeight === 0) (stored[height / tileHeight] ??= [])[index] = hash;
    });
  }
  const read: HashReader = (runs) =>
    Promise.resolve(
      runs.map(({ level, index, count }) => {
        const hashes = stored[level]!.slice(index, index + count);
        if (hashes.length !== count) throw new Error('asked for a hash that no log has');
        return hashes;
      }),
    );
  return { leaves, frontier, read };
}

describe('the tree', () => {
  it('hashes as the RFC writes it, at every size', () => {
    const { leaves } = grow(70);
    const frontier = new Frontier();
    expect(frontier.root()).toEqual(emptyRoot);
    for (const [index, leaf] of leaves.entries()) {
      frontier.append(leaf);
      expect(frontier.root()).toEqual(treeHash(leaves.slice(0, index + 1)));
    }
  });

  it('goes on from a frontier that was kept', () => {
    const { leaves, frontier } = grow(300);
    const first = new Frontier();
    for (const leaf of leaves.slice(0, 173)) first.append(leaf);
    const second = new Frontier(first.size, first.hashes);
    for (const leaf of leaves.slice(173)) second.append(leaf);
    expect(second.root()).toEqual(frontier.root());
    expect(() => new Frontier(7, first.hashes)).toThrow(RangeError);
    expect(() => new Frontier(1, [Buffer.alloc(31)])).toThrow(RangeError);
  });
});

describe('proofs', () => {
  it('of inclusion hold for every leaf of every small tree, and for no other leaf', async () => {
    for (let size = 1; size <= 34; size += 1) {
      const { leaves, frontier, read } = grow(size);
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof(index, size, read);
        expect(verifyInclusion(proof, leaves[index]!, index, size, frontier.root())).toBe(true);
        expect(verifyInclusion(proof, leafHash(Buffer.from('another')), index, size, frontier.root())).toBe(false);
        if (size > 1) expect(verifyInclusion(proof, leaves[index]!, (index + 1) % size, size, frontier.root())).toBe(false);
      }
    }
  });

  it('of consistency hold between any two sizes, and not for a tree that was rewritten', async () => {
    const { leaves, read } = grow(34);
    for (let from = 1; from <= 34; from += 1) {
      for (let to = from; to <= 34; to += 1) {
        const proof = await consistencyProof(from, to, read);
        expect(verifyConsistency(proof, from, treeHash(leaves.slice(0, from)), to, treeHash(leaves.slice(0, to)))).toBe(true);
        const rewritten = [leafHash(Buffer.from('rewritten')), ...leaves.slice(1, to)];
        expect(verifyConsistency(proof, from, treeHash(leaves.slice(0, from)), to, treeHash(rewritten))).toBe(false);
        // The log of now is whole, and that of then was another one.
        expect(verifyConsistency(proof, from, treeHash(rewritten.slice(0, from)), to, treeHash(leaves.slice(0, to)))).toBe(false);
      }
    }
  });

  it('come from tiles when the tree has several levels', async () => {
    const size = 256 * 256 + 256 * 3 + 77;
    const { leaves, frontier, read } = grow(size);
    for (const index of [0, 255, 256, 65_535, 65_536, 66_000, size - 1]) {
      expect(verifyInclusion(await inclusionProof(index, size, read), leaves[index]!, index, size, frontier.root())).toBe(true);
    }
    for (const from of [1, 255, 256, 257, 65_536, 65_537, 66_303, size - 1, size]) {
      const old = await rootAt(from, read);
      const proof = await consistencyProof(from, size, read);
      expect(verifyConsistency(proof, from, old, size, frontier.root())).toBe(true);
    }
    expect(await rootAt(size, read)).toEqual(frontier.root());
  });

  it('are refused for what is not there', async () => {
    const { read } = grow(3);
    await expect(inclusionProof(3, 3, read)).rejects.toThrow(RangeError);
    await expect(inclusionProof(-1, 3, read)).rejects.toThrow(RangeError);
    await expect(consistencyProof(0, 3, read)).rejects.toThrow(RangeError);
    await expect(consistencyProof(4, 3, read)).rejects.toThrow(RangeError);
  });
});
