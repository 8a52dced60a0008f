const unusedMs = 60 * 60_000;

export interface KeptOptions {
  /** Of such a key nothing is kept. */
  isGone?: (key: string) => boolean;
  /** Monotonic, in milliseconds. */
  clock?: () => number;
}

/**
 * What was used last, up to a number of values and a sum of bytes. What was not used for an hour goes with the next
 * value that comes.
 */
export class Kept<Value extends { bytes: number }> {
  readonly #values = new Map<string, { value: Value; usedAt: number }>();
  readonly #clock: () => number;
  readonly #isGone: (key: string) => boolean;
  #bytes = 0;

  constructor(
    private readonly most: { values: number; bytes: number },
    { isGone = () => false, clock = () => performance.now() }: KeptOptions = {},
  ) {
    this.#clock = clock;
    this.#isGone = isGone;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** It is the one that was used last then. */
  get(key: string): Value | undefined {
    const kept = this.#values.get(key);
    if (!kept) return undefined;
    kept.usedAt = this.#clock();
    this.#values.delete(key);
    this.#values.set(key, kept);
    return kept.value;
  }

  set(key: string, value: Value): void {
    const now = this.#clock();
    this.delete(key);
    if (this.#isGone(key)) return;
    this.#values.set(key, { value, usedAt: now });
    this.#bytes += value.bytes;
    for (const [oldest, { usedAt }] of this.#values) {
      if (this.#values.size <= this.most.values && this.#bytes <= this.most.bytes && now - usedAt < unusedMs) break;
      this.delete(oldest);
    }
  }

  /** The key, and all below it. */
  forget(name: string): void {
    for (const key of this.#values.keys()) if (key === name || key.startsWith(`${name}/`)) this.delete(key);
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }

  delete(key: string): void {
    const kept = this.#values.get(key);
    if (this.#values.delete(key)) this.#bytes -= kept!.value.bytes;
  }
}
