import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export interface FoundProgram {
  path: string;
  /** One line: which was taken and why. */
  reason: string;
}

export interface MissingProgram {
  path?: undefined;
  /** One line: what was missing. */
  reason: string;
}

const run = promisify(execFile);
const fetching = new Map<string, Promise<string | undefined>>();

/**
 * A program, from the first of: the `PATH`; a package of Debian, which is fetched once and unpacked into the cache of
 * this user (`apt-get download`, `dpkg-deb -x`). Nothing is installed, and no rights are needed. For programs that need
 * no library beside the one of C.
 * @param program name of the file
 * @param debianPackage that has it
 */
export async function debianProgram(program: string, debianPackage: string): Promise<FoundProgram | MissingProgram> {
  const installed = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program)).find((file) => existsSync(file)); // prettier-ignore
  if (installed !== undefined) return { path: installed, reason: `${program} of this machine` };
  fetching.set(debianPackage, fetching.get(debianPackage) ?? unpacked(debianPackage));
  const folder = await fetching.get(debianPackage)!;
  if (folder === undefined) {
    return { reason: `${program} is not installed, and the package ${debianPackage} cannot be had by apt-get` };
  }
  const path = ['usr/bin', 'usr/sbin'].map((place) => join(folder, place, program)).find((file) => existsSync(file));
  if (path === undefined) return { reason: `the package ${debianPackage} has no ${program}` };
  return { path, reason: `${program} of the Debian package ${debianPackage}` };
}

/** Folder of the unpacked package; kept under the name of the package's file, which has its version. */
async function unpacked(debianPackage: string): Promise<string | undefined> {
  const cache = join(homedir(), '.cache', 'everchart', 'debian');
  const known = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith(`${debianPackage}_`)).sort().at(-1) : undefined; // prettier-ignore
  if (known !== undefined) return join(cache, known);
  const draft = join(cache, `.draft-${debianPackage}-${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
    await run('apt-get', ['download', '--quiet', debianPackage], { cwd: draft, timeout: 180_000 });
    const file = readdirSync(draft).find((name) => name.endsWith('.deb'));
    if (file === undefined) return undefined;
    await run('dpkg-deb', ['-x', file, 'files'], { cwd: draft, timeout: 60_000 });
    const folder = join(cache, file.replace(/\.deb$/, ''));
    if (!existsSync(folder)) renameSync(join(draft, 'files'), folder);
    return folder;
  } catch {
    return undefined; // no Debian, or no way to its packages: the caller says so
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
