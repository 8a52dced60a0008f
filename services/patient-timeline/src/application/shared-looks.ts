/** Who waits under one key. */
interface Waiters<Seen> extends Set<Waiter<Seen>> {
  /** Begins the next look: undefined while one is under way. */
  timer?: NodeJS.Timeout | undefined;
  /** There is something to be seen since the look that is under way began. */
  again?: boolean;
}

interface Waiter<Seen> {
  /** Whether what was seen ends the wait. */
  take: (seen: Seen, isLate: boolean) => boolean;
  deadline: number;
  reader: string;
  reject: (error: unknown) => void;
}

/** Milliseconds between two looks while a reader waits. */
const lookEveryMs = 10;
/** Under one key at most: each look is judged for each of them. */
const waitersMax = 500;
/** Of these, of one reader: one that waits for what does not come leaves the others their places. */
const waitersOfReaderMax = 100;

/**
 * Lets readers wait for something in the database. While readers wait under a key, one look is taken every few
 * milliseconds for all of them; while none waits, none is taken. Looking at the database serves a projector in this
 * process and in another one alike.
 */
export class SharedLooks<Seen> {
  readonly #waiting = new Map<string, Waiters<Seen>>();

  constructor(private readonly lookAt: (key: string) => Promise<Seen>) {}

  /**
   * Resolves with what `judge` makes of a look, when that is other than `undecided`, or when the time is over: at once
   * where too many wait already.
   * @throws what a look failed with
   */
  until<Judged>(
    { key, reader }: { key: string; reader: string },
    judge: (seen: Seen) => Judged,
    undecided: Judged,
    timeoutMs: number,
  ): Promise<Judged> {
    return new Promise((resolve, reject) => {
      const take = (seen: Seen, isLate: boolean): boolean => {
        const judged = judge(seen);
        if (judged === undecided && !isLate) return false;
        resolve(judged);
        return true;
      };
      const waiter = { take, deadline: performance.now() + timeoutMs, reader, reject };
      const others = this.#waiting.get(key);
      if (others && (others.size >= waitersMax || countOf(others, reader) >= waitersOfReaderMax)) {
        resolve(undecided);
        return;
      }
      if (others) {
        others.add(waiter);
        return;
      }
      const waiters: Waiters<Seen> = new Set([waiter]);
      this.#waiting.set(key, waiters);
      setImmediate(() => void this.#look(key, waiters));
    });
  }

  /** There may be something to be seen: those who wait under the key do not wait for the next look. */
  wake(key: string): void {
    const waiters = this.#waiting.get(key);
    if (!waiters) return;
    waiters.again = true;
    if (waiters.timer === undefined) return;
    clearTimeout(waiters.timer);
    void this.#look(key, waiters);
  }

  async #look(key: string, waiters: Waiters<Seen>): Promise<void> {
    waiters.timer = undefined;
    waiters.again = false;
    const asking = [...waiters];
    try {
      const seen = await this.lookAt(key);
      for (const waiter of asking) if (waiter.take(seen, performance.now() >= waiter.deadline)) waiters.delete(waiter);
    } catch (error) {
      for (const waiter of asking) {
        waiters.delete(waiter);
        waiter.reject(error);
      }
    }
    if (waiters.size === 0) this.#waiting.delete(key);
    else if (waiters.again) void this.#look(key, waiters);
    else waiters.timer = setTimeout(() => void this.#look(key, waiters), lookEveryMs);
  }
}

function countOf(waiters: ReadonlySet<{ reader: string }>, reader: string): number {
  let count = 0;
  for (const waiter of waiters) if (waiter.reader === reader) count += 1;
  return count;
}
