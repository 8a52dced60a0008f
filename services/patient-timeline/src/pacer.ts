import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@everchart/postgres';
import { clinicalTopic, type StreamTransport } from '@everchart/stream';
import type { Pace } from './create-app.js';

/**
 * How fast a thread of a rebuild takes events: not faster than the operator says, and never in the way of the version
 * that is read.
 * @param served consumer of that version
 */
export function paceOfRebuild(
  { transport, workerPool }: { transport: StreamTransport; workerPool: Pool },
  served: string,
  eventsPerSecond: number | undefined,
): Pace {
  const giveWay = givingWay(() => standingOf(transport, workerPool, served));
  const keepRate = eventsPerSecond === undefined ? undefined : pacer(eventsPerSecond);
  return async (events) => {
    await keepRate?.(events);
    await giveWay(events);
  };
}

async function standingOf(transport: StreamTransport, pool: Pool, consumer: string): Promise<Standing> {
  const end = await transport.endOffsets(clinicalTopic);
  const { rows } = await pool.query<{ partition: number; next_offset: number }>(
    'SELECT partition, next_offset FROM stream_consumer.checkpoints WHERE consumer = $1 AND topic = $2',
    [consumer, clinicalTopic],
  );
  const standing = { taken: 0, behind: 0 };
  for (const { partition, next_offset: next } of rows) {
    standing.taken += next;
    standing.behind += Math.max(0, Number(end.get(partition) ?? 0n) - next);
  }
  return standing;
}

/** Resolves when so many more events may be taken. */
function pacer(eventsPerSecond: number): Pace {
  let free = performance.now();
  return async (events) => {
    const at = Math.max(free, performance.now());
    free = at + (events / eventsPerSecond) * 1000;
    await pause(at - performance.now());
  };
}

/** Where the consumer stands whose readers come first. */
export interface Standing {
  /** Records that it has taken. */
  taken: number;
  /** Records that wait for it. */
  behind: number;
}

/** As many as wait for a consumer that keeps up. */
const fewRecords = 100;

/**
 * Resolves when the other consumer keeps up with its topic. One that does not come on at all is not waited for until it
 * comes on again.
 */
export function givingWay(look: () => Promise<Standing>, { everyMs = 20, standstillMs = 2000 } = {}): Pace {
  let stoodAt: number | undefined;
  return async () => {
    let { taken, behind } = await look();
    if (taken === stoodAt) return;
    stoodAt = undefined;
    for (let movedAt = performance.now(); behind > fewRecords;) {
      await pause(everyMs);
      const now = await look();
      if (now.taken !== taken) movedAt = performance.now();
      else if (performance.now() - movedAt > standstillMs) {
        stoodAt = taken;
        return;
      }
      ({ taken, behind } = now);
    }
  };
}
