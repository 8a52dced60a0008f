import { describe, expect, it } from '@jest/globals';
import { headEntryBytes, isHeadEntry, logEntryBytes, parseHeadEntry, parseLogEntry, type SourceHead } from './index.js';

const head: SourceHead = {
  org: 'home',
  shard: 2,
  source: 'urn:everchart:ingest:11111111-2222-4333-8444-555555555555/3',
  position: 311,
  chain: Buffer.alloc(32, 0xab),
  statedAtUs: 1_772_000_000_000_123,
};
const text = headEntryBytes(head).toString();

describe('a head of a source', () => {
  it('is canonical JSON, and comes back as it was stated', () => {
    expect(text).toBe(
      `{"chain":"${'ab'.repeat(32)}","head":{"org":"home","shard":2,"source":"${head.source}"},"position":311,"time":"2026-02-25T06:13:20.000123Z"}`,
    );
    expect(parseHeadEntry(Buffer.from(text))).toEqual(head);
  });

  it('is told from an event by its bytes', () => {
    const store = { position: 1, previous: 0, streamVersion: 1, recordedAtUs: head.statedAtUs, chain: head.chain };
    const event = logEntryBytes(Buffer.from('{"org":"\\"head\\":"}'), store);
    expect([isHeadEntry(Buffer.from(text)), isHeadEntry(event), isHeadEntry(Buffer.from('{}'))]).toEqual([true, false, false]);
    expect(() => parseLogEntry(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'entry-malformed' }));
  });

  it.each([
    ['no JSON', 'x'],
    ['nothing', 'null'],
    ['white space', text.replace(',"position"', ', "position"')],
    ['another member', text.replace('"shard":2', '"more":1,"shard":2')],
    ['no organisation', text.replace('"org":"home",', '')],
    ['a shard that is a text', text.replace('"shard":2', '"shard":"2"')],
    ['a chain value that is cut', text.replace('abab', '')],
    ['capitals in its chain value', text.replace('abab', 'ABAB')],
    ['no position', text.replace('311', '0')],
    ['half a position', text.replace('311', '0.5')],
    ['another form of its time', text.replace('.000123Z', 'Z')],
    ['half of a character', text.replace('home', '\\ud800')],
  ])('is refused that holds %s', (_what, changed) => {
    expect(() => parseHeadEntry(Buffer.from(changed))).toThrow(expect.objectContaining({ name: 'EnvelopeError' }));
  });
});
