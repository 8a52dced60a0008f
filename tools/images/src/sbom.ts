import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Closure, LockedPackage, LockedPackages } from './closure.js';

export interface BillOfMaterials {
  image: string;
  version: string;
  /** Of what goes into the image: makes the document's serial number. */
  digest: string;
  /** ISO 8601: of the commit, so that the same commit has the same document. */
  created: string;
  nodeVersion: string;
}

interface CycloneDx {
  serialNumber: string;
  metadata: { timestamp: string; component: Record<string, unknown> };
  components: Record<string, unknown>[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * What is in an image, as CycloneDX: npm lists it from a lock file that knows nothing else.
 * @param folder for that lock file; emptied before, and removed
 */
export async function billOfMaterials(
  { image, version, digest, created, nodeVersion }: BillOfMaterials,
  locked: LockedPackages,
  closure: Closure,
  folder: string,
): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { root, packages } = prunedLock({ image, version }, locked, closure);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }));
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const npm = promisify(execFile)(program, ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const document = JSON.parse((await npm).stdout) as CycloneDx;
  rmSync(folder, { recursive: true });
  const node = { 'bom-ref': `node@${nodeVersion}`, type: 'application', name: 'node', version: nodeVersion, scope: 'required', purl: `pkg:generic/node@${nodeVersion}`, licenses: [{ license: { id: 'MIT' } }] }; // prettier-ignore
  document.serialNumber = `urn:uuid:${uuidOf(digest)}`;
  document.metadata.timestamp = created;
  document.metadata.component.name = image;
  document.components.push(node);
  document.dependencies.push({ ref: node['bom-ref'], dependsOn: [] });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The part of the workspace's lock file that an image holds, as one of its own. */
function prunedLock(
  { image, version }: { image: string; version: string },
  locked: LockedPackages,
  { packages, projects, links }: Closure,
): { root: Record<string, unknown>; packages: Record<string, unknown> } {
  const nameOf = (project: string): string => locked[project]!.name!;
  const root = {
    name: image,
    version,
    workspaces: projects,
    dependencies: Object.fromEntries(projects.map((project) => [nameOf(project), '*'])),
  };
  const inProduction = ({
    devDependencies: _development,
    peerDependencies: _peers,
    peerDependenciesMeta: _meta,
    optionalDependencies,
    ...entry
  }: LockedPackage & { dev?: boolean; devOptional?: boolean; peer?: boolean; optional?: boolean }) => {
    // prettier-ignore
    const { dev: _dev, devOptional: _devOptional, peer: _peer, optional: _optional, ...kept } = entry;
    const installed = Object.keys(optionalDependencies ?? {}).filter((name) =>
      packages.some((path) => path.endsWith(`node_modules/${name}`)),
    );
    return { ...kept, dependencies: { ...kept.dependencies, ...Object.fromEntries(installed.map((name) => [name, '*'])) } };
  };
  const projectLinks = { ...links, ...Object.fromEntries(projects.map((project) => [`node_modules/${nameOf(project)}`, project])) };
  return {
    root,
    packages: {
      '': root,
      ...Object.fromEntries([...projects, ...packages].map((path) => [path, inProduction(locked[path]!)])),
      ...Object.fromEntries(Object.entries(projectLinks).map(([path, target]) => [path, { resolved: target, link: true }])),
    },
  };
}

/** RFC 9562, version 8: of a digest. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
