import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

interface Encoded {
  buffer: Buffer;
}
interface Decoded {
  offset: string;
  timestamp: string;
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

const Batch = require('kafkajs/src/consumer/batch') as new (
  topic: string,
  from: string,
  of: Record<string, unknown>,
) => { messages: readonly { offset: string }[] };

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

  it.each([
    ['0', '1700000000000', 0],
    ['9007199254740990', '1700000000000', 70_000],
    ['9007199254740991', '9007199254740991', 0x7ffffff],
    ['9223372036854775000', '-9007199254740993', 0x8000000],
    ['12', '1700000000000', -3],
  ])('adds to the first offset %s and the first time %s', (firstOffset, firstTimestamp, timestampDelta) => {
    const bytes = encodeRecord({ offsetDelta: 11, timestampDelta, key: 'key', value: Buffer.alloc(0), headers: {} }).buffer;
    const decoded = decodeRecord(new Decoder(new Decoder(bytes).readVarIntBytes()), { firstOffset, firstTimestamp });
    expect(decoded.offset).toBe(String(BigInt(firstOffset) + 11n));
    expect(decoded.timestamp).toBe(String(BigInt(firstTimestamp) + BigInt(timestampDelta)));
  });

  it.each([
    ['5', ['4', '5', '6'], ['5', '6']],
    ['9007199254740993', ['9007199254740992', '9007199254740993'], ['9007199254740993']],
    ['9007199254740991', ['9007199254740990', '9007199254740991', '9007199254740992'], ['9007199254740991', '9007199254740992']],
  ])('takes what was fetched from offset %s on', (from, offsets, taken) => {
    const messages = offsets.map((offset) => ({ offset, isControlRecord: false }));
    const { messages: within } = new Batch('topic', from, { partition: 0, highWatermark: '1', abortedTransactions: [], messages });
    expect(within.map(({ offset }) => offset)).toEqual(taken);
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

describe('the patched reading of batches of kafkajs', () => {
  interface Written {
    key: string | null;
    value: Buffer | null;
    headers: Record<string, string>;
    timestampDelta: number;
  }
  const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
    RecordBatch: (batch: Record<string, unknown>) => Promise<EncoderOfKafkajs>;
  };
  const decodeMessages = require('kafkajs/src/protocol/requests/fetch/v4/decodeMessages') as (decoder: unknown) => Promise<Decoded[]>;

  async function readBack(batches: readonly (readonly Written[])[]): Promise<Decoded[]> {
    const encoded = await Promise.all(
      batches.map((records, at) =>
        RecordBatch({
          firstOffset: at * 100,
          firstTimestamp: 1_700_000_000_000,
          records: records.map((record, offsetDelta) => encodeRecord({ ...record, offsetDelta })),
        }),
      ),
    );
    const bytes = Buffer.concat(encoded.map(({ buffer }) => buffer));
    const size = Buffer.alloc(4);
    size.writeInt32BE(bytes.length);
    return decodeMessages(new Decoder(Buffer.concat([size, bytes])));
  }

  // Few keys, headers and times: most records have those of the one before.
  const record = fc.record({
    key: fc.constantFrom('org/0', 'org/1', '', null),
    value: fc.option(fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))),
    headers: fc.constantFrom<Record<string, string>>({}, { a: '1' }, { a: '2' }, { b: '1' }, { a: '1', b: '' }, { ü: '✓' }),
    timestampDelta: fc.constantFrom(0, 1, 70_000),
  });

  it('reads each record as it was written, beside any others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(record, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }), async (batches) => {
        const read = await readBack(batches);
        const written = batches.flatMap((records, at) => records.map((record, place) => ({ ...record, offset: at * 100 + place })));
        expect(
          read.map(({ key, value, headers, timestamp, offset }) => ({
            key: key === null ? null : key.toString(),
            value: value === null ? null : Buffer.from(value),
            headers: Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()])),
            timestampDelta: Number(timestamp) - 1_700_000_000_000,
            offset: Number(offset),
          })),
        ).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it('makes keys and headers once while they stay the same, and keeps no batch alive for them', async () => {
    // A large one, as small buffers share their memory.
    const same = { key: 'org/0', value: Buffer.alloc(100_000, 7), headers: { a: '1' }, timestampDelta: 0 };
    const [one, two, three] = await readBack([[same, same], [same]]);
    expect(two!.headers).toBe(one!.headers);
    expect(three!.key).toBe(one!.key);
    expect(three!.key.buffer).not.toBe(three!.value.buffer);
    expect((three!.headers['a'] as Buffer).buffer).not.toBe(three!.value.buffer);
  });
});

interface EncoderOfKafkajs extends Encoded {
  writeInt32(value: number): this;
  writeBuffer(bytes: Buffer): this;
  writeEncoder(encoder: EncoderOfKafkajs): this;
  writeEncoderArray(encoders: readonly EncoderOfKafkajs[]): this;
  writeVarLong(value: number): this;
  size(): number;
}

describe('the patched encoder of kafkajs', () => {
  const Encoder = require('kafkajs/src/protocol/encoder') as { new (): EncoderOfKafkajs; sizeOfVarLong(value: number): number };

  /** What is written: a number, bytes of a length, a look at what is there so far, or what another encoder has. */
  type Step = number | { bytes: number } | 'look' | { within: Step[] };
  const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
    steps: fc.array(tie('step'), { maxLength: 8 }),
    step: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: -5, max: 5 }),
      fc.record({ bytes: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 8000, max: 20_000 })) }),
      fc.constant('look' as const),
      fc.record({ within: tie('steps') }),
    ),
  }));

  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };

  function write(these: readonly Step[]): { encoder: EncoderOfKafkajs; expected: Buffer } {
    const encoder = new Encoder();
    let expected = Buffer.alloc(0);
    const add = (bytes: Buffer): void => void (expected = Buffer.concat([expected, bytes]));
    for (const step of these) {
      if (step === 'look') expect(encoder.buffer.equals(expected)).toBe(true);
      else if (typeof step === 'number') {
        encoder.writeInt32(step);
        add(int32(step));
      } else if ('bytes' in step) {
        const bytes = randomBytes(step.bytes);
        encoder.writeBuffer(bytes);
        add(bytes);
      } else {
        const [one, two] = [write(step.within), write(step.within)];
        encoder.writeEncoder(one.encoder).writeEncoderArray([two.encoder, one.encoder]);
        add(Buffer.concat([one.expected, two.expected, one.expected]));
      }
      expect(encoder.size()).toBe(expected.length);
    }
    return { encoder, expected };
  }

  it('writes one after the other, whatever is kept and whatever is copied', () => {
    fc.assert(
      fc.property(steps, (these) => {
        const { encoder, expected } = write(these);
        expect(encoder.buffer.equals(expected)).toBe(true);
        expect(encoder.writeInt32(7).buffer.equals(Buffer.concat([expected, int32(7)]))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([0, 1, -1, 63, 64, -64, -65, 70_000, 0x3fffffff, 0x40000000, -0x40000000, -0x40000001, 2 ** 40, -(2 ** 40)])(
    'writes %i as a varlong',
    (value) => {
      let zigzag = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
      const expected: number[] = [];
      for (; zigzag > 0x7fn; zigzag >>= 7n) expected.push(Number(zigzag & 0x7fn) | 0x80);
      expected.push(Number(zigzag));
      expect([...new Encoder().writeVarLong(value).buffer]).toEqual(expected);
      expect(Encoder.sizeOfVarLong(value)).toBe(expected.length);
    },
  );

  it('is applied: a large buffer is not copied from encoder to encoder', () => {
    const bytes = randomBytes(100_000);
    const encoder = new Encoder().writeEncoder(new Encoder().writeInt32(1).writeBuffer(bytes)) as unknown as { chunks: Buffer[] };
    expect(encoder.chunks.at(-1)).toBe(bytes);
  });
});

describe('the patched request queue of kafkajs', () => {
  interface Request {
    entry: { correlationId: number; resolve: () => void };
    expectResponse: boolean;
    sendRequest: () => void;
  }
  const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: Record<string, unknown>) => {
    push(request: Request): void;
    fulfillRequest(response: { correlationId: number; payload: null; size: number }): void;
    maybeThrottle(ms: number): void;
    destroy(): void;
  };
  const logger = { debug: () => undefined };
  const queueOf = (options = {}) =>
    new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 15_000, clientId: 'test', broker: 'broker:9092', logger, ...options });
  const requestOf = (correlationId: number, sent: number[]): Request => ({
    entry: { correlationId, resolve: () => undefined },
    expectResponse: true,
    sendRequest: () => sent.push(correlationId),
  });

  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('wakes nothing up while nothing waits to be sent', () => {
    const queue = queueOf();
    queue.push(requestOf(1, []));
    queue.fulfillRequest({ correlationId: 1, payload: null, size: 0 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends what waits as soon as the request before it is answered', () => {
    const sent: number[] = [];
    const queue = queueOf();
    queue.push(requestOf(1, sent));
    queue.push(requestOf(2, sent));
    expect(sent).toEqual([1]);
    queue.fulfillRequest({ correlationId: 1, payload: null, size: 0 });
    expect(sent).toEqual([1, 2]);
    queue.destroy();
  });

  it('sends what a broker has put off at the end of that time', () => {
    const sent: number[] = [];
    const queue = queueOf();
    queue.maybeThrottle(500);
    queue.push(requestOf(1, sent));
    jest.advanceTimersByTime(499);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([1]);
    queue.destroy();
  });

  it('looks for requests without an answer once a second', () => {
    const looks = jest.spyOn(globalThis, 'setInterval');
    const queue = queueOf({ enforceRequestTimeout: true }) as unknown as { scheduleRequestTimeoutCheck(): void; destroy(): void };
    queue.scheduleRequestTimeoutCheck();
    expect(looks.mock.calls.map(([, ms]) => ms)).toEqual([1000]);
    queue.destroy();
  });
});
