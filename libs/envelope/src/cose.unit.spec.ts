import { describe, expect, it } from '@jest/globals';
import { Decoder, type Tag } from 'cbor-x';
import { authenticatedData, plainForm, readEncrypt0, writeEncrypt0, zstdForm } from './cose.js';

const iv = Buffer.alloc(12, 7);
const lengths = [16, 23, 24, 255, 256, 65_535, 65_536, 70_000];

describe('COSE_Encrypt0', () => {
  it.each(lengths)('with %i bytes of ciphertext and tag has the shortest head that holds them', (length) => {
    const content = Buffer.alloc(length, 1);
    const sealed = writeEncrypt0(zstdForm, iv, [content.subarray(0, length - 16), content.subarray(length - 16)]);
    const [, , decoded] = (new Decoder().decode(sealed) as Tag).value as [Buffer, unknown, Buffer];
    expect(decoded.equals(content)).toBe(true);
    const headLength = length < 24 ? 1 : length <= 0xff ? 2 : length <= 0xffff ? 3 : 5;
    expect(sealed.length).toBe(zstdForm.start.length + 12 + headLength + length);

    const parts = readEncrypt0(sealed)!;
    expect(parts.form).toBe(zstdForm);
    expect(parts.iv.equals(iv)).toBe(true);
    expect(Buffer.concat([parts.ciphertext, parts.tag]).equals(content)).toBe(true);
    expect(parts.tag).toHaveLength(16);
  });

  it('is not what has no room for a tag', () => {
    for (const length of [0, 1, 15]) expect(readEncrypt0(writeEncrypt0(plainForm, iv, [Buffer.alloc(length)]))).toBeUndefined();
  });

  it('is not what has a longer head than it needs', () => {
    const bytes = Buffer.concat([plainForm.start, iv, Buffer.of(0x58, 16), Buffer.alloc(16)]);
    expect(readEncrypt0(bytes)).toBeUndefined();
  });

  it.each([3, 23, 24, 255, 256, 65_535, 65_536])(
    'authenticates %i bytes of external data as RFC 9052 section 5.3 lays them out',
    (length) => {
      const external = 'é'.repeat(1) + 'x'.repeat(length - 2);
      const structure = new Decoder().decode(authenticatedData(plainForm, external)) as unknown[];
      expect(structure[0]).toBe('Encrypt0');
      expect(Buffer.from(structure[1] as Uint8Array).equals(plainForm.protectedHeader)).toBe(true);
      expect(Buffer.from(structure[2] as Uint8Array).toString('utf8')).toBe(external);
      expect(structure).toHaveLength(3);
    },
  );
});
