/** An operation without a result; the reason is recorded elsewhere. */
export class GaveUpError extends Error {
  override readonly name = 'GaveUpError';
}

/**
 * Longest time that is made up for: what was not started then is left out, so that a stall is not followed by a flood.
 */
const catchUpMs = 1000;

/** Begins operations at a steady rate, as long as not too many of them are under way. */
export class Paced {
  readonly underWay = new Set<Promise<unknown>>();
  #due = 0;
  #last = performance.now();

  /** @param operate answers how many things it was about, where it was not about one */
  constructor(
    private readonly perSecond: number,
    private readonly underWayMost: number,
    private readonly operate: () => Promise<number | void>,
  ) {}

  beginDue(): void {
    const now = performance.now();
    this.#due += (Math.min(catchUpMs, now - this.#last) / 1000) * this.perSecond;
    this.#last = now;
    while (this.#due >= 1 && this.underWay.size < this.underWayMost) {
      this.#due -= 1;
      this.#begin();
    }
    this.#due = Math.min(this.#due, (catchUpMs / 1000) * this.perSecond);
  }

  #begin(): void {
    const work = this.operate()
      .then((count) => void (this.#due -= (count ?? 1) - 1))
      .catch((error: unknown) => {
        if (!(error instanceof GaveUpError)) throw error;
      })
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }
}
