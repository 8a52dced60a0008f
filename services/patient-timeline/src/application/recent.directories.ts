import type { Directory } from '@everchart/organisation-directory';

/** It may be so old: what was chosen holds within a second. */
const sharedMs = 1000;
const organisationsKept = 1000;

/** Directories for what is looked up in each read, such as who may see whom: read once in a while for all of them. */
export class RecentDirectories {
  readonly #known = new Map<string, { directory: Promise<Directory>; until: number }>();

  constructor(private readonly directories: { read(org: string): Promise<Directory> }) {}

  /** As it stands now. */
  now(org: string): Promise<Directory> {
    return this.directories.read(org);
  }

  read(org: string): Promise<Directory> {
    const known = this.#known.get(org);
    if (known && performance.now() < known.until) return known.directory;
    const shared = { directory: this.directories.read(org), until: performance.now() + sharedMs };
    shared.directory.catch(() => (shared.until = 0));
    this.#known.delete(org);
    this.#known.set(org, shared);
    if (this.#known.size > organisationsKept) this.#known.delete(this.#known.keys().next().value!);
    return shared.directory;
  }
}
