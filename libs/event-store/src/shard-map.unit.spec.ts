import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from '@everchart/postgres';
import { ShardMap } from './shard-map.js';

/** The map without databases: what clusters answer is said here. With them: shard-mover.int.spec.ts. */
describe('shard map', () => {
  const identity = { storeId: 'store', epoch: 1 };
  let joined: boolean;
  let asked: string[];
  /** Where each cluster says that the shard is; its own name: here. */
  let pointers: Record<string, string>;
  let map: ShardMap;

  beforeEach(() => {
    joined = true;
    asked = [];
    pointers = { main: 'main', second: 'main', third: 'main' };
    const pool = { query: () => Promise.resolve({ rowCount: joined ? 1 : 0 }) } as unknown as Pool;
    map = new ShardMap(
      pool,
      new Map([
        ['second', pool],
        ['third', pool],
      ]),
      () => Promise.resolve(identity),
    );
  });

  const ask = (): Promise<string> =>
    map.at('org', 0, ({ name }) => {
      asked.push(name);
      const pointer = pointers[name]!;
      return pointer === name
        ? Promise.resolve(name)
        : Promise.reject(Object.assign(new Error('elsewhere'), { code: 'EV002', detail: pointer }));
    });

  it('begins in the first cluster, follows what clusters say, and remembers', async () => {
    expect(await ask()).toBe('main');
    pointers = { main: 'second', second: 'third', third: 'third' };
    expect(await ask()).toBe('third');
    expect(asked.splice(0)).toEqual(['main', 'main', 'second', 'third']);
    expect(map.placeOf('org', 0)).toBe('third');
    expect(map.placeOf('org', 1)).toBe('main');
    expect(await ask()).toBe('third');
    pointers = { main: 'main', second: 'third', third: 'main' };
    expect(await ask()).toBe('main');
    expect(asked).toEqual(['third', 'third', 'main']);
    expect(map.placeOf('org', 0)).toBe('main');
  });

  it('waits while it is sent round in a circle', async () => {
    pointers = { main: 'second', second: 'main' };
    const answer = ask();
    setTimeout(() => (pointers.second = 'second'), 100);
    expect(await answer).toBe('second');
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(30);
  });

  it('says of a cluster that it was not told of that the shard is elsewhere, and asks anew the next time', async () => {
    pointers.main = 'fourth';
    await expect(ask()).rejects.toMatchObject({ code: 'shard-elsewhere' });
    pointers.main = 'main';
    expect(await ask()).toBe('main');
  });

  it('asks no cluster that has not joined the store, until it has', async () => {
    pointers = { main: 'second', second: 'second' };
    joined = false;
    await expect(ask()).rejects.toMatchObject({ code: 'shard-elsewhere' });
    expect(asked).toEqual(['main']);
    joined = true;
    expect(await ask()).toBe('second');
  });

  it('hands on what else a statement fails with', async () => {
    await expect(map.at('org', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });
});
