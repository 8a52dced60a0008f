import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Encoder, Tag } from 'cbor-x';
import { readEncrypt0 } from './cose.js';
import { openList, openPayload, sealList, sealPayload, type SealedIdentity } from './index.js';

const identity: SealedIdentity = {
  org: 'o',
  subject: 's',
  id: 'i',
  type: 'note.written',
  dataschema: 'urn:everchart:schema:note.written:1',
  keyid: 'k',
};

describe('sealed payload', () => {
  const key = randomBytes(32);

  it.each([{ text: 'short' }, { text: 'long '.repeat(2000) }])('opens what it sealed', (payload) => {
    const sealed = sealPayload(JSON.stringify(payload), key, identity);
    expect(openPayload(sealed, key, identity)).toEqual(payload);
    expect(sealed.toString('latin1')).not.toContain(payload.text.slice(0, 5));
  });

  it('never has the initialisation vector of another', () => {
    const vectors = Array.from({ length: 1000 }, () => readEncrypt0(sealPayload('{}', key, identity))!.iv.toString('hex'));
    expect(new Set(vectors).size).toBe(1000);
    expect(vectors).not.toContain('00'.repeat(12));
  });

  it.each(['long '.repeat(2000), randomBytes(6000).toString('base64'), '\u{1f600}é'.repeat(2000)])(
    'is smaller than a long text',
    (text) => {
      expect(sealPayload(JSON.stringify({ text }), key, identity).length).toBeLessThan(Buffer.byteLength(text));
    },
  );

  it.each([0, 1, 60].map((items) => [items] as const))('opens a list of %i byte strings, which a CBOR library reads', (items) => {
    const list = Array.from({ length: items }, (_, at) => randomBytes(at * 7));
    const sealed = sealList(list, key, identity);
    expect(openList(sealed, key, identity)).toEqual(list);
    const cbor = new Encoder({ mapsAsObjects: false, useRecords: false, variableMapSize: true, tagUint8Array: false });
    const [protectedHeader] = (cbor.decode(sealed) as Tag).value as [Buffer];
    expect(cbor.decode(protectedHeader)).toEqual(new Map<number, unknown>([[1, 3], [3, 60]])); // prettier-ignore
  });

  it('is no text where it is a list, and no list where it is a text; and a list of no other event', () => {
    const malformed = expect.objectContaining({ code: 'payload-malformed' });
    expect(() => openPayload(sealList([Buffer.from('{}')], key, identity), key, identity)).toThrow(malformed);
    expect(() => openList(sealPayload('{}', key, identity), key, identity)).toThrow(malformed);
    const sealed = sealList([Buffer.from('{}')], key, identity);
    for (const [other, of] of [
      [randomBytes(32), identity],
      [key, { ...identity, id: 'j' }],
    ] as const)
      // prettier-ignore
      expect(() => openList(sealed, other, of)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
  });

  it('is COSE_Encrypt0: tag 16 of a three-item array', () => {
    expect(sealPayload('{}', key, identity).subarray(0, 2).toString('hex')).toBe('d083');
  });

  it('is refused under another key, for another event, or when one bit is flipped', () => {
    const sealed = sealPayload('{"text":"x"}', key, identity);
    expect(() => openPayload(sealed, randomBytes(32), identity)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
    for (const name of Object.keys(identity))
      expect(() => openPayload(sealed, key, { ...identity, [name]: 'other' })).toThrow(
        expect.objectContaining({ code: 'payload-not-authentic' }),
      );
    const flipped = Buffer.from(sealed);
    flipped[flipped.length - 1]! ^= 1;
    expect(() => openPayload(flipped, key, identity)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
  });

  it('keeps why it is not authentic', () => {
    const sealed = sealPayload('{"text":"x"}', key, identity);
    expect(() => openPayload(sealed, randomBytes(32), identity)).toThrow(expect.objectContaining({ cause: expect.anything() as unknown }));
  });

  it('is malformed when it is no JSON, or longer than any payload', () => {
    const longest = 16 * 1024 * 1024;
    expect(openPayload(sealPayload(JSON.stringify('a'.repeat(longest - 2)), key, identity), key, identity)).toHaveLength(longest - 2);
    for (const text of ['{', '', JSON.stringify('a'.repeat(longest - 1))])
      expect(() => openPayload(sealPayload(text, key, identity), key, identity)).toThrow(
        expect.objectContaining({ code: 'payload-malformed', cause: expect.anything() as unknown }),
      );
  });

  it('names bytes that are no sealed payload', () => {
    expect(() => openPayload(Buffer.from('{}'), key, identity)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
  });

  it.each([0, 5, 6, 100, 238, 239, 240, 4000, 4093, 4094, 5000, 65_518, 65_519, 65_520, 70_000])(
    'of %i bytes is what a CBOR library writes and reads',
    (length) => {
      const cbor = new Encoder({ mapsAsObjects: false, useRecords: false, variableMapSize: true, tagUint8Array: false });
      const text = JSON.stringify(
        randomBytes(length)
          .toString('latin1')
          .replace(/[^ -~]|["\\]/g, 'x'),
      );
      const sealed = sealPayload(text, key, identity);
      const tag = cbor.decode(sealed) as Tag & { tag: number };
      expect(tag.tag).toBe(16);
      const [protectedHeader, unprotected, ciphertext] = tag.value as [Buffer, Map<number, Buffer>, Buffer];
      const contentType = length >= 4094 ? 'application/json+zstd' : 'application/json';
      expect(cbor.decode(protectedHeader)).toEqual(new Map<number, unknown>([[1, 3], [3, contentType]])); // prettier-ignore
      expect([...unprotected.keys(), unprotected.get(5)!.length]).toEqual([5, 12]);
      expect(cbor.encode(new Tag([protectedHeader, unprotected, ciphertext], 16)).equals(sealed)).toBe(true);
      expect(openPayload(sealed, key, identity)).toBe(JSON.parse(text));
    },
  );

  it('is refused when it is cut off, goes on behind its end, or is of another form', () => {
    const sealed = sealPayload('{"text":"x"}', key, identity);
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => openPayload(sealed.subarray(0, length), key, identity)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
    expect(() => openPayload(Buffer.concat([sealed, Buffer.alloc(1)]), key, identity)).toThrow(
      expect.objectContaining({ code: 'payload-malformed' }),
    );
    for (let at = 0; at < 26; at += 1) {
      const other = Buffer.from(sealed);
      other[at]! ^= 1;
      expect(() => openPayload(other, key, identity)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
    }
  });

  it.each([
    ['short', '0INVogEDA3BhcHBsaWNhdGlvbi9qc29uoQVMNUK3SAJW2qkltXmPWCAsSoU1FwuC3aifHYEUIgmpK4IWjSKP0W6h/Ri88rwWKQ=='],
    [
      'long text '.repeat(200),
      '0INYGqIBAwN1YXBwbGljYXRpb24vanNvbit6c3RkoQVMPpQyyVYQxCaFVurqWDU01v7Ob37HHWxwje0FYU9rxNuIOxZydJVP41ZwKMTiuMWriJEGwC9DQneD+rxJGnaEJTEbMw==',
    ],
  ])('opens bytes of old', (text, sealed) => {
    const of = (end: number): string => `018f3f4e-0000-7000-8000-00000000000${end}`;
    const bound = { org: 'bench-æ', subject: of(1), id: of(2), type: 'note.written', dataschema: identity.dataschema, keyid: of(3) };
    expect(openPayload(Buffer.from(sealed, 'base64'), Buffer.alloc(32, 7), bound)).toEqual({ text });
  });
});
