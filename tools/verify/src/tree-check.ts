import { Frontier, tileHeight, tilePath, tileWidth, type Tile } from '@everchart/transparency-log';
import type { FaultList } from './fault-list.js';

/**
 * Reads a hash tile of the directory; undefined when it is missing or has the wrong length (which is then a fault
 * already).
 */
export type ReadTile = (tile: Tile & { kind: 'hashes' }) => Buffer[] | undefined;

/** Builds the tree again from the entries and compares every tile with it, as soon as the tile is full. */
export class TreeCheck {
  readonly #frontier = new Frontier();
  /** Per level the computed hashes of the tile that is being filled. */
  readonly #rows: Buffer[][] = [];
  /** Roots at the requested sizes. */
  readonly roots = new Map<number, Buffer>();
  /** Tiles in which a hash differs: what is built over them differs, too, and is not named again. */
  readonly #wrong = new Set<string>();
  #index: number[] = [];

  constructor(
    private readonly read: ReadTile,
    private readonly faults: FaultList,
    private readonly sizes: ReadonlySet<number>,
  ) {
    if (sizes.has(0)) this.roots.set(0, this.#frontier.root());
  }

  get size(): number {
    return this.#frontier.size;
  }

  append(leaf: Buffer): void {
    this.#frontier.append(leaf, (height, _index, hash) => {
      if (height % tileHeight !== 0) return;
      const level = height / tileHeight;
      const row = (this.#rows[level] ??= []);
      row.push(hash);
      if (row.length === tileWidth) this.#compare(level);
    });
    if (this.sizes.has(this.#frontier.size)) this.roots.set(this.#frontier.size, this.#frontier.root());
  }

  /** Compares the partial tiles. @returns the root over all entries */
  finish(): Buffer {
    for (let level = 0; level < this.#rows.length; level += 1) if (this.#rows[level]!.length > 0) this.#compare(level);
    return this.#frontier.root();
  }

  #compare(level: number): void {
    const row = this.#rows[level]!;
    const index = this.#index[level] ?? 0;
    const tile = { kind: 'hashes' as const, level, index, width: row.length };
    const stored = this.read(tile);
    if (stored) {
      for (const [at, hash] of row.entries()) {
        if (stored[at]!.equals(hash)) continue;
        this.#wrong.add(`${level}/${index}`);
        const below = index * tileWidth + at;
        if (level === 0) this.faults.add(`entry ${below}: is not what ${tilePath(tile)} was made from: the entry or the tile was changed`);
        else if (!this.#wrong.has(`${level - 1}/${below}`))
          this.faults.add(`${tilePath(tile)}: hash ${at} is not that of the entries under it`);
      }
    }
    this.#rows[level] = [];
    this.#index[level] = index + 1;
  }
}
