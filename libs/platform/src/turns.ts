import { presence } from './presence.js';

/** Work that takes longer lets others have their turn in between. */
const turnMaxMs = 2;

/** Shorter rests are put together: a timer has no finer steps. */
const restMinMs = 1;

export interface TurnsOptions {
  /** Calls both in the next pass of the event loop: what the first lets go on has its turn before the second. */
  schedule?: (grant: () => void, after: () => void) => void;
  rest?: (ms: number, then: () => void) => void;
  presence?: { othersThan(org: string): boolean };
  /** Monotonic, in milliseconds. */
  clock?: () => number;
}

/**
 * Turns of the event loop for work that takes long: between two of them requests and answers come and go, and the
 * organisations that wait for one get it in rotation. So a hundred large bodies of one organisation take the time of
 * one from the others.
 *
 * A request passes through the event loop several times before it is answered, and would meet a turn of large work each
 * time. So beside other organisations the loop rests after a turn for as long as it took: large work has half of the
 * loop's time at most, and of the processor that the database and other processes need, too.
 */
export class Turns {
  /** By organisation, in the order of rotation. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #options: Required<TurnsOptions>;
  #isScheduled = false;
  #owedMs = 0;

  constructor(options: TurnsOptions = {}) {
    this.#options = {
      schedule: scheduleBoth,
      rest: (ms, then) => setTimeout(then, ms),
      presence,
      clock: () => performance.now(),
      ...options,
    };
  }

  next(org: string): Promise<void> {
    return new Promise((resolve) => {
      const own = this.#waiting.get(org);
      if (own) own.push(resolve);
      else this.#waiting.set(org, [resolve]);
      if (!this.#isScheduled) this.#plan();
    });
  }

  #plan(): void {
    const { schedule, clock } = this.#options;
    this.#isScheduled = this.#waiting.size > 0;
    if (!this.#isScheduled) return;
    let granted: { org: string; at: number };
    schedule(
      () => (granted = { org: this.#grant(), at: clock() }),
      () => this.#rest(granted.org, clock() - granted.at),
    );
  }

  #grant(): string {
    const [org, own] = this.#waiting.entries().next().value!;
    const resolve = own.shift()!;
    this.#waiting.delete(org);
    // Behind the others: it is their turn now.
    if (own.length > 0) this.#waiting.set(org, own);
    resolve();
    return org;
  }

  #rest(org: string, tookMs: number): void {
    this.#owedMs = this.#options.presence.othersThan(org) ? this.#owedMs + tookMs : 0;
    if (this.#owedMs < restMinMs) return this.#plan();
    const ms = this.#owedMs;
    this.#owedMs = 0;
    this.#options.rest(ms, () => this.#plan());
  }
}

function scheduleBoth(grant: () => void, after: () => void): void {
  setImmediate(grant);
  setImmediate(after);
}

/** Of this process: there is one event loop. */
export const turns = new Turns();

/** The share of the event loop that one piece of work takes before others get their turn. */
export class Turn {
  #endsAt = performance.now() + turnMaxMs;

  constructor(private readonly org: string) {}

  /** Steps may be large: their number alone does not bound the time. */
  isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }

  async next(): Promise<void> {
    // Independent of how long ago its request came.
    presence.noticed(this.org);
    await turns.next(this.org);
    this.#endsAt = performance.now() + turnMaxMs;
  }
}
