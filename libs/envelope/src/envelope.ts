import { isUtf8 } from 'node:buffer';
import { parseJson } from '@everchart/primitives';
import { formatMicroseconds, readUInt64, writeUInt64, type StorePart } from './digest.js';
import { EnvelopeError, type EventHeader, type WriterHeader } from './header.js';

/** `content-type` of a record of the stream. */
export const envelopeContentType = 'application/vnd.everchart.event';

/**
 * One event as the stream carries it, made once and never made again: version (1 byte, = 1) · position (8) · previous
 * (8) · streamversion (4) · recordedAt in µs (8) · chain (32) · length of the writer header (2) · writer header ·
 * payload to the end. Integers are big-endian.
 */
const version = 1;
const place = { position: 1, previous: 9, streamVersion: 17, recordedAt: 21, chain: 29, writerLength: 61, writer: 63 };
const longestWriter = 0xffff;

export interface Envelope {
  header: EventHeader;
  store: StorePart;
  /** Canonical bytes of the writer header. */
  writer: Buffer;
  /** Sealed payload (COSE bytes). */
  payload: Buffer;
}

/** @param writer canonical bytes of the writer header @throws RangeError for a longer header than fits */
export function encodeEnvelope(writer: Uint8Array, store: StorePart, payload: Uint8Array): Buffer {
  if (writer.length > longestWriter) throw new RangeError('the writer header is too long');
  const bytes = Buffer.allocUnsafe(place.writer + writer.length + payload.length);
  bytes[0] = version;
  writeUInt64(bytes, store.position, place.position);
  writeUInt64(bytes, store.previous, place.previous);
  bytes.writeUInt32BE(store.streamVersion, place.streamVersion);
  writeUInt64(bytes, store.recordedAtUs, place.recordedAt);
  bytes.set(store.chain, place.chain);
  bytes.writeUInt16BE(writer.length, place.writerLength);
  bytes.set(writer, place.writer);
  bytes.set(payload, place.writer + writer.length);
  return bytes;
}

/** `writer` and `payload` are views of `value`. @throws EnvelopeError `envelope-malformed`, `header-malformed` */
export function decodeEnvelope(value: Buffer): Envelope {
  const end = value.length >= place.writer ? place.writer + value.readUInt16BE(place.writerLength) : Infinity;
  if (value[0] !== version || end > value.length) throw new EnvelopeError('envelope-malformed', 'the record is no event');
  const store = storePartOf(value);
  if (store.streamVersion < 1 || store.previous >= store.position)
    throw new EnvelopeError('envelope-malformed', 'the record has no place in its shard');
  const writer = value.subarray(place.writer, end);
  return { header: headerOf(parseWriter(writer), store), store, writer, payload: value.subarray(end) };
}

function storePartOf(value: Buffer): StorePart {
  try {
    return {
      position: readUInt64(value, place.position),
      previous: readUInt64(value, place.previous),
      streamVersion: value.readUInt32BE(place.streamVersion),
      recordedAtUs: readUInt64(value, place.recordedAt),
      chain: value.subarray(place.chain, place.writerLength),
    };
  } catch (cause) {
    throw new EnvelopeError('envelope-malformed', 'the record has no place in its shard', { cause });
  }
}

/** The complete header, as consumers read it. */
export function headerOf(writer: WriterHeader, store: StorePart): EventHeader {
  return {
    ...writer,
    time: formatMicroseconds(store.recordedAtUs),
    streamversion: store.streamVersion,
    position: store.position,
    previous: store.previous,
    chain: store.chain.toString('hex'),
  };
}

/**
 * @throws EnvelopeError `header-malformed` (with `org` as far as it can be read): an attribute is missing or of another
 * type
 */
export function parseWriter(writer: Uint8Array): WriterHeader {
  // Read leniently, it would be another text than the one that chain and log cover.
  if (!isUtf8(writer)) throw new EnvelopeError('header-malformed', 'the header is no UTF-8');
  let header: Record<string, unknown> | null;
  try {
    header = parseJson(textOf(writer)) as Record<string, unknown> | null;
  } catch (cause) {
    throw new EnvelopeError('header-malformed', 'the header is no JSON', { cause });
  }
  if (typeof header !== 'object' || header === null) throw new EnvelopeError('header-malformed', 'the header is no object');
  const isWrong = (name: string): boolean => typeof header[name] !== (name === 'shard' ? 'number' : 'string');
  if (requiredAttributes.some(isWrong)) {
    const wrong = requiredAttributes.filter(isWrong);
    throw new EnvelopeError('attribute-missing', `attributes that are missing or malformed: ${wrong.join(', ')}`);
  }
  if (!Number.isSafeInteger(header['shard']) || (header['shard'] as number) < 0)
    throw new EnvelopeError('attribute-malformed', 'attribute shard is not an integer from 0');
  return header as unknown as WriterHeader;
}

const requiredAttributes: readonly (keyof WriterHeader)[] = [
  'id', 'source', 'type', 'subject', 'dataschema', 'occurredat', 'org', 'actor', 'actorrole', 'shard', 'contentdigest', 'keyid', 'retentionclass',
  'correlationid',
]; // prettier-ignore

function textOf(bytes: Uint8Array): string {
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).toString('utf8');
}
