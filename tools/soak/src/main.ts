import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSuite, type Suite } from '@everchart/start';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Held } from './checker.js';
import { compareDecisions, compareRebuild } from './derived.js';
import { FaultInjector } from './fault.injector.js';
import { planFaults, type Fault, type FaultTarget } from './fault.schedule.js';
import { counted, findingKinds, type Finding } from './findings.js';
import { finish, load, openRecords } from './load.js';
import { Organisation } from './organisation.js';
import { received, settled } from './settled.js';

const options = new Command('npm run soak --')
  .description(
    'Kills and pauses every process of the suite at random while it is recorded and read, and compares what was acknowledged with what every store and topic holds. Exit code 0: nothing was lost, doubled, out of order or older than before, and what is kept is what the events say.',
  )
  .option('--minutes <n>', 'how long', positive, 10)
  .option('--seed <text>', 'the same seed hits the same processes at the same times', 'everchart')
  .option('--rate <n>', 'events per second that are sent, as long as the suite takes them', positive, 60)
  .option('--shards <n>', 'shards of each organisation', positive, 1)
  .addOption(new Option('--stream <kind>', 'which stream carries the events').choices(['auto', 'kafka', 'postgres']).default('auto'))
  .addHelpText(
    'after',
    `
Everything happens in .everchart/soak, which is emptied first; the services' logs stay there.

Examples:
  npm run soak -- --minutes 2
  npm run soak -- --minutes 30 --seed tuesday --rate 100
  npm run soak -- --stream postgres`,
  )
  .parse(process.argv)
  .opts<{ minutes: number; seed: string; rate: number; shards: number; stream: 'auto' | 'kafka' | 'postgres' }>();

const [org, ...furtherOrgs] = ['soak', 'soak-2'] as const;
const progressEveryMs = 10_000;

const directory = join(fileURLToPath(new URL('../../../', import.meta.url)), '.everchart', 'soak');
const say = (text: string): void => console.log(text);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

rmSync(directory, { recursive: true, force: true });
say('Starting the suite …');
const suite = await startSuite({
  directory,
  org,
  furtherOrgs,
  stream: options.stream,
  fresh: true,
  restartsEndlessly: true,
  environment: {
    ...Object.fromEntries(['timeline', 'integration', 'retention'].map((name) => [name, { LOG_LEVEL: 'warn' }])),
    ingest: { LOG_LEVEL: 'warn', SHARDS: String(options.shards) },
  },
  onLine: (line) => say(`  ${line}`),
});
const organisations: Organisation[] = [];
try {
  for (const each of [org, ...furtherOrgs]) organisations.push(await Organisation.open(each, suite, options));
  process.exitCode = await soak(suite);
} finally {
  await suite.stop();
  for (const each of organisations) await each.close();
}

async function soak({ run }: Suite): Promise<number> {
  const injector = new FaultInjector(suite, (fault) => say(`  ${clock()}  ${described(fault)}`));
  await openRecords(organisations);

  const durationMs = options.minutes * 60_000;
  const faults = planFaults({ seed: options.seed, durationMs: durationMs - 2000, targets: targets(run.stream.provider) });
  say(`\n${options.minutes} minutes, seed ${options.seed}, ${options.rate} events/s; ${run.stream.why}\n`);
  const began = performance.now();
  const clock = (): string => new Date(performance.now() - began).toISOString().slice(14, 19);
  const progress = setInterval(() => void tell(), progressEveryMs);
  injector.begin(faults);
  const end = performance.now() + durationMs;
  const open = await load(organisations, options.rate, () => performance.now() < end && !interrupted.signal.aborted);
  injector.end();
  say(`  ${clock()}  nothing is hit any more; what is under way is brought to an end`);
  await finish(organisations, open);
  const held = [await settled(suite, directory, organisations, interrupted.signal), ...(await compared())];
  clearInterval(progress);
  for (const each of organisations) await each.rest();
  return report({ findings: held.flatMap(({ findings }) => findings), lines: held.flatMap(({ lines }) => lines) });

  async function tell(): Promise<void> {
    const metrics = await fetch(`${run.urls.ingest}/metrics`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.text(),
      () => '', // it is dead or paused at the moment
    );
    const metric = (name: string): string => new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1] ?? '?';
    const oldest = Number(metric('everchart_relay_oldest_unpublished_seconds'));
    say(
      `  ${clock()}  ${sum(({ ledger }) => ledger.events.size)} acknowledged, ${sum(({ readers }) => readers.answered)} read; kills ${total(injector.done.kill)}, restarts ${total(injector.done.restart)}, pauses ${total(injector.done.pause)}; ` +
        `not yet published ${metric('everchart_relay_backlog_events')}${Number.isNaN(oldest) ? '' : ` (oldest ${oldest.toFixed(1)} s)`}; hospitals ${received(organisations)}; findings ${sum(({ ledger }) => ledger.findings.length)}`,
    );
  }

  /** What is derived, made again; only where nothing is on its way any more. */
  async function compared(): Promise<Held[]> {
    const made: Held[] = [];
    for (const each of organisations) made.push(await compareDecisions(suite, each.org));
    made.push(await compareRebuild(suite));
    return made;
  }

  function sum(of: (organisation: Organisation) => number): number {
    return organisations.reduce((total, each) => total + of(each), 0);
  }

  function report({ findings, lines }: Held): number {
    const all: Finding[] = [...organisations.flatMap(({ ledger }) => ledger.findings), ...findings];
    const row = (label: string, text: string): void => say(`  ${label.padEnd(32)} ${text}`);
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
    for (const { org: name, ledger, writers, readers } of organisations) {
      const others = [...ledger.sent].filter((id) => !ledger.events.has(id) && !ledger.refused.has(id)).length;
      say('');
      row(
        `${name}: events`,
        `${ledger.events.size} acknowledged; ${ledger.refused.size} refused; ${others} sent or brought about otherwise`,
      );
      row(`${name}: operations`, list(writers.operations));
      row(`${name}: came again`, list(writers.unanswered));
      row(`${name}: reads`, `${readers.answered} answered; without: ${list(readers.unanswered)}`);
    }
    say('');
    for (const [kind, label] of [
      ['kill', 'kills'],
      ['restart', 'restarts'],
      ['pause', 'pauses'],
    ] as const)
      row(label, `${total(injector.done[kind])} (${list(injector.done[kind])})`);
    for (const [holder, text] of lines) row(holder, text);
    const counts = counted(all);
    say('');
    for (const kind of findingKinds)
      row(
        {
          loss: 'losses',
          duplicate: 'duplicates',
          'order break': 'order breaks',
          'token that went back': 'tokens that went back',
          'wrong answer': 'wrong answers',
          difference: 'differences',
          standstill: 'standstills',
        }[kind],
        String(counts[kind]),
      );
    for (const { kind, text } of all.slice(0, 30)) say(`  ${kind.toUpperCase()}: ${text}`);
    if (all.length > 30) say(`  … and ${all.length - 30} more`);
    return all.length === 0 && !interrupted.signal.aborted ? 0 : 1;
  }
}

/** Every process of the suite. A broker that is no process of this machine is left alone. */
function targets(provider: string): FaultTarget[] {
  const services = ['ingest', 'timeline', 'integration', 'retention', 'identity-provider'];
  return [
    ...services.map((name): FaultTarget => ({ name, kinds: ['kill', 'pause'] })),
    // A paused postmaster takes no connections, which is little; its crash is what counts.
    { name: 'postgres', kinds: ['kill', 'restart'] },
    ...(provider === 'java' ? [{ name: 'kafka', kinds: ['kill', 'pause', 'restart'] } satisfies FaultTarget] : []),
  ];
}

function described({ target, kind, forMs }: Fault): string {
  return kind === 'pause'
    ? `${target}: paused for ${(forMs / 1000).toFixed(1)} s`
    : `${target}: ${kind === 'kill' ? 'killed' : 'restarted'}`;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('must be more than 0');
  return value;
}
