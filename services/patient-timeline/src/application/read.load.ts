import type { Pool } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadQueues } from '../infrastructure/read.queues.js';

/**
 * What goes first when there is too much to do, and what goes on: `analysis` looks back, searches or sums up (the past,
 * differences); `care` is work of the shift (timeline, doses, board, round, handover); `emergency` is the summary as it
 * is now, which no wait refuses here.
 */
export type Importance = 'analysis' | 'care' | 'emergency';

/** Milliseconds that any read has to wait, all the time, before reads of an importance are refused. */
const refusedFromMs: Readonly<Record<Importance, number>> = { analysis: 100, care: 500, emergency: Infinity };
/** The same of reads in the queues of one organisation: where it leaves room to others it may wait longer. */
const ownRefusedFromMs: Readonly<Record<Importance, number>> = { analysis: 500, care: 2000, emergency: Infinity };

/** Reads that are under way, waiting or not: of an organisation, and of all. So every queue behind them has an end. */
const underWayMost: Readonly<Record<Importance, { ofOrganisation: number; ofAll: number }>> = {
  analysis: { ofOrganisation: 60, ofAll: 300 },
  care: { ofOrganisation: 1000, ofAll: 3000 },
  emergency: { ofOrganisation: 4000, ofAll: 8000 },
};

/** Milliseconds between two looks, and for which looks have to agree: a burst that passes is no overload. */
const lookEveryMs = 100;
const agreeForMs = 500;
/**
 * Of them at least: one pause is none. A loop that is late has late looks, and by the time of more of them all that is
 * too much would be taken.
 */
const looksMin = 2;

/**
 * How long reads wait before they begin: for the event loop, for a connection to the database, and in the queues of
 * their organisation. When that is long for half a second without a gap, reads that others can do without are refused,
 * so that those which cannot wait are answered. The shortest of the waits counts, as in CoDel (RFC 8289): a queue that
 * empties now and then is none.
 */
export class ReadLoad implements LifecyclePart {
  readonly name = 'read load';
  readonly #stopping = new AbortController();
  readonly #ofAll = new Waits();
  readonly #ofOrganisations = new Map<string, Waits>();
  readonly #underWay = { analysis: new Counts(), care: new Counts(), emergency: new Counts() };
  #looking: Promise<void> | undefined;
  /** Since when the look at the pool waits; the time of the last one that waits no longer. */
  #waitsSince: number | undefined;
  /** Since when no connection was had in time: the queue is as long as before the look that was given up. */
  #lateSince: number | undefined;
  #lastMs = 0;

  constructor(
    private readonly pool: Pick<Pool, 'connect'>,
    private readonly queues = new ReadQueues(),
  ) {}

  start(): Promise<void> {
    this.#looking = this.#look();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
  }

  /** @returns what ends the read; undefined: it is refused */
  enter(org: string, importance: Importance): (() => void) | undefined {
    const [ofAll, own] = [this.#ofAll, this.#ofOrganisations.get(org)];
    if (ofAll.shortestMs >= refusedFromMs[importance] || (own?.shortestMs ?? 0) >= ownRefusedFromMs[importance]) return undefined;
    return this.#underWay[importance].enter(org, underWayMost[importance]);
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const dueAt = performance.now() + lookEveryMs;
      await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
      const now = performance.now();
      if (this.#waitsSince === undefined) void this.#takeTurn(this.#lateSince ?? now);
      else this.#lastMs = now - this.#waitsSince;
      const look = { from: dueAt - lookEveryMs, now };
      this.#ofAll.add(look, Math.max(0, now - dueAt) + this.#lastMs);
      const waits = this.queues.waits();
      for (const org of this.#ofOrganisations.keys()) if (!waits.has(org)) this.#ofOrganisations.delete(org);
      for (const [org, waitMs] of waits) {
        const own = this.#ofOrganisations.get(org) ?? new Waits();
        this.#ofOrganisations.set(org, own);
        own.add(look, waitMs);
      }
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

/** The waits that looks found. */
class Waits {
  readonly #looks: { from: number; waitMs: number }[] = [];
  #isKnown = false;

  add({ from, now }: { from: number; now: number }, waitMs: number): void {
    this.#looks.push({ from, waitMs });
    const since = now - agreeForMs;
    while (this.#looks.length > looksMin && this.#looks[1]!.from <= since) this.#looks.shift();
    this.#isKnown = this.#looks.length >= looksMin && this.#looks[0]!.from <= since;
  }

  get shortestMs(): number {
    return this.#isKnown ? Math.min(...this.#looks.map((look) => look.waitMs)) : 0;
  }
}

/** Reads of one importance that are under way. */
class Counts {
  #all = 0;
  readonly #ofOrganisations = new Map<string, number>();

  enter(org: string, most: { ofOrganisation: number; ofAll: number }): (() => void) | undefined {
    const own = this.#ofOrganisations.get(org) ?? 0;
    if (own >= most.ofOrganisation || this.#all >= most.ofAll) return undefined;
    this.#all += 1;
    this.#ofOrganisations.set(org, own + 1);
    return () => {
      this.#all -= 1;
      const left = this.#ofOrganisations.get(org)! - 1;
      if (left === 0) this.#ofOrganisations.delete(org);
      else this.#ofOrganisations.set(org, left);
    };
  }
}
