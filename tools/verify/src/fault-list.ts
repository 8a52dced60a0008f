/**
 * Faults by their text, the first ones only: a log that was cut off by one entry has as many faults as entries behind
 * the cut.
 */
export class FaultList {
  readonly named: string[] = [];
  #found = 0;

  constructor(private readonly limit: number) {}

  add(fault: string): void {
    this.#found += 1;
    if (this.named.length < this.limit) this.named.push(fault);
  }

  get found(): number {
    return this.#found;
  }
}
