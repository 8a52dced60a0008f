/** A small repeatable random source (mulberry32): the same seed gives the same day. Not for secrets. */
export class SeededRandom {
  private state: number;

  constructor(seed: string) {
    this.state = 0x9e3779b9;
    for (const character of seed) this.state = Math.imul(this.state ^ character.codePointAt(0)!, 0x85ebca6b) >>> 0;
  }

  /** [0, 1) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Integer in [low, high]. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** Around `mean`, within `spread`, rounded to `digits`. */
  around(mean: number, spread: number, digits = 0): number {
    const value = mean + (this.next() + this.next() - 1) * spread;
    return Number(value.toFixed(digits));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.next() * 256));
  }
}
