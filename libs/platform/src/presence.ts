/** So long an organisation counts as present after a request, at least; and twice as long at most. */
const periodMs = 1000;

/**
 * Which organisations use this process now. One that is here alone may have all of it; beside others, work that takes
 * long leaves them room.
 */
export class Presence {
  #now = new Set<string>();
  #before = new Set<string>();
  #beganAt = -Infinity;

  /** @param clock monotonic, in milliseconds */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** A request of it came. */
  noticed(org: string): void {
    this.#turnOver();
    this.#now.add(org);
  }

  /** Whether another one is present. */
  othersThan(org: string): boolean {
    this.#turnOver();
    return hasOther(this.#now, org) || hasOther(this.#before, org);
  }

  #turnOver(): void {
    const age = this.clock() - this.#beganAt;
    if (age < periodMs) return;
    this.#before = age < 2 * periodMs ? this.#now : new Set();
    this.#now = new Set();
    this.#beganAt = this.clock();
  }
}

function hasOther(orgs: ReadonlySet<string>, org: string): boolean {
  return orgs.size > (orgs.has(org) ? 1 : 0);
}

/** Of this process. */
export const presence = new Presence();
