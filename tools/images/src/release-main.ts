import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { releaseVersion } from 'nx/release';
import { bumpOf, changelogWith, changesOf, ownBump, raised, touches, type Bump, type Commit } from './changes.js';
import { installedIn, productionClosure, type LockedPackages } from './closure.js';
import { readReleases, releasesFile, withRelease } from './releases.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A release cannot be made: the message says why. */
class ReleaseError extends Error {}

interface PlannedRelease {
  name: string;
  from: string;
  to: string;
  bump: Bump;
  /** Commits of the service itself, and libraries that others changed. */
  own: number;
  shared: string[];
}

const services = ['ingest', 'patient-timeline', 'integration', 'retention', 'edge'];
/** Also how commits name them. */
const scopesOf = (name: string): string[] => [name, ...(name === 'patient-timeline' ? ['timeline'] : [])];

const program = new Command('npm run release --')
  .description(
    'Releases the services that changed, each with a version of its own: version (nx release), changelog, commit, tag <service>@<version>, and its entry in releases.json.',
  )
  .argument('[services...]', `which: ${services.join(', ')}; else all that changed`)
  .option('--dry-run', 'only say what would be released', false)
  .option('--as <kind>', 'major, minor or patch, whatever the commits say')
  .addHelpText(
    'after',
    `
A service changed when a commit since its last release touched what goes into its image. Its own commits say how its version rises (feat: minor,
"!": major); commits of shared libraries alone make a patch. Nothing is pushed. Exit code 0: done, 1: refused, 2: called in a wrong way.

Then, for each: git checkout <service>@<version> && npm run images -- <service>`,
  )
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (names: string[], options: { dryRun: boolean; as?: string }) => {
    process.exitCode = await run(names, options);
  });
await program.parseAsync();

async function run(names: readonly string[], options: { dryRun: boolean; as?: string }): Promise<number> {
  const unknown = names.filter((name) => !services.includes(name));
  if (unknown.length > 0 || (options.as !== undefined && !['major', 'minor', 'patch'].includes(options.as))) {
    console.error(`release: ${unknown.length > 0 ? `there is no service ${unknown.join(', ')}` : '--as is major, minor or patch'}`);
    return 2;
  }
  try {
    const planned = (names.length === 0 ? services : names).flatMap((name) => planOf(name, options.as as Bump | undefined));
    if (planned.length === 0) {
      console.log('nothing changed since the last releases');
      return 0;
    }
    for (const { name, from, to, bump, own, shared } of planned)
      console.log(`${name.padEnd(18)}${from} → ${to} (${bump}): ${own} commits of its own, shared: ${shared.join(', ') || 'none'}`);
    if (!options.dryRun) await release(planned);
    return 0;
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    console.error(`release: ${error.message}`);
    return 1;
  }
}

function planOf(name: string, as: Bump | undefined): PlannedRelease[] {
  const folder = join('services', name);
  const last = readReleases(root)[name]?.[0];
  const { packages, projects } = productionClosure(lockAt('HEAD'), [folder], installedIn(root));
  const changes = changesOf(commitsSince(last?.commit), projects);
  const before = last === undefined ? undefined : lockAt(last.commit);
  const packagesChanged = before !== undefined && packages.some((path) => before[path]?.version !== lockAt('HEAD')[path]?.version);
  const found = bumpOf(changes, scopesOf(name), packagesChanged);
  if (found === undefined) return [];
  // What was never released has no promise that could be broken.
  const bump = as ?? (last === undefined ? 'minor' : found);
  const from = (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { version: string }).version;
  const to = raised(from, bump);
  if (git('tag', '--list', `${name}@${to}`) !== '') throw new ReleaseError(`the tag ${name}@${to} is there: nothing was changed`);
  const own = changes.filter((commit) => ownBump(commit, scopesOf(name)) !== undefined);
  const shared = projects.filter((project) => project !== folder && changes.some((commit) => touches(commit, project)));
  return [{ name, from, to, bump, own: own.length, shared: shared.map((project) => basename(project)) }];
}

async function release(planned: readonly PlannedRelease[]): Promise<void> {
  if (git('status', '--porcelain') !== '') throw new ReleaseError('files differ from the last commit: commit or undo that first');
  const date = new Date().toISOString();
  try {
    for (const one of planned) await writeVersion(one, date);
  } catch (error) {
    // They were as the last commit has them.
    git('checkout', '--', 'package-lock.json', 'services');
    throw error;
  }
  const tags = planned.map(({ name, to }) => `${name}@${to}`);
  git('commit', '--all', '--quiet', '--message', `release: ${tags.join(', ')}`);
  const commit = git('rev-parse', 'HEAD');
  for (const tag of tags) git('tag', '--annotate', '--message', tag, tag);
  const releases = planned.reduce((known, { name, to }) => withRelease(known, name, { version: to, commit, date }), readReleases(root));
  writeFileSync(releasesFile(root), `${JSON.stringify(releases, null, 2)}\n`);
  git('add', 'releases.json');
  git('commit', '--quiet', '--message', `release: releases.json names ${tags.join(', ')}`);
  console.log(`released: ${tags.join(', ')}, at ${commit.slice(0, 12)}. Push the branch and its tags; build the images at the tags.`);
}
/** Version, entry in the lock file and changelog of one service, in files. */
async function writeVersion({ name, to, bump, shared }: PlannedRelease, date: string): Promise<void> {
  const { projectsVersionData } = await releaseVersion({
    projects: [name],
    specifier: bump,
    gitCommit: false,
    gitTag: false,
    stageChanges: false,
    versionActionsOptionsOverrides: { skipLockFileUpdate: true },
  });
  if (projectsVersionData[name]?.newVersion !== to)
    throw new ReleaseError(`nx release made ${name} ${String(projectsVersionData[name]?.newVersion)}, and not ${to}`);
  replace('package-lock.json', (text) => lockWith(text, `services/${name}`, to));
  replace(`services/${name}/CHANGELOG.md`, (text) => changelogWith(text, to, date.slice(0, 10), shared));
}

/** The version of a project in the lock file, where it stands once. */
function lockWith(text: string, project: string, version: string): string {
  const lock = JSON.parse(text) as { packages: Record<string, { version: string }> };
  lock.packages[project]!.version = version;
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function replace(file: string, change: (text: string) => string): void {
  const path = join(root, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function commitsSince(commit: string | undefined): Commit[] {
  const text = git('log', '--name-only', '--format=%x1e%H%x1f%s%x1f%b%x1f', ...(commit === undefined ? ['HEAD'] : [`${commit}..HEAD`]));
  return text
    .split('\x1e')
    .slice(1)
    .map((record) => {
      const [id, subject, body, files] = record.split('\x1f') as [string, string, string, string];
      return { id, subject, body, files: files.split('\n').filter((line) => line !== '') };
    });
}

function lockAt(commit: string): LockedPackages {
  return (JSON.parse(git('show', `${commit}:package-lock.json`)) as { packages: LockedPackages }).packages;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 }).trim();
}
