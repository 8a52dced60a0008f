import { describe, expect, it } from '@jest/globals';
import { chainDigest, chainGenesis, chainLinkOf, followsInChain, sha256, writerBytes, type StorePart, type WriterHeader } from './index.js';

const draft: WriterHeader = {
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
};
const writer = writerBytes(draft);

const at = (position: number, before: Buffer): StorePart => {
  const place = { position, previous: position - 1, streamVersion: position, recordedAtUs: 1_772_348_401_000_002 };
  return { ...place, chain: chainDigest(before, sha256(writer), place) };
};

describe('a link of the chain', () => {
  const first = at(1, chainGenesis);
  const second = at(2, first.chain);

  it('follows the one before it, the first one the beginning', () => {
    expect(followsInChain({ position: 0, chain: chainGenesis }, chainLinkOf(writer, first))).toBe(true);
    expect(followsInChain(first, chainLinkOf(writer, second))).toBe(true);
  });

  it.each([
    ['another time of recording', { recordedAtUs: second.recordedAtUs + 1 }],
    ['another version', { streamVersion: 3 }],
    ['another event before it in its stream', { previous: 0 }],
    ['another position', { position: 3 }],
  ])('does not follow with %s', (_, change) => {
    expect(followsInChain(first, chainLinkOf(writer, { ...second, ...change }))).toBe(false);
  });

  it.each([{ actor: 'carer-berta' }, { contentdigest: '11'.repeat(32) }])('does not follow with %j in the header', (change) => {
    expect(followsInChain(first, chainLinkOf(writerBytes({ ...draft, ...change }), second))).toBe(false);
  });

  it('does not follow when something is missing between, even where the chain was made over the gap', () => {
    expect(followsInChain({ position: 0, chain: chainGenesis }, chainLinkOf(writer, second))).toBe(false);
    expect(followsInChain(first, chainLinkOf(writer, at(3, first.chain)))).toBe(false);
    expect(followsInChain(first, chainLinkOf(writer, at(1, first.chain)))).toBe(false);
  });
});
