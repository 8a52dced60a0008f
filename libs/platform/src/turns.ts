/** Work that takes longer lets others have their turn in between. */
export const turnMaxMs = 5;

/**
 * Turns of the event loop for work that takes long: between two of them requests and answers come and go, and the
 * organisations that wait for one get it in rotation. So a hundred large bodies of one organisation take the time of
 * one from the others.
 */
export class Turns {
  /** By organisation, in the order of rotation. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #isScheduled = false;

  constructor(private readonly schedule: (round: () => void) => void = setImmediate) {}

  next(org: string): Promise<void> {
    return new Promise((resolve) => {
      const own = this.#waiting.get(org);
      if (own) own.push(resolve);
      else this.#waiting.set(org, [resolve]);
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    this.schedule(() => {
      this.#isScheduled = false;
      this.#grant();
    });
  }

  #grant(): void {
    const [org, own] = this.#waiting.entries().next().value!;
    const resolve = own.shift()!;
    this.#waiting.delete(org);
    // Behind the others: it is their turn now.
    if (own.length > 0) this.#waiting.set(org, own);
    resolve();
    this.#plan();
  }
}

/** Of this process: there is one event loop. */
export const turns = new Turns();
