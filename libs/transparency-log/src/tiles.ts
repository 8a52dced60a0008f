import { hashLength } from './hashing.js';

/** Height of a tile: it holds up to 256 hashes of one level. Source: C2SP tlog-tiles. */
export const tileHeight = 8;
export const tileWidth = 256;

/** Bytes of an entry at most: its length is written in 16 bits. */
export const longestEntry = 0xffff;

export interface HashTile {
  kind: 'hashes';
  /** 0 = leaf hashes; a hash of level n + 1 is the root over one full tile of level n. */
  level: number;
  index: number;
  /** Hashes in it: 1 to 256. */
  width: number;
}

export interface EntryTile {
  kind: 'entries';
  index: number;
  width: number;
}

export type Tile = HashTile | EntryTile;

/** Path of a tile below the log's prefix, such as `tile/0/x001/x234/067` or `tile/entries/000.p/7`. */
export function tilePath(tile: Tile): string {
  const level = tile.kind === 'entries' ? 'entries' : String(tile.level);
  const groups: string[] = [];
  let rest = tile.index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${tile.width === tileWidth ? '' : `.p/${tile.width}`}`;
}

/** The exact inverse of {@link tilePath}: undefined for anything that it would not write. */
export function parseTilePath(path: string): Tile | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return undefined;
  const index = Number(match[2]!.replaceAll(/[x/]/g, ''));
  const width = match[3] === undefined ? tileWidth : Number(match[3]);
  const tile: Tile = match[1] === 'entries' ? { kind: 'entries', index, width } : { kind: 'hashes', level: Number(match[1]), index, width };
  return width >= 1 && width <= tileWidth && Number.isSafeInteger(index) && tilePath(tile) === path ? tile : undefined;
}

/** Every tile of a log of this size: the full ones and, per level, the partial one at the right edge. */
export function* tilesOf(size: number): Generator<Tile> {
  for (const { index, width } of rowOf(size)) yield { kind: 'entries', index, width };
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / tileWidth)) {
    for (const { index, width } of rowOf(count)) yield { kind: 'hashes', level, index, width };
  }
}

function* rowOf(count: number): Generator<{ index: number; width: number }> {
  for (let index = 0; index * tileWidth < count; index += 1) yield { index, width: Math.min(tileWidth, count - index * tileWidth) };
}

/** An entry bundle: each entry behind its length, 16 bits big-endian. @throws RangeError when an entry is too long */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`an entry has at most ${longestEntry} bytes`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    parts.push(length, entry);
  }
  return Buffer.concat(parts);
}

/** Views into the bundle, not copies. @throws RangeError when it is cut off */
export function decodeEntryBundle(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) throw new RangeError('the entry bundle is cut off');
    const length = bundle.readUInt16BE(at);
    at += 2;
    if (at + length > bundle.length) throw new RangeError('the entry bundle is cut off');
    entries.push(bundle.subarray(at, at + length));
    at += length;
  }
  return entries;
}

/** Views into the tile, not copies. @throws RangeError when its length is no multiple of 32 */
export function decodeHashTile(tile: Buffer): Buffer[] {
  if (tile.length % hashLength !== 0) throw new RangeError('a hash tile has 32 bytes per hash');
  return Array.from({ length: tile.length / hashLength }, (_, at) => tile.subarray(at * hashLength, (at + 1) * hashLength));
}
