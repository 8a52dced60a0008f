import { decodeEnvelope, envelopeContentType, EnvelopeError, hmacHex, parseSource } from '@everchart/envelope';
import { StreamError } from './errors.js';
import type { InboundRecord, OutboundRecord } from './port.js';
import { writersOf } from './stream-access.js';
import type { StreamKeys, WriterKey } from './stream-keys.js';

/**
 * Why a record is of no writer of its topic:
 * `out-of-bounds` = its key, a header or its value is larger than ours are, or a header is none of ours;
 * `mac-missing` = it is too short to have a MAC;
 * `key-unknown` = no key of that id is known here: a stranger's, or one that this process was not given;
 * `mac-wrong` = the MAC is not one of these bytes, this key, these headers and this topic;
 * `writer-wrong` = the key is of a service that does not write to this topic, or not of the one that the event names;
 * `out-of-place` = a mark that was written for another partition, or a later place.
 */
export const forgeries = ['out-of-bounds', 'mac-missing', 'key-unknown', 'mac-wrong', 'writer-wrong', 'out-of-place'] as const;
export type Forgery = (typeof forgeries)[number];

/** What a transport has read, before it is checked. Undefined: larger than it may be. */
export interface ReadRecord {
  topic: string;
  partition: number;
  offset: bigint;
  key: string | undefined;
  headers: Readonly<Record<string, string>> | undefined;
  value: Buffer | undefined;
}

/** Limits of what is read at all. */
export const recordLimits = { keyBytes: 128, headers: 3, headerBytes: 128, valueBytes: 1024 * 1024 + 1024 } as const;

/**
 * The value of a record of the stream: id of the writer's key (8) · the first 16 bytes of HMAC-SHA-256 over topic, key,
 * headers and what follows · what follows.
 */
const place = { tag: 8, value: 24 };
const printable = /^[\x20-\x7e]*$/;
const headerNames = ['content-type', 'traceparent', 'everchart-republished'] as const;
const nothing = Buffer.alloc(0);

/** Signs the records of a writer, and checks those that are read: the one place that does. */
export class RecordSeal {
  /**
   * @param writer whose records are sent; undefined: each record with the key of the service that its event names, for
   * tools that publish what stores of several services hold
   */
  constructor(
    private readonly keys: StreamKeys,
    private readonly writer: string | undefined,
  ) {}

  /** Another set of keys has another name. */
  get keysName(): string {
    return this.keys.name;
  }

  /** Most records are of the writer of the one before. */
  #last: WriterKey | undefined;

  #keyOf(value: Buffer): WriterKey | undefined {
    const { id } = this.#last ?? {};
    if (id?.readInt32LE(0) === value.readInt32LE(0) && id.readInt32LE(4) === value.readInt32LE(4)) return this.#last;
    return (this.#last = this.keys.byId(value.toString('latin1', 0, place.tag)));
  }

  /** @throws StreamError `no-key`: the writer has none, or must not write here */
  seal(topic: string, record: OutboundRecord): OutboundRecord {
    const value = asBuffer(record.value);
    const writer = this.writer ?? serviceOf(value) ?? writersOf(topic)?.[0];
    const key = writer === undefined ? undefined : this.keys.of(writer);
    if (!key) throw new StreamError('no-key', `there is no key of ${writer ?? 'the writer'} to sign with`);
    if (!mayWrite(writer!, topic)) throw new StreamError('no-key', `${writer} is no writer of this topic`);
    const context = contextOf(topic, record.key, record.headers);
    if (context === undefined || value.length > recordLimits.valueBytes)
      throw new StreamError('record-too-large', 'a key, header or value is not of the form that is read');
    const sealed = Buffer.allocUnsafe(place.value + value.length);
    sealed.set(key.id, 0);
    sealed.write(tagOf(key, context, value), place.tag, 'hex');
    sealed.set(value, place.value);
    return { ...record, value: sealed };
  }

  /**
   * Records of a writer whose key is not here would be dropped.
   * @throws StreamError `no-key`
   */
  requireKeys({ reads, writes }: { reads: readonly string[]; writes: readonly string[] }): void {
    const needed = [
      ...reads.flatMap((topic) => writersOf(topic) ?? []),
      ...(writes.length > 0 && this.writer !== undefined ? [this.writer] : []),
    ];
    const missing = [...new Set(needed)].filter((writer) => !this.keys.of(writer));
    if (missing.length > 0) throw new StreamError('no-key', `keys of the stream are missing: ${missing.join(', ')}`);
  }

  /** Never throws: nothing of a record that is forged is handed on but its place. */
  open({ topic, partition, offset, key, headers, value }: ReadRecord): InboundRecord {
    const forged = (code: Forgery): InboundRecord => ({ topic, partition, offset, key: '', headers: {}, value: nothing, writer: '', forged: code }); // prettier-ignore
    if (key === undefined || headers === undefined || value === undefined) return forged('out-of-bounds');
    if (value.length < place.value) return forged('mac-missing');
    const context = contextOf(topic, key, headers);
    if (context === undefined) return forged('out-of-bounds');
    const known = this.#keyOf(value);
    if (!known) return forged('key-unknown');
    const opened = value.subarray(place.value);
    expected.write(tagOf(known, context, opened), 'hex');
    if (!isExpected(value)) return forged('mac-wrong');
    if (!mayWrite(known.writer, topic)) return forged('writer-wrong');
    return { topic, partition, offset, key: last.key, headers, value: opened, writer: known.writer };
  }
}

const expected = Buffer.alloc(16);

/** Takes as long wherever they differ. */
function isExpected(value: Buffer): boolean {
  let differs = 0;
  for (let at = 0; at < 16; at += 4) differs |= expected.readInt32LE(at) ^ value.readInt32LE(place.tag + at);
  return differs === 0;
}

interface LastContext {
  topic: string;
  key: string;
  begin: string;
  /** With headers that can no longer change, and what was made of them. */
  frozen?: Readonly<Record<string, string>>;
  context?: string;
}

/** Most records have the key of the one before, and its headers. */
let last: LastContext = { topic: '', key: '', begin: '' };

/** What is signed beside the value, without ambiguity; undefined when it is not of our form. */
function contextOf(topic: string, key: string, headers: Readonly<Record<string, string>>): string | undefined {
  if (last.key !== key || last.topic !== topic) {
    if (key.length > recordLimits.keyBytes || !printable.test(key)) return undefined;
    last = { topic, key, begin: `${topic}\n${key}\n` };
  } else if (last.frozen === headers) return last.context;
  let context = last.begin;
  let known = 0;
  for (const name of headerNames) {
    const value = headers[name];
    if (value !== undefined) {
      if (value !== envelopeContentType && (value.length > recordLimits.headerBytes || !printable.test(value))) return undefined;
      known += 1;
      context += value;
    }
    context += value === undefined ? '\n' : ';\n';
  }
  for (const _name in headers) known -= 1;
  if (known !== 0) return undefined;
  if (Object.isFrozen(headers)) last = { ...last, frozen: headers, context };
  return context;
}

/** HMAC-SHA-256, the first 16 bytes, as hex. */
function tagOf(key: WriterKey, context: string, value: Buffer): string {
  return hmacHex(key, context, value).slice(0, 32);
}

/** Topics that are none of the suite's have no table: any writer may write there. */
function mayWrite(writer: string, topic: string): boolean {
  return writersOf(topic)?.includes(writer) ?? true;
}

function serviceOf(value: Buffer): string | undefined {
  try {
    return parseSource(decodeEnvelope(value).header.source).service;
  } catch (error) {
    if (error instanceof EnvelopeError) return undefined;
    throw error;
  }
}

function asBuffer(value: Uint8Array): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
