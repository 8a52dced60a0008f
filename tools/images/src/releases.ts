import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version that was released. */
export interface Release {
  version: string;
  /** What was released: the commit of the tag `<name>@<version>`. */
  commit: string;
  /** ISO 8601 */
  date: string;
}

/** By service, the newest first. */
export type Releases = Readonly<Record<string, readonly Release[]>>;

export const releasesFile = (root: string): string => join(root, 'releases.json');

/** @returns nothing while nothing was released */
export function readReleases(root: string): Releases {
  return existsSync(releasesFile(root)) ? (JSON.parse(readFileSync(releasesFile(root), 'utf8')) as Releases) : {};
}

/** @throws Error for a version that was released before */
export function withRelease(releases: Releases, name: string, release: Release): Releases {
  const known = releases[name] ?? [];
  if (known.some(({ version }) => version === release.version)) throw new Error(`${name} ${release.version} was released before`);
  return { ...releases, [name]: [release, ...known] };
}

/**
 * The tag of an image: the version, but for the files of a released version only. Everything else that has its number
 * is named by its commit, too, so that no tag of a release ever means something else.
 */
export function imageTag(releases: Releases, name: string, version: string, commit: string): string {
  const released = releases[name]?.find((release) => release.version === version);
  return released === undefined || released.commit === commit ? version : `${version}-${commit.replace(/^([0-9a-f]{12})[0-9a-f]*/, '$1')}`;
}
