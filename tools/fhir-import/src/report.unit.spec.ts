import { describe, expect, it } from '@jest/globals';
import type { ImportReport } from './import-bundles.js';
import { describeReport } from './report.js';

const report: ImportReport = {
  files: 1, unreadableFiles: [], patients: 1, events: 1, recorded: 1, alreadyRecorded: 0, refused: 0, recordedByType: { 'patient.registered': 1 },
  refusedEvents: {}, mapped: { Patient: 1 }, unmapped: {}, leftBehind: {}, refusedResources: {}, lostAnswers: 0, facilities: { opened: 0, alreadyThere: 0, notOpened: {}, listItems: 0 },
}; // prettier-ignore
const lastLine = (more: Partial<ImportReport>): string => describeReport({ ...report, ...more }).at(-1)!;

describe('the last line of a report', () => {
  it('says that everything is recorded only where nothing was passed over', () => {
    expect(lastLine({})).toBe('  Everything that has a place in the record is recorded.');
    expect(lastLine({ unmapped: { Device: 2, Claim: 1 } })).toBe(
      '  Everything that has a place in the record is recorded. 3 resources have none: see "not mapped".',
    );
    expect(lastLine({ facilities: { opened: 0, alreadyThere: 0, notOpened: {}, listItems: 0, failure: 'no answer' } })).toMatch(
      /^ {2}Not everything/,
    );
    expect(lastLine({ refused: 1 })).toMatch(/^ {2}Not everything could be imported/);
  });
});
