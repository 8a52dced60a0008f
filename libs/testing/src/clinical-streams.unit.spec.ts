import { validateClinicalData } from '@everchart/contracts-clinical';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personStream } from './clinical-streams.js';

it('the record of a person is of valid events, each of which refers to one before it', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(personStream, (events) => {
      const ids = new Set<string>();
      for (const { id, type, schemaVersion, data } of events) {
        expect(validateClinicalData(type, schemaVersion, data)).toEqual([]);
        if ('entryId' in data) expect(ids).toContain(data.entryId);
        ids.add(id);
        seen.add(type);
      }
    }),
  );
  expect(seen.size).toBe(11);
});
