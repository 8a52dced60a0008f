import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessSpool, SpoolFullError, type KeptAccesses, type KeptRun } from './access-spool.js';

describe('accesses that the store cannot take', () => {
  let directory: string;
  let spool: AccessSpool;
  let damaged: string[];

  const open = (maxBytes = 1_000_000): Promise<AccessSpool> =>
    AccessSpool.open({ directory, maxBytes, onDamaged: ({ message }) => damaged.push(message) });
  const accesses = (id: number): KeptAccesses => ({ org: 'home', id: `e${id}`, at: '2026-03-01T08:00:00.000Z', keyId: 'k', correlationId: 'c', payload: 'x'.repeat(100) }); // prettier-ignore
  const keep = (ids: number[], vital = false): Promise<void[]> => Promise.all(ids.map((id) => spool.keep(accesses(id), { vital })));
  const files = (): string[] => readdirSync(directory).filter((name) => name !== 'lock').map((name) => join(directory, name)); // prettier-ignore
  /** What comes, and what a store with these ids has then. */
  const drained = async (): Promise<KeptRun[]> => {
    const runs: KeptRun[] = [];
    await spool.drain((run) => Promise.resolve(void runs.push(run)));
    return runs;
  };
  const idsOf = (runs: KeptRun[]): string[] => runs.flatMap(({ events }) => events.map(({ id }) => id));
  /** The process ends without a word: its lock goes, its files stay. */
  const restart = async (): Promise<void> => {
    await spool.close();
    spool = await open();
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'spool-'));
    damaged = [];
    spool = await open();
  });
  afterEach(async () => {
    await spool.close();
    rmSync(directory, { recursive: true });
  });

  it('come in the order in which they were kept, numbered without a gap, and leave nothing behind', async () => {
    expect(await spool.mustKeep()).toBe(false);
    await keep([1, 2, 3]);
    await keep(Array.from({ length: 250 }, (_, index) => index + 4));
    expect(await spool.mustKeep()).toBe(true);
    const runs = await drained();
    expect(idsOf(runs)).toEqual(Array.from({ length: 253 }, (_, index) => `e${index + 1}`));
    expect(runs.map(({ number, isEnd }) => [number, isEnd])).toEqual([[1, false], [101, false], [201, true]]); // prettier-ignore
    expect([await spool.mustKeep(), files()]).toEqual([false, []]);
  });

  it('are there after the end of the process, also when it ended while it wrote the last line', async () => {
    await keep([1, 2]);
    await spool.close();
    appendFileSync(files()[0]!, '0123456789abcdef');
    spool = await open();
    // What comes now comes behind them.
    await keep([3]);
    expect(idsOf(await drained())).toEqual(['e1', 'e2', 'e3']);
    expect([damaged, files()]).toEqual([[], []]);
  });

  it('come again when the process ended before the store had the end of the file', async () => {
    await keep([1, 2]);
    const taken: string[] = [];
    const take = ({ events }: KeptRun): Promise<void> => {
      taken.push(...events.map(({ id }) => id));
      return Promise.reject(new Error('the answer did not come'));
    };
    await expect(spool.drain(take)).rejects.toThrow('did not come');
    expect(await spool.mustKeep()).toBe(true);
    await keep([3]);
    await restart();
    expect([taken, idsOf(await drained())]).toEqual([['e1', 'e2'], ['e1', 'e2', 'e3']]); // prettier-ignore
  });

  it('that come while the last ones are on their way wait for them, so that there is an end', async () => {
    await keep([1]);
    const { promise: taken, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const drain = spool.drain(() => (begin(), taken));
    await begun;
    const must = spool.mustKeep();
    resolve();
    expect(await must).toBe(false);
    await drain;
  });

  it('cannot be changed, left out or moved: what stands before is taken, the file is put aside', async () => {
    for (const attack of [
      (lines: string[]) => lines.map((line, at) => (at === 1 ? line.replace('"e2"', '"e9"') : line)),
      (lines: string[]) => lines.filter((_, at) => at !== 1),
      ([one, two, ...rest]: string[]) => [one!, rest[0]!, two!, ...rest.slice(1)],
    ]) {
      await keep([1, 2, 3]);
      await spool.close();
      const [path] = files().filter((name) => name.endsWith('.accesses'));
      writeFileSync(path!, attack(readFileSync(path!, 'latin1').trimEnd().split('\n')).map((line) => `${line}\n`).join('')); // prettier-ignore
      spool = await open();
      expect(idsOf(await drained())).toEqual(['e1']);
    }
    expect(damaged).toHaveLength(3);
    expect(files().every((name) => name.endsWith('.damaged'))).toBe(true);
  });

  it('have a limit, and what is vital has the last of the room', async () => {
    await spool.close();
    spool = await open(2000);
    let kept = 0;
    const fill = async (vital: boolean): Promise<void> => {
      for (;;) {
        await keep([kept], vital);
        kept += 1;
      }
    };
    await expect(fill(false)).rejects.toThrow(SpoolFullError);
    const others = kept;
    await expect(fill(true)).rejects.toThrow(SpoolFullError);
    expect(others).toBeGreaterThan(2);
    expect(kept).toBeGreaterThan(others);
    await drained();
    await keep([1]);
  });

  it('belong to one process', async () => {
    await expect(open()).rejects.toThrow('used by another process');
  });
});
