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
  parseWriter,
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
      expect(() => decodeEnvelope(value.subarray(0, length))).toThrow(expect.objectContaining({ code: 'envelope-malformed' }));
    const changed = (at: number, byte: number): Buffer => {
      const other = Buffer.from(value);
      other[at] = byte;
      return other;
    };
    for (const other of [changed(0, 2), changed(8, 0), changed(16, 7), changed(20, 0), changed(1, 0xff)])
      expect(() => decodeEnvelope(other)).toThrow(expect.objectContaining({ code: 'envelope-malformed' }));
    expect(() => decodeEnvelope(changed(1, 0xff))).toThrow(expect.objectContaining({ cause: expect.any(RangeError) as unknown }));
    expect(() => encodeEnvelope(Buffer.alloc(65_536), store, payload)).toThrow(new RangeError('the writer header is too long'));
    for (const number of [-1, 1.5, Number.NaN, Infinity, 2 ** 53])
      for (const member of ['position', 'previous', 'recordedAtUs'])
        expect(() => encodeEnvelope(writer, { ...store, [member]: number }, payload)).toThrow(
          new RangeError('not an integer from 0 to 2^53'),
        );
  });

  it.each([
    ['no JSON', '{', 'header-malformed'],
    ['nothing', '', 'header-malformed'],
    ['null', 'null', 'header-malformed'],
    ['a number', '7', 'header-malformed'],
    ['a list', '[]', 'attribute-missing'],
    ['without an attribute', canonicalJson({ ...header, org: undefined }), 'attribute-missing'],
    ['an attribute of another type', canonicalJson({ ...header, shard: '3' }), 'attribute-missing'],
    ['a shard below 0', canonicalJson({ ...header, shard: -1 }), 'attribute-malformed'],
    ['half a shard', canonicalJson({ ...header, shard: 0.5 }), 'attribute-malformed'],
  ])('names a header that is %s', (_, text, code) => {
    expect(() => decodeEnvelope(encodeEnvelope(Buffer.from(text), store, payload))).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['a byte of Latin-1', [0xfc]],
    // Read leniently they are one character of three bytes.
    ['three bytes of a character of four', [0xf0, 0x9f, 0x98]],
  ])('is refused when its header is no UTF-8: %s', (_, bytes) => {
    const at = writer.indexOf('Haus');
    const other = Buffer.concat([writer.subarray(0, at), Buffer.from(bytes), writer.subarray(at + 4)]);
    expect(() => decodeEnvelope(encodeEnvelope(other, store, payload))).toThrow(expect.objectContaining({ code: 'header-malformed' }));
  });

  it('needs each attribute that the writer must state', () => {
    const required = Object.keys(header).filter((name) => name !== 'facility');
    for (const name of required) {
      const without = canonicalJson({ ...header, [name]: undefined });
      const message = `attributes that are missing or malformed: ${name}`;
      expect(() => parseWriter(Buffer.from(without))).toThrow(expect.objectContaining({ code: 'attribute-missing', message }));
    }
    expect(parseWriter(Buffer.from(canonicalJson({ ...header, facility: undefined, shard: 0 })))).toMatchObject({ shard: 0 });
  });

  it('may have an empty payload, but no empty header', () => {
    expect(decodeEnvelope(encodeEnvelope(writer, store, Buffer.alloc(0))).payload).toHaveLength(0);
    expect(() => decodeEnvelope(encodeEnvelope(Buffer.alloc(0), store, Buffer.alloc(0)))).toThrow(
      expect.objectContaining({ code: 'header-malformed' }),
    );
  });

  it('keeps why a header cannot be read', () => {
    expect(() => parseWriter(Buffer.from('{'))).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) as unknown }));
  });

  it('of the first event of a shard and of a stream is one, and so is one with the longest header', () => {
    const first = { ...store, position: 1, previous: 0, streamVersion: 1 };
    expect(decodeEnvelope(encodeEnvelope(writer, first, payload)).store).toEqual(first);
    const facility = 'x'.repeat(65_535 - writerBytes({ ...header, facility: '' }).length);
    const longest = writerBytes({ ...header, facility });
    expect(longest).toHaveLength(65_535);
    expect(decodeEnvelope(encodeEnvelope(longest, store, payload)).header.facility).toBe(facility);
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

  it('of the first event of a shard is one', () => {
    const first = { ...store, position: 1, previous: 0, streamVersion: 1 };
    expect(parseLogEntry(logEntryBytes(writer, first))).toEqual({
      header: headerOf(header, first),
      link: chainLinkOf(writer, first),
      canonical: true,
    });
  });

  it('tells bytes that are not in canonical form', () => {
    const text = logEntryBytes(writer, store).toString();
    for (const other of [text.replace(',', ', '), JSON.stringify({ ...entryOf(store) }), text.replace('"actor"', '"\\u0061ctor"')])
      expect(parseLogEntry(Buffer.from(other)).canonical).toBe(false);
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['no text', randomBytes(64)],
    ['a text in Latin-1', Buffer.from(canonicalJson({ ...entryOf(store), event: { ...header, facility: 'Süd' } }), 'latin1')],
    ['a chain in a list', Buffer.from(canonicalJson({ ...entryOf(store), chain: ['ab'.repeat(32)] }))],
    ['a time in a list', Buffer.from(canonicalJson({ ...entryOf(store), time: [entryOf(store).time] }))],
    ['no event', Buffer.from('{}')],
    ['null', Buffer.from('null')],
    ['half a position', Buffer.from(canonicalJson({ ...entryOf(store), position: 1.5 }))],
    ['a position below 0', Buffer.from(canonicalJson({ ...entryOf(store), position: -1 }))],
    ['a position that is a text', Buffer.from(canonicalJson({ ...entryOf(store), position: '1' }))],
    ['another time', Buffer.from(canonicalJson({ ...entryOf(store), time: 'yesterday' }))],
    ['a time that is a number', Buffer.from(canonicalJson({ ...entryOf(store), time: 1 }))],
    ['half a chain', Buffer.from(canonicalJson({ ...entryOf(store), chain: 'ab'.repeat(31) }))],
    ['a chain and more', Buffer.from(canonicalJson({ ...entryOf(store), chain: 'ab'.repeat(33) }))],
    ['a chain in another spelling', Buffer.from(canonicalJson({ ...entryOf(store), chain: 'AB'.repeat(32) }))],
    ['a chain that is a number', Buffer.from(canonicalJson({ ...entryOf(store), chain: 7 }))],
    ['an event with half of a character', Buffer.from(JSON.stringify({ ...entryOf(store), event: { actor: '\ud800' } }))],
    [
      'an event without a bottom',
      Buffer.from(`{"chain":"${'ab'.repeat(32)}","event":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}},"time":""}`),
    ],
    ['an event that is null', Buffer.from(canonicalJson({ ...entryOf(store), event: null }))],
    ['an event that is a text', Buffer.from(canonicalJson({ ...entryOf(store), event: 'event' }))],
  ])('is refused: %s', (_, bytes) =>
    expect(() => parseLogEntry(bytes)).toThrow(expect.objectContaining({ name: 'EnvelopeError', code: 'entry-malformed' })),
  );

  it('is refused with half a header', () => {
    const bytes = Buffer.from(canonicalJson({ ...entryOf(store), event: { id: 'x' } }));
    expect(() => parseLogEntry(bytes)).toThrow(expect.objectContaining({ code: 'attribute-missing' }));
  });

  it('keeps why it cannot be read', () => {
    expect(() => parseLogEntry(Buffer.from('{'))).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) as unknown }));
    const bytes = Buffer.from(canonicalJson({ ...entryOf(store), time: 'yesterday' }));
    expect(() => parseLogEntry(bytes)).toThrow(expect.objectContaining({ cause: expect.any(RangeError) as unknown }));
  });
});
