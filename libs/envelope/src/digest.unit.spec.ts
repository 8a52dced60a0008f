import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  canonicalJson,
  chainDigest,
  chainGenesis,
  decodePositionToken,
  encodePositionToken,
  formatMicroseconds,
  fromCloudEventHeaders,
  parseMicroseconds,
  toCloudEventHeaders,
  writerDigest,
  writerHeaderOf,
  type EventHeader,
} from './index.js';

const header: EventHeader = {
  specversion: '1.0',
  id: '01900000-0000-7000-8000-000000000001',
  source: 'urn:everchart:ingest:01900000-0000-7000-8000-0000000000aa/0',
  type: 'note.written',
  subject: '01900000-0000-7000-8000-000000000002',
  dataschema: 'urn:everchart:schema:note.written:1',
  occurredat: '2026-01-02T03:04:05+01:00',
  org: 'sunrise-care',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 0,
  contentdigest: 'ab'.repeat(32),
  keyid: '01900000-0000-7000-8000-000000000003',
  retentionclass: 'clinical',
  correlationid: '01900000-0000-7000-8000-000000000004',
  traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
  time: '2026-01-02T02:05:00.123456Z',
  streamversion: 2,
  position: 7,
  chain: 'cd'.repeat(32),
};

describe('canonical JSON', () => {
  it('is the same whether or not the members stand in order', () => {
    const sorted = Object.fromEntries(Object.entries(header).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(canonicalJson(header)).toBe(JSON.stringify(sorted));
    expect(canonicalJson(sorted)).toBe(JSON.stringify(sorted));
  });

  it.each([
    [{ '9': 'a', '10': 'b' }, '{"10":"b","9":"a"}'],
    [{ a: -0, b: 1e21, c: 0.1 }, '{"a":0,"b":1e+21,"c":0.1}'],
    [{ a: 'é\u2028"\\\u0007', é: '' }, '{"a":"é\u2028\\"\\\\\\u0007","é":""}'],
    [{ '\u{1f600}': 1, '\ufb33': 2 }, '{"\u{1f600}":1,"\ufb33":2}'],
    [{ a: { c: 1, b: 2 } }, '{"a":{"b":2,"c":1}}'],
    [['b', 'a'], '["b","a"]'],
    [{}, '{}'],
    [{ '': 1 }, '{"":1}'],
    [{ a: undefined, b: true }, '{"b":true}'],
  ])('of %j is as RFC 8785 says', (value, text) => expect(canonicalJson(value)).toBe(text));
});

describe('header', () => {
  it('comes back from the stream as it went in', () => {
    expect(fromCloudEventHeaders(toCloudEventHeaders(header))).toEqual(header);
  });

  it.each(['-1500', '0', '86400000'])('keeps the offset of a device of %s ms, under the same digest', (deviceoffsetms) => {
    const stated = { ...header, deviceoffsetms };
    const received = fromCloudEventHeaders(toCloudEventHeaders(stated));
    expect(received).toEqual(stated);
    expect(writerDigest(writerHeaderOf(received))).toEqual(writerDigest(writerHeaderOf(stated)));
    expect(writerDigest(writerHeaderOf(received))).not.toEqual(writerDigest(writerHeaderOf(header)));
  });

  it('names what is missing, and refuses a position that is no integer', () => {
    const { ce_org: _org, ce_chain: _chain, ...rest } = toCloudEventHeaders(header);
    expect(() => fromCloudEventHeaders(rest)).toThrow('missing attributes: org, chain');
    expect(() => fromCloudEventHeaders({ ...toCloudEventHeaders(header), ce_position: '7.0' })).toThrow(
      'attribute position is not an integer',
    );
  });

  it("the writer's digest leaves out what only the store knows", () => {
    expect(writerDigest(writerHeaderOf(header))).toEqual(
      writerDigest(writerHeaderOf({ ...header, position: 8, time: 'later', chain: '', streamversion: 3 })),
    );
    expect(writerDigest(writerHeaderOf(header))).not.toEqual(writerDigest(writerHeaderOf({ ...header, actor: 'other' })));
  });
});

describe('chain', () => {
  it('is SHA-256 over previous ‖ digest ‖ 8-byte position ‖ 4-byte version ‖ 8-byte microseconds', () => {
    const digest = Buffer.alloc(32, 1);
    const bytes = Buffer.concat([chainGenesis, digest, Buffer.from('0000000000000007' + '00000002' + '00038d7ea4c68000', 'hex')]);
    expect(chainDigest(chainGenesis, digest, 7, 2, 1_000_000_000_000_000n)).toEqual(createHash('sha256').update(bytes).digest());
  });

  it('keeps microseconds through the text form', () => {
    const us = parseMicroseconds(header.time);
    expect(formatMicroseconds(us)).toBe(header.time);
    expect(us % 1_000_000n).toBe(123_456n);
    expect(() => parseMicroseconds('2026-01-02T02:05:00Z')).toThrow(RangeError);
  });
});

describe('position token', () => {
  const token = { storeId: 's', epoch: 1, org: 'sunrise-care', shard: 0, position: 42 };

  it('round-trips', () => {
    expect(decodePositionToken(encodePositionToken(token))).toEqual(token);
  });

  it.each(['', 'x', Buffer.from('[2,"s",1,"o",0,1]').toString('base64url'), Buffer.from('[1,"s",1,"o",0,-1]').toString('base64url')])(
    'refuses %p',
    (text) => {
      expect(() => decodePositionToken(text)).toThrow(expect.objectContaining({ code: 'token-malformed' }));
    },
  );
});
