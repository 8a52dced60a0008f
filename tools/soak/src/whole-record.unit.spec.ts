import { clinicalEventTypes, validateClinicalData } from '@everchart/contracts-clinical';
import { describe, expect, it } from '@jest/globals';
import { wholeRecord } from './whole-record.js';

const newest = new Map(clinicalEventTypes.map(({ type, version }) => [type as string, version]));

describe('a whole record', () => {
  it('has an event of every type of the catalogue, each of which its schema allows', () => {
    const events = wholeRecord('3f0c1a58-7a9b-4c53-9d5e-0a1b2c3d4e5f');
    expect(events.map(({ type }) => type).sort()).toEqual([...newest.keys()].sort());
    expect(events.flatMap(({ type, data }) => validateClinicalData(type, newest.get(type)!, data))).toEqual([]);
  });
});
