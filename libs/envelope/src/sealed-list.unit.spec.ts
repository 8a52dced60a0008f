import { leafHash, verifyInclusion } from '@everchart/transparency-log';
import { describe, expect, it } from '@jest/globals';
import { Decoder } from 'cbor-x';
import { randomBytes } from 'node:crypto';
import { contentDigest, decodeList, encodeList, listRoot, ListTree, sha256 } from './index.js';

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, index) => randomBytes(1 + ((index * 37) % 300)));

describe('a payload of several leaves', () => {
  it('is a CBOR array of byte strings, with heads in their shortest form', () => {
    expect(encodeList([Buffer.of(7), Buffer.alloc(24, 1)]).toString('hex')).toBe(`8241075818${'01'.repeat(24)}`);
  });

  it.each([23, 24, 255, 256, 65_535, 65_536])('may have a leaf of %i bytes', (length) => {
    const leaf = randomBytes(length);
    const encoded = encodeList([leaf]);
    expect(decodeList(encoded)).toEqual([leaf]);
    expect(Buffer.from((new Decoder().decode(encoded) as Uint8Array[])[0]!).equals(leaf)).toBe(true);
  });

  it.each([0, 1, 2, 3, 23, 24, 25, 255, 256, 300])('of %i comes back as it was, and is CBOR', (count) => {
    const leaves = leavesOf(count);
    const encoded = encodeList(leaves);
    expect(decodeList(encoded)).toEqual(leaves);
    expect((new Decoder().decode(encoded) as Uint8Array[]).map((leaf) => Buffer.from(leaf))).toEqual(leaves);
  });

  it.each([1, 2, 3, 5, 8, 13, 500])('of %i proves each leaf alone, and no other bytes in its place', (count) => {
    const leaves = leavesOf(count);
    const root = listRoot(leaves);
    const tree = new ListTree(leaves);
    expect(tree.root).toEqual(root);
    leaves.forEach((leaf, index) => {
      const proof = tree.proof(index);
      expect(tree.leaf(index)).toEqual(leafHash(leaf));
      expect(verifyInclusion(proof, leafHash(leaf), index, count, root)).toBe(true);
      expect(verifyInclusion(proof, leafHash(randomBytes(20)), index, count, root)).toBe(false);
    });
  });

  it('has its root as digest; a payload of one piece the SHA-256 of its bytes', () => {
    const leaves = leavesOf(4);
    expect(contentDigest(encodeList(leaves))).toEqual(listRoot(leaves));
    const cose = Buffer.concat([Buffer.of(0xd0), randomBytes(40)]);
    const almost = encodeList(leaves).subarray(0, -1);
    for (const other of [cose, almost, Buffer.alloc(0), Buffer.of(0x40)]) expect(contentDigest(other)).toEqual(sha256(other));
  });

  it.each([
    ['cut', (list: Buffer) => list.subarray(0, -1)],
    ['with more behind it', (list: Buffer) => Buffer.concat([list, Buffer.of(0)])],
    ['with something else in it', (list: Buffer) => Buffer.concat([Buffer.of(0x81), list])],
    ['of a length that is not there', () => Buffer.of(0x99, 0xff)],
    ['nothing', () => Buffer.alloc(0)],
    ['a byte string', () => Buffer.of(0x41, 1)],
    ['of texts', () => Buffer.of(0x81, 0x61, 1)],
    ['without an end', () => Buffer.of(0x9f, 0x41, 1, 0xff)],
    ['of a longer head than it needs', () => Buffer.of(0x98, 1, 0x41, 1)],
    ['of a leaf with a longer head than it needs', () => Buffer.of(0x81, 0x58, 1, 1)],
    ['of a length with an additional information that has no meaning', () => Buffer.of(0x9c, ...Array<number>(28).fill(0x40))],
    ['of a leaf that is cut, before another', () => Buffer.of(0x82, 0x43, 1)],
    ['one leaf short', () => Buffer.of(0x82, 0x41, 1)],
    ['one leaf long', () => Buffer.of(0x81, 0x41, 1, 0x41, 1)],
  ])('is refused when it is %s', (_what, damage) => {
    expect(() => decodeList(damage(encodeList(leavesOf(3))))).toThrow(
      expect.objectContaining({ name: 'EnvelopeError', code: 'payload-malformed' }),
    );
  });
});
