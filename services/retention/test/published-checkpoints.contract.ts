import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import type { PublishedCheckpoints } from '../src/application/published-checkpoints.js';

/** What is kept of published checkpoints, wherever that is. @param open as a process does */
export function publishedCheckpointsContract(open: () => Promise<PublishedCheckpoints>): void {
  const opened: PublishedCheckpoints[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  const process = async (): Promise<PublishedCheckpoints> => {
    const published = await open();
    opened.push(published);
    return published;
  };
  const tree = (size: number) => ({ size, root: randomBytes(32) });

  it('is known to every process at once, and to those that start later', async () => {
    const [one, other] = [await process(), await process()];
    const [org, second] = [randomUUID(), 'ö with spaces'];
    expect(await other.last(org)).toBeUndefined();
    const [first, next, elsewhere] = [tree(5), tree(9), tree(2)];
    expect(await one.publish(org, first, undefined)).toBe(true);
    expect(await other.last(org)).toEqual(first);
    expect(await other.publish(org, next, first)).toBe(true);
    const before = await one.last(second);
    expect(await one.publish(second, { ...elsewhere, size: (before?.size ?? 0) + 1 }, before)).toBe(true);
    const later = await process();
    expect(await later.last(org)).toEqual(next);
    expect((await later.all()).get(org)).toEqual(next);
    expect((await one.all()).get(second)?.root).toEqual(elsewhere.root);
  });

  it('of two that publish from the same state takes one', async () => {
    const [one, other] = [await process(), await process()];
    const org = randomUUID();
    const [a, b] = [tree(5), tree(5)];
    expect(await one.publish(org, a, undefined)).toBe(true);
    expect(await other.publish(org, b, undefined)).toBe(false);
    expect(await other.publish(org, tree(8), b)).toBe(false);
    expect(await one.last(org)).toEqual(a);
  });
}
