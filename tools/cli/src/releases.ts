import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { callerOf, print, type Caller, type OfficerOptions } from './retention.api.js';
import { reasonIn, RefusedError } from './streams.js';

interface AssignedRelease {
  release: string;
  epoch: number;
}
type ByPart = Record<string, AssignedRelease>;

/** As `GET …/releases` answers it. */
export interface ReleasesShown {
  epoch: number;
  assignments: ByPart;
  overrides: Record<string, ByPart>;
}

interface ReleaseOptions extends OfficerOptions {
  ingest?: string;
}

interface DecidedOptions extends ReleaseOptions {
  reason: string;
  service: string;
  user?: string;
}

/** Adds `everchart release …`. */
export function addReleaseCommands(program: Command): void {
  const release = program
    .command('release')
    .description('which release serves the users of an organisation')
    .addHelpText(
      'after',
      `
Examples:
  npm run everchart -- release show
  npm run everchart -- release assign 1.5.0 --reason "Planned switch"
  npm run everchart -- release assign 1.4.0 --service patient-timeline --reason "Back: boards are slow"
  npm run everchart -- release override 1.6.0 --user nurse-benedikt --reason "Tries the new round"
  npm run everchart -- release end-override --user nurse-benedikt --reason "Tried"
A release is named as its processes call themselves (RELEASE; by default the version of the service). A switch holds for all users of the organisation within a
second of the answer. Every call is on record, with the name in the token; its role must be operator.`,
    );
  const reached = (command: Command): Command =>
    command
      .option('--ingest <url>', 'address of ingest; else that of the suite that runs here')
      .option('--token-file <file>', 'token of an operator (environment: EVERCHART_TOKEN); else that of the suite that runs here')
      .option('--json', 'as JSON', false);
  const callerFor = (options: ReleaseOptions): Caller => callerOf(program, 'ingest', options.ingest, { ...options, role: 'operator' });
  const decide = async (options: DecidedOptions, type: string, data: object): Promise<void> => {
    const caller = callerFor(options);
    const { epoch } = await readReleases(caller);
    await recordRelease(caller, type, { ...data, epoch: epoch + 1, reason: options.reason });
    const shown = await readReleases(caller);
    print(options, shown, releaseLines);
  };
  const why = (command: Command): Command => command.requiredOption('--reason <text>', 'why: it goes on record; no patient data');
  const ofService = (command: Command): Command =>
    command.option('--service <name>', 'ingest, patient-timeline, integration or retention; else all of them', 'suite');

  reached(release.command('show'))
    .description('what holds in the organisation, and since which epoch')
    .action(async (options: ReleaseOptions) => print(options, await readReleases(callerFor(options)), releaseLines));
  why(reached(ofService(release.command('assign').argument('<release>', 'as its processes call themselves'))))
    .description('this release serves all users of the organisation from now on; it is the way back, too')
    .action((name: string, options: DecidedOptions) => decide(options, 'release.assigned', { service: options.service, release: name }));
  why(reached(ofService(release.command('override').argument('<release>', 'as its processes call themselves'))))
    .description('this release serves one user of the organisation, whatever serves the others')
    .requiredOption('--user <name>', 'as in the claim sub of the token')
    .action((name: string, { user, ...options }: DecidedOptions) =>
      decide(options, 'release.overridden', { service: options.service, release: name, user }),
    );
  why(reached(release.command('end-override')))
    .description('the user is served as all others are')
    .requiredOption('--user <name>', 'as in the claim sub of the token')
    .action(({ user, ...options }: DecidedOptions) => decide(options, 'release.override-ended', { user }));
}

export function readReleases(caller: Caller): Promise<ReleasesShown> {
  return call(caller, 'GET', 'releases');
}

/** @throws RefusedError, also when another one has decided since: look, and decide again */
export async function recordRelease(caller: Caller, type: string, data: object): Promise<void> {
  await call(caller, 'POST', 'releases/events', { id: randomUUID(), type, occurredAt: new Date().toISOString(), data });
}

/** What a person reads. */
export function releaseLines({ epoch, assignments, overrides }: ReleasesShown): string[] {
  const parts = (byPart: ByPart): string[] =>
    Object.entries(byPart).map(
      ([part, { release, epoch: since }]) => `${part === 'suite' ? 'all services' : part}: ${release} (since epoch ${since})`,
    );
  const own = Object.entries(overrides).flatMap(([user, byPart]) => parts(byPart).map((line) => `only ${user}, ${line}`));
  const all = [...parts(assignments), ...own];
  return [`epoch ${epoch}`, ...(all.length > 0 ? all : ['nothing is assigned: every release serves the organisation'])];
}

async function call<Answer>({ url, org, token }: Caller, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
  const address = `${url}/v1/orgs/${encodeURIComponent(org)}/${path}`;
  const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch((cause: unknown) => {
    throw new Error(`ingest cannot be reached at ${new URL(url).origin}`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new RefusedError(`ingest answered ${response.status}: ${reasonIn(text)}`, response.status);
  return JSON.parse(text) as Answer;
}
