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
  ])('are not made of %s: the header stays text', (_, change) => {
    expect(compactHeader({ ...sample, ...change })).toBeUndefined();
  });

  it('are refused when they are cut off, or of another form', () => {
    const bytes = compactHeader({ ...sample, facility: 'home-1' })!;
    const shortest = 98 + 'note.written'.length;
    for (let length = 1; length < shortest; length += 1) expect(() => expandHeader(bytes.subarray(0, length), columnsOf(sample))).toThrow();
    const other = Buffer.from(bytes);
    other[0] = 2;
    expect(() => expandHeader(other, columnsOf(sample))).toThrow('form 2');
  });
});
