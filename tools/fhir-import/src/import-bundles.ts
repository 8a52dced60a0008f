import { statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { eventsOfBundle, type Bundle, type BundleEvents, type RecordableEvent } from '@everchart/fhir';
import { findBundleFiles, readBundleFile } from './bundle-files.js';
import { completeDirectory, OrganisationOfBundles, type FacilityOptions, type FacilityReport } from './facilities.js';
import { EventRecorder, ImportError, type RecorderOptions } from './recorder.js';

export interface ImportProgress {
  /** Files are read first, then events are recorded. */
  stage: 'reading' | 'recording';
  done: number;
  total: number;
  /** What is being done, for a person. */
  label: string;
}

export type Counts = Record<string, number>;

/** What is refused, and where it was seen first. */
export interface Refusals {
  count: number;
  /** `<file> <JSON Pointer>` of a resource, or the type of an event. */
  first: string;
}

export interface ImportReport {
  files: number;
  /** Files that hold no bundle, with the reason. */
  unreadableFiles: { file: string; reason: string }[];
  /** Patients whose record begins in the files. */
  patients: number;
  /** Events to be recorded. */
  events: number;
  recorded: number;
  alreadyRecorded: number;
  refused: number;
  recordedByType: Counts;
  /** Events that the recording API refused, by reason. */
  refusedEvents: Record<string, Refusals>;
  /** Resources that became events, by type. */
  mapped: Counts;
  /** Resources of types for which there is no event. */
  unmapped: Counts;
  /** Members of mapped resources that no event has a place for, by path. */
  leftBehind: Counts;
  /** Resources that could not become events, by `<type>: <reason>`. */
  refusedResources: Record<string, Refusals>;
  lostAnswers: number;
  /** Facilities that stays name. */
  facilities: FacilityReport;
  /** Why the import ended before its end; undefined when it did not. */
  cutOff?: string;
}

export interface ImportSettings extends RecorderOptions, FacilityOptions {
  paths: readonly string[];
  source?: string;
  onProgress?: (progress: ImportProgress) => void;
}

/**
 * Records bundles through the API. The files are read twice: first to count and to find every registration, wherever it
 * stands; then the facilities that stays name are opened and lists begun, the registrations recorded, and behind them
 * the other entries, file by file, each patient's in the order of happening. No more than one file is held at a time.
 * @throws for a path that is not there; a later failure of the import is in the report
 */
export async function importBundles(settings: ImportSettings): Promise<ImportReport> {
  const files = findBundleFiles(settings.paths);
  const report = emptyReport(files.length);
  const organisation = new OrganisationOfBundles();
  const registrations = survey(files, settings, report, organisation);
  const recorder = new EventRecorder(settings, (event, outcome) => {
    if (outcome.outcome === 'recorded') {
      report.recorded += 1;
      count(report.recordedByType, event.type);
    } else if (outcome.outcome === 'already-recorded') report.alreadyRecorded += 1;
    else {
      report.refused += 1;
      refuse(report.refusedEvents, outcome.reason, event.type);
    }
  });
  const progress = (label: string): void =>
    settings.onProgress?.({
      stage: 'recording',
      done: report.recorded + report.alreadyRecorded + report.refused,
      total: report.events,
      label,
    });
  try {
    report.facilities = await completeDirectory(organisation.all(), settings);
    for (const event of registrations) await recorder.add(event);
    await recorder.flush();
    progress('patients');
    for (const file of files) {
      for (const event of mapFile(file, settings)?.events ?? []) {
        await recorder.add(event);
        progress(nameOf(file));
      }
    }
    await recorder.flush();
    progress('done');
  } catch (error) {
    if (!(error instanceof ImportError) && !settings.signal?.aborted) throw error;
    report.cutOff = settings.signal?.aborted ? 'it was interrupted' : (error as Error).message;
  }
  report.lostAnswers = recorder.lostAnswers;
  return report;
}

/** Counts what the files hold. @returns the registrations, one per patient */
function survey(
  files: readonly string[],
  settings: ImportSettings,
  report: ImportReport,
  organisation: OrganisationOfBundles,
): RecordableEvent[] {
  const registrations = new Map<string, RecordableEvent>();
  files.forEach((file, index) => {
    const mapped = mapFile(file, settings, (reason) => report.unreadableFiles.push({ file, reason }));
    if (mapped) {
      addUp(report, mapped, file);
      organisation.add(mapped.bundle, mapped.events);
      for (const event of mapped.registrations) {
        const known = registrations.get(event.patientId);
        if (known && !isDeepStrictEqual(known.data, event.data)) {
          refuse(report.refusedResources, 'Patient: another file has other details under the same id, and they were taken', nameOf(file));
        } else if (!known || Date.parse(event.occurredAt) < Date.parse(known.occurredAt)) registrations.set(event.patientId, event);
      }
    }
    settings.onProgress?.({ stage: 'reading', done: index + 1, total: files.length, label: nameOf(file) });
  });
  report.patients = registrations.size;
  report.events += registrations.size;
  return [...registrations.values()];
}

function mapFile(
  file: string,
  { source }: ImportSettings,
  onUnreadable?: (reason: string) => void,
): (BundleEvents & { bundle: Bundle }) | undefined {
  const bundle = readBundleFile(file);
  // What states no time holds since the file was written: another run says the same.
  const nowMs = Math.floor(statSync(file).mtimeMs);
  if (typeof bundle !== 'string') return { ...eventsOfBundle(bundle, { nowMs, ...(source === undefined ? {} : { source }) }), bundle };
  onUnreadable?.(bundle);
  return undefined;
}

function addUp(report: ImportReport, mapped: BundleEvents, file: string): void {
  report.events += mapped.events.length;
  for (const kind of ['mapped', 'unmapped', 'leftBehind'] as const) {
    for (const [name, times] of Object.entries(mapped[kind])) count(report[kind], name, times);
  }
  for (const { resourceType, pointer, reason } of mapped.refused) {
    refuse(report.refusedResources, `${resourceType}: ${reason}`, `${nameOf(file)} ${pointer}`);
  }
}

function emptyReport(files: number): ImportReport {
  return {
    files,
    unreadableFiles: [],
    patients: 0,
    events: 0,
    recorded: 0,
    alreadyRecorded: 0,
    refused: 0,
    recordedByType: {},
    refusedEvents: {},
    mapped: {},
    unmapped: {},
    leftBehind: {},
    refusedResources: {},
    lostAnswers: 0,
    facilities: { opened: 0, alreadyThere: 0, notOpened: {}, listItems: 0 },
  };
}

function count(counts: Counts, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

function refuse(refusals: Record<string, Refusals>, reason: string, place: string): void {
  const known = refusals[reason];
  if (known) known.count += 1;
  else refusals[reason] = { count: 1, first: place };
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
