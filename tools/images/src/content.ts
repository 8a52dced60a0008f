import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Closure } from './closure.js';

/** A file of an image's context, or a link. */
export type ContentEntry = { path: string } & ({ from: string; executable: boolean } | { linksTo: string });

/** Types, maps of sources, documents and suites of contract tests: no program reads them. Licences stay. */
const unread =
  /(\.contract\.js|\.d\.[cm]?ts|\.[cm]?ts|\.tsx|\.map|\.flow|\.tsbuildinfo|(^|\/)(readme|changelog|history)[^/]*\.(md|markdown|txt))$/i;

/** Whole parts of packages that are for what this suite does not use. */
const unused: Readonly<Record<string, RegExp>> = {
  // Compilers of queries for other databases than PostgreSQL: 55 of 75 MB.
  '@prisma/client': /^runtime\/query_compiler_[a-z]+_bg\.(?!postgresql\.)/,
};

/** Of a project of the workspace: its sources, tests and notes. What it reads beside its programs has other names. */
const sources = ['src', 'test', 'prisma', 'corpus', 'project.json', '.gitignore'];

/**
 * What goes into an image, by path: `packages/` and `workspace/` are laid over each other in the folder `/app`, as the
 * repository has them.
 * @param root of the repository
 */
export function contentOf(root: string, { packages, projects, links }: Closure): ContentEntry[] {
  const entries: ContentEntry[] = [];
  for (const path of packages) {
    const drop = unused[path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)];
    for (const file of filesIn(join(root, path), [])) {
      if (!unread.test(file) && !drop?.test(file)) entries.push(fileEntry(root, path, file, 'packages'));
    }
  }
  for (const path of projects) {
    for (const file of filesIn(join(root, path), sources)) {
      if (!unread.test(file)) entries.push(fileEntry(root, path, file, 'workspace'));
    }
  }
  for (const [path, target] of Object.entries(links))
    entries.push({ path: posix.join('workspace', path), linksTo: posix.relative(posix.dirname(path), target) });
  return entries;
}

function fileEntry(root: string, folder: string, file: string, part: 'packages' | 'workspace'): ContentEntry {
  const from = join(root, folder, file);
  return { path: posix.join(part, folder, file), from, executable: (statSync(from).mode & 0o100) !== 0 };
}

/**
 * Regular files under a folder, as relative paths with `/`, in an order that does not depend on the machine. Its
 * packages are parts of their own.
 * @param without names of entries of the folder itself
 */
function filesIn(folder: string, without: readonly string[]): string[] {
  const files: string[] = [];
  const walk = (at: string): void => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = posix.join(at, entry.name);
      if (path === 'node_modules' || without.includes(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.push(path);
    }
  };
  walk('');
  return files.sort();
}

/**
 * The pinned Node, and the library beside glibc and libstdc++ that it is linked against and that small bases lack: from
 * this machine, where the tests ran with it.
 * @throws Error where this machine's Node is not that of the images
 */
export function nodeContent(root: string): ContentEntry[] {
  const { sharedObjects, header } = process.report.getReport() as unknown as {
    sharedObjects: string[];
    header: { glibcVersionRuntime?: string };
  };
  if (process.platform !== 'linux' || header.glibcVersionRuntime === undefined)
    throw new Error('images hold the Node and the compiled packages of this machine, which must be a Linux with glibc: build them there');
  const binary = join(root, 'node_modules/node/bin/node');
  const library = sharedObjects.find((path) => posix.basename(path) === 'libatomic.so.1');
  return [
    { path: 'node/bin/node', from: binary, executable: true },
    ...(library === undefined ? [] : [{ path: 'node/lib/libatomic.so.1', from: library, executable: false }]),
  ];
}
