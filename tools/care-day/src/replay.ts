import { Agent, request } from 'undici';
import type { CareDay, CareEntry } from './care-day.js';

export interface ReplayTarget {
  ingestUrl: string;
  timelineUrl: string;
  org: string;
  /** Bearer tokens of the people who record. */
  tokens: { carer: string; nurse: string };
}

export interface ReplayProgress {
  done: number;
  total: number;
  /** What is being recorded, for a person. */
  label: string;
}

export interface ReplayReport {
  recorded: number;
  /** Registrations that an earlier day had recorded already. */
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

/** How long a temporary refusal, or no answer, is tried again. */
const patienceMs = 30_000;

/** Every n-th acknowledged entry is read back to measure the lag. */
const sampleEvery = 10;

/**
 * Posts the day as the carers' apps would: one POST per entry, residents side by side, each resident's entries in order.
 * Temporary refusals (429, 503, no connection) are tried again for 30 s: the id makes that safe.
 */
export async function replayCareDay(
  day: CareDay,
  target: ReplayTarget,
  options: { concurrency?: number; onProgress?: (progress: ReplayProgress) => void; signal?: AbortSignal } = {},
): Promise<ReplayReport> {
  const agent = new Agent({ connections: options.concurrency ?? 8, keepAliveTimeout: 10_000 });
  const report: ReplayReport = { recorded: 0, alreadyRecorded: 0, byType: {}, visibleLagMs: [], postMs: [], lastPosition: undefined };
  const total = day.opening.length + day.rounds.reduce((sum, round) => sum + round.entries.length, 0);
  let done = 0;
  const run = async (entries: readonly CareEntry[], label: string): Promise<void> => {
    const lanes = laneByPatient(entries);
    const next = lanes.values();
    const worker = async (): Promise<void> => {
      for (const lane of next) {
        for (const entry of lane) {
          options.signal?.throwIfAborted();
          await record(agent, target, entry, report);
          done += 1;
          options.onProgress?.({ done, total, label });
        }
      }
    };
    await Promise.all(Array.from({ length: options.concurrency ?? 8 }, worker));
  };
  try {
    await run(day.opening, 'residents move in');
    for (const round of day.rounds) await run(round.entries, `round of ${round.at.toISOString().slice(11, 16)}`);
  } finally {
    await agent.close();
  }
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

async function record(agent: Agent, target: ReplayTarget, entry: CareEntry, report: ReplayReport): Promise<void> {
  const started = performance.now();
  const answer = await postUntilAnswered(agent, target, entry);
  const acknowledged = performance.now();
  report.postMs.push(acknowledged - started);
  if (answer.status === 200) {
    report.alreadyRecorded += 1;
    return;
  }
  report.recorded += 1;
  report.byType[entry.body.type] = (report.byType[entry.body.type] ?? 0) + 1;
  report.lastPosition = answer.position;
  if (report.recorded % sampleEvery === 0) {
    await readAtLeast(agent, target, entry.patientId, answer.position);
    report.visibleLagMs.push(performance.now() - acknowledged);
  }
}

async function postUntilAnswered(agent: Agent, target: ReplayTarget, entry: CareEntry): Promise<{ status: number; position: string }> {
  const { status, headers } = await untilAnswered(entry.body.type, [200, 201], {
    url: `${target.ingestUrl}/v1/orgs/${target.org}/patients/${entry.patientId}/events`,
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${target.tokens[entry.by]}` },
    body: JSON.stringify(entry.body),
  });
  return { status, position: String(headers['everchart-position']) };
}

async function readAtLeast(agent: Agent, target: ReplayTarget, patientId: string, position: string): Promise<void> {
  await untilAnswered('reading back', [200], {
    url: `${target.timelineUrl}/v1/orgs/${target.org}/patients/${patientId}/summary`,
    method: 'GET',
    dispatcher: agent,
    headers: { authorization: `Bearer ${target.tokens.carer}`, 'everchart-at-least': position },
  });
}

/** @throws ReplayError for a refusal that will not pass, or when no answer came in time */
async function untilAnswered(
  what: string,
  expected: readonly number[],
  { url, ...options }: { url: string; method: 'GET' | 'POST'; dispatcher: Agent; headers: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, string | string[] | undefined> }> {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 2000)) {
    try {
      const { statusCode: status, headers, body } = await request(url, options);
      const text = await body.text();
      if (expected.includes(status)) return { status, headers };
      if (status !== 429 && status !== 503) throw new ReplayError(`${what} was answered ${status}: ${text}`);
    } catch (cause) {
      // No connection, or it broke: the service is being started again.
      if (cause instanceof ReplayError) throw cause;
      if (performance.now() > deadline) throw new ReplayError(`${what}: no answer within ${patienceMs / 1000} s`, { cause });
    }
    if (performance.now() > deadline) throw new ReplayError(`${what}: not accepted within ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Nearest-rank percentile of unsorted values; NaN when there are none. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}
