import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  decodeAccessReceipt,
  encodeAccessReceipt,
  judgeReceipt,
  ListTree,
  type AccessReceipt,
  type EventHeader,
  type ParsedLogEntry,
} from './index.js';

const leaves = Array.from({ length: 5 }, () => randomBytes(90));
const tree = new ListTree(leaves);
const receiptOf = (index: number, more: Partial<AccessReceipt> = {}): AccessReceipt => ({
  storeId: randomUUID(),
  epoch: 2,
  org: 'sunrise-care',
  shard: 0,
  position: 311,
  chain: 'ab'.repeat(32),
  recordedAt: '2026-03-01T07:59:58.201733Z',
  index,
  leaves: leaves.length,
  leaf: tree.leaf(index),
  path: tree.proof(index),
  ...more,
});
const entry = (header: Partial<EventHeader> = {}): ParsedLogEntry =>
  ({ header: { chain: 'ab'.repeat(32), contentdigest: tree.root.toString('hex'), ...header } }) as unknown as ParsedLogEntry;

describe('a receipt of an access', () => {
  it.each([0, 1, 4])('comes back as it was given out, of leaf %i', (index) => {
    const receipt = receiptOf(index);
    expect(decodeAccessReceipt(encodeAccessReceipt(receipt))).toEqual(receipt);
    expect(encodeAccessReceipt(receipt)).toMatch(/^[\w-]+$/);
  });

  it('of one of 500 accesses has less than a thousand characters', () => {
    const all = Array.from({ length: 500 }, () => randomBytes(20));
    const large = new ListTree(all);
    const text = encodeAccessReceipt(receiptOf(0, { index: 499, leaves: 500, leaf: large.leaf(499), path: large.proof(499) }));
    expect(text.length).toBeLessThan(1000);
  });

  const parts = (): unknown[] => JSON.parse(Buffer.from(encodeAccessReceipt(receiptOf(1)), 'base64url').toString()) as unknown[];
  it.each([
    ['no JSON', () => 'x'],
    ['another list', () => JSON.stringify([1, 's', 1, 'o', []])],
    ['a list of another kind', () => JSON.stringify(parts().with(0, 'position'))],
    ['a part less', () => JSON.stringify(parts().slice(0, -1))],
    ['a store that is none', () => JSON.stringify(parts().with(1, 'store'))],
    ['an epoch that fits no database', () => JSON.stringify(parts().with(2, 2 ** 31))],
    ['an organisation that is no text', () => JSON.stringify(parts().with(3, 7))],
    ['a position below 0', () => JSON.stringify(parts().with(5, -1))],
    ['half a position', () => JSON.stringify(parts().with(5, 0.5))],
    ['a chain value in capitals', () => JSON.stringify(parts().with(6, 'AB'.repeat(32)))],
    ['another form of a time', () => JSON.stringify(parts().with(7, '2026-03-01T07:59:58Z'))],
    ['a leaf that is cut', () => JSON.stringify(parts().with(10, 'AAAA'))],
    ['a path that is cut', () => JSON.stringify(parts().with(11, 'AAAA'))],
    ['white space', () => `${JSON.stringify(parts())} `],
  ])('is refused that holds %s', (_what, text) => {
    expect(() => decodeAccessReceipt(Buffer.from(text()).toString('base64url'))).toThrow(
      expect.objectContaining({ name: 'EnvelopeError', code: 'receipt-malformed' }),
    );
  });

  it('is judged by the entry at its place', () => {
    const receipt = receiptOf(3);
    expect(judgeReceipt(receipt, entry(), true)).toBe('included');
    expect(judgeReceipt(receipt, entry({ chain: 'cd'.repeat(32) }), true)).toBe('differs');
    expect(judgeReceipt({ ...receipt, index: 2 }, entry(), true)).toBe('not-in-event');
    expect(judgeReceipt({ ...receipt, leaf: randomBytes(32) }, entry(), true)).toBe('not-in-event');
    expect(judgeReceipt(receipt, undefined, true)).toBe('missing');
    expect(judgeReceipt(receipt, undefined, false)).toBe('awaited');
  });
});
