import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sha256, type WriterHeader } from '@everchart/envelope';
import fc from 'fast-check';
import { compactHeader, expandHeader } from './compact-header.js';

const payload = randomBytes(40);
const uuid = fc.uuid();
const hex = (digits: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: digits, maxLength: digits }).map((all) => all.join(''));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((each) => Buffer.byteLength(each) <= 255);
const header: fc.Arbitrary<WriterHeader> = fc
  .record(
    {
      id: uuid, subject: uuid, keyid: uuid, correlationid: uuid, causationid: uuid, facility: text, actor: text, actorrole: text, org: text,
      shard: fc.nat(9), occurredat: text, retentionclass: text, deviceoffsetms: fc.integer().map(String),
      store: uuid, epoch: fc.nat(), version: fc.nat(65_535), trace: fc.tuple(hex(32), hex(16), hex(2)), more: fc.dictionary(fc.constantFrom('newer', 'other'), text),
    },
    { requiredKeys: ['id', 'subject', 'keyid', 'correlationid', 'actor', 'actorrole', 'org', 'shard', 'occurredat', 'retentionclass', 'store', 'epoch', 'version', 'trace', 'more'] },
  )
  .map(({ store, epoch, version, trace, more, ...rest }) => ({
    ...rest, ...more, specversion: '1.0', type: 'note.written', dataschema: `urn:everchart:schema:note.written:${version}`,
    source: `urn:everchart:ingest:${store}/${epoch}`, contentdigest: sha256(payload).toString('hex'), traceparent: `00-${trace.join('-')}`,
  })); // prettier-ignore
const columnsOf = ({ org, shard, subject, id }: WriterHeader) => ({ org, shard, stream: subject, id, payload });
const [sample] = fc.sample(header, { numRuns: 1, seed: 7 }) as [WriterHeader];

describe('compact headers', () => {
  it('come back as they were', () => {
    fc.assert(fc.property(header, (each) => expect(expandHeader(compactHeader(each)!, columnsOf(each))).toEqual(each)));
  });

  it.each<[string, Partial<WriterHeader>]>([
    ['an id in upper case', { id: sample.id.toUpperCase().replace(/^./, 'A') }],
    ['another trace context', { traceparent: '00-1-2-3' }],
    ['another schema', { dataschema: 'urn:everchart:schema:note.sung:1' }],
    ['a source that is none', { source: 'urn:everchart:ingest' }],
    ['a longer text', { actor: 'a'.repeat(256) }],
    ['a text that is longer in bytes only', { actor: 'é'.repeat(128) }],
    ['half a character, which UTF-8 cannot say', { actor: 'a\ud800' }],
    ['another key in upper case', { keyid: sample.keyid.toUpperCase().replace(/^./, 'A') }],
    ['a cause that is no UUID', { causationid: 'the last one' }],
    ['a trace context in upper case', { traceparent: sample.traceparent.toUpperCase().replace(/.$/, 'A') }],
    ['a trace context with more behind it', { traceparent: `${sample.traceparent}-00` }],
    ['an epoch that no four bytes hold', { source: 'urn:everchart:ingest:00000000-0000-4000-8000-000000000000/4294967296' }],
  ])('are not made of %s: the header stays text', (_, change) => {
    expect(compactHeader({ ...sample, ...change })).toBeUndefined();
  });

  it.each(['a'.repeat(255), `${'é'.repeat(127)}a`, `${'護'.repeat(85)}`, `${'👩‍⚕️'.repeat(19)}abcd`, 'nul\0 and "quotes"\n'])(
    'keep an actor up to the last byte: %j',
    (actor) => {
      const each = { ...sample, actor };
      expect(expandHeader(compactHeader(each)!, columnsOf(each))).toEqual(each);
    },
  );

  it('are refused when they are cut off anywhere, whatever they have', () => {
    fc.assert(
      fc.property(header, (each) => {
        const bytes = compactHeader(each)!;
        for (let length = 0; length < bytes.length; length += 1) {
          expect(() => expandHeader(bytes.subarray(0, length), columnsOf(each))).toThrow();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('have one form only: other versions, unknown flags and bytes behind the end are refused', () => {
    fc.assert(
      fc.property(header, fc.uint8Array({ minLength: 1, maxLength: 8 }), (each, rest) => {
        const bytes = compactHeader(each)!;
        const changed = (at: number, value: number): Buffer => {
          const other = Buffer.from(bytes);
          other[at] = value;
          return other;
        };
        for (const version of [0, 2, 255]) expect(() => expandHeader(changed(0, version), columnsOf(each))).toThrow(`form ${version}`);
        expect(() => expandHeader(changed(1, bytes[1]! | 8), columnsOf(each))).toThrow('flags');
        expect(() => expandHeader(Buffer.concat([bytes, rest]), columnsOf(each))).toThrow();
        // White space that JSON passes over
        expect(() => expandHeader(Buffer.concat([bytes, Buffer.from(' ')]), columnsOf(each))).toThrow();
      }),
    );
  });
});
