import {
  chainLinkOf,
  decodeEnvelope,
  encodeEnvelope,
  logEntryBytes,
  parseLogEntry,
  sha256,
  writerBytes,
  type Envelope,
  type StorePart,
  type WriterHeader,
} from '@everchart/envelope';
import { leafHash } from '@everchart/transparency-log';
import { describe, expect, it } from '@jest/globals';
import { logEntryOf } from './log-entry.js';

const payload = Buffer.from('sealed');
const header: WriterHeader = {
  id: '01900000-0000-7000-8000-000000000001',
  source: 'urn:everchart:ingest:01900000-0000-7000-8000-0000000000aa/2',
  type: 'note.written',
  subject: '01900000-0000-7000-8000-000000000002',
  dataschema: 'urn:everchart:schema:note.written:1',
  occurredat: '2026-01-02T03:04:05+01:00',
  org: 'sunrise-care',
  facility: 'Haus Süd',
  actor: 'carer-anna',
  actorrole: 'carer',
  shard: 3,
  contentdigest: sha256(payload).toString('hex'),
  keyid: '01900000-0000-7000-8000-000000000003',
  retentionclass: 'clinical',
  correlationid: '01900000-0000-7000-8000-000000000004',
};
const store: StorePart = { position: 7, previous: 5, streamVersion: 2, recordedAtUs: 1_767_319_500_123_456, chain: Buffer.alloc(32, 0xcd) };
const envelopeOf = (writer: Buffer, content = payload): Envelope => decodeEnvelope(encodeEnvelope(writer, store, content));

describe('an event as an entry of the log', () => {
  it('is the text that its leaf covers, and knows where the event stands', () => {
    const writer = writerBytes(header);
    const bytes = logEntryBytes(writer, store);
    const entry = logEntryOf(envelopeOf(writer));
    expect(entry).toEqual({
      bytes,
      leaf: leafHash(bytes),
      eventId: header.id,
      service: 'ingest',
      storeId: '01900000-0000-7000-8000-0000000000aa',
      epoch: 2,
      shard: 3,
      link: chainLinkOf(writer, store),
    });
    expect(parseLogEntry(entry.bytes)).toMatchObject({ header: { id: header.id }, canonical: true });
  });

  it('is refused when its content is not the one that the header names', () => {
    expect(() => logEntryOf(envelopeOf(writerBytes(header), Buffer.from('other')))).toThrow(
      expect.objectContaining({ name: 'EntryRefusedError', code: 'content-digest-mismatch' }),
    );
  });

  it('has 65,535 bytes at most, as an entry bundle has room for', () => {
    const without = logEntryBytes(writerBytes({ ...header, facility: '' }), store).length;
    const withLength = (length: number) => envelopeOf(writerBytes({ ...header, facility: 'x'.repeat(length - without) }));
    expect(logEntryOf(withLength(65_535)).bytes).toHaveLength(65_535);
    expect(() => logEntryOf(withLength(65_536))).toThrow(expect.objectContaining({ code: 'entry-too-long' }));
  });
});
