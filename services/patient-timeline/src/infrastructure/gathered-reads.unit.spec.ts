import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GatheredReads } from './gathered-reads.js';

/** Statements that are under way, and what answers or fails them. */
function database() {
  const statements: { org: string; keys: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const reads = new GatheredReads<string>((org, keys) => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    statements.push({ org, keys, answer: () => resolve(keys.map((key) => `${org} ${key}`)), fail: reject });
    return promise;
  });
  return { reads, statements };
}

describe('gathered reads', () => {
  it('of one turn are one statement per organisation, and each gets its own row', async () => {
    const { reads, statements } = database();
    const rows = [reads.read('home', 'a'), reads.read('home', 'b'), reads.read('elsewhere', 'a')];
    await nextTurn();
    expect(statements.map(({ org, keys }) => [org, ...keys])).toEqual([['home', 'a', 'b'], ['elsewhere', 'a']]); // prettier-ignore
    for (const { answer } of statements) answer();
    expect(await Promise.all(rows)).toEqual(['home a', 'home b', 'elsewhere a']);
  });

  it('join no statement that was sent before them, and wait while two are under way', async () => {
    const { reads, statements } = database();
    const rows: Promise<string>[] = [];
    for (const key of ['a', 'a', 'a', 'b']) {
      rows.push(reads.read('home', key));
      await nextTurn();
    }
    expect(statements.map(({ keys }) => keys)).toEqual([['a'], ['a']]);
    statements[1]!.answer();
    await rows[1];
    await nextTurn();
    expect(statements[2]!.keys).toEqual(['a', 'b']);
    statements[0]!.answer();
    statements[2]!.answer();
    expect(await Promise.all(rows)).toEqual(['home a', 'home a', 'home a', 'home b']);
  });

  it('are divided when there are many', async () => {
    const { reads, statements } = database();
    const keys = Array.from({ length: 250 }, (_, index) => String(index));
    const rows = keys.map((key) => reads.read('home', key));
    for (let answered = 0; answered < 3; answered += 1) {
      await nextTurn();
      statements[answered]!.answer();
      await nextTurn();
    }
    expect(await Promise.all(rows)).toEqual(keys.map((key) => `home ${key}`));
    expect(statements.map((statement) => statement.keys.length)).toEqual([100, 100, 50]);
  });

  it('fail together, and those after them are read', async () => {
    const { reads, statements } = database();
    const failing = Promise.allSettled([reads.read('home', 'a'), reads.read('home', 'b')]);
    await nextTurn();
    statements[0]!.fail(new Error('away'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const row = reads.read('home', 'c');
    await nextTurn();
    statements[1]!.answer();
    expect(await row).toBe('home c');
  });
});
