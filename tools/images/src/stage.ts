import { createHash } from 'node:crypto';
import { chmodSync, constants, copyFileSync, lutimesSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContentEntry } from './content.js';

/** Of all files, so that the same content is the same layer: 1980-01-01, the first that every archive knows. */
const fixedTime = 315_532_800;

/** Folders that the Dockerfile copies, also when nothing is in them. */
const folders = ['node/bin', 'node/lib', 'packages', 'workspace', 'empty'];

/** SHA-256 over the paths, kinds and bytes of a content. */
export function digestOf(content: readonly ContentEntry[]): string {
  const hash = createHash('sha256');
  for (const entry of [...content].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const what = 'linksTo' in entry ? `link ${entry.linksTo}` : `${entry.executable ? 'program' : 'file'} ${fileDigest(entry.from)}`;
    hash.update(`${JSON.stringify(entry.path)} ${what}\n`);
  }
  return hash.digest('hex');
}

const digests = new Map<string, string>();

/** Images share most of their files. */
function fileDigest(path: string): string {
  const known = digests.get(path) ?? createHash('sha256').update(readFileSync(path)).digest('hex');
  digests.set(path, known);
  return known;
}

/** Writes a content into a folder, which is emptied before. Modes and times depend on nothing but the content. */
export function stage(content: readonly ContentEntry[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of folders) mkdirSync(join(folder, name), { recursive: true });
  for (const entry of content) {
    const path = join(folder, entry.path);
    mkdirSync(dirname(path), { recursive: true });
    if ('linksTo' in entry) symlinkSync(entry.linksTo, path);
    else {
      copyFileSync(entry.from, path, constants.COPYFILE_FICLONE);
      chmodSync(path, entry.executable ? 0o755 : 0o644);
    }
  }
  settle(folder);
}

/** The innermost first: what is written into a folder changes its time. */
function settle(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) settle(inner);
    else lutimesSync(inner, fixedTime, fixedTime);
  }
  chmodSync(path, 0o755);
  lutimesSync(path, fixedTime, fixedTime);
}
