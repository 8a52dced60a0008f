import { describe, expect, it } from '@jest/globals';
import {
  consistencyProof,
  emptyRoot,
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  rootAt,
  subtreeHeights,
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

const hex = (hash: Buffer): string => hash.toString('hex');

/** The proof with one hash changed, left out, or added, at each place. */
function damaged(proof: readonly Buffer[]): Buffer[][] {
  const other = leafHash(Buffer.from('another'));
  return [
    ...proof.flatMap((_, at) => [proof.toSpliced(at, 1, other), proof.toSpliced(at, 1)]),
    ...[...proof, other].map((_, at) => proof.toSpliced(at, 0, other)),
  ];
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
    expect(() => new Frontier(3, [Buffer.alloc(32), Buffer.alloc(31)])).toThrow(RangeError);
    for (const size of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => new Frontier(size, [])).toThrow(RangeError);
  });

  it('keeps its own copy of what it goes on from', () => {
    const hash = leafHash(Buffer.of(1));
    const frontier = new Frontier(1, [hash]);
    hash.fill(0);
    expect(frontier.root()).toEqual(leafHash(Buffer.of(1)));
  });

  it('tells each complete node once, with its place', () => {
    const nodes: string[] = [];
    const frontier = new Frontier();
    const [a, b, c, d] = grow(4).leaves as [Buffer, Buffer, Buffer, Buffer];
    for (const leaf of [a, b, c, d])
      frontier.append(leaf, (height, index, hash) => nodes.push(`${height} ${index} ${hash.toString('hex')}`));
    const [left, right] = [nodeHash(a, b), nodeHash(c, d)];
    expect(nodes).toEqual(
      [`0 0 ${hex(a)}`, `0 1 ${hex(b)}`, `1 0 ${hex(left)}`, `0 2 ${hex(c)}`, `0 3 ${hex(d)}`, `1 1 ${hex(right)}`, `2 0 ${hex(nodeHash(left, right))}`], // prettier-ignore
    );
  });

  it('has one complete subtree for each bit of its size', () => {
    expect(subtreeHeights(0)).toEqual([]);
    expect(subtreeHeights(1)).toEqual([0]);
    expect(subtreeHeights(7)).toEqual([2, 1, 0]);
    expect(subtreeHeights(2 ** 52 + 2)).toEqual([52, 1]);
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

  it('of inclusion do not hold when a hash is changed, left out or added', async () => {
    for (let size = 1; size <= 17; size += 1) {
      const { leaves, frontier, read } = grow(size);
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof(index, size, read);
        for (const other of damaged(proof)) expect(verifyInclusion(other, leaves[index]!, index, size, frontier.root())).toBe(false);
      }
    }
  });

  it('of consistency do not hold when a hash is changed, left out or added', async () => {
    const { leaves, read } = grow(17);
    for (let from = 1; from <= 17; from += 1) {
      for (let to = from; to <= 17; to += 1) {
        const [old, now] = [treeHash(leaves.slice(0, from)), treeHash(leaves.slice(0, to))];
        for (const other of damaged(await consistencyProof(from, to, read)))
          expect(verifyConsistency(other, from, old, to, now)).toBe(false);
      }
    }
  });

  it('do not hold, and throw nothing, for what has the wrong form', async () => {
    const { leaves, frontier, read } = grow(3);
    const leaf = leaves[0]!;
    const root = frontier.root();
    const path = await inclusionProof(0, 3, read);
    expect(verifyInclusion(path, leaf, 0, 3, root)).toBe(true);
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [0, 3.5],
      [0, -3],
      [Number.NaN, 3],
      [0, Number.NaN],
      [0, Infinity],
    ] as const)
      // prettier-ignore
      expect(verifyInclusion(path, leaf, index, size, root)).toBe(false);
    expect(verifyInclusion(path, leaf.subarray(1), 0, 3, root)).toBe(false);
    expect(verifyInclusion(path, leaf, 0, 3, root.subarray(1))).toBe(false);
    expect(verifyInclusion([path[0]!, path[1]!.subarray(1)], leaf, 0, 3, root)).toBe(false);
    expect(verifyInclusion([], leaf, 0, 1, leaf)).toBe(true);
    expect(verifyInclusion([], Buffer.alloc(0), 0, 1, Buffer.alloc(0))).toBe(false);

    const old = treeHash(leaves.slice(0, 2));
    const proof = await consistencyProof(2, 3, read);
    expect(verifyConsistency(proof, 2, old, 3, root)).toBe(true);
    for (const [from, to] of [
      [0, 3],
      [3, 2],
      [-1, 3],
      [2.5, 3],
      [2, 3.5],
      [Number.NaN, 3],
      [2, Number.NaN],
      [2, Infinity],
    ] as const)
      expect(verifyConsistency(proof, from, old, to, root)).toBe(false);
    expect(verifyConsistency([], 2, old, 3, root)).toBe(false);
    expect(verifyConsistency([], 0, emptyRoot, 3, root)).toBe(false);
    expect(verifyConsistency([], 3, root, 3, root)).toBe(true);
    expect(verifyConsistency([], 3, old, 3, root)).toBe(false);
    expect(verifyConsistency([root], 3, root, 3, root)).toBe(false);
    expect(verifyConsistency([], 3, Buffer.alloc(0), 3, Buffer.alloc(0))).toBe(false);
    expect(verifyConsistency([proof[0]!.subarray(1)], 2, old, 3, root)).toBe(false);
  });

  it('of inclusion do not hold for what only hashes to the root', () => {
    const [a, b, c, d] = grow(4).leaves as [Buffer, Buffer, Buffer, Buffer];
    const [left, right] = [nodeHash(a, b), nodeHash(c, d)];
    const root = nodeHash(left, right);
    expect(verifyInclusion([b, right], a, 0, 4, root)).toBe(true);
    // An inner node is no leaf.
    expect(verifyInclusion([right], left, 0, 4, root)).toBe(false);
    // A tree of one leaf has no siblings, and no second leaf.
    expect(verifyInclusion([b], a, 0, 1, nodeHash(b, a))).toBe(false);
    expect(verifyInclusion([], a, 1, 1, a)).toBe(false);
    // The same bytes, cut at another place.
    expect(verifyInclusion([b.subarray(1)], Buffer.concat([a, b.subarray(0, 1)]), 0, 2, left)).toBe(false);
  });

  it('of consistency do not hold for what only hashes to the roots', async () => {
    const { leaves, read } = grow(4);
    const [a, b, c, d] = leaves as [Buffer, Buffer, Buffer, Buffer];
    const rootOf = (size: number): Buffer => treeHash(leaves.slice(0, size));
    const proof = await consistencyProof(3, 4, read);
    expect(proof).toEqual([c, d, nodeHash(a, b)]);
    const other = leafHash(Buffer.from('another'));
    // Longer than the tree is high: both roots under one more node.
    expect(verifyConsistency([...proof, other], 3, nodeHash(other, rootOf(3)), 4, nodeHash(other, rootOf(4)))).toBe(false);
    // Not as high as the tree.
    expect(verifyConsistency(await consistencyProof(2, 4, read), 2, rootOf(2), 8, rootOf(4))).toBe(false);
    // Nothing, and a larger tree, are no beginning.
    expect(verifyConsistency([a, b], 0, a, 2, nodeHash(a, b))).toBe(false);
    expect(verifyConsistency([a, b], 3, a, 2, nodeHash(a, b))).toBe(false);
  });

  it('are made of as few hashes as a log keeps', async () => {
    const asked: unknown[] = [];
    const read: HashReader = (runs) => {
      asked.push(...runs);
      return Promise.resolve(runs.map(({ count }) => Array.from({ length: count }, () => leafHash(Buffer.of(0)))));
    };
    await rootAt(65_536 + 512 + 3, read);
    expect(asked).toEqual([
      { level: 2, index: 0, count: 1 },
      { level: 1, index: 256, count: 2 },
      { level: 0, index: 66_048, count: 2 },
      { level: 0, index: 66_050, count: 1 },
    ]);
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
    await expect(inclusionProof(0, 0, read)).rejects.toThrow(RangeError);
    expect(await rootAt(0, read)).toEqual(emptyRoot);
    for (const [from, to] of [
      [0, 3],
      [4, 3],
      [-1, 3],
      [Number.NaN, 3],
    ] as const)
      await expect(consistencyProof(from, to, read)).rejects.toThrow(/^a consistency proof leads from 1/);
  });
});
