import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keyIdOf, openKeyed, sealKeyed, type KeyedIdentity } from './index.js';

const identity: KeyedIdentity = { org: 'o', subject: 's', id: 'city/1', type: 'message', dataschema: 'urn:everchart:schema:message:1' };

describe('a keyed payload', () => {
  const key = { keyId: randomUUID(), key: randomBytes(32) };
  const keyed = sealKeyed('{"text":"of Anna"}', key, identity);

  it('names its key, and opens to what was sealed', () => {
    expect(keyIdOf(keyed)).toBe(key.keyId);
    expect(openKeyed(keyed, key.key, identity)).toEqual({ text: 'of Anna' });
    expect(keyed.includes('Anna')).toBe(false);
  });

  it('opens under its own key, in its own place only', () => {
    const refused = expect.objectContaining({ code: 'payload-not-authentic' });
    expect(() => openKeyed(keyed, randomBytes(32), identity)).toThrow(refused);
    for (const name of Object.keys(identity)) expect(() => openKeyed(keyed, key.key, { ...identity, [name]: 'other' })).toThrow(refused);
    const ofAnotherKey = Buffer.concat([randomBytes(16), keyed.subarray(16)]);
    expect(() => openKeyed(ofAnotherKey, key.key, identity)).toThrow(refused);
  });

  it('is malformed without a key or without content', () => {
    for (const short of [Buffer.alloc(0), keyed.subarray(0, 16)])
      expect(() => keyIdOf(short)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
    expect(() => openKeyed(keyed.subarray(0, 17), key.key, identity)).toThrow(expect.objectContaining({ code: 'payload-malformed' }));
  });
});
