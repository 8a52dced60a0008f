/** What was used last, up to a number of values and a sum of bytes. */
export class Kept<Value extends { bytes: number }> {
  readonly #values = new Map<string, Value>();
  #bytes = 0;

  constructor(private readonly most: { values: number; bytes: number }) {}

  /** It is the one that was used last then. */
  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    this.#values.set(key, value);
    this.#bytes += value.bytes;
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.most.values && this.#bytes <= this.most.bytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const value = this.#values.get(key);
    if (this.#values.delete(key)) this.#bytes -= value!.bytes;
  }
}
