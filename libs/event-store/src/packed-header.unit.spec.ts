import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256Hex } from '@everchart/envelope';
import fc from 'fast-check';
import { packHeader, unpackHeader, type RowFacts } from './packed-header.js';

const facts: RowFacts = {
  id: '01980c60-0000-7000-8000-000000000001',
  stream: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c22',
  payloadDigest: sha256Hex(randomBytes(10)),
};
const header = {
  actor: 'ffdb61d7-62e7-4e43-a800-d862f2fdc1fe',
  actorrole: 'carer',
  contentdigest: facts.payloadDigest,
  correlationid: '13fc5559-272a-483c-a065-7bd1747a8ebe',
  dataschema: 'urn:everchart:schema:observation.recorded:1',
  id: facts.id,
  keyid: '468c81d2-ef99-4927-ada0-9080df51ee3f',
  occurredat: '2026-03-01T08:00:00+01:00',
  org: 'home',
  retentionclass: 'clinical',
  shard: 0,
  source: 'urn:everchart:ingest:7ece4ea0-0189-4bbf-a39a-3a248d313cf9/1',
  subject: facts.stream,
  type: 'observation.recorded',
};
const comesBack = (writer: Buffer, known = facts): Buffer => {
  const packed = packHeader(writer, known);
  expect(unpackHeader(packed, known).equals(writer)).toBe(true);
  return packed;
};

describe('a header in its row', () => {
  it('comes back exactly, and takes little room', () => {
    const writer = Buffer.from(canonicalJson(header));
    expect(comesBack(writer).length).toBeLessThan(writer.length * 0.68);
  });

  it('comes back whatever its attributes are', () => {
    const uuid = fc.oneof(fc.uuid(), fc.uuid().map((text) => text.toUpperCase()), fc.constantFrom(facts.id, facts.stream, facts.payloadDigest)); // prettier-ignore
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), uuid, fc.tuple(fc.string(), uuid, fc.string()).map((parts) => parts.join('')), fc.stringMatching(/^[0-9a-f-]{0,80}$/)); // prettier-ignore
    const name = fc.oneof(fc.constantFrom(...Object.keys(header)), fc.string());
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(text, fc.integer())),
        (attributes) => void comesBack(Buffer.from(canonicalJson(attributes))),
      ),
      { numRuns: 2000 },
    );
  });

  it('comes back where UUIDs stand side by side, are cut off, or are named in upper case', () => {
    const [one, other] = [header.actor, header.keyid];
    for (const value of [
      `${one}${other}`,
      `${one}-${other}`,
      `-${one}`,
      `a-${one}-b`,
      one.slice(0, 35),
      one.slice(1),
      '-'.repeat(60),
      `${one.slice(0, 8)}-${one}`,
    ])
      comesBack(Buffer.from(canonicalJson({ value })));
    comesBack(Buffer.from(canonicalJson({ ...header, id: facts.id.toUpperCase() })));
    comesBack(Buffer.from(canonicalJson(header)), { ...facts, payloadDigest: '' });
  });

  it('is refused with an unknown token, or cut off within a UUID', () => {
    expect(() => unpackHeader(Buffer.from('{\u0007}'), facts)).toThrow(RangeError);
    expect(() => unpackHeader(Buffer.concat([Buffer.from('{\u0001'), randomBytes(15)]), facts)).toThrow(RangeError);
  });
});
