import { describe, expect, it } from '@jest/globals';
import { formatDataschema, formatSource, parseDataschema, parseSource } from './index.js';

describe('the name of a schema', () => {
  it('is a URN of type and version, and is read back', () => {
    expect(formatDataschema('patient.details-amended', 12)).toBe('urn:everchart:schema:patient.details-amended:12');
    expect(parseDataschema('urn:everchart:schema:patient.details-amended:12')).toEqual({ type: 'patient.details-amended', version: 12 });
    expect(parseDataschema('urn:everchart:schema:follow-up.made:1')).toEqual({ type: 'follow-up.made', version: 1 });
  });

  it.each([
    '',
    'note.written:1',
    ' urn:everchart:schema:note.written:1',
    'urn:everchart:schema:note.written:1 ',
    'urn:everchart:schema:note.written:1:2',
    'urn:everchart:schema:note.written:',
    'urn:everchart:schema:note.written:v1',
    'urn:everchart:schema:note:1',
    'urn:everchart:schema:note.:1',
    'urn:everchart:schema:.written:1',
    'urn:everchart:schema:Note.written:1',
    'urn:everchart:schema:note.Written:1',
    'urn:other:schema:note.written:1',
  ])('is not %j', (text) => {
    expect(() => parseDataschema(text)).toThrow(expect.objectContaining({ name: 'EnvelopeError', code: 'dataschema-malformed' }));
  });
});

describe('the source of an event', () => {
  const storeId = '7ece4ea0-0189-4bbf-a39a-3a248d313cf9';

  it('names the service, its store and the epoch, and is read back', () => {
    const source = formatSource('patient-timeline', { storeId, epoch: 12 });
    expect(source).toBe(`urn:everchart:patient-timeline:${storeId}/12`);
    expect(parseSource(source)).toEqual({ service: 'patient-timeline', storeId, epoch: 12 });
  });

  it.each([
    '',
    `urn:everchart:ingest:${storeId}`,
    `urn:everchart:ingest:${storeId}/`,
    `urn:everchart:ingest:${storeId}/one`,
    `urn:everchart:ingest:${storeId}/1/2`,
    ` urn:everchart:ingest:${storeId}/1`,
    `urn:everchart::${storeId}/1`,
    `urn:everchart:INGEST:${storeId}/1`,
    `urn:everchart:ingest:${storeId.slice(1)}/1`,
    `urn:everchart:ingest:${storeId.replace('7', 'x')}/1`,
  ])('is not %j', (text) => {
    expect(() => parseSource(text)).toThrow(expect.objectContaining({ name: 'EnvelopeError', code: 'source-malformed' }));
  });
});
