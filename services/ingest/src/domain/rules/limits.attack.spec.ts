import { describe, expect, it } from '@jest/globals';
import { PatientRecords } from '../../../test/patient-records.js';
import { acknowledged, amend, cleared, coloured, note, raised, registered, strike } from '../../../test/rule-events.js';

const full = { code: 'entry-followed-too-often' };
const instant = (index: number): string => new Date(Date.UTC(2026, 2, 2) + index * 1000).toISOString();

describe('one entry that is followed without end', () => {
  it('has a thousand changes, and can still be acknowledged and cleared', () => {
    const records = new PatientRecords();
    for (const event of [registered('anna'), raised('flag', 'red')]) expect(records.post(event)).toBeUndefined();
    // The raising counts, too.
    for (let index = 1; index < 1000; index += 1)
      expect(records.post(coloured(`c${index}`, 'flag', index % 2 ? 'orange' : 'red', { at: instant(index) }))).toBeUndefined();
    for (let index = 1000; index < 1010; index += 1)
      expect(records.post(coloured(`c${index}`, 'flag', 'red', { at: instant(index) }))).toEqual(full);
    expect(records.post(acknowledged('a', 'flag', { at: instant(2000) }))).toBeUndefined();
    expect(records.post(cleared('z', 'flag', { at: instant(2001) }))).toBeUndefined();
  });

  it('has a thousand amendments, and can still be struck', () => {
    const records = new PatientRecords();
    const entry = note('n');
    for (const event of [registered('anna'), entry]) expect(records.post(event)).toBeUndefined();
    const amendment = (index: number) => amend(`a${index}`, entry, { ...entry.data, text: `${index}` });
    for (let index = 0; index < 1000; index += 1) expect(records.post(amendment(index))).toBeUndefined();
    expect(records.post(amendment(1000))).toEqual(full);
    expect(records.post(strike('s', 'n'))).toBeUndefined();
  });
});
