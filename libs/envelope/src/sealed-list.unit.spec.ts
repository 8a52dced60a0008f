import { leafHash, verifyInclusion } from '@everchart/transparency-log';
import { describe, expect, it } from '@jest/globals';
import { Decoder } from 'cbor-x';
import { randomBytes } from 'node:crypto';
import { contentDigest, decodeList, encodeList, listProof, listRoot, sha256 } from './index.js';

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, index) => randomBytes(1 + ((index * 37) % 300)));

describe('a payload of several leaves', () => {
  it.each([0, 1, 2, 3, 23, 24, 25, 255, 256, 300])('of %i comes back as it was, and is CBOR', (count) => {
    const leaves = leavesOf(count);
    const encoded = encodeList(leaves);
    expect(decodeList(encoded)).toEqual(leaves);
    expect((new Decoder().decode(encoded) as Uint8Array[]).map((leaf) => Buffer.from(leaf))).toEqual(leaves);
  });

  it.each([1, 2, 3, 5, 8, 13])('of %i proves each leaf alone, and no other bytes in its place', (count) => {
    const leaves = leavesOf(count);
    const root = listRoot(leaves);
    leaves.forEach((leaf, index) => {
      const proof = listProof(leaves, index);
      expect(verifyInclusion(proof, leafHash(leaf), index, count, root)).toBe(true);
      expect(verifyInclusion(proof, leafHash(randomBytes(20)), index, count, root)).toBe(false);
    });
  });

  it('has its root as digest; a payload of one piece the SHA-256 of its bytes', () => {
    const leaves = leavesOf(4);
    expect(contentDigest(encodeList(leaves))).toEqual(listRoot(leaves));
    const cose = Buffer.concat([Buffer.of(0xd0), randomBytes(40)]);
    const almost = encodeList(leaves).subarray(0, -1);
    for (const other of [cose, almost, Buffer.alloc(0)]) expect(contentDigest(other)).toEqual(sha256(other));
  });

  it.each([
    ['cut', (list: Buffer) => list.subarray(0, -1)],
    ['with more behind it', (list: Buffer) => Buffer.concat([list, Buffer.of(0)])],
    ['with something else in it', (list: Buffer) => Buffer.concat([Buffer.of(0x81), list])],
    ['of a length that is not there', () => Buffer.of(0x99, 0xff)],
  ])('is refused when it is %s', (_what, damage) => {
    expect(() => decodeList(damage(encodeList(leavesOf(3))))).toThrow('not an array of byte strings');
  });
});
