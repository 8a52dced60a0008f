import { describe, expect, it } from '@jest/globals';
import {
  chainDigest,
  chainGenesis,
  chainLinkOf,
  followsInChain,
  parseMicroseconds,
  writerDigest,
  writerHeaderOf,
  type EventHeader,
} from './index.js';

const draft: EventHeader = {
  specversion: '1.0',
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  source: 'urn:everchart:ingest:7ece4ea0-0189-4bbf-a39a-3a248d313cf9/1',
  type: 'note.written',
  subject: 'ffdb61d7-62e7-4e43-a800-d862f2fdc1fe',
  dataschema: 'urn:everchart:schema:note.written:1',
  occurredat: '2026-03-01T08:00:00+01:00',
  org: 'home',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 0,
  contentdigest: '00'.repeat(32),
  keyid: '468c81d2-ef99-4927-ada0-9080df51ee3f',
  retentionclass: 'clinical',
  correlationid: '13fc5559-272a-483c-a065-7bd1747a8ebe',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  time: '2026-03-01T07:00:01.000002Z',
  streamversion: 1,
  position: 1,
  chain: '',
};

const at = (position: number, previous: Buffer): EventHeader => {
  const header = { ...draft, position, streamversion: position };
  const digest = writerDigest(writerHeaderOf(header));
  return { ...header, chain: chainDigest(previous, digest, position, position, parseMicroseconds(header.time)).toString('hex') };
};

describe('a link of the chain', () => {
  const first = chainLinkOf(at(1, chainGenesis));
  const second = at(2, first.chain);

  it('follows the one before it, the first one the beginning', () => {
    expect(followsInChain({ position: 0, chain: chainGenesis }, first)).toBe(true);
    expect(followsInChain(first, chainLinkOf(second))).toBe(true);
  });

  it.each([
    ['another author', { actor: 'carer-berta' }],
    ['another time of recording', { time: '2026-03-01T07:00:01.000003Z' }],
    ['another version', { streamversion: 3 }],
    ['another content', { contentdigest: '11'.repeat(32) }],
    ['another position', { position: 3 }],
  ])('does not follow with %s', (_, change) => {
    expect(followsInChain(first, chainLinkOf({ ...second, ...change }))).toBe(false);
  });

  it('does not follow when something is missing between', () => {
    expect(followsInChain({ position: 0, chain: chainGenesis }, chainLinkOf(second))).toBe(false);
  });

  it('is refused when it is malformed', () => {
    expect(() => chainLinkOf({ ...second, chain: 'AB' })).toThrow(RangeError);
    expect(() => chainLinkOf({ ...second, time: 'yesterday' })).toThrow(RangeError);
  });
});
