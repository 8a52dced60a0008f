import { describe, expect, it } from '@jest/globals';
import { clinicalEventTypes, referencesOf } from './index.js';

describe('referencesOf', () => {
  const id = '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c03';

  it('names the event that one is about, where it says so, and what it may be', () => {
    expect(referencesOf('entry.struck', { entryId: id.toUpperCase() })).toEqual([{ id, pointer: '/entryId' }]);
    expect(referencesOf('flag.cleared', { flagId: id, reason: 'x' })).toEqual([{ id, pointer: '/flagId', types: ['flag.raised'] }]);
    expect(referencesOf('note.written', { text: 'x' })).toEqual([]);
    expect(referencesOf('medication.administered', { medication: {} })).toEqual([]);
  });

  it('names those of corrected data, too', () => {
    const data = { entryId: id, type: 'flag.changed', data: { flagId: '01980c5e-7d0a-7b11-9c5e-3f1f5a0e1c02' } };
    expect(referencesOf('entry.amended', data)).toEqual([
      { id, pointer: '/entryId' },
      { id: data.data.flagId, pointer: '/data/flagId', types: ['flag.raised'] },
    ]);
  });

  it('knows every member that the schemas call the event id of another type', () => {
    for (const { type, schema, references } of clinicalEventTypes) {
      const properties = Object.entries(schema.properties as Record<string, { description?: string }>);
      const named = properties.filter(([, { description }]) => description?.startsWith('Event id of')).map(([member]) => member);
      expect({ type, unknown: named.filter((member) => !(member in references)) }).toEqual({ type, unknown: [] });
      const absent = Object.keys(references).filter((member) => !properties.some(([name]) => name === member));
      expect({ type, absent }).toEqual({ type, absent: [] });
    }
  });
});
