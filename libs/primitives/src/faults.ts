/** One thing that is wrong with what was sent. */
interface Fault {
  /** JSON Pointer (RFC 6901) to the place. */
  pointer: string;
  /** A stable text. It never holds a value. */
  message: string;
}

/** Faults that one answer names at most, the remark how many more there are among them. */
export const faultsMax = 100;

/** Stands for the faults that are not named. It is a fault like others to a reader of the answer. */
class MoreFaults implements Fault {
  readonly pointer = '';
  readonly message: string;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
    this.message = `has ${count} more faults, which are not named`;
  }

  /** Not a member of its own: it is not part of the answer. */
  get count(): number {
    return this.#count;
  }
}

/** Gathers faults and keeps a bounded number of them: a sender determines how many there are, and each costs bytes. */
export class FaultList {
  readonly #named: Fault[] = [];
  #unnamed = 0;

  /** @param max faults that {@link bounded} returns at most; two or more */
  constructor(private readonly max = faultsMax) {}

  get isEmpty(): boolean {
    return this.#named.length === 0 && this.#unnamed === 0;
  }

  add(fault: Fault): void {
    if (fault instanceof MoreFaults) this.#unnamed += fault.count;
    else if (this.#named.length < this.max) this.#named.push(fault);
    else this.#unnamed += 1;
  }

  /** There are so many more, of which nothing else is known. */
  addUnnamed(count: number): void {
    this.#unnamed += count;
  }

  /** In the order in which they were added; the last one says how many are not named. */
  bounded(): Fault[] {
    if (this.#unnamed === 0) return this.#named;
    const named = this.#named.slice(0, this.max - 1);
    return [...named, new MoreFaults(this.#named.length - named.length + this.#unnamed)];
  }
}

/** The first of the faults, and how many more there are. Lists that are bounded already may be put together. */
export function boundedFaults(faults: Iterable<Fault>, max = faultsMax): Fault[] {
  const list = new FaultList(max);
  for (const fault of faults) list.add(fault);
  return list.bounded();
}
