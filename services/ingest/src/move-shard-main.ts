import { joinClusters, moveShard, ShardMoveError, type MoveStep } from '@everchart/event-store';
import { loadConfig } from '@everchart/platform';
import { runProgram, say } from '@everchart/service-kit';
import { z } from 'zod';
import { ownerUrls, withOwnedClusters, type OwnerUrls } from './clusters.js';
import { ownerConfig } from './configuration.js';

const help = `Moves a shard of the event store to another PostgreSQL cluster while it is being written.

  node dist/move-shard-main.js --org ORGANISATION [--shard 0] --to CLUSTER

  --org    whose shard; one that has recorded nothing yet is placed where it is to begin
  --shard  shard of the organisation; default 0
  --to     name of the cluster; the first one is "main"

Environment: DATABASE_OWNER_URL (first cluster, as the owner of its tables), DATABASE_CLUSTER_OWNERS (the others, {"name": URL}).
Writers wait for the last few events only. It may be killed at any moment and run again: it goes on from what is there. Once the shard has left its old cluster,
recording for it is answered with 503 until it has arrived: run it again until it exits with 0.

Says on stderr what it does, and at the end on stdout, in one line of JSON:
  {"org", "shard", "cluster", "path": clusters that it went through, "copied": events, "pausedMs": longest time for which writers waited}
Exit code 0: the shard is there. 1: it is not (the message says why, or that it should be run again). 2: called wrongly, nothing was done.
`;

const configSchema = z.object(ownerConfig);

interface Call {
  org: string;
  shard: number;
  to: string;
  owners: OwnerUrls;
}

function sayStep(step: MoveStep): void {
  const way = `${step.from} → ${step.to}`;
  if (step.step === 'copied') say(`${way}: position ${step.position} of ${Math.max(step.position, step.head)} copied`);
  else if (step.step === 'left') say(`${way}: left at position ${step.position}; writers wait`);
  else say(`${way}: arrived at position ${step.position}; writers go on`);
}

async function move({ org, shard, to, owners }: Call): Promise<number> {
  try {
    const result = await withOwnedClusters(owners, async (clusters) => {
      await joinClusters(clusters);
      return moveShard(clusters, { org, shard }, to, sayStep);
    });
    process.stdout.write(`${JSON.stringify({ org, shard, ...result, pausedMs: Math.ceil(result.pausedMs) })}\n`);
    return 0;
  } catch (error) {
    if (error instanceof ShardMoveError) say(`not moved: ${error.message}`);
    else say(`interrupted: ${(error as Error).message}\nRun it again: it goes on from what is there.`);
    return 1;
  }
}

await runProgram({
  help,
  options: { org: { type: 'string' }, shard: { type: 'string', default: '0' }, to: { type: 'string' } },
  read: ({ org, shard, to }): Call => {
    if (org === undefined || org === '') throw new RangeError('--org is missing');
    if (to === undefined) throw new RangeError('--to is missing');
    if (!/^\d{1,9}$/.test(shard)) throw new RangeError('--shard is not a number');
    const owners = ownerUrls(loadConfig(configSchema));
    if (!owners.has(to)) throw new RangeError(`there is no cluster ${to}; configured are ${[...owners.keys()].join(', ')}`);
    return { org, shard: Number(shard), to, owners };
  },
  run: move,
});
