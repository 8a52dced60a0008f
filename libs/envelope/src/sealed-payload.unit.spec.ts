import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openPayload, sealPayload, type SealedIdentity } from './index.js';

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
    const sealed = sealPayload(payload, key, identity);
    expect(openPayload(sealed, key, identity)).toEqual(payload);
    expect(sealed.toString('latin1')).not.toContain(payload.text.slice(0, 5));
  });

  it('is COSE_Encrypt0: tag 16 of a three-item array', () => {
    expect(sealPayload({}, key, identity).subarray(0, 2).toString('hex')).toBe('d083');
  });

  it('is refused under another key, for another event, or when one bit is flipped', () => {
    const sealed = sealPayload({ text: 'x' }, key, identity);
    expect(() => openPayload(sealed, randomBytes(32), identity)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
    expect(() => openPayload(sealed, key, { ...identity, id: 'other' })).toThrow(
      expect.objectContaining({ code: 'payload-not-authentic' }),
    );
    const flipped = Buffer.from(sealed);
    flipped[flipped.length - 1]! ^= 1;
    expect(() => openPayload(flipped, key, identity)).toThrow(expect.objectContaining({ code: 'payload-not-authentic' }));
  });

  it('names bytes that are no sealed payload', () => {
    expect(() => openPayload(Buffer.from('{}'), key, identity)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
  });

  it.each([
    ['short', '0INVogEDA3BhcHBsaWNhdGlvbi9qc29uoQVMNUK3SAJW2qkltXmPWCAsSoU1FwuC3aifHYEUIgmpK4IWjSKP0W6h/Ri88rwWKQ=='],
    [
      'long text '.repeat(200),
      '0INYGqIBAwN1YXBwbGljYXRpb24vanNvbit6c3RkoQVMPpQyyVYQxCaFVurqWDU01v7Ob37HHWxwje0FYU9rxNuIOxZydJVP41ZwKMTiuMWriJEGwC9DQneD+rxJGnaEJTEbMw==',
    ],
  ])('opens what the first release sealed', (text, sealed) => {
    const of = (end: number): string => `018f3f4e-0000-7000-8000-00000000000${end}`;
    const bound = { org: 'bench-æ', subject: of(1), id: of(2), type: 'note.written', dataschema: identity.dataschema, keyid: of(3) };
    expect(openPayload(Buffer.from(sealed, 'base64'), Buffer.alloc(32, 7), bound)).toEqual({ text });
  });
});
