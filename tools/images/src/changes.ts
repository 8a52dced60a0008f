/** A commit since the last release, as far as versions depend on it. */
export interface Commit {
  id: string;
  subject: string;
  body: string;
  files: readonly string[];
}

export type Bump = 'major' | 'minor' | 'patch';

/** Files that never go into an image: tests, sources of tests, notes. */
const besides = /(\.spec\.ts|\.contract\.ts|\.md|\/project\.json)$|^[^/]+\/[^/]+\/(test|corpus)\//;

/** Of a conventional commit: type, scopes, and whether it breaks something. */
const conventional = /^(?<type>\w+)(?:\((?<scopes>[^)]*)\))?(?<breaks>!)?:/;

const order: readonly Bump[] = ['patch', 'minor', 'major'];

/** Commits that change what is in an image. @param projects of its closure */
export function changesOf(commits: readonly Commit[], projects: readonly string[]): Commit[] {
  return commits.filter((commit) => projects.some((project) => touches(commit, project)));
}

export function touches({ files }: Commit, project: string): boolean {
  return files.some((file) => file.startsWith(`${project}/`) && !besides.test(file));
}

/**
 * How a service's version rises. Its own commits (their scope names it) say it: what breaks is major, a feature minor.
 * Commits of shared libraries alone make a patch, also when they are more for the library: the service's own promises
 * stand.
 * @param names of the service in scopes
 * @returns undefined when nothing in its image changed
 */
export function bumpOf(changes: readonly Commit[], names: readonly string[], packagesChanged: boolean): Bump | undefined {
  const bumps = changes.map((commit) => ownBump(commit, names) ?? 'patch');
  if (packagesChanged) bumps.push('patch');
  return bumps.sort((a, b) => order.indexOf(b) - order.indexOf(a))[0];
}

/** @returns undefined for a commit of others */
export function ownBump({ subject, body }: Commit, names: readonly string[]): Bump | undefined {
  const { type, scopes = '', breaks } = conventional.exec(subject)?.groups ?? {};
  if (!scopes.split(',').some((scope) => names.includes(scope.trim()))) return undefined;
  if (breaks !== undefined || /^BREAKING[ -]CHANGE:/m.test(body)) return 'major';
  return type === 'feat' ? 'minor' : 'patch';
}

export function raised(version: string, bump: Bump): string {
  const [major, minor, patch] = version.split('.').map(Number) as [number, number, number];
  if (bump === 'major') return `${major + 1}.0.0`;
  return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/**
 * What is under `Unreleased` becomes what the version has.
 * @param shared libraries that changed: said when the service has nothing of its own to say
 * @throws Error when the changelog has no such part
 */
export function changelogWith(text: string, version: string, day: string, shared: readonly string[]): string {
  const [, before, unreleased, after] = /^(.*?## Unreleased\n)(.*?)((?=\n## ).*|$)$/s.exec(text) ?? [];
  if (before === undefined) throw new Error('the changelog has no part "## Unreleased"');
  const own = unreleased!.trim();
  const entries = own === '' ? `- Changes of what it shares with others: ${shared.join(', ') || 'packages'}.` : own;
  return `${before}\n## ${version} (${day})\n\n${entries}\n${after}`;
}
