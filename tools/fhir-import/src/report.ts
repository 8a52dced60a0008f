import type { FacilityReport } from './facilities.js';
import type { Counts, ImportReport, Refusals } from './import-bundles.js';

/** True when everything that has a place in the record is recorded. */
export function isComplete(report: ImportReport): boolean {
  return (
    report.cutOff === undefined &&
    report.unreadableFiles.length === 0 &&
    report.refused === 0 &&
    report.facilities.failure === undefined &&
    Object.keys(report.refusedResources).length === 0
  );
}

/** The report in words, for a person. */
export function describeReport(report: ImportReport): string[] {
  const lines: string[] = [];
  const row = (label: string, text: string): void => void lines.push(`  ${label.padEnd(15)}${text}`);
  const list = (label: string, counts: Counts, what: string): void => {
    const entries = sorted(counts);
    if (entries.length === 0) return;
    row(label, what);
    for (const [name, times] of entries) row('', `${figure(times).padStart(8)}  ${name}`);
  };
  const refusals = (label: string, reasons: Readonly<Record<string, Refusals>>, what: string): void => {
    const entries = Object.entries(reasons).sort(([, a], [, b]) => b.count - a.count);
    if (entries.length === 0) return;
    row(label, what);
    for (const [reason, { count, first }] of entries) row('', `${figure(count).padStart(8)}  ${reason}; first: ${first}`);
  };

  row('files', `${figure(report.files - report.unreadableFiles.length)} read`);
  for (const { file, reason } of report.unreadableFiles) row('', `not read: ${file}: ${reason}`);
  row('patients', figure(report.patients));
  facilityRows(report.facilities, row);
  const { events, recorded, alreadyRecorded, refused } = report;
  const left = events - recorded - alreadyRecorded - refused;
  row(
    'events',
    `${figure(recorded)} recorded, ${figure(alreadyRecorded)} already there, ${figure(refused)} refused` +
      (left > 0 ? `, ${figure(left)} not acknowledged` : ''),
  );
  for (const [type, times] of sorted(report.recordedByType)) row('', `${figure(times).padStart(8)}  ${type}`);
  if (report.lostAnswers > 0) {
    row(
      '',
      `${figure(report.lostAnswers)} times an answer did not come and the batch was sent again: what it had recorded counts as already there`,
    );
  }
  refusals('refused', report.refusedEvents, 'events that could not be recorded:');
  refusals('', report.refusedResources, 'resources that could not become events:');
  list('not mapped', report.unmapped, 'resources for which there is no event:');
  list('left behind', report.leftBehind, 'members of imported resources for which the event has no place:');
  lines.push('');
  if (report.cutOff !== undefined) lines.push(`  The import ended early: ${report.cutOff}. Run it again: it goes on where it stopped.`);
  else if (isComplete(report)) lines.push(`  ${completeness(report)}`);
  else lines.push('  Not everything could be imported: see above. What was recorded stays; running it again adds nothing twice.');
  return lines;
}

function facilityRows(
  { opened, alreadyThere, notOpened, listItems, failure }: FacilityReport,
  row: (label: string, text: string) => void,
): void {
  const left = sorted(notOpened);
  if (opened + alreadyThere + left.length > 0 || failure !== undefined)
    row('facilities', `${figure(opened)} opened in the directory, ${figure(alreadyThere)} already there`);
  if (listItems > 0) row('lists', `${figure(listItems)} items added to lists that the organisation did not have`);
  if (failure !== undefined) row('', `the directory could not be completed: ${failure}`);
  for (const [why, times] of left) row('', `${figure(times)} not opened: ${why}`);
}

/** What has no place is not passed over, least of all in the last line. */
function completeness({ unmapped }: ImportReport): string {
  const without = Object.values(unmapped).reduce((sum, times) => sum + times, 0);
  const rest = without === 0 ? '' : ` ${figure(without)} resources have none: see "not mapped".`;
  return `Everything that has a place in the record is recorded.${rest}`;
}

function sorted(counts: Counts): [string, number][] {
  return Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function figure(value: number): string {
  return value.toLocaleString('en-GB');
}
