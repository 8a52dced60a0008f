import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';

interface Encoded {
  buffer: Buffer;
}
interface Decoded {
  key: Buffer;
  value: Buffer;
  headers: Record<string, Buffer | Buffer[]>;
}

/** Parts of kafkajs that `patches/` makes faster; nothing else of it is reached into. */
const require = createRequire(import.meta.url);
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: Record<string, unknown>) => Encoded;
const decodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0/decoder') as (
  decoder: unknown,
  batch: { firstOffset: string; firstTimestamp: string },
) => Decoded;
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => { readVarIntBytes(): Buffer };

const first = { firstOffset: '0', firstTimestamp: '0' };

describe('the patched record codec of kafkajs', () => {
  it('writes the bytes that kafkajs 2.2.4 wrote before', () => {
    const headers = { ce_id: 'æ', many: ['1', Buffer.from('two')], empty: '' };
    const record = encodeRecord({ offsetDelta: 300, timestampDelta: 70_000, key: 'a-key', value: Buffer.from('value'), headers });
    expect(record.buffer.toString('hex')).toBe(
      '6600e0c508d8040a612d6b65790a76616c7565080a63655f696404c3a6086d616e790231086d616e790674776f0a656d70747900',
    );
  });

  it.each([0, 1, 24, 200])('reads what it wrote, with %i headers', (count) => {
    const headers = Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, 'value ✓ '.repeat(index)]));
    const value = Buffer.alloc(count * 100, 7);
    const bytes = encodeRecord({ offsetDelta: count, key: 'key', value, headers }).buffer;
    const decoded = decodeRecord(new Decoder(new Decoder(bytes).readVarIntBytes()), first);
    expect(decoded.key.toString()).toBe('key');
    expect(decoded.value).toEqual(value);
    expect(Object.fromEntries(Object.entries(decoded.headers).map(([name, bytes]) => [name, bytes.toString()]))).toEqual(headers);
  });

  it('keeps a header that comes twice', () => {
    const bytes = encodeRecord({ key: 'key', value: Buffer.alloc(0), headers: { twice: ['1', '2'] } }).buffer;
    expect(decodeRecord(new Decoder(new Decoder(bytes).readVarIntBytes()), first).headers).toEqual({
      twice: [Buffer.from('1'), Buffer.from('2')],
    });
  });

  it('is applied', () => {
    expect(encodeRecord.toString()).not.toContain('headersArray.map');
  });
});
