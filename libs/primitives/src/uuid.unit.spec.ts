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
});
