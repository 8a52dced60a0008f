import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from '@everchart/start';
import { fetchLog, verifyLogDirectory } from '@everchart/verify';
import { bloodPressure } from './events.js';
import type { Figure } from './figures.js';
import { expectStatus, pause, type ApiClient } from './load.js';

interface Load {
  writer: ApiClient;
  /** Base of the organisation on ingest. */
  ingest: string;
  nextPatient: () => string;
}

/**
 * The sequencer is paused while a backlog is made, and then works it off: entries per second, each hashed, chained,
 * stored and under a signed checkpoint. Then the log is taken home and verified from plain files.
 */
export async function measureLog(suite: Suite, load: Load, directory: string): Promise<Figure[]> {
  const before = await completeLog(suite);
  const pid = suite.pidOf('retention');
  process.kill(pid, 'SIGSTOP');
  const backlog = 20_000;
  try {
    for (let sent = 0; sent < backlog; sent += 500) {
      const events = Array.from({ length: 500 }, () => ({ patientId: load.nextPatient(), ...bloodPressure() }));
      expectStatus(await load.writer.post(`${load.ingest}/events`, { events }), 200);
    }
    await published(suite);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  const began = performance.now();
  const entries = await completeLog(suite, before + backlog);
  const append = (entries - before) / ((performance.now() - began) / 1000);

  const log = join(directory, 'log');
  rmSync(log, { recursive: true, force: true });
  await fetchLog({ url: suite.run.urls.retention, org: suite.run.org, token: suite.tokens.auditor!, directory: log });
  const key = await (await ask(suite, '/log-key')).text();
  const verifying = performance.now();
  const report = verifyLogDirectory({ directory: log, verifierKey: key });
  const verify = report.entries / ((performance.now() - verifying) / 1000);
  if (report.faultsFound > 0) throw new Error(`the log does not verify: ${report.faults[0]}`);
  return [
    { id: 'log.append', unit: 'entries/s', value: append },
    { id: 'log.verify', unit: 'entries/s', value: verify },
  ];
}

/** Waits until the relay of ingest has nothing left to publish. */
export async function published(suite: Suite): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${suite.run.urls.ingest}/metrics`)).text();
    const lag = [...metrics.matchAll(/^everchart_relay_backlog_events(?:\{[^}]*\})? (\d+)/gm)].reduce(
      (sum, [, events]) => sum + Number(events),
      0,
    );
    if (lag === 0) return;
    await pause(200);
  }
}

/**
 * Waits until nothing more arrives and a checkpoint covers all of it. Counts what others recorded: these reads of the
 * log are entries, too.
 */
async function completeLog(suite: Suite, expected?: number): Promise<number> {
  let last = -1;
  for (const deadline = Date.now() + 300_000; ;) {
    const { complete, entries } = await completeness(suite);
    if (complete && (expected === undefined ? entries === last : entries >= expected)) return entries;
    if (Date.now() > deadline) throw new Error(`the log is not complete: ${entries} entries`);
    last = entries;
    await pause(expected === undefined ? 1000 : 50);
  }
}

async function completeness(suite: Suite): Promise<{ complete: boolean; entries: number }> {
  const { complete, shards } = (await (await ask(suite, '/completeness')).json()) as {
    complete: boolean;
    shards: { service: string; entries: number }[];
  };
  const ofOthers = shards.filter(({ service }) => service !== 'retention');
  return { complete, entries: ofOthers.reduce((sum, { entries }) => sum + entries, 0) };
}

async function ask(suite: Suite, path: string): Promise<Response> {
  const response = await fetch(`${suite.run.urls.retention}/v1/orgs/${suite.run.org}${path}`, {
    headers: { authorization: `Bearer ${readFileSync(suite.run.tokenFiles.auditor!, 'utf8')}` },
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return response;
}
