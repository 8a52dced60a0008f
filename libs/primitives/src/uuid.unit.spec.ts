import { describe, expect, it } from '@jest/globals';
import { isUuid, readUuid, uuidAt, uuidBytes } from './index.js';

describe('a UUID', () => {
  it.each(['01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'])(
    'is %s',
    (text) => {
      expect(isUuid(text)).toBe(true);
      expect(readUuid(text)).toBe(text.toLowerCase());
    },
  );

  it.each([
    'urn:uuid:01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
    '{01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22}',
    '01980c5e7d0a7b119c5e3f1f5a0e1c22',
    '0198-0c5e-7d0a-7b11-9c5e-3f1f-5a0e-1c22',
    ' 01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
    '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22\n',
    '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c2g',
    '',
    undefined,
    null,
    7,
  ])('is not %j', (value) => {
    expect(isUuid(value)).toBe(false);
    expect(readUuid(value)).toBeUndefined();
  });

  it('is 16 bytes, and read from them again', () => {
    const text = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22';
    expect(uuidBytes(text).toString('hex')).toBe('01980c5e7d0a7b119c5e3f1f5a0e1c22');
    expect(uuidAt(uuidBytes(text))).toBe(text);
    expect(uuidAt(Buffer.concat([Buffer.alloc(3), uuidBytes(text.toUpperCase())]), 3)).toBe(text);
  });

  it('is all of its bytes, of one after the other, or an error', () => {
    const [one, other] = ['01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22', '0b0e8a04-66f1-4b1e-8a3c-3c9f7a6f0001'];
    expect([uuidAt(uuidBytes(one, other)), uuidAt(uuidBytes(one, other), 16)]).toEqual([one, other]);
    expect(uuidBytes()).toHaveLength(0);
    for (const wrong of ['', 'a-patient', one.slice(1), `${one}22`]) expect(() => uuidBytes(wrong)).toThrow(RangeError);
  });
});
