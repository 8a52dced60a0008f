import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of `packages` in package-lock.json, version 3: as far as it is needed here. */
export interface LockedPackage {
  name?: string;
  version?: string;
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** What projects need in production, by path in the workspace. */
export interface Closure {
  /** `node_modules/…`, of the registry. */
  packages: string[];
  /** Folders of the workspace itself. */
  projects: string[];
  /** `node_modules/…` → the folder that it links to. */
  links: Record<string, string>;
}

/** A package is needed and not installed. */
export class ClosureError extends Error {
  override readonly name = 'ClosureError';
}

/**
 * Follows the dependencies of projects through the lock file, as Node finds them in the tree: no development
 * dependencies, no optional peers, of optional dependencies those that are installed on this platform.
 * @param installed whether a path of the tree is there
 * @throws ClosureError
 */
export function productionClosure(locked: LockedPackages, projects: readonly string[], installed: (path: string) => boolean): Closure {
  const found = new Set<string>();
  const links: Record<string, string> = {};
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { optionalDependencies = {}, ...entry } = entryOf(locked, path);
    for (const name of requiredBy(entry)) {
      if (name in optionalDependencies) continue;
      const target = resolve(locked, path, name);
      if (target === undefined || !installed(target)) throw new ClosureError(`${path} needs ${name}, which is not installed`);
      follow(target);
    }
    for (const name of Object.keys(optionalDependencies)) {
      const target = resolve(locked, path, name);
      if (target !== undefined && installed(target)) follow(target);
    }
  };
  const follow = (path: string): void => {
    const { link, resolved } = entryOf(locked, path);
    if (link) links[path] = resolved!;
    visit(link ? resolved! : path);
  };
  projects.forEach(visit);
  const sorted = [...found].sort();
  return {
    packages: sorted.filter((path) => path.includes('node_modules/')),
    projects: sorted.filter((path) => !path.includes('node_modules/')),
    links,
  };
}

/** Whether a path of the tree is there: for the closure in this repository. */
export const installedIn =
  (root: string) =>
  (path: string): boolean =>
    existsSync(join(root, path, 'package.json'));

function entryOf(locked: LockedPackages, path: string): LockedPackage {
  const entry = locked[path];
  if (entry === undefined) throw new ClosureError(`package-lock.json does not know ${path}`);
  return entry;
}

function requiredBy({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockedPackage): string[] {
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)];
}

/** Looks where Node does: in the folder's own `node_modules`, then in that of each folder above it. */
function resolve(locked: LockedPackages, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (candidate in locked) return candidate;
    if (at === '') return undefined;
  }
}
