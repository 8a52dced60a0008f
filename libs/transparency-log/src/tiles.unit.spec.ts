import { describe, expect, it } from '@jest/globals';
import { decodeEntryBundle, decodeHashTile, encodeEntryBundle, parseTilePath, tilePath, tilesOf, type Tile } from './index.js';

describe('tile paths', () => {
  it('are those of C2SP tlog-tiles', () => {
    expect(tilePath({ kind: 'hashes', level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ kind: 'hashes', level: 1, index: 5, width: 7 })).toBe('tile/1/005.p/7');
    expect(tilePath({ kind: 'entries', index: 1000, width: 256 })).toBe('tile/entries/x001/000');
  });

  it('are read back, and nothing else is', () => {
    const tiles: Tile[] = [
      { kind: 'hashes', level: 3, index: 0, width: 1 },
      { kind: 'entries', index: 999, width: 255 },
      { kind: 'hashes', level: 0, index: 123_456_789, width: 256 },
      { kind: 'hashes', level: 12, index: 999_999_999_999_999, width: 255 },
      { kind: 'hashes', level: 0, index: 1000, width: 1 },
    ];
    for (const tile of tiles) expect(parseTilePath(tilePath(tile))).toEqual(tile);
    for (const path of [
      '',
      'tile/0/1',
      'tile/0/0001',
      'tile/0/001x',
      'tile/0/x001',
      'tile/0/x1/001',
      'tile/0/001/001',
      'tile/0/x001/x000/001/',
      'tile/0/001.p/',
      'tile/0/001.p/1/',
      'tile/0/001.p/1.p/1',
      'tile/100/001',
      'tile/entry/001',
      'tiles/0/001',
      'tile/0/x000/001',
      'tile/00/001',
      'tile/0/001.p/256',
      'tile/0/001.p/257',
      'tile/0/001.p/999',
      'tile/entries/001.p/300',
      'tile/0/001.p/0',
      'tile/0/001.p/07',
      'tile/x/001',
      'tile/0/../001',
      '/tile/0/001',
    ]) {
      expect(parseTilePath(path)).toBeUndefined();
    }
  });

  it('of a log name every tile once', () => {
    expect([...tilesOf(0)]).toEqual([]);
    expect([...tilesOf(515)].map(tilePath)).toEqual([
      'tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/3', 'tile/0/000', 'tile/0/001', 'tile/0/002.p/3', 'tile/1/000.p/2',
    ]); // prettier-ignore
    expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
    expect([...tilesOf(65_536)].map(tilePath).slice(-2)).toEqual(['tile/1/000', 'tile/2/000.p/1']);
  });
});

describe('tile contents', () => {
  it('are each entry behind its length, and hash behind hash', () => {
    expect(encodeEntryBundle([Buffer.from('one'), Buffer.alloc(256)]).subarray(0, 7)).toEqual(Buffer.from([0, 3, 111, 110, 101, 1, 0]));
    expect(decodeEntryBundle(Buffer.alloc(0))).toEqual([]);
    const hashes = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(decodeHashTile(Buffer.concat(hashes))).toEqual(hashes);
    expect(decodeHashTile(Buffer.alloc(0))).toEqual([]);
  });

  it('come back as they went in', () => {
    const entries = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(0xffff, 7)];
    expect(decodeEntryBundle(encodeEntryBundle(entries))).toEqual(entries);
  });

  it('are refused when they are cut off or too long', () => {
    const bundle = encodeEntryBundle([Buffer.from('one')]);
    expect(() => decodeEntryBundle(bundle.subarray(0, 1))).toThrow(RangeError);
    expect(() => decodeEntryBundle(bundle.subarray(0, 4))).toThrow(RangeError);
    expect(() => encodeEntryBundle([Buffer.alloc(0x10000)])).toThrow(RangeError);
    for (const length of [31, 33]) expect(() => decodeHashTile(Buffer.alloc(length))).toThrow(RangeError);
  });
});
