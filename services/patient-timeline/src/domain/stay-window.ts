import { gather, type StatedFact, type TopicFacts } from '@everchart/clinical-facts';
import { compareInstants } from '@everchart/primitives';

const transferred = 'transferred';
const transferCancelled = 'cancelled-transfer';
/** With more cancellations of transfers all steps are looked at each time. */
const cancellationsMax = 16;

export const kindOf = ({ slot }: StatedFact): string => slot.split('/', 1)[0]!;

/** In the order in which they happened. */
export function byTime({ fact: a }: StatedFact, { fact: b }: StatedFact): number {
  return compareInstants(a.occurredAt, b.occurredAt) || a.streamVersion - b.streamVersion;
}

interface Cancellation {
  stated: StatedFact;
  /** The last transfers that it may take back: of those that had happened by then, and of all. */
  before: StatedFact[];
  all: StatedFact[];
}

/**
 * Of the steps of a stay that have happened so far those that decide where the patient is: so the next one costs the
 * same however many there were. A cancellation takes back the last transfer that was recorded before it: where there
 * are `n` of them, each takes one of the last `n`, and one of the last `n + 1` is the place.
 */
export class StayWindow {
  readonly #last = new Map<string, StatedFact>();
  readonly #transfers: StatedFact[] = [];
  readonly #cancellations: Cancellation[] = [];
  readonly #most: number;

  /** @param steps all that will come */
  constructor(steps: readonly StatedFact[]) {
    const cancellations = steps.filter((step) => kindOf(step) === transferCancelled).length;
    this.#most = cancellations > cancellationsMax ? Infinity : cancellations;
  }

  /** In the order in which they happened. */
  add(step: StatedFact): void {
    const kind = kindOf(step);
    if (kind === transferred) {
      this.#transfers.push(step);
      for (const cancellation of this.#cancellations) this.#offer(cancellation, step);
    } else if (kind === transferCancelled) {
      const cancellation = { stated: step, before: [], all: [] };
      for (const transfer of this.#transfers) this.#offer(cancellation, transfer);
      this.#cancellations.push(cancellation);
    } else {
      const last = this.#last.get(kind);
      // The admission that happened last counts; of all else what was recorded last.
      if (!last || kind === 'admitted' || step.fact.streamVersion > last.fact.streamVersion) this.#last.set(kind, step);
    }
  }

  facts(): TopicFacts {
    const transfers = new Set(this.#most === Infinity ? this.#transfers : this.#transfers.slice(-this.#most - 1));
    for (const { before, all } of this.#cancellations) for (const transfer of [...before, ...all]) transfers.add(transfer);
    const steps = [...this.#last.values(), ...transfers, ...this.#cancellations.map(({ stated }) => stated)];
    const facts: Record<string, TopicFacts> = { '': {} };
    gather(facts, steps.map(({ slot, fact }) => ({ topic: '', slot, fact }))); // prettier-ignore
    return facts['']!;
  }

  #offer({ stated, before, all }: Cancellation, transfer: StatedFact): void {
    if (this.#most === Infinity || transfer.fact.streamVersion > stated.fact.streamVersion) return;
    const happenedBefore = compareInstants(transfer.fact.occurredAt, stated.fact.occurredAt) <= 0;
    for (const list of happenedBefore ? [before, all] : [all]) {
      list.push(transfer);
      if (list.length > this.#most) list.shift();
    }
  }
}
