/** So many renderings may come at once, and so many per second after that. */
const burst = 50;
const perSecond = 10;
/** A text that was rendered so long ago is rendered again, also when many ask for it. */
const keptMs = 1000;

/**
 * A text that any caller may request and that takes the processor for milliseconds: those that ask at the same time
 * share one rendering, and when more ask than any operator does they get the last one.
 */
export class Rendered {
  #credit = burst;
  #countedAt = -Infinity;
  #last: { text: string; at: number } | undefined;
  #next: Promise<string> | undefined;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly render: () => Promise<string>,
    private readonly clock = (): number => performance.now(),
  ) {}

  text(): Promise<string> {
    if (this.#next) return this.#next;
    const now = this.clock();
    this.#credit = Math.min(burst, this.#credit + (Math.max(0, now - this.#countedAt) / 1000) * perSecond);
    this.#countedAt = now;
    if (this.#credit < 1 && this.#last && now - this.#last.at < keptMs) return Promise.resolve(this.#last.text);
    this.#credit = Math.max(0, this.#credit - 1);
    // At the end of this turn of the event loop: what comes until then is in the text.
    this.#next = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#next = undefined;
      return this.#rendered();
    });
    return this.#next;
  }

  async #rendered(): Promise<string> {
    const text = await this.render();
    this.#last = { text, at: this.clock() };
    return text;
  }
}
