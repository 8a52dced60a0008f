import type { Organisation } from './organisation.js';
import { Paced } from './paced.js';

/** Of all that is written and read: the rest is of the others. */
const shareOfFirst = 0.7;
const patientsAtFirst = 25;
/** Reads beside one event that is written. */
const readsPerEvent = 0.2;
/** Writes and reads under way at most: what the services do not take now is not sent. */
const underWayMost = { writes: 120, reads: 30 };
/** For what was under way to be answered. */
const answersWithinMs = 60_000;

/** Registers persons, so that there is something to write and to read. */
export async function openRecords(organisations: readonly Organisation[]): Promise<void> {
  for (const { writers } of organisations) {
    for (let n = 0; n < patientsAtFirst; n += 1) await writers.register();
    await writers.wholeRecord();
  }
}

/**
 * Writes and reads at a steady rate, as long as the services take it and `goesOn` says so.
 * @param rate events per second, of all organisations together
 * @returns what is still under way
 */
export async function load(organisations: readonly Organisation[], rate: number, goesOn: () => boolean): Promise<Promise<unknown>[]> {
  const paces = organisations.flatMap(({ writers, readers }, n) => {
    const share = organisations.length === 1 ? 1 : n === 0 ? shareOfFirst : (1 - shareOfFirst) / (organisations.length - 1);
    return [
      new Paced(rate * share, underWayMost.writes * share, () => writers.operate()),
      new Paced(rate * share * readsPerEvent, underWayMost.reads * share, () => readers.read()),
    ];
  });
  while (goesOn()) {
    for (const pace of paces) pace.beginDue();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return paces.flatMap(({ underWay }) => [...underWay]);
}

/** Waits for what {@link load} left under way; after a minute nothing is tried again. */
export async function finish(organisations: readonly Organisation[], underWay: readonly Promise<unknown>[]): Promise<void> {
  for (const { writers } of organisations) writers.giveUpAtMs = Date.now() + answersWithinMs;
  await Promise.allSettled(underWay);
  for (const { writers } of organisations) writers.giveUpAtMs = Infinity;
}
