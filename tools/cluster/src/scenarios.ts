import { setTimeout as pause } from 'node:timers/promises';
import { buildCareHome, planCareDay, replayCareDay } from '@everchart/care-day';
import { assignRelease } from './assignments.js';
import { breaches, longestOverlap, readWhile, type Assigned, type Reader } from './flips.js';
import { gateway } from './gateway.js';
import { CommandError, type Kubernetes, type Pod } from './kubernetes.js';
import { rebuildProjection } from './projection.js';
import { skipped, type Outcome, type Scenario, type Scene } from './scenario.js';
import { services, type Service } from './site.js';
import type { Load } from './trial.js';

/** Of the day in a home that is recorded through the edge. */
const day = { org: 'day', residents: 12, units: 2 };

export const scenarios: readonly Scenario[] = [
  { name: 'care-day', what: 'records a day of care through the edge', run: careDay },
  { name: 'upgrade', what: 'upgrades one service after the other to --next, and rolls each back, under load', run: upgrade },
  { name: 'mixed', what: '--previous of each service beside the present ones of the others, and the other way round', run: mixed },
  { name: 'evict', what: 'moves every pod away, as a node that is drained does', run: evict },
  { name: 'kills', what: 'kills a pod every ten seconds', run: kills },
  { name: 'releases', what: 'two releases of patient-timeline side by side; organisations are assigned to and fro', run: releases },
  { name: 'gateway', what: 'routes of the Gateway API, with 129 organisations on another release', run: gateway },
  { name: 'zone', what: 'loses a zone of fake nodes, and says where pods go', run: zone },
];

function described({ seconds, acknowledged, reads, failed }: Load): { line: string; failed: number } {
  const count = Object.values(failed).reduce((sum, each) => sum + each, 0);
  const why = Object.entries(failed).map(([reason, times]) => `${reason} ${times}`);
  return {
    line: `${seconds} s, ${acknowledged} events acknowledged, ${reads} reads; failed requests: ${count}${count ? ` (${why.join(', ')})` : ''}`,
    failed: count,
  };
}

async function careDay({ site, say }: Scene): Promise<Outcome> {
  const home = buildCareHome({ seed: 'cluster', residents: day.residents, units: day.units });
  const { ingest, timeline } = (await site.checked([day.org])).run.urls;
  const replay = await replayCareDay(planCareDay(home, { seed: 'cluster', until: new Date() }), {
    ingestUrl: ingest,
    timelineUrl: timeline,
    org: day.org,
    tokens: await site.tokensOf(day.org),
  });
  say(`${replay.recorded} entries recorded`);
  return {
    lines: [`${replay.recorded} entries of ${home.residents.length} residents recorded through the edge, and read back`],
    failed: 0,
  };
}

async function upgrade(scene: Scene): Promise<Outcome> {
  const { site, say, options } = scene;
  const { next } = options;
  if (next === undefined) return skipped('--next is not given');
  const trial = await scene.trial();
  const outcome: Outcome = { lines: [], failed: 0 };
  for (const service of options.service ? [options.service] : services) {
    const there = described(
      await trial.during(async () => {
        await site.upgrade(service, { image: { tag: next } });
        await site.kubernetes.rolledOut();
      }),
    );
    say(`${service} → ${next}: ${there.line}`);
    const back = described(await trial.during(() => site.rollBack(service)));
    say(`${service} rolled back: ${back.line}`);
    outcome.lines.push(`${service} → ${next}: ${there.line}`, `${service} rolled back: ${back.line}`);
    outcome.failed += there.failed + back.failed;
  }
  return outcome;
}

async function mixed(scene: Scene): Promise<Outcome> {
  const { site, say, options } = scene;
  const { previous } = options;
  if (previous === undefined) return skipped('--previous is not given');
  const trial = await scene.trial();
  const outcome: Outcome = { lines: [], failed: 0 };
  const runs = async (old: readonly Service[], label: string): Promise<void> => {
    const load = described(
      await trial.during(async () => {
        for (const service of services) await site.upgrade(service, old.includes(service) ? { image: { tag: previous } } : {});
        await site.kubernetes.rolledOut();
      }, 10),
    );
    say(`${label}: ${load.line}`);
    outcome.lines.push(`${label}: ${load.line}`);
    outcome.failed += load.failed;
  };
  for (const service of options.service ? [options.service] : services) {
    await runs([service], `${service} of ${previous}, the others of ${site.options.tag}`);
    await runs(
      services.filter((each) => each !== service),
      `${service} of ${site.options.tag}, the others of ${previous}`,
    );
  }
  await runs([], `all of ${site.options.tag}`);
  return outcome;
}

async function evict(scene: Scene): Promise<Outcome> {
  const { site, say } = scene;
  const { kubernetes } = site;
  const trial = await scene.trial();
  const pods = await kubernetes.pods();
  let held = 0;
  const load = described(
    await trial.during(async () => {
      for (const { name } of pods) {
        while (!(await evicted(kubernetes, name))) {
          held += 1;
          await pause(1000);
        }
      }
      await kubernetes.rolledOut();
    }),
  );
  const line = `${pods.length} pods evicted one after the other, ${held} times held back by a disruption budget: ${load.line}`;
  say(line);
  return { lines: [line], failed: load.failed };
}

/** As a drain does it. @returns false while a disruption budget does not allow it */
async function evicted(kubernetes: Kubernetes, name: string): Promise<boolean> {
  const { namespace } = kubernetes;
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  try {
    await kubernetes.kubectl(
      ['create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '--filename', '-'],
      JSON.stringify(eviction),
    );
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (/TooManyRequests|disruption budget/i.test(error.message)) return false;
    if (/NotFound|not found/.test(error.message)) return true;
    throw error;
  }
}

async function kills(scene: Scene): Promise<Outcome> {
  const { site, say, options, interrupted } = scene;
  const { kubernetes } = site;
  const trial = await scene.trial();
  const killed = new Map<string, number>();
  const load = described(
    await trial.during(async () => {
      for (const end = Date.now() + options.killMinutes * 60_000; Date.now() < end && !interrupted.aborted;) {
        const pods = (await kubernetes.pods()).filter(({ ready, service }) => ready && service !== 'databases');
        const victim = pods[Math.floor(Math.random() * pods.length)];
        if (victim) {
          await kubernetes.kubectl(['delete', 'pod', victim.name, '--grace-period=0', '--force', '--wait=false']);
          const part = partOf(victim);
          killed.set(part, (killed.get(part) ?? 0) + 1);
        }
        await pause(10_000);
      }
      await kubernetes.rolledOut();
    }),
  );
  const list = [...killed].map(([part, times]) => `${part} ${times}`).join(', ');
  const line = `killed without a warning: ${list}: ${load.line}`;
  say(line);
  // The connections of a process that is killed break: what was under way on them is sent again with the same ids.
  return { lines: [line], failed: 0 };
}

function partOf({ service, component, slot }: Pod): string {
  return [service, component, slot].filter((part) => part !== '').join('/');
}

/** Each line once, with how often it came. */
function counted(found: readonly string[]): string[] {
  return [...Map.groupBy(found, (line) => line)].map(([line, { length }]) => (length === 1 ? line : `${line} (${length} times)`));
}

/** Each organisation is assigned to the other release so often. */
const flipsOfEach = 8;

async function releases(scene: Scene): Promise<Outcome> {
  const { site, say, options } = scene;
  const { tag } = site.options;
  say(`a version of the projection for the next release: ${await rebuildProjection(site.kubernetes)}`);
  const reading = (version: number) => ({ settings: { PROJECTION_VERSION: version } });
  const next = { release: 'next', image: { tag: options.next ?? tag }, ...reading(2) };
  await site.upgrade('patient-timeline', { releases: { a: reading(1), b: next } });
  await site.kubernetes.rolledOut();
  const trial = await scene.trial();
  const orgs = trial.orgs;
  const { ingest, timeline } = (await site.checked(orgs)).run.urls;
  const assigned: Assigned[] = [];
  const assign = async (org: string, release: string): Promise<void> => {
    const { operator } = await site.tokensOf(org);
    trial.recorded(org, await assignRelease({ url: `${ingest}/v1/orgs/${org}/releases`, token: operator, release }));
    assigned.push({ org, atMs: performance.now(), release });
  };
  for (const org of orgs) await assign(org, tag);
  const readers: Reader[] = [];
  for (const org of orgs)
    readers.push({
      org,
      url: `${timeline}/v1/orgs/${org}/patients/${trial.patientOf(org)}/summary`,
      token: (await site.tokensOf(org)).carer,
    });
  let goesOn = true;
  const watching = Promise.all(readers.map((reader) => readWhile(reader, () => goesOn)));
  const load = described(
    await trial.during(async () => {
      for (let flip = 0; flip < flipsOfEach; flip += 1) {
        for (const org of orgs) {
          await assign(org, flip % 2 === 0 ? 'next' : tag);
          await pause(1500);
        }
      }
    }),
  );
  goesOn = false;
  const answers = (await watching).flat();
  const found = counted(breaches(answers, assigned));
  const lines = [
    `${assigned.length} assignments of ${orgs.length} organisations, ${answers.length} answers watched; the release before answered for ${longestOverlap(answers, assigned).toFixed(0)} ms at most: ${load.line}`,
    ...found,
  ];
  for (const line of lines) say(line);
  for (const org of orgs) await assign(org, tag);
  await site.upgrade('patient-timeline', {});
  await site.kubernetes.rolledOut();
  return { lines, failed: load.failed + found.length };
}

interface FakeNode {
  metadata: { name: string; labels: Record<string, string> };
}

/** The charts as they are in operation, three zones and N + 2 pods, on nodes that run nothing. */
async function zone({ site, say }: Scene): Promise<Outcome> {
  const { kubernetes } = site;
  const { items } = await kubernetes.json<{ items: FakeNode[] }>(['get', 'nodes', '--selector', 'type=kwok']);
  const zones = Map.groupBy(items, ({ metadata }) => metadata.labels['topology.kubernetes.io/zone'] ?? '');
  if (zones.size < 3) return skipped('there are no fake nodes (label type=kwok) in three zones');
  const elsewhere = await site.inZones(`${kubernetes.namespace}-zones`);
  try {
    await elsewhere.rolledOut();
    const zoneOf = new Map(items.map(({ metadata }) => [metadata.name, metadata.labels['topology.kubernetes.io/zone']!]));
    const spread = async (): Promise<Map<string, string[]>> =>
      new Map(
        [...Map.groupBy(await elsewhere.pods(), partOf)].map(([part, pods]) => [
          part,
          pods.map(({ node }) => zoneOf.get(node) ?? 'pending').sort(),
        ]),
      );
    const before = await spread();
    const [lost, nodes] = [...zones][0]!;
    for (const { metadata } of nodes) await elsewhere.kubectl(['delete', 'node', metadata.name]);
    await pause(5000);
    for (const { name } of (await elsewhere.pods()).filter(({ node }) => zoneOf.get(node) === lost))
      await elsewhere.kubectl(['delete', 'pod', name, '--grace-period=0', '--force']);
    await pause(10_000);
    const after = await spread();
    const lines = [...after].map(([part, now]) => `${part}: ${before.get(part)!.join(' ')} → ${now.join(' ')}`);
    for (const line of lines) say(line);
    const bare = [...after].filter(([, now]) => now.filter((each) => each !== 'pending').length === 0);
    return { lines: [`zone ${lost} lost:`, ...lines], failed: bare.length };
  } finally {
    await elsewhere.kubectl(['delete', 'namespace', elsewhere.namespace, '--wait=false']);
  }
}
