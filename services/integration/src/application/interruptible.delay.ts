/** A delay that can be cut short. Once ended, nothing is delayed any more. */
export class InterruptibleDelay {
  #wakes = 0;
  #ended = false;
  #cut: (() => void) | undefined;
  #wakeable = false;

  /** Remember this before looking for work: a wake-up that comes while looking is not missed. */
  get wakes(): number {
    return this.#wakes;
  }

  /** At most so long: a wake-up since `wakes` was read ends it. */
  async untilWoken(wakes: number, ms: number): Promise<void> {
    if (wakes === this.#wakes) await this.#wait(ms, true);
  }

  /** So long, whether or not it is woken; only `cut` and `end` cut it short. */
  full(ms: number): Promise<void> {
    return this.#wait(ms, false);
  }

  wake(): void {
    this.#wakes += 1;
    if (this.#wakeable) this.#cut?.();
  }

  /** Ends a delay of either kind: a person does not want to wait for it. */
  cut(): void {
    this.#wakes += 1;
    this.#cut?.();
  }

  end(): void {
    this.#ended = true;
    this.#cut?.();
  }

  async #wait(ms: number, wakeable: boolean): Promise<void> {
    if (this.#ended) return;
    this.#wakeable = wakeable;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      this.#cut = resolve;
    });
    clearTimeout(timer);
    this.#cut = undefined;
  }
}
