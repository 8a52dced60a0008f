import { EverchartClient, NoAnswerError, ProblemError, type EventDraft } from '@everchart/client';
import type { CareDay, CareEntry } from './care-day.js';

export interface ReplayTarget {
  ingestUrl: string;
  timelineUrl: string;
  org: string;
  /** Bearer tokens of the people who record. */
  tokens: { carer: string; nurse: string; administrator: string };
}

export interface ReplayProgress {
  done: number;
  total: number;
  /** What is being recorded, for a person. */
  label: string;
}

export interface ReplayReport {
  recorded: number;
  /** Places, registrations and doses that an earlier day had recorded already. */
  alreadyRecorded: number;
  byType: Record<string, number>;
  /** Milliseconds from the acknowledgement to the answer of a read that shows the event. */
  visibleLagMs: number[];
  /** Milliseconds of each POST. */
  postMs: number[];
  /** Position token of the newest acknowledgement. */
  lastPosition: string | undefined;
}

export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** How long a temporary refusal, or no answer, is tried again, and the longest pause in between. */
const retry = { deadlineMs: 30_000, attemptTimeoutMs: 30_000, firstPauseMs: 20, longestPauseMs: 2000 };

/** Every n-th acknowledged entry is read back to measure the lag. */
const sampleEvery = 10;

/** The apps of those who record. */
type Clients = Readonly<Record<keyof ReplayTarget['tokens'], EverchartClient>>;

/**
 * Opens the home, and posts the day as the carers' apps would: one POST per entry, residents side by side, each
 * resident's entries in order. Temporary refusals (429, 503, no connection) are tried again for 30 s: the id makes that
 * safe.
 */
export async function replayCareDay(
  day: CareDay,
  target: ReplayTarget,
  options: { concurrency?: number; onProgress?: (progress: ReplayProgress) => void; signal?: AbortSignal } = {},
): Promise<ReplayReport> {
  const { carer, nurse, administrator } = target.tokens;
  const clients: Clients = {
    carer: clientOf(target, carer),
    nurse: clientOf(target, nurse),
    administrator: clientOf(target, administrator),
  };
  const report: ReplayReport = { recorded: 0, alreadyRecorded: 0, byType: {}, visibleLagMs: [], postMs: [], lastPosition: undefined };
  const total = day.directory.length + day.opening.length + day.rounds.reduce((sum, round) => sum + round.entries.length, 0);
  let done = 0;
  const run = async (entries: readonly CareEntry[], label: string): Promise<void> => {
    const lanes = laneByPatient(entries);
    const next = lanes.values();
    const worker = async (): Promise<void> => {
      for (const lane of next) {
        for (const entry of lane) {
          options.signal?.throwIfAborted();
          await record(clients, entry, report, options.signal);
          done += 1;
          options.onProgress?.({ done, total, label });
        }
      }
    };
    await Promise.all(Array.from({ length: options.concurrency ?? 8 }, worker));
  };
  await openDirectory(clients, day.directory, report, options.signal);
  done += day.directory.length;
  await run(day.opening, 'residents move in');
  for (const round of day.rounds) await run(round.entries, `round of ${round.at.toISOString().slice(11, 16)}`);
  return report;
}

function laneByPatient(entries: readonly CareEntry[]): CareEntry[][] {
  const lanes = new Map<string, CareEntry[]>();
  for (const entry of entries) {
    const lane = lanes.get(entry.patientId);
    if (lane) lane.push(entry);
    else lanes.set(entry.patientId, [entry]);
  }
  return [...lanes.values()];
}

function clientOf({ ingestUrl, timelineUrl, org }: ReplayTarget, token: string): EverchartClient {
  return new EverchartClient({ ingestUrl, timelineUrl, org, token: () => Promise.resolve(token), retry });
}

/** All of it or nothing. */
async function openDirectory(
  clients: Clients,
  events: CareDay['directory'],
  report: ReplayReport,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { results, positionToken } = await answered(
    'the directory',
    clients.administrator.recordDirectory(events, { atomic: true, ...(signal ? { signal } : {}) }),
  );
  results.forEach(({ outcome }, index) => {
    if (outcome === 'duplicate') report.alreadyRecorded += 1;
    else countRecorded(report, events[index]!.type, positionToken);
  });
}

function countRecorded(report: ReplayReport, type: string, positionToken: string | undefined): void {
  report.recorded += 1;
  report.byType[type] = (report.byType[type] ?? 0) + 1;
  report.lastPosition = positionToken;
}

async function record(clients: Clients, entry: CareEntry, report: ReplayReport, signal: AbortSignal | undefined): Promise<void> {
  const { patientId, by, body } = entry;
  const call = signal ? { signal } : {};
  const started = performance.now();
  const { outcome, positionToken } = await answered(body.type, clients[by].record(patientId, body as EventDraft, call));
  const acknowledged = performance.now();
  report.postMs.push(acknowledged - started);
  if (outcome === 'duplicate') {
    report.alreadyRecorded += 1;
    return;
  }
  countRecorded(report, body.type, clients[by].positionToken);
  if (report.recorded % sampleEvery === 0) {
    await answered('reading back', clients.carer.summary(patientId, { ...call, atLeast: positionToken ?? null }));
    report.visibleLagMs.push(performance.now() - acknowledged);
  }
}

/** @throws ReplayError for a refusal that will not pass, or when no answer came in time */
async function answered<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof ProblemError)
      throw new ReplayError(`${what} was answered ${cause.status}: ${JSON.stringify(cause.problem)}`, { cause });
    if (cause instanceof NoAnswerError) throw new ReplayError(`${what}: no answer within ${retry.deadlineMs / 1000} s`, { cause });
    throw cause;
  }
}

/** Nearest-rank percentile of unsorted values; NaN when there are none. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}
