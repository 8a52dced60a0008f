import { LRUCache } from 'lru-cache';

/** Of one organisation: so many refusals are answered at once, and then so many a second. */
const atOnce = 20;
const perSecond = 10;
/** The answers that wait for their time: what is refused beyond them is cut off. */
const waitingMax = 50;
/** Busiest organisations that are remembered. */
const organisationsMax = 10_000;

const everyMs = 1000 / perSecond;

/**
 * When a refusal of what a sender takes (429, 503) may be answered. A refusal costs the sender nothing: one that does
 * not wait for `Retry-After` comes again at once, and to refuse it without end costs as much as to serve it. So the
 * refusals of an organisation are answered at a pace, and its requests are not read meanwhile.
 */
export class PacedRefusals {
  /** When the next one may be answered, by organisation; earlier by what is answered at once. */
  readonly #nextAt = new LRUCache<string, number>({ max: organisationsMax });

  /** @param clock monotonic, in milliseconds */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** @returns milliseconds until it may be answered; undefined when too many wait already */
  waitMs(org: string): number | undefined {
    const now = this.clock();
    const nextAt = Math.max(this.#nextAt.get(org) ?? -Infinity, now - atOnce * everyMs) + everyMs;
    const waitMs = Math.max(0, nextAt - now);
    if (waitMs > waitingMax * everyMs) return undefined;
    this.#nextAt.set(org, nextAt);
    return waitMs;
  }
}
