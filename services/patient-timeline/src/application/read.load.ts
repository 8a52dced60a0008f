import type { Pool } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What goes first when there is too much to do, and what goes on: `analysis` looks back, searches or sums up (the past,
 * differences); `care` is work of the shift (timeline, doses, board, round, handover); `emergency` is the summary as it
 * is now, which is never refused here.
 */
export type Importance = 'analysis' | 'care' | 'emergency';

/** Milliseconds that any read has to wait, all the time, before reads of an importance are refused. */
const refusedFromMs: Readonly<Record<Importance, number>> = { analysis: 100, care: 500, emergency: Infinity };

/** Milliseconds between two looks, and for which looks have to agree: a burst that passes is no overload. */
const lookEveryMs = 100;
const agreeForMs = 500;
/**
 * Of them at least: one pause is none. A loop that is late has late looks, and by the time of more of them all that is
 * too much would be taken.
 */
const looksMin = 2;

/**
 * How long reads wait before they begin: for the event loop, and for a connection to the database. When that is long
 * for half a second without a gap, reads that others can do without are refused, so that those which cannot wait are
 * answered. The shortest of the waits counts, as in CoDel (RFC 8289): a queue that empties now and then is none.
 */
export class ReadLoad implements LifecyclePart {
  readonly name = 'read load';
  readonly #stopping = new AbortController();
  /** The waits that looks found, with when each look began. */
  readonly #looks: { from: number; waitMs: number }[] = [];
  #isKnown = false;
  #looking: Promise<void> | undefined;
  /** Since when the look at the pool waits; the time of the last one that waits no longer. */
  #waitsSince: number | undefined;
  /** Since when no connection was had in time: the queue is as long as before the look that was given up. */
  #lateSince: number | undefined;
  #lastMs = 0;

  constructor(private readonly pool: Pick<Pool, 'connect'>) {}

  start(): Promise<void> {
    this.#looking = this.#look();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
  }

  admits(importance: Importance): boolean {
    const waitMs = this.#isKnown ? Math.min(...this.#looks.map((look) => look.waitMs)) : 0;
    return waitMs < refusedFromMs[importance];
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const dueAt = performance.now() + lookEveryMs;
      await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
      const now = performance.now();
      if (this.#waitsSince === undefined) void this.#takeTurn(this.#lateSince ?? now);
      else this.#lastMs = now - this.#waitsSince;
      this.#looks.push({ from: dueAt - lookEveryMs, waitMs: Math.max(0, now - dueAt) + this.#lastMs });
      const since = now - agreeForMs;
      while (this.#looks.length > looksMin && this.#looks[1]!.from <= since) this.#looks.shift();
      this.#isKnown = this.#looks.length >= looksMin && this.#looks[0]!.from <= since;
    }
  }

  /** Waits for a connection, as a read does. Why there is none, each read says itself. */
  async #takeTurn(since: number): Promise<void> {
    this.#waitsSince = since;
    const failure = await this.pool.connect().then(
      (connection) => void connection.release(),
      (error: Error) => error,
    );
    this.#lateSince = failure?.message.startsWith('timeout exceeded when trying to connect') ? since : undefined;
    this.#lastMs = performance.now() - since;
    this.#waitsSince = undefined;
  }
}
