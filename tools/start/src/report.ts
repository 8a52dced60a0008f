import { percentile, type CareDay, type ReplayReport } from '@everchart/care-day';
import { decodePositionToken, type Positions } from '@everchart/envelope';
import { createPool } from '@everchart/postgres';
import { organisationProgress } from '@everchart/stream';
import { fetchLog, verifyLogDirectory, type VerificationReport } from '@everchart/verify';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './processes.js';
import type { Suite } from './suite.js';

/** What the end of a care day says about the whole suite. `faults` empty = all is well. */
export interface DayReport {
  lines: string[];
  faults: string[];
}

const settleDeadlineMs = 60_000;

/** Waits until every consumer has taken the day, then reads what each part has. */
export async function reportDay(suite: Suite, day: CareDay, replay: ReplayReport, directory: string): Promise<DayReport> {
  const faults: string[] = [];
  const lines: string[] = [];
  const row = (label: string, text: string): void => void lines.push(`  ${label.padEnd(22)}${text}`);

  row(
    'recorded',
    `${replay.recorded} events${replay.alreadyRecorded > 0 ? ` (${replay.alreadyRecorded} were on record from an earlier day)` : ''}`,
  );
  for (const [type, count] of Object.entries(replay.byType).sort((a, b) => b[1] - a[1])) row('', `${String(count).padStart(5)} ${type}`);
  row('acknowledged in', milliseconds(replay.postMs));
  row('visible after', `${milliseconds(replay.visibleLagMs)} (from the acknowledgement to a read that shows it)`);

  lines.push('', `  ${day.story.name}, as everyone in the home sees it now:`);
  lines.push(...(await residentSummary(suite, day.story.patientId, replay.lastPosition)));

  const last = replay.lastPosition === undefined ? {} : decodePositionToken(replay.lastPosition).positions;
  lines.push('');
  const strayed = await directoryFaults(suite, replay.lastPosition);
  row('directory', strayed === 0 ? 'has every place that an open stay names' : `${strayed} open stays name a place that it does not have`);
  if (strayed > 0) faults.push('not every open stay is in a place of the directory');
  const hl7 = await waitForDeliveries(suite, last);
  row('HL7 messages', `${hl7.delivered} delivered and acknowledged, ${hl7.waiting} waiting, ${hl7.dead} given up`);
  if (hl7.delivered === 0) faults.push('no HL7 message was delivered');
  if (!hl7.exported) faults.push('the last entries of the day were not yet looked at for HL7 messages');
  if (hl7.waiting > 0 || hl7.dead > 0) faults.push('not every HL7 message was delivered');

  if (!(await waitForCompleteLog(suite, last))) faults.push('the audit log does not cover the whole day');
  const verification = await verifyLog(suite, directory);
  row('audit log', `${verification.entries} entries under checkpoint ${verification.size}`);
  for (const shard of verification.shards) row('', `${shard.label}: positions ${shard.from}..${shard.to}, gaps ${shard.gaps}`);
  row('verification', verification.faults.length === 0 ? 'every hash, link and signature holds' : 'FAILED');
  for (const fault of verification.faults) row('', fault);
  faults.push(...verification.faults.map((fault) => `audit log: ${fault}`));
  return { lines, faults };
}

function milliseconds(values: readonly number[]): string {
  if (values.length === 0) return 'not measured: nothing new was recorded';
  return `p50 ${percentile(values, 0.5).toFixed(1)} ms, p99 ${percentile(values, 0.99).toFixed(1)} ms`;
}

interface Coded {
  text?: string;
  coding?: { display?: string; code: string }[];
}

const nameOf = (coded: Coded | undefined): string =>
  coded?.text ?? coded?.coding?.[0]?.display ?? coded?.coding?.[0]?.code ?? '(not coded)';

/** Reads the summary as a carer. Field names are those of the timeline's OpenAPI document. */
async function residentSummary(suite: Suite, patientId: string, position: string | undefined): Promise<string[]> {
  const { summary } = await readTimeline<{ summary: Record<string, unknown> }>(suite, `patients/${patientId}/summary`, 'carer', position);
  return describeSummary(summary);
}

/** How many open stays are in a place that is not known, ambiguous or closed. */
async function directoryFaults(suite: Suite, position: string | undefined): Promise<number> {
  return (await readTimeline<{ count: number }>(suite, 'directory/faults', 'administrator', position)).count;
}

/** @param position what the answer shows at least */
async function readTimeline<T>({ run, tokens }: Suite, path: string, client: string, position: string | undefined): Promise<T> {
  const response = await fetch(`${run.urls.timeline}/v1/orgs/${run.org}/${path}`, {
    headers: { authorization: `Bearer ${tokens[client]}`, ...(position === undefined ? {} : { 'everchart-at-least': position }) },
  });
  if (!response.ok) throw new StartError(`${path} was answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export function describeSummary(summary: Record<string, unknown>): string[] {
  const list = (name: string): Record<string, unknown>[] =>
    Array.isArray(summary[name]) ? (summary[name] as Record<string, unknown>[]) : [];
  const lines: string[] = [];
  const row = (label: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(`    ${label.padEnd(13)} ${items.join(' · ')}`);
  };
  row(
    'place',
    [placeOf(summary.currentStay as Stay | null)].filter((place) => place !== ''),
  );
  row(
    'flags',
    list('flags').map((flag) => `${String(flag.colour).toUpperCase()}: ${String(flag.reason)}${seenBy(flag.acknowledged)}`),
  );
  row(
    'incidents',
    list('incidents').map(({ category, severity, review }) =>
      [
        `${String(category)}, harm ${(severity as string | undefined) ?? 'not stated'}`,
        review ? `looked into by ${authorOf(review)}` : 'not looked into',
      ].join(', '),
    ),
  );
  row(
    'allergies',
    list('allergies').map((allergy) => nameOf(allergy.substance as Coded)),
  );
  row(
    'preferences',
    list('preferences').map((preference) => String(preference.text)),
  );
  row(
    'vital signs',
    list('vitalSigns').map((sign) => `${nameOf(sign.code as Coded)} ${valueOf(sign)}${ageOf(sign)}`),
  );
  row(
    'observed',
    list('observations').map((observed) => `${nameOf(observed.code as Coded)} ${valueOf(observed)}${ageOf(observed)}`),
  );
  row('prescribed', list('prescriptions').map(prescriptionOf));
  row(
    'not taken',
    list('notGiven').map(({ medication, reason }) => `${nameOf(medication as Coded)} (${nameOf(reason as Coded)})`),
  );
  return lines;
}

interface Stay {
  location?: { unit?: string; room?: string; bed?: string };
}

function placeOf(stay: Stay | null): string {
  const { unit, room, bed } = stay?.location ?? {};
  return [unit, room && `room ${room}`, bed && `bed ${bed}`].filter(Boolean).join(', ');
}

const authorOf = (entry: unknown): string => (entry as { by: string }).by;

function seenBy(acknowledged: unknown): string {
  return acknowledged === undefined ? ' (nobody has taken note yet)' : ` (seen by ${authorOf(acknowledged)})`;
}

interface Dose {
  value: number;
  unit: string;
}

/** What, how much and when; and the last dose, which was given. */
function prescriptionOf(prescription: Record<string, unknown>): string {
  const { medication, dose, schedule, lastGiven } = prescription as { medication: Coded; dose?: Dose; schedule?: { times?: string[] }; lastGiven?: { occurredAt: string } };
  const amount = dose ? ` ${dose.value} ${dose.unit}` : '';
  const times = schedule?.times ? ` at ${schedule.times.join(', ')}` : '';
  return `${nameOf(medication)}${amount}${times}${lastGiven ? `, last given ${lastGiven.occurredAt.slice(11, 16)}` : ''}`;
} // prettier-ignore

function valueOf(observation: Record<string, unknown>): string {
  const quantity = observation.valueQuantity as { value: number; unit: string } | undefined;
  if (quantity) return `${quantity.value} ${quantity.unit}`;
  if (observation.valueInteger !== undefined) return `${observation.valueInteger as number}`;
  const components = (observation.components as Record<string, unknown>[] | undefined) ?? [];
  return components.map(valueOf).join(' / ');
}

/** The day of what was observed more than a day ago: a value of last year is not one of today. */
function ageOf({ occurredAt }: Record<string, unknown>): string {
  const isToday = typeof occurredAt !== 'string' || Date.now() - Date.parse(occurredAt) < 24 * 60 * 60_000;
  return isToday ? '' : ` (on ${occurredAt.slice(0, 10)})`;
}

interface Deliveries {
  delivered: number;
  waiting: number;
  dead: number;
  /** Every entry was looked at: those that have a message are in the counts. */
  exported: boolean;
}

/** @param last positions that the entries of the day reached */
async function waitForDeliveries(suite: Suite, last: Positions): Promise<Deliveries> {
  const deadline = Date.now() + settleDeadlineMs;
  for (;;) {
    // Read before the counts, so that they include it.
    const exported = await hasExported(suite, last);
    const response = await fetch(`${suite.run.urls.integration}/v1/orgs/${suite.run.org}/destinations`, {
      headers: { authorization: `Bearer ${suite.tokens.operator}` },
    });
    if (!response.ok) throw new StartError(`the destinations were answered ${response.status}: ${await response.text()}`);
    const { destinations } = (await response.json()) as { destinations: { deliveries: Record<string, number> }[] };
    const total = (...states: string[]): number =>
      destinations.reduce((sum, { deliveries }) => sum + states.reduce((part, state) => part + (deliveries[state] ?? 0), 0), 0);
    const counts = {
      exported,
      delivered: total('delivered'),
      waiting: total('queued', 'sending', 'sent-answer-unknown', 'held'),
      dead: total('dead'),
    };
    if ((exported && counts.waiting === 0) || Date.now() > deadline) return counts;
    await pause(100);
  }
}

/** Whether the hospital's feed has taken the organisation's entries up to these positions, by its own progress. */
async function hasExported({ run: { databases, org } }: Suite, last: Positions): Promise<boolean> {
  const pool = createPool({ connectionString: databases.integration!, applicationName: 'report', max: 1 }, () => undefined);
  try {
    const { shards } = await organisationProgress(pool, 'integration-v1', org);
    return Object.entries(last).every(([shard, position]) =>
      shards.some((each) => each.shard === Number(shard) && each.position >= position),
    );
  } finally {
    await pool.end();
  }
}

async function verifyLog(suite: Suite, directory: string): Promise<VerificationReport> {
  const auditor = { authorization: `Bearer ${suite.tokens.auditor}` };
  const base = `${suite.run.urls.retention}/v1/orgs/${suite.run.org}`;
  const key = await fetch(`${base}/log-key`, { headers: auditor });
  if (!key.ok) throw new StartError(`the log's key was answered ${key.status}: ${await key.text()}`);
  writeFileSync(suite.run.logKeyFile, await key.text());
  const log = join(directory, 'log', suite.run.org);
  rmSync(log, { recursive: true, force: true });
  await fetchLog({ url: suite.run.urls.retention, org: suite.run.org, token: suite.tokens.auditor!, directory: log });
  return verifyLogDirectory({ directory: log, verifierKey: readFileSync(suite.run.logKeyFile, 'utf8').trim() });
}

/**
 * Waits until no shard has a hole and a checkpoint covers every entry, the last of the day too.
 * @param last positions that the day reached. @returns false when that did not come in time: the verification then
 * names what is missing
 */
async function waitForCompleteLog(suite: Suite, last: Positions): Promise<boolean> {
  const deadline = Date.now() + settleDeadlineMs;
  for (;;) {
    const response = await fetch(`${suite.run.urls.retention}/v1/orgs/${suite.run.org}/completeness`, {
      headers: { authorization: `Bearer ${suite.tokens.auditor}` },
    });
    if (response.ok) {
      const { complete, shards } = (await response.json()) as {
        complete: boolean;
        shards: { service: string; shard: number; to: number }[];
      };
      const taken = (shard: number, position: number): boolean =>
        shards.some((each) => each.service === 'ingest' && each.shard === shard && each.to >= position);
      if (complete && Object.entries(last).every(([shard, position]) => taken(Number(shard), position))) return true;
    } else if (response.status !== 404 && response.status !== 503) {
      throw new StartError(`the completeness report was answered ${response.status}: ${await response.text()}`);
    }
    if (Date.now() > deadline) return false;
    await pause(100);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
