const secondMs = 1000;

/** Counts what came within the last second: one burst is not yet a rate. */
export class RecentRate {
  readonly #counts: { atMs: number; count: number }[] = [];
  #sum = 0;

  /**
   * @param nowMs by a clock that does not go back
   * @returns records of the last second, with these
   */
  add(count: number, nowMs: number): number {
    this.#counts.push({ atMs: nowMs, count });
    this.#sum += count;
    while (this.#counts[0]!.atMs <= nowMs - secondMs) this.#sum -= this.#counts.shift()!.count;
    return this.#sum;
  }
}

interface RestRule {
  /** The longest. */
  restMs: number;
  /** Events a second from which on it is the longest; 0: at any rate. */
  fullRestFrom: number;
  /** How steeply it grows. Default 2. */
  power?: number;
}

/**
 * For how long one rests after some events, from the beginning of the work with them on. What is gained by a wait is
 * CPU, which a busy machine lacks and one with few events does not. So the rest grows with a power of the rate. The
 * rate does not depend on the rest, so it does not swing.
 * @param events which came in `sinceLastMs`
 */
export function restOf({ restMs, fullRestFrom, power = 2 }: RestRule, events: number, sinceLastMs: number): number {
  const perSecond = (events * 1000) / sinceLastMs;
  return fullRestFrom === 0 ? restMs : restMs * Math.min(1, perSecond / fullRestFrom) ** power;
}
