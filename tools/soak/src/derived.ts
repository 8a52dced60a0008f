import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createPool, type Pool } from '@everchart/postgres';
import type { Suite } from '@everchart/start';
import type { Held } from './checker.js';

const schema = 'timeline_v1';
const summedUpMaxMs = 600_000;
const tables = ['timeline_entries', 'timeline_blocks', 'topics', 'places', 'patients'] as const;

/** The states that ingest decides by follow from the events: they are made again, and compared with those kept. */
export async function compareDecisions(suite: Suite, org: string): Promise<Held> {
  const { code, output } = await run('ingest/dist/compare-decisions-main.js', ['--org', org], suite.environmentOf('ingest'));
  if (code !== 0 && output === '') throw new Error(`the decision states of ${org} could not be compared`);
  const { patients, states, different } = JSON.parse(output) as { patients: number; states: number; different: string[] };
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
 * The timeline's projections are made of the events alone: they are built again, as an operator does it, and compared
 * with those that grew, row by row.
 */
export async function compareRebuild(suite: Suite): Promise<Held> {
  const held: Held = { findings: [], lines: [] };
  const pool = createPool({ connectionString: suite.run.databases.timeline!, applicationName: 'soak', max: 1 }, () => undefined);
  try {
    await untilSummedUp(pool);
    await pool.query('CREATE SCHEMA kept_for_comparison');
    for (const table of tables)
      await pool.query(`CREATE TABLE kept_for_comparison.${table} AS SELECT kept::text AS row FROM ${schema}.${table} kept`);
    const { code } = await run('patient-timeline/dist/rebuild-main.js', [], suite.environmentOf('timeline'));
    if (code !== 0) throw new Error('the timeline could not be built again');
    for (const table of tables) {
      const rebuilt = `SELECT built::text FROM ${schema}.${table} built`;
      const { rows } = await pool.query<{ live: number; lacking: number; other: number }>(
        `SELECT (SELECT count(*) FROM kept_for_comparison.${table})::integer AS live,
                (SELECT count(*) FROM (TABLE kept_for_comparison.${table} EXCEPT ALL ${rebuilt}) AS l)::integer AS lacking,
                (SELECT count(*) FROM (${rebuilt} EXCEPT ALL TABLE kept_for_comparison.${table}) AS o)::integer AS other`,
      );
      const { live, lacking, other } = rows[0]!;
      const isSame = lacking + other === 0;
      if (!isSame)
        held.findings.push({ kind: 'difference', text: `${table}: of ${live} rows a rebuild lacks ${lacking}, and has ${other} others` });
      held.lines.push([`rebuilt: ${table}`, `${live} rows, ${isSame ? 'the same' : 'NOT THE SAME'}`]);
    }
  } finally {
    await pool.end();
  }
  return held;
}

/** The projector's process sums up a block a second, and a rebuild all of them at its end. */
async function untilSummedUp(pool: Pool): Promise<void> {
  for (const until = Date.now() + summedUpMaxMs; Date.now() < until; await pause(200)) {
    const { rows } = await pool.query<{ due: boolean }>(`SELECT EXISTS (SELECT FROM ${schema}.timeline_blocks WHERE facts IS NULL) AS due`);
    if (!rows[0]!.due) return;
  }
  throw new Error('the timeline does not sum up its blocks');
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
  return { code: await ended, output: output.trim().split('\n').at(-1)! };
}
