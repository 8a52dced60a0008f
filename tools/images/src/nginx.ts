import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { findNginx, nginxEnvironment } from '@everchart/dev-servers';
import type { ContentEntry } from './content.js';
import type { ImageDefinition } from './images.js';

/** Of what is unpacked: documents, and Lua for other versions, are for no one in an image. */
const parts = [
  /^usr\/sbin\/nginx$/,
  /^usr\/lib\/nginx\/modules\//,
  /^(?:usr\/)?lib\/[^/]+-linux-gnu\/(?:lib(?!lua5\.[234]-)[^/]+|lua\/5\.1\/.+)$/,
  /^usr\/share\/lua\/5\.1\//,
  /^usr\/share\/coreruleset\//,
];

/** In every base: glibc and libstdc++. */
const inBase = /^(?:ld-linux|libc|libm|libdl|libpthread|librt|libresolv|libstdc\+\+|libgcc_s)[.-]/;

/**
 * Where NGINX lies on this machine, when one of the images holds it.
 * @throws Error where this machine can have none
 */
export async function nginxRootFor(definitions: readonly ImageDefinition[]): Promise<string | undefined> {
  if (!definitions.some(({ nginx }) => nginx)) return undefined;
  const { root, reason } = await findNginx((line) => console.log(line));
  if (root === undefined) throw new Error(`the image of the edge needs nginx: ${reason}`);
  return root;
}

/**
 * NGINX with its modules, the Core Rule Set, and every library that they are linked against and a small base lacks:
 * those of this machine, with which the tests ran. They lie in `/app/nginx`, where the edge looks.
 */
export function nginxContent(root: string): ContentEntry[] {
  const entries: ContentEntry[] = [];
  for (const file of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const from = join(file.parentPath, file.name);
    const path = relative(root, from);
    if (!parts.some((part) => part.test(path))) continue;
    const place = posix.join('workspace/nginx', path);
    if (file.isSymbolicLink()) entries.push({ path: place, linksTo: readlinkSync(from) });
    else if (file.isFile()) entries.push({ path: place, from, executable: (statSync(from).mode & 0o100) !== 0 });
  }
  const known = new Set(entries.map(({ path }) => posix.basename(path)));
  const modules = join(root, 'usr/lib/nginx/modules');
  const programs = [join(root, 'usr/sbin/nginx'), ...readdirSync(modules).map((name) => join(modules, name))];
  const environment = nginxEnvironment(root);
  const folder = posix.join('workspace/nginx', relative(root, environment.LD_LIBRARY_PATH.split(':')[0]!));
  for (const [name, from] of librariesOf(programs, environment))
    if (!known.has(name) && !inBase.test(name))
      entries.push({ path: posix.join(folder, name), from: realpathSync(from), executable: false });
  return entries;
}

/** What the loader of this machine finds, by name; of each all that it needs itself. */
function librariesOf(programs: readonly string[], environment: Record<string, string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const program of programs) {
    const lines = execFileSync('ldd', [program], { encoding: 'utf8', env: { PATH: process.env.PATH, ...environment } });
    for (const [, name, place] of lines.matchAll(/^\s*(\S+) => (\/\S+)/gm)) found.set(name!, place!);
  }
  return found;
}
