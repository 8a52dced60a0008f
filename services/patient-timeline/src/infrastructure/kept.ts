const unusedMs = 60 * 60_000;

/**
 * What was used last, up to a number of values and a sum of bytes. What was not used for an hour goes with the next
 * value that comes: a record that was destroyed is in no memory for long.
 */
export class Kept<Value extends { bytes: number }> {
  readonly #values = new Map<string, { value: Value; usedAt: number }>();
  #bytes = 0;

  /** @param clock monotonic, in milliseconds */
  constructor(
    private readonly most: { values: number; bytes: number },
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** It is the one that was used last then. */
  get(key: string): Value | undefined {
    const kept = this.#values.get(key);
    if (!kept) return undefined;
    kept.usedAt = this.clock();
    this.#values.delete(key);
    this.#values.set(key, kept);
    return kept.value;
  }

  set(key: string, value: Value): void {
    const now = this.clock();
    this.delete(key);
    this.#values.set(key, { value, usedAt: now });
    this.#bytes += value.bytes;
    for (const [oldest, { usedAt }] of this.#values) {
      if (this.#values.size <= this.most.values && this.#bytes <= this.most.bytes && now - usedAt < unusedMs) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const kept = this.#values.get(key);
    if (this.#values.delete(key)) this.#bytes -= kept!.value.bytes;
  }
}
