/** Waiting that can be cut short. Once ended, nothing waits any more. */
export class Rest {
  #wakes = 0;
  #ended = false;
  #cut: (() => void) | undefined;
  #wakeable = false;

  /** Remember this before looking for work: a wake-up that comes while looking is not missed. */
  begin(): number {
    return this.#wakes;
  }

  /** Waits until somebody wakes, or woke since `begin`. */
  until(begun: number, ms: number): Promise<void> {
    return begun === this.#wakes ? this.#wait(ms, true) : Promise.resolve();
  }

  /** Waits whoever wakes. */
  pause(ms: number): Promise<void> {
    return this.#wait(ms, false);
  }

  wake(): void {
    this.#wakes += 1;
    if (this.#wakeable) this.#cut?.();
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
