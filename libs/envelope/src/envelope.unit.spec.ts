import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import {
  canonicalJson,
  chainLinkOf,
  decodeEnvelope,
  encodeEnvelope,
  headerOf,
  logEntryBytes,
  parseLogEntry,
  toCloudEvent,
  writerBytes,
  writerHeaderOf,
  type StorePart,
  type WriterHeader,
} from './index.js';

const header: WriterHeader = {
  id: '01900000-0000-7000-8000-000000000001',
  source: 'urn:everchart:ingest:01900000-0000-7000-8000-0000000000aa/1',
  type: 'note.written',
  subject: '01900000-0000-7000-8000-000000000002',
  dataschema: 'urn:everchart:schema:note.written:1',
  occurredat: '2026-01-02T03:04:05+01:00',
  org: 'sunrise-care',
  facility: 'Haus Süd \u{1f600}',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 3,
  contentdigest: 'ab'.repeat(32),
  keyid: '01900000-0000-7000-8000-000000000003',
  retentionclass: 'clinical',
  correlationid: '01900000-0000-7000-8000-000000000004',
};
const store: StorePart = { position: 7, previous: 5, streamVersion: 2, recordedAtUs: 1_767_319_500_123_456, chain: Buffer.alloc(32, 0xcd) };
const payload = Buffer.from('sealed');
const writer = writerBytes(header);
const value = encodeEnvelope(writer, store, payload);
const places: fc.Arbitrary<StorePart> = fc
  .record({
    position: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    behind: fc.maxSafeNat(),
    streamVersion: fc.integer({ min: 1, max: 0xffff_ffff }),
    recordedAtUs: fc.maxSafeNat(),
    chain: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  })
  .map(({ behind, ...place }) => ({ ...place, previous: behind % place.position }));

describe('an envelope', () => {
  it('has every byte at its place', () => {
    expect(value.subarray(0, 63).toString('hex')).toBe(
      `01${'0000000000000007'}${'0000000000000005'}${'00000002'}${'0006475e23026d40'}${'cd'.repeat(32)}${writer.length.toString(16).padStart(4, '0')}`,
    );
    expect(value.subarray(63)).toEqual(Buffer.concat([writer, payload]));
  });

  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(places, fc.uint8Array({ maxLength: 300 }), (place, bytes) => {
        const decoded = decodeEnvelope(encodeEnvelope(writer, place, bytes));
        expect(decoded).toEqual({ header: headerOf(header, place), store: place, writer, payload: Buffer.from(bytes) });
        expect(writerHeaderOf(decoded.header)).toEqual(header);
      }),
    );
  });

  it('is refused when it is cut off before its payload, of another version, or has no place in a shard', () => {
    for (let length = 0; length < value.length - payload.length; length += 1)
      expect(() => decodeEnvelope(value.subarray(0, length))).toThrow(expect.objectContaining({ name: 'EnvelopeError' }));
    const changed = (at: number, byte: number): Buffer => {
      const other = Buffer.from(value);
      other[at] = byte;
      return other;
    };
    for (const other of [changed(0, 2), changed(8, 0), changed(16, 7), changed(20, 0), changed(1, 0xff)])
      expect(() => decodeEnvelope(other)).toThrow(expect.objectContaining({ code: 'envelope-malformed' }));
    expect(() => encodeEnvelope(Buffer.alloc(65_536), store, payload)).toThrow(RangeError);
    expect(() => encodeEnvelope(writer, { ...store, position: -1 }, payload)).toThrow(RangeError);
  });

  it.each([
    ['no JSON', '{', 'header-malformed'],
    ['no object', 'null', 'header-malformed'],
    ['without an attribute', canonicalJson({ ...header, org: undefined }), 'attribute-missing'],
    ['an attribute of another type', canonicalJson({ ...header, shard: '3' }), 'attribute-missing'],
    ['a shard that is none', canonicalJson({ ...header, shard: -1 }), 'attribute-malformed'],
  ])('names a header that is %s', (_, text, code) => {
    expect(() => decodeEnvelope(encodeEnvelope(Buffer.from(text), store, payload))).toThrow(expect.objectContaining({ code }));
  });

  it('is a CloudEvent at the edges', () => {
    expect(toCloudEvent(headerOf(header, store), payload)).toEqual({
      specversion: '1.0',
      ...header,
      time: '2026-01-02T02:05:00.123456Z',
      streamversion: 2,
      position: 7,
      previous: 5,
      chain: 'cd'.repeat(32),
      datacontenttype: 'application/cose; cose-type="cose-encrypt0"',
      data_base64: 'c2VhbGVk',
    });
  });
});

describe('an entry of the log', () => {
  const entryOf = (place: StorePart) => ({
    event: header,
    chain: place.chain.toString('hex'),
    position: place.position,
    previous: place.previous,
    streamversion: place.streamVersion,
    time: headerOf(header, place).time,
  });

  it('is canonical JSON, although it is put together from bytes', () => {
    fc.assert(fc.property(places, (place) => expect(logEntryBytes(writer, place).toString()).toBe(canonicalJson(entryOf(place)))));
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(places, (place) => {
        const parsed = parseLogEntry(logEntryBytes(writer, place));
        expect(parsed).toEqual({ header: headerOf(header, place), link: chainLinkOf(writer, place), canonical: true });
      }),
    );
  });

  it('tells bytes that are not in canonical form', () => {
    const text = logEntryBytes(writer, store).toString();
    for (const other of [text.replace(',', ', '), JSON.stringify({ ...entryOf(store) }), text.replace('"actor"', '"\\u0061ctor"')])
      expect(parseLogEntry(Buffer.from(other)).canonical).toBe(false);
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['no text', randomBytes(64)],
    ['no event', Buffer.from('{}')],
    ['null', Buffer.from('null')],
    ['a position that is none', Buffer.from(canonicalJson({ ...entryOf(store), position: 1.5 }))],
    ['another time', Buffer.from(canonicalJson({ ...entryOf(store), time: 'yesterday' }))],
    ['half a chain', Buffer.from(canonicalJson({ ...entryOf(store), chain: 'AB' }))],
    ['half a header', Buffer.from(canonicalJson({ ...entryOf(store), event: { id: 'x' } }))],
  ])('is refused: %s', (_, bytes) => expect(() => parseLogEntry(bytes)).toThrow(expect.objectContaining({ name: 'EnvelopeError' })));
});
