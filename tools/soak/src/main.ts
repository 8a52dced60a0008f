import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSuite, type Suite } from '@everchart/start';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Checker, type Held } from './checker.js';
import { compareDecisions, compareRebuild } from './derived.js';
import { FaultInjector } from './fault.injector.js';
import { planFaults, type Fault, type FaultTarget } from './fault.schedule.js';
import { counted, findingKinds, type Finding } from './findings.js';
import { Organisation } from './organisation.js';
import { Paced } from './paced.js';

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
/** Of all that is written and read: the rest is of the others. */
const shareOfFirst = 0.7;
const patientsAtFirst = 25;
/** Reads beside one event that is written. */
const readsPerEvent = 0.2;
/** Writes and reads under way at most: what the suite does not take now is not sent. */
const underWayMost = { writes: 120, reads: 30 };
const progressEveryMs = 10_000;
/**
 * For what was under way to be answered; and for everything to be everywhere, from the last time that anything moved.
 */
const settleMs = { answers: 60_000, stall: 90_000 };

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
  for (const { writers } of organisations) {
    for (let n = 0; n < patientsAtFirst; n += 1) await writers.register();
    await writers.wholeRecord();
  }

  const durationMs = options.minutes * 60_000;
  const faults = planFaults({ seed: options.seed, durationMs: durationMs - 2000, targets: targets(run.stream.provider) });
  say(`\n${options.minutes} minutes, seed ${options.seed}, ${options.rate} events/s; ${run.stream.why}\n`);
  const began = performance.now();
  const clock = (): string => new Date(performance.now() - began).toISOString().slice(14, 19);
  const progress = setInterval(() => void tell(), progressEveryMs);
  injector.begin(faults);
  const open = await load(durationMs);
  injector.end();
  say(`  ${clock()}  nothing is hit any more; what is under way is brought to an end`);
  for (const { writers } of organisations) writers.giveUpAtMs = Date.now() + settleMs.answers;
  await Promise.allSettled(open);
  const held = [await settled(), ...(await compared())];
  clearInterval(progress);
  for (const each of organisations) await each.rest();
  return report({ findings: held.flatMap(({ findings }) => findings), lines: held.flatMap(({ lines }) => lines) });

  /** Sends at a steady rate, as long as the suite takes it. @returns what is still under way */
  async function load(forMs: number): Promise<Promise<unknown>[]> {
    const paces = organisations.flatMap(({ writers, readers }, n) => {
      const share = n === 0 ? shareOfFirst : (1 - shareOfFirst) / furtherOrgs.length;
      return [
        new Paced(options.rate * share, underWayMost.writes * share, () => writers.operate()),
        new Paced(options.rate * share * readsPerEvent, underWayMost.reads * share, () => readers.read()),
      ];
    });
    for (const end = performance.now() + forMs; performance.now() < end && !interrupted.signal.aborted;) {
      for (const pace of paces) pace.beginDue();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return paces.flatMap(({ underWay }) => [...underWay]);
  }

  async function tell(): Promise<void> {
    const metrics = await fetch(`${run.urls.ingest}/metrics`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.text(),
      () => '', // it is dead or paused at the moment
    );
    const metric = (name: string): string => new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1] ?? '?';
    const oldest = Number(metric('everchart_relay_oldest_unpublished_seconds'));
    say(
      `  ${clock()}  ${sum(({ ledger }) => ledger.events.size)} acknowledged, ${sum(({ readers }) => readers.answered)} read; kills ${total(injector.done.kill)}, restarts ${total(injector.done.restart)}, pauses ${total(injector.done.pause)}; ` +
        `not yet published ${metric('everchart_relay_backlog_events')}${Number.isNaN(oldest) ? '' : ` (oldest ${oldest.toFixed(1)} s)`}; hospitals ${received()}; findings ${sum(({ ledger }) => ledger.findings.length)}`,
    );
  }

  /** Checks until everything has come to rest: what is not there yet may still come, as long as anything comes. */
  async function settled(): Promise<Held> {
    let least = Infinity;
    let moved = Date.now();
    for (;;) {
      await hospitalsAreStill();
      let held: Held;
      try {
        held = { findings: [], lines: [] };
        for (const each of organisations) {
          const { findings, lines } = await new Checker(suite, directory, each).check();
          held.findings.push(...findings.map(({ kind, text }) => ({ kind, text: `${each.org}: ${text}` })));
          held.lines.push(...lines.map(([holder, text]): Held['lines'][number] => [`${each.org}: ${holder}`, text]));
        }
        if (held.findings.length === 0) return held;
      } catch (error) {
        // Something is not there again yet.
        held = { findings: [{ kind: 'wrong answer', text: `the check could not be made: ${(error as Error).message}` }], lines: [] };
      }
      if (held.lines.length > 0 && held.findings.length < least) {
        least = held.findings.length;
        moved = Date.now();
      }
      if (Date.now() > moved + settleMs.stall || interrupted.signal.aborted) return held;
    }
  }

  /** What is derived, made again; only where nothing is on its way any more. */
  async function compared(): Promise<Held[]> {
    const made: Held[] = [];
    for (const each of organisations) made.push(await compareDecisions(suite, each.org));
    made.push(await compareRebuild(suite));
    return made;
  }

  /** They have the longest queues: there is nothing to be compared while they receive messages. */
  async function hospitalsAreStill(): Promise<void> {
    let before: number;
    do {
      before = received();
      await new Promise((resolve) => setTimeout(resolve, 3000));
    } while (received() > before && !interrupted.signal.aborted);
  }

  function sum(of: (organisation: Organisation) => number): number {
    return organisations.reduce((total, each) => total + of(each), 0);
  }

  function received(): number {
    return sum(({ hospitals }) => hospitals.reduce((total, { controlIds }) => total + controlIds.length, 0));
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
