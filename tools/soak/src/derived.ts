import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Suite } from '@everchart/start';
import type { Held } from './checker.js';

/** The states that ingest decides by follow from the events: they are made again, and compared with those kept. */
export async function compareDecisions(suite: Suite, org: string): Promise<Held> {
  const { code, output } = await run('ingest/dist/compare-decisions-main.js', ['--org', org], suite.environmentOf('ingest'));
  if (code !== 0 && output === '') throw new Error(`the decision states of ${org} could not be compared`);
  const { patients, states, different } = JSON.parse(output.split('\n').at(-1)!) as {
    patients: number;
    states: number;
    different: string[];
  };
  return {
    findings: different.map((patient) => ({
      kind: 'difference',
      text: `${org}: the decision states of patient ${patient} are not what the events say`,
    })),
    lines: [
      [
        `${org}: decision states`,
        `${states} of ${patients} patients, ${different.length === 0 ? 'the same' : 'NOT THE SAME'} when made again`,
      ],
    ],
  };
}

/**
 * The timeline's projections are made of the events alone: they are built a second time, as an operator does it, and
 * compared with those that grew, row by row.
 */
export async function compareRebuild(suite: Suite): Promise<Held> {
  const environment = { ...suite.environmentOf('timeline'), DATABASE_OWNER_URL: suite.run.databases.timeline! };
  const { code, output } = await run('patient-timeline/dist/projections-main.js', ['compare', '--json'], environment);
  if (code !== 0 && output === '') throw new Error('the timeline could not be built again');
  const faults = output === '' ? [] : output.split('\n').map((line) => JSON.parse(line) as { fault: string; table: string });
  const findings = [...Map.groupBy(faults, ({ fault, table }) => `${table}: ${fault}`)];
  return {
    findings: findings.map(([what, found]) => ({ kind: 'difference', text: `rebuilt: ${found.length} times ${what}` })),
    lines: [['rebuilt', faults.length === 0 ? 'every row is the same' : `${faults.length} rows are NOT THE SAME`]],
  };
}

/** A side program of a service, as its operator runs it. */
async function run(
  entry: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const file = fileURLToPath(new URL(`../../../services/${entry}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const output = await text(child.stdout);
  return { code: await ended, output: output.trim() };
}
