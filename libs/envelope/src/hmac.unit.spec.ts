import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hmacHex, hmacKey } from './hmac.js';

describe('HMAC-SHA-256', () => {
  it('is what the platform makes, of any texts and bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.string({ unit: 'binary' }),
        fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()),
        (key, text, more) => {
          expect(hmacHex(hmacKey(key), text, more)).toBe(createHmac('sha256', key).update(text).update(more).digest('hex'));
        },
      ),
    );
  });

  it.each([0, 1, 5_000, 5_440, 5_441, 16_320, 16_321, 1024 * 1024])('has no length at which it changes: %i', (length) => {
    const key = randomBytes(32);
    for (const more of ['\u20ac'.repeat(length), randomBytes(length)])
      expect(hmacHex(hmacKey(key), 'text', more)).toBe(createHmac('sha256', key).update('text').update(more).digest('hex'));
  });

  it('leaves nothing of one message in the next', () => {
    const [first, other] = [hmacKey(randomBytes(32)), hmacKey(randomBytes(32))];
    const before = hmacHex(first, 'a');
    hmacHex(other, 'a much longer one', 'with more');
    expect(hmacHex(first, 'a')).toBe(before);
  });

  it('takes no key that would have to be hashed first', () => {
    expect(() => hmacKey(Buffer.alloc(65))).toThrow(RangeError);
  });
});
