import { describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
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

type Checksum = (bytes: Buffer) => number;
const native = require('kafkajs/src/protocol/recordBatch/crc32C') as Checksum;
const ofKafkajs = require('kafkajs/src/protocol/recordBatch/crc32C/crc32C') as Checksum;

describe('the patched checksum of kafkajs', () => {
  it('is CRC-32C', () => {
    // The check value of the CRC catalogue.
    expect(native(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  it('is that of kafkajs 2.2.4, for bytes of any length', () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = randomBytes(length * 7);
      expect(native(bytes)).toBe(ofKafkajs(bytes));
    }
  });

  it('is applied', () => expect(native.toString()).toContain('crc32c'));
});

type Message = { key: string; value: string };
const groupPerPartition = require('kafkajs/src/producer/groupMessagesPerPartition') as (args: {
  topic: string;
  partitionMetadata: readonly unknown[];
  messages: readonly Message[];
  partitioner: (of: { message: Message }) => number;
}) => Record<string, Message[]>;

describe('the patched grouping of kafkajs', () => {
  it('keeps the messages of a partition in order', () => {
    const messages = Array.from({ length: 20 }, (_, index) => ({ key: String(index % 3), value: String(index) }));
    const grouped = groupPerPartition({ topic: 'a', partitionMetadata: [{}], messages, partitioner: ({ message }) => Number(message.key) });
    expect(Object.keys(grouped)).toEqual(['0', '1', '2']);
    for (const [key, group] of Object.entries(grouped)) expect(group).toEqual(messages.filter((message) => message.key === key));
  });

  it('puts nothing anywhere while no partition is known', () => {
    expect(groupPerPartition({ topic: 'a', partitionMetadata: [], messages: [{ key: 'k', value: 'v' }], partitioner: () => 0 })).toEqual(
      {},
    );
  });
});

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

describe('the patched request queue of kafkajs', () => {
  const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: Record<string, unknown>) => {
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  };

  it('pauses for a millisecond at least: Node warns of a pause below zero', () => {
    const pauses = jest.spyOn(globalThis, 'setTimeout');
    const queue = new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1000, clientId: 'test', broker: 'broker:9092', logger: {} });
    queue.scheduleCheckPendingRequests();
    expect(pauses.mock.calls.map(([, pause]) => pause)).toEqual([1]);
    queue.destroy();
    pauses.mockRestore();
  });
});
