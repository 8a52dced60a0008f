import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { CommandError, Kubernetes } from './kubernetes.js';
import { startOutside } from './outside.js';
import type { Outcome, Scene } from './scenario.js';
import { scenarios } from './scenarios.js';
import { services, Site, type Service } from './site.js';
import { Trial } from './trial.js';

const names = scenarios.map(({ name }) => name);
const program = new Command('npm run cluster --')
  .description(
    `Installs Everchart by its charts into the Kubernetes of the KUBECONFIG that is set, and shows what upgrades, lost pods and lost nodes do to it while it is recorded and read. PostgreSQL, Kafka and an identity provider run on this machine.`,
  )
  .addArgument(new Argument('[scenarios...]', 'what is shown (default: all)').choices(names))
  .requiredOption('--host <address>', 'address of this machine that pods reach')
  .option('--tag <tag>', 'version of all images', 'dev')
  .option('--next <tag>', 'version that services are upgraded to')
  .option('--previous <tag>', 'version before, that runs beside the present ones')
  .addOption(new Option('--service <name>', 'upgrade and mix this one only').choices([...services]))
  .option(
    '--load <command>',
    'brings an image, its last argument, to the nodes (such as "kind load docker-image"); default: nodes fetch it',
  )
  .option('--namespace <name>', 'made, and removed before', 'everchart')
  .option('--rate <n>', 'events per second', positive, 20)
  .option('--kill-minutes <n>', 'how long pods are killed', positive, 5)
  .option('--gateway-port <n>', 'on which the Gateway of the Gateway API listens', positive, 80)
  .option('--seed <text>', 'the same seed records the same', 'everchart')
  .option('--keep', 'leaves everything running until Ctrl-C')
  .addHelpText(
    'after',
    `
Scenarios:
${scenarios.map(({ name, what }) => `  ${name.padEnd(10)} ${what}`).join('\n')}

After the last one, what was acknowledged is compared with what every store, topic, read model, hospital and log holds.
Exit code 0: no request failed but by a kill, and nothing was lost, doubled or out of order.

Examples:
  npm run images && npm run cluster -- --host 172.18.0.1 --load "kind load docker-image" --tag 1.0.0 --next 1.1.0
  npm run cluster -- kills --host 10.0.0.7 --tag 1.0.0 --kill-minutes 1`,
  )
  .parse(process.argv);
const options = program.opts<{
  host: string;
  tag: string;
  next?: string;
  previous?: string;
  service?: Service;
  load?: string;
  namespace: string;
  rate: number;
  killMinutes: number;
  gatewayPort: number;
  seed: string;
  keep?: boolean;
}>();
const chosen = program.args.length === 0 ? names : program.args;

const directory = join(fileURLToPath(new URL('../../../', import.meta.url)), '.everchart', 'cluster');
const began = performance.now();
const say = (line: string): void => console.log(`  ${new Date(performance.now() - began).toISOString().slice(14, 19)}  ${line}`);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

process.exitCode = await run().catch((error: unknown) => {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  return 1;
});

async function run(): Promise<number> {
  const kubernetes = new Kubernetes(options.namespace);
  say('the namespace is emptied');
  await kubernetes.kubectl(['delete', 'namespace', options.namespace, '--ignore-not-found', '--timeout=120s']);
  rmSync(directory, { recursive: true, force: true });
  const outside = await startOutside({ host: options.host, directory, onLine: say });
  let trial: Trial | undefined;
  try {
    const tags = [options.tag, options.next, options.previous].filter((tag) => tag !== undefined);
    const site = new Site(kubernetes, outside, { tag: options.tag, tags, load: options.load, directory });
    await site.install(say);
    const installed = `installed into an empty namespace in ${((performance.now() - began) / 1000).toFixed(0)} s`;
    const scene: Scene = {
      site,
      trial: async () => {
        const { rate, seed } = options;
        const orgs = ['north', 'south'];
        return (trial ??= await Trial.open(await site.checked(orgs), orgs, { rate, seed, directory, interrupted: interrupted.signal }));
      },
      say,
      interrupted: interrupted.signal,
      options,
    };
    const report = [installed];
    let faults = 0;
    for (const { name, run: show } of scenarios.filter((each) => chosen.includes(each.name))) {
      if (interrupted.signal.aborted) break;
      say(`--- ${name}`);
      const { lines, failed, skipped } = await show(scene).catch(broken);
      if (skipped !== undefined) say(`!!! ${name} IS SKIPPED: ${skipped}`);
      report.push(`--- ${name}${skipped === undefined ? '' : ` SKIPPED: ${skipped}`}`, ...lines);
      faults += failed;
    }
    if (trial) {
      const { findings, lines } = await trial.check();
      report.push('--- what is held', ...lines.map(([holder, text]) => `${holder.padEnd(32)} ${text}`));
      report.push(
        `${findings.length} losses, duplicates and breaks of order`,
        ...findings.map(({ kind, text }) => `${kind.toUpperCase()}: ${text}`),
      );
      faults += findings.length;
    }
    console.log(`\n${report.join('\n')}\n`);
    if (options.keep === true && !interrupted.signal.aborted) {
      say(`the edge answers at ${await site.edgeUrl()}; Ctrl-C ends it`);
      await new Promise((resolve) => interrupted.signal.addEventListener('abort', resolve, { once: true }));
    }
    return faults === 0 && !interrupted.signal.aborted ? 0 : 1;
  } finally {
    await trial?.close();
    await outside.stop();
  }
}

/** A scenario that cannot go on: the others are shown, and what is held is compared. */
function broken(error: unknown): Outcome {
  const why = error instanceof Error ? error.message : String(error);
  say(`!!! ${why}`);
  return { lines: [`BROKEN OFF: ${why}`], failed: 1 };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('must be more than 0');
  return value;
}
