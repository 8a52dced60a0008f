import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Suite } from '@everchart/start';
import { createPool, type Pool } from '@everchart/postgres';
import { organisationProgress } from '@everchart/stream';
import { CpuMeter, ownUs, usedBetween, type CpuUsage } from './cpu.js';
import type { Figure } from './figures.js';
import { pause, type ApiClient } from './load.js';
import { published } from './log.js';
import { recordResidents } from './residents.js';
import type { Settling } from './settled.js';

const program = fileURLToPath(new URL('../../../services/patient-timeline/dist/projections-main.js', import.meta.url));

/** A home of some size and a quarter of a year. */
export const residentsOfRebuild = { residents: 150, days: 90 };
export const shardsOfRebuild = 8;

const lookMs = 20;

interface RebuildLoad {
  writer: ApiClient;
  /** Base of the organisation on ingest. */
  ingest: string;
  settling: Settling;
  residents: number;
  days: number;
}

interface Work {
  events: number;
  seconds: number;
  /** CPU µs by part. */
  used: ReadonlyMap<string, number>;
}

/**
 * Records of residents are made while the timeline is paused. Then its one consumer works them off from the topic; and
 * a rebuild makes the same again, beside it. Both at the same data, on the same machine, one after the other; the rows
 * of both are compared.
 */
export async function measureRebuild(suite: Suite, load: RebuildLoad, say: (text: string) => void): Promise<Figure[]> {
  const { writer, ingest, settling, residents, days } = load;
  const pool = createPool({ connectionString: suite.run.databases.timeline!, applicationName: 'bench rebuild', max: 2 }, () => undefined);
  const meter = new CpuMeter(suite);
  try {
    const before = await taken(pool, suite.run.org);
    process.kill(suite.pidOf('timeline'), 'SIGSTOP');
    try {
      say(`  ${residents} residents of ${days} days each`);
      let recorded = 0;
      await recordResidents({ writer, ingest, residents, days }, (events) => (recorded = events));
      await published(suite);
      await settling.settle({ paused: 'timeline' });
      const live = await catchUp(suite, pool, meter, { from: before, until: before + recorded });
      say(`  the consumer took ${live.events} events in ${live.seconds.toFixed(1)} s`);
      await settling.settle();
      const { version, ...rebuilt } = await rebuild(suite, meter);
      say(`  the rebuild took ${rebuilt.events} events in ${rebuilt.seconds.toFixed(1)} s`);
      await runProjections(suite, ['compare', '--version', '1', '--with', String(version)]);
      const rate = ({ events, seconds }: Work): number => events / seconds;
      return [
        { id: 'rebuild.consumer', unit: 'events/s', value: rate(live) },
        ...figuresOf('rebuild.consumer', live),
        { id: 'rebuild', unit: 'events/s', value: rate(rebuilt) },
        ...figuresOf('rebuild', rebuilt),
        { id: 'rebuild.ratio', unit: '×', value: rate(rebuilt) / rate(live) },
      ];
    } finally {
      process.kill(suite.pidOf('timeline'), 'SIGCONT');
    }
  } finally {
    await meter.close();
    await pool.end();
  }
}

/** The consumer goes on: from the first event that it takes until it has all of them. */
async function catchUp(suite: Suite, pool: Pool, meter: CpuMeter, { from, until }: { from: number; until: number }): Promise<Work> {
  process.kill(suite.pidOf('timeline'), 'SIGCONT');
  let [began, before]: [number, CpuUsage] = [performance.now(), await meter.read()];
  for (;;) {
    const reached = await taken(pool, suite.run.org);
    if (reached >= until) break;
    // It joins its group again first.
    if (reached === from) [began, before] = [performance.now(), await meter.read()];
    await pause(lookMs);
  }
  const seconds = (performance.now() - began) / 1000;
  return { events: until - from, seconds, used: usedBetween(before, await meter.read()) };
}

async function rebuild(suite: Suite, meter: CpuMeter): Promise<Work & { version: number }> {
  const before = await meter.read();
  let own = 0;
  const answer = await runProjections(suite, ['rebuild', '--json'], (us) => (own = Math.max(own, us)));
  const { version, entries, seconds } = JSON.parse(answer) as { version: number; entries: number; seconds: number };
  return { version, events: entries, seconds, used: new Map([...usedBetween(before, await meter.read()), ['rebuild', own]]) };
}

/** @param onCpu CPU µs of the process, again and again @returns what it prints @throws when it fails */
async function runProjections(suite: Suite, args: readonly string[], onCpu: (us: number) => void = () => undefined): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      ...suite.environmentOf('timeline'),
      DATABASE_OWNER_URL: suite.run.databases.timeline!,
      LOG_LEVEL: 'silent',
      INSTANCE_ID: 'bench-rebuild',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const looking = setInterval(() => onCpu(ownUs(child.pid!)), lookMs);
  try {
    const [answer, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>]);
    if (code !== 0) throw new Error(`${args.join(' ')} failed: ${answer.slice(0, 500)}`);
    return answer;
  } finally {
    clearInterval(looking);
  }
}

async function taken(pool: Pool, org: string): Promise<number> {
  const { shards } = await organisationProgress(pool, 'timeline-v1', org);
  return shards.reduce((sum, { position }) => sum + position, 0);
}

/** CPU of the parts that took part, and of all. */
function figuresOf(name: string, { events, used }: Work): Figure[] {
  const parts = [...used].filter(([part]) => part !== 'load').sort(([a], [b]) => a.localeCompare(b));
  const total = parts.reduce((sum, [, us]) => sum + us, 0);
  return [...parts, ['total', total] as const].map(([part, us]) => ({
    id: `cpu.${name}.${part}`,
    unit: 'µs/event',
    value: us / events,
  }));
}
